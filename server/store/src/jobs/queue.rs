//! The queue: a runner claims one job at a time, and records how it went for as long as the claim is its own.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{JobId, data::DataRule, jobs::ATTEMPTS_MAX};
use sea_orm::{
    ActiveValue::Set,
    Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    prelude::*,
    sea_query::{LockBehavior, LockType},
};

use super::{Job, Lane, payload};
use crate::{Cx, Result, Store, entity::job};

/// How long a claim keeps other runners away. A runner must give a job up well before, so that two never run at once.
pub const LOCK_SECONDS: i64 = 120;
/// Longest cause of a failure that is kept, in characters.
const ERROR_CHARS_MAX: usize = 500;
/// Jobs deleted in one step.
const PRUNE_STEP: u64 = 500;

/// A job that this runner may run. The claim ends with [`Store::job_finish`], or with its lock.
#[derive(Clone, Debug)]
pub struct Claim {
    pub id: JobId,
    /// The kind's word, also of kinds that this program does not know.
    pub kind: String,
    /// What is to be done, or why nobody can.
    pub job: std::result::Result<Job, String>,
    lane: Lane,
    attempts: i32,
    token: Uuid,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEnd {
    Done,
    /// To be tried again after a wait, until the tries are used up.
    Failed(String),
    /// No other try would help.
    SetAside(String),
}

impl Store {
    /// Takes the job of a lane that has waited longest, if any is due. Another runner sees it again only when the lock
    /// has run out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_claim(&self, cx: &Cx, lane: Lane) -> Result<Option<Claim>> {
        // A read first, so that an idle runner takes no write lock.
        if due(lane, cx.now).limit(1).one(self.db.read()).await?.is_none() {
            return Ok(None);
        }
        self.write_queue("job_claim", |tx| async move {
            let next = due(lane, cx.now)
                .order_by_asc(job::Column::RunAt)
                .order_by_asc(job::Column::Id)
                .limit(1)
                // SQLite has one writer at a time and no such clause; sea-query leaves it out there.
                .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
            let Some(row) = next.one(&tx).await? else { return Ok(None) };
            let (token, attempts) = (cx.new_id(), row.attempts + 1);
            let claimed = job::ActiveModel {
                id: Set(row.id),
                claim: Set(Some(token)),
                attempts: Set(attempts.min(ATTEMPTS_MAX)),
                locked_until: Set(Some(cx.now + TimeDelta::seconds(LOCK_SECONDS))),
                ..Default::default()
            };
            job::Entity::update(claimed).exec(&tx).await?;
            let job = match attempts {
                ..=ATTEMPTS_MAX => {
                    serde_json::from_str(&row.payload).map_err(|error| format!("cannot be read: {error}"))
                }
                _ => Err(format!("given up: its server ended in the last of {ATTEMPTS_MAX} tries")),
            };
            Ok(Some(Claim { id: row.id, kind: row.kind, job, lane, attempts, token }))
        })
        .await
    }

    /// Records how a run ended. `false` when the claim was lost meanwhile: the lock had run out and another runner has
    /// taken the job, so what it records is what counts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_finish(&self, cx: &Cx, claim: &Claim, end: &JobEnd) -> Result<bool> {
        self.write_queue("job_finish", |tx| async move {
            let mut row = job::ActiveModel { claim: Set(None), locked_until: Set(None), ..Default::default() };
            match end {
                JobEnd::Done => row.done_at = Set(Some(cx.now)),
                JobEnd::Failed(cause) if claim.attempts < ATTEMPTS_MAX => {
                    row.run_at = Set(cx.now + claim.lane.wait(claim.attempts));
                    row.last_error = Set(Some(shortened(cause)));
                }
                JobEnd::Failed(cause) | JobEnd::SetAside(cause) => {
                    row.failed_at = Set(Some(cx.now));
                    row.last_error = Set(Some(shortened(cause)));
                }
            }
            if let (true, Some(spent)) = (row.done_at.is_set() || row.failed_at.is_set(), Job::spent(&claim.kind)) {
                row.payload = Set(payload(&spent)?);
            }
            let own = job::Entity::update_many()
                .set(row)
                .filter(job::Column::Id.eq(claim.id))
                .filter(job::Column::Claim.eq(claim.token));
            Ok(own.exec(&tx).await?.rows_affected == 1)
        })
        .await
    }

    /// Deletes jobs that ended longer ago than the operator keeps them ([`DataRule::JobDays`]), step by step until none is
    /// left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn jobs_prune(&self, cx: &Cx) -> Result<u64> {
        let before = cx.now - TimeDelta::days(self.data_rules().await?.get(DataRule::JobDays));
        let mut pruned = 0;
        loop {
            let step = self
                .write_queue("jobs_prune", |tx| async move {
                    let ended =
                        Condition::any().add(job::Column::DoneAt.lt(before)).add(job::Column::FailedAt.lt(before));
                    let old = job::Entity::find().filter(ended).select_only();
                    let old = old.column(job::Column::Id).limit(PRUNE_STEP).into_tuple::<Uuid>().all(&tx).await?;
                    Ok(job::Entity::delete_many().filter(job::Column::Id.is_in(old)).exec(&tx).await?.rows_affected)
                })
                .await?;
            pruned += step;
            if step < PRUNE_STEP {
                return Ok(pruned);
            }
        }
    }
}

/// Jobs of a lane that somebody should be running, but nobody is.
fn due(lane: Lane, now: DateTime<Utc>) -> Select<job::Entity> {
    let unlocked = Condition::any().add(job::Column::LockedUntil.is_null()).add(job::Column::LockedUntil.lte(now));
    job::Entity::find()
        .filter(job::Column::Lane.eq(lane.into_str()))
        .filter(job::Column::DoneAt.is_null())
        .filter(job::Column::FailedAt.is_null())
        .filter(job::Column::RunAt.lte(now))
        .filter(unlocked)
}

fn shortened(cause: &str) -> String {
    cause.chars().take(ERROR_CHARS_MAX).collect()
}
