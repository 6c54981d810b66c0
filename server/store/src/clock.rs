//! The only place that reads the wall clock.

use std::time::Instant;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Where `now` comes from.
pub trait Clock: Send + Sync + 'static {
    /// UTC, to the millisecond.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        now.duration_trunc(TimeDelta::milliseconds(1)).unwrap_or(now)
    }
}

/// A clock that was set and goes on from there; for tests of the running program.
#[derive(Clone, Copy, Debug)]
pub struct SetClock {
    set_to: DateTime<Utc>,
    at: Instant,
}

impl SetClock {
    /// As if it were `now`.
    pub fn set_to(now: DateTime<Utc>) -> SetClock {
        SetClock { set_to: now, at: Instant::now() }
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        let millis = i64::try_from(self.at.elapsed().as_millis()).unwrap_or(i64::MAX);
        TimeDelta::try_milliseconds(millis).and_then(|gone| self.set_to.checked_add_signed(gone)).unwrap_or(self.set_to)
    }
}
