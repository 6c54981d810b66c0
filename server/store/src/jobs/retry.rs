//! Jobs that failed for good get another chance when the operator says so.

use domain::{DomainError, JobId, Operator, site::AuditAction};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::IntoCondition};

use crate::{Cx, Result, Store, Tx, entity::job, site::audit};

impl Store {
    /// Makes a job that failed for good due again, with all its tries.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] unless there is such a failed job; else when the database fails.
    pub async fn job_retry(&self, cx: &Cx, _operator: &Operator, id: JobId) -> Result<()> {
        self.write("job_retry", |tx| async move {
            match make_due(cx, &tx, job::Column::Id.eq(id).into_condition()).await? {
                0 => Err(DomainError::NotFound.into()),
                _ => audit(cx, &tx, AuditAction::JobRetry, id).await,
            }
        })
        .await
    }

    /// Makes all jobs that failed for good due again; returns how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn jobs_retry_failed(&self, cx: &Cx, _operator: &Operator) -> Result<u64> {
        self.write("jobs_retry_failed", |tx| async move {
            let retried = make_due(cx, &tx, Condition::all()).await?;
            if retried > 0 {
                audit(cx, &tx, AuditAction::JobRetryAll, retried).await?;
            }
            Ok(retried)
        })
        .await
    }
}

/// The last error stays to be seen until the next try has ended.
async fn make_due(cx: &Cx, tx: &Tx, which: Condition) -> Result<u64> {
    let row = job::ActiveModel {
        failed_at: Set(None),
        run_at: Set(cx.now),
        attempts: Set(0),
        claim: Set(None),
        locked_until: Set(None),
        ..Default::default()
    };
    let failed = job::Entity::update_many().set(row).filter(job::Column::FailedAt.is_not_null()).filter(which);
    Ok(failed.exec(tx).await?.rows_affected)
}
