//! The rows of all factors together: whether there are any, and their end.

use chrono::TimeDelta;
use domain::{
    AccountId,
    members::FactorNews,
    site::{AuditAction, AuditChange},
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, prelude::*};

use crate::{
    Cx, Result, Tx,
    entity::{auth_step, passkey, recovery_code, totp},
    jobs::{self, Job},
    site::audit_changes,
    sql::sql,
};

/// Minutes in which an app that is being set up has to show its first code.
pub(super) const SET_UP_MINUTES: i64 = 60;

/// Whether codes of an app are asked for, and how many passkeys there are.
pub(crate) async fn which(db: &impl ConnectionTrait, account_id: AccountId) -> Result<(bool, u64)> {
    let text = "SELECT (SELECT COUNT(*) FROM totp WHERE account_id = $1 AND confirmed_at IS NOT NULL) AS apps, \
         (SELECT COUNT(*) FROM passkey WHERE account_id = $1) AS passkeys";
    let Some(row) = db.query_one_raw(sql(db, text, [account_id.into()])).await? else { return Ok((false, 0)) };
    let (apps, passkeys): (i64, i64) = (row.try_get("", "apps")?, row.try_get("", "passkeys")?);
    Ok((apps > 0, passkeys.unsigned_abs()))
}

/// Whether the password alone does not do: as [`domain::members::Factors::asked_after_password`] has it.
pub(crate) async fn asked_after_password(
    db: &impl ConnectionTrait,
    account_id: AccountId,
    is_required: bool,
) -> Result<bool> {
    let (totp, passkeys) = which(db, account_id).await?;
    Ok(domain::members::is_asked_after_password(totp, passkeys, is_required))
}

/// Takes all of an account's away, and what waits for them.
pub(crate) async fn forget(tx: &Tx, account_id: AccountId) -> Result<()> {
    totp::Entity::delete_by_id(account_id).exec(tx).await?;
    passkey::Entity::delete_many().filter(passkey::Column::AccountId.eq(account_id)).exec(tx).await?;
    recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account_id)).exec(tx).await?;
    auth_step::Entity::delete_many().filter(auth_step::Column::AccountId.eq(account_id)).exec(tx).await?;
    Ok(())
}

/// Recovery codes go with the last factor: they would stand for nothing.
pub(super) async fn drop_idle_codes(tx: &Tx, account_id: AccountId) -> Result<()> {
    if which(tx, account_id).await? == (false, 0) {
        recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account_id)).exec(tx).await?;
    }
    Ok(())
}

/// Mails the owner what has happened.
pub(crate) async fn tell(cx: &Cx, tx: &Tx, account_id: AccountId, news: FactorNews) -> Result<()> {
    jobs::enqueue(cx, tx, Job::FactorMail { account_id, news }).await
}

/// As [`tell`], of what the owner did: in the log too.
pub(super) async fn changed(cx: &Cx, tx: &Tx, account_id: AccountId, news: FactorNews) -> Result<()> {
    tell(cx, tx, account_id, news).await?;
    let change = AuditChange::new("factor_news", "", news);
    audit_changes(cx, tx, AuditAction::AccountFactors, account_id, &[change]).await
}

/// Deletes what nobody finished; returns how many rows.
pub(crate) async fn tidy(cx: &Cx, tx: &Tx) -> Result<u64> {
    let steps = auth_step::Entity::delete_many().filter(auth_step::Column::ExpiresAt.lte(cx.now)).exec(tx).await?;
    let apps = totp::Entity::delete_many()
        .filter(totp::Column::ConfirmedAt.is_null())
        .filter(totp::Column::CreatedAt.lt(cx.now - TimeDelta::minutes(SET_UP_MINUTES)))
        .exec(tx)
        .await?;
    Ok(steps.rows_affected + apps.rows_affected)
}
