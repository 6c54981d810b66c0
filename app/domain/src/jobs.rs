//! The outbox of work as the operator sees it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{JobId, Paged};

/// Tries of a job before it is set aside as failed, for the operator to see.
pub const ATTEMPTS_MAX: i32 = 12;

/// Minutes after its time at which a job that is not done is overdue: the runner looks every second.
pub const OVERDUE_MINUTES: i64 = 10;

/// Where a job stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum JobState {
    /// Set aside after its last try: somebody has to look.
    Failed,
    /// Waiting or being worked on, also after a failed try.
    #[default]
    Due,
    /// To be run at a later time.
    Later,
    Done,
}

/// One job. Its payload holds ids only and is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    pub id: JobId,
    pub kind: String,
    pub created_at: DateTime<Utc>,
    pub run_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
    pub failed_at: Option<DateTime<Utc>>,
    /// Tries so far.
    pub attempts: u32,
    pub last_error: Option<String>,
}

/// How many jobs of a kind there are, and when one was last done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobKind {
    pub kind: String,
    pub failed: i64,
    pub due: i64,
    pub later: i64,
    pub done: i64,
    pub last_done: Option<DateTime<Utc>>,
}

impl JobKind {
    /// Jobs of this kind in that state.
    pub fn count(&self, state: JobState) -> i64 {
        match state {
            JobState::Failed => self.failed,
            JobState::Due => self.due,
            JobState::Later => self.later,
            JobState::Done => self.done,
        }
    }
}

/// Counts by kind, the periodic work, and a page of the jobs in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobLog {
    /// Those that are known first, also when none was ever there; then those of other versions, by name.
    pub kinds: Vec<JobKind>,
    /// What runs by the clock, each kind with its last run.
    pub periodic: Vec<PeriodicRun>,
    /// Jobs whose time was more than [`OVERDUE_MINUTES`] ago.
    pub overdue: u64,
    pub state: JobState,
    pub jobs: Paged<JobRow>,
}

impl JobLog {
    /// Jobs of all kinds in that state.
    pub fn count(&self, state: JobState) -> u64 {
        self.kinds.iter().map(|kind| kind.count(state).unsigned_abs()).sum()
    }
}

/// How often each of them runs, in minutes.
pub const PERIODIC_MINUTES: i64 = 60;

/// The last run of a kind of periodic work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodicRun {
    pub kind: String,
    /// `None` when it never ran.
    pub at: Option<DateTime<Utc>>,
    /// Why it failed; `None` when it went well.
    pub error: Option<String>,
}

impl PeriodicRun {
    /// Whether two runs in a row are missing; work that never ran is not late, since the server may have just started.
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.at.is_some_and(|at| now - at > TimeDelta::minutes(2 * PERIODIC_MINUTES))
    }
}
