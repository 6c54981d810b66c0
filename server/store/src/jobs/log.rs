//! What the outbox has done and has still to do, for the operator.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    IntoEnumIterator, Operator,
    jobs::{JobKind, JobLog, JobRow, JobState, OVERDUE_MINUTES},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{CaseStatement, Expr, IntoCondition},
};

use super::{Job, periodic};
use crate::{Cx, Result, Store, entity::job, paged::Window};

/// Jobs on a page.
const JOBS_PAGE: u32 = 50;

impl Store {
    /// The outbox by kind, and a page of the jobs in one state: done and failed newest first, others by their time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_log(&self, cx: &Cx, _operator: &Operator, state: JobState, page: u32) -> Result<JobLog> {
        let kinds = self.job_kinds(cx).await?;
        let total = kinds.iter().map(|kind| kind.count(state).unsigned_abs()).sum();
        let window = Window::new(page, JOBS_PAGE, total);
        let query = job::Entity::find().filter(condition(state, cx.now));
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
            .filter(condition(JobState::Due, now - TimeDelta::minutes(OVERDUE_MINUTES)))
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
        let failed = job::Entity::find().filter(condition(JobState::Failed, cx.now));
        Ok(failed.count(self.db.read()).await?)
    }

    async fn job_kinds(&self, cx: &Cx) -> Result<Vec<JobKind>> {
        let mut query = job::Entity::find()
            .select_only()
            .column(job::Column::Kind)
            .column_as(job::Column::DoneAt.max(), "last_done")
            .group_by(job::Column::Kind)
            .order_by_asc(job::Column::Kind);
        for state in JobState::iter() {
            let hit = CaseStatement::new().case(condition(state, cx.now), Expr::val(1));
            query = query.column_as(Expr::Case(Box::new(hit)).count(), state.into_str());
        }
        let found = query.into_model::<KindRow>().all(self.db.read()).await?;
        let found: Vec<JobKind> = found.into_iter().map(kind_of).collect();
        let none =
            |kind: &str| JobKind { kind: kind.to_owned(), failed: 0, due: 0, later: 0, done: 0, last_done: None };
        let known = Job::KINDS
            .into_iter()
            .map(|word| found.iter().find(|kind| kind.kind == word).cloned().unwrap_or_else(|| none(word)));
        let others = found.iter().filter(|kind| !Job::KINDS.contains(&kind.kind.as_str())).cloned();
        Ok(known.chain(others).collect())
    }
}

fn condition(state: JobState, now: DateTime<Utc>) -> Condition {
    use job::Column;
    let open = Column::DoneAt.is_null().and(Column::FailedAt.is_null());
    match state {
        JobState::Failed => Column::FailedAt.is_not_null().into_condition(),
        JobState::Done => Column::DoneAt.is_not_null().into_condition(),
        JobState::Due => open.and(Column::RunAt.lte(now)).into_condition(),
        JobState::Later => open.and(Column::RunAt.gt(now)).into_condition(),
    }
}

fn row(row: job::Model) -> JobRow {
    JobRow {
        id: row.id,
        kind: row.kind,
        created_at: row.created_at,
        run_at: row.run_at,
        done_at: row.done_at,
        failed_at: row.failed_at,
        attempts: row.attempts.unsigned_abs(),
        last_error: row.last_error,
    }
}

#[derive(FromQueryResult)]
struct KindRow {
    kind: String,
    failed: i64,
    due: i64,
    later: i64,
    done: i64,
    last_done: Option<DateTime<Utc>>,
}

fn kind_of(row: KindRow) -> JobKind {
    let KindRow { kind, failed, due, later, done, last_done } = row;
    JobKind { kind, failed, due, later, done, last_done }
}
