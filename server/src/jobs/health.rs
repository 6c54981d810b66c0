//! Whether this server's runner still turns.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use store::jobs::Lane;

/// Minutes without a turn after which a lane's loop counts as stalled: one turn is one job, which is given up sooner.
pub const STALLED_MINUTES: i64 = 5;

/// When each lane's loop last turned. A lane that was never started is nobody's to judge.
#[derive(Debug, Default)]
pub struct Health(Mutex<BTreeMap<&'static str, DateTime<Utc>>>);

impl Health {
    /// A loop turned.
    pub fn beat(&self, lane: Lane, now: DateTime<Utc>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(lane.into_str(), now);
    }

    /// Lanes whose loop has died or hangs.
    pub fn stalled(&self, now: DateTime<Utc>) -> Vec<&'static str> {
        let beats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let late = |at: DateTime<Utc>| now - at > TimeDelta::minutes(STALLED_MINUTES);
        beats.iter().filter(|(_, at)| late(**at)).map(|(lane, _)| *lane).collect()
    }
}
