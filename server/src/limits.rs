//! How long the server waits for those it serves, and for how many.

use std::time::Duration;

/// Waits and numbers of the listener. Every one is an end that a stranger cannot put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once. When all are taken, the one that has been without a request longest gives way.
    pub connections: usize,
    /// Longest wait for a whole request head; also how long a connection may rest between two requests.
    pub head_wait: Duration,
    /// Longest time in which the other end takes nothing of an answer.
    pub write_wait: Duration,
    pub pace: Pace,
    /// What is left to requests that are being answered, and to jobs, when the server is told to stop.
    pub stop_wait: Duration,
}

/// How fast a request's body must come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Longest pause, and what a slow start is forgiven.
    pub pause: Duration,
    /// Bytes a second on the whole, after that. A photo from a phone on a bad line is many times as fast.
    pub bytes_per_second_min: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            // Below the 1,024 open files that a process has where nobody raised it.
            connections: 512,
            head_wait: Duration::from_secs(15),
            write_wait: Duration::from_secs(30),
            pace: Pace { pause: Duration::from_secs(20), bytes_per_second_min: 4096 },
            stop_wait: Duration::from_secs(10),
        }
    }
}

impl Pace {
    /// How long after the first byte could come `received` bytes must be there, at least.
    pub fn due(self, received: u64) -> Duration {
        self.pause + Duration::from_secs_f64(received as f64 / f64::from(self.bytes_per_second_min.max(1)))
    }
}
