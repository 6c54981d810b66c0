//! What waits between two pages, under a secret that one browser holds.

use chrono::TimeDelta;
use domain::{AccountId, members::AccountError};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::{
    Cx, Result, Tx,
    entity::auth_step::{self, AuthStepPurpose},
    members::secret::{digest, new_secret},
};

/// Keeps it, and returns the secret.
pub(super) async fn put(
    cx: &Cx,
    tx: &Tx,
    account_id: Option<AccountId>,
    purpose: AuthStepPurpose,
    data: &str,
    minutes: i64,
) -> Result<String> {
    let secret = new_secret();
    let row = auth_step::ActiveModel {
        token_hash: Set(digest(&secret)),
        account_id: Set(account_id),
        purpose: Set(purpose),
        data: Set(data.to_owned()),
        expires_at: Set(cx.now + TimeDelta::minutes(minutes)),
    };
    auth_step::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(secret)
}

/// What waits under the secret, for that purpose and not over; looking does not use it up.
pub(super) async fn find(
    cx: &Cx,
    db: &impl ConnectionTrait,
    secret: &str,
    purpose: AuthStepPurpose,
) -> Result<Option<auth_step::Model>> {
    let row = auth_step::Entity::find_by_id(digest(secret)).one(db).await?;
    Ok(row.filter(|row| row.purpose == purpose && row.expires_at > cx.now))
}

/// Uses it up: of two who try at once, one gets it.
///
/// # Errors
/// [`AccountError::LinkExpired`] when nothing waits there.
pub(super) async fn take(cx: &Cx, tx: &Tx, secret: &str, purpose: AuthStepPurpose) -> Result<auth_step::Model> {
    let row = find(cx, tx, secret, purpose).await?.ok_or(AccountError::LinkExpired)?;
    let taken = auth_step::Entity::delete_by_id(row.token_hash.clone()).exec(tx).await?;
    if taken.rows_affected == 1 { Ok(row) } else { Err(AccountError::LinkExpired.into()) }
}
