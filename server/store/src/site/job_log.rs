//! What the outbox has done and has still to do, for the operator.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{JobId, Operator, Paged};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{CaseStatement, Expr, IntoCondition},
};

use crate::{Cx, Result, Store, entity::job, jobs::Job, paged::Window};

use super::{PeriodicRun, periodic};

/// Jobs on a page.
pub const JOBS_PAGE: u32 = 50;
/// Minutes after its time at which a job that is not done is overdue: the runner looks every second.
pub const OVERDUE_MINUTES: i64 = 10;

/// Where a job stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

impl JobState {
    pub const ALL: [JobState; 4] = [JobState::Failed, JobState::Due, JobState::Later, JobState::Done];

    /// The word in the page's address.
    pub fn as_str(self) -> &'static str {
        match self {
            JobState::Failed => "failed",
            JobState::Due => "due",
            JobState::Later => "later",
            JobState::Done => "done",
        }
    }

    pub fn parse(word: &str) -> Option<JobState> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    fn condition(self, now: DateTime<Utc>) -> Condition {
        use job::Column;
        let open = Column::DoneAt.is_null().and(Column::FailedAt.is_null());
        match self {
            JobState::Failed => Column::FailedAt.is_not_null().into_condition(),
            JobState::Done => Column::DoneAt.is_not_null().into_condition(),
            JobState::Due => open.and(Column::RunAt.lte(now)).into_condition(),
            JobState::Later => open.and(Column::RunAt.gt(now)).into_condition(),
        }
    }
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
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
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

impl Store {
    /// The outbox by kind, and a page of the jobs in one state: done and failed newest first, others by their time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_log(&self, cx: &Cx, _operator: &Operator, state: JobState, page: u32) -> Result<JobLog> {
        let kinds = self.job_kinds(cx).await?;
        let total = kinds.iter().map(|kind| kind.count(state).unsigned_abs()).sum();
        let window = Window::new(page, JOBS_PAGE, total);
        let query = job::Entity::find().filter(state.condition(cx.now));
        let query = match state {
            JobState::Failed => query.order_by_desc(job::Column::FailedAt),
            JobState::Done => query.order_by_desc(job::Column::DoneAt),
            JobState::Due | JobState::Later => query.order_by_asc(job::Column::RunAt),
        };
        let query = query.order_by_asc(job::Column::Id).offset(window.offset).limit(window.limit);
        let rows = query.all(self.db.read()).await?;
        let periodic = periodic::read(self.db.read()).await?;
        let overdue = self.jobs_overdue(cx.now).await?.into_iter().map(|(_, jobs)| jobs.unsigned_abs()).sum();
        Ok(JobLog { jobs: window.of(rows.into_iter().map(row).collect()), kinds, periodic, overdue, state })
    }

    /// Lanes in which jobs should have been done more than [`OVERDUE_MINUTES`] ago, and how many: no runner works, or it
    /// cannot keep up. A job that waits for its next try is not overdue.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn jobs_overdue(&self, now: DateTime<Utc>) -> Result<Vec<(String, i64)>> {
        let query = job::Entity::find()
            .filter(JobState::Due.condition(now - TimeDelta::minutes(OVERDUE_MINUTES)))
            .select_only()
            .column(job::Column::Lane)
            .column_as(job::Column::Id.count(), "jobs")
            .group_by(job::Column::Lane)
            .order_by_asc(job::Column::Lane);
        Ok(query.into_tuple().all(self.db.read()).await?)
    }

    /// How many jobs were set aside after their last try.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn jobs_failed(&self, cx: &Cx, _operator: &Operator) -> Result<u64> {
        let failed = job::Entity::find().filter(JobState::Failed.condition(cx.now));
        Ok(failed.count(self.db.read()).await?)
    }

    async fn job_kinds(&self, cx: &Cx) -> Result<Vec<JobKind>> {
        let mut query = job::Entity::find()
            .select_only()
            .column(job::Column::Kind)
            .column_as(job::Column::DoneAt.max(), "last_done")
            .group_by(job::Column::Kind)
            .order_by_asc(job::Column::Kind);
        for state in JobState::ALL {
            let hit = CaseStatement::new().case(state.condition(cx.now), Expr::val(1));
            query = query.column_as(Expr::Case(Box::new(hit)).count(), state.as_str());
        }
        let found = query.into_model::<JobKind>().all(self.db.read()).await?;
        let none =
            |kind: &str| JobKind { kind: kind.to_owned(), failed: 0, due: 0, later: 0, done: 0, last_done: None };
        let known = Job::KINDS
            .into_iter()
            .map(|word| found.iter().find(|kind| kind.kind == word).cloned().unwrap_or_else(|| none(word)));
        let others = found.iter().filter(|kind| !Job::KINDS.contains(&kind.kind.as_str())).cloned();
        Ok(known.chain(others).collect())
    }
}

fn row(row: job::Model) -> JobRow {
    JobRow {
        id: JobId(row.id),
        kind: row.kind,
        created_at: row.created_at,
        run_at: row.run_at,
        done_at: row.done_at,
        failed_at: row.failed_at,
        attempts: row.attempts.unsigned_abs(),
        last_error: row.last_error,
    }
}
