//! Everything by which an account can be used without its password.

use domain::AccountId;
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, prelude::*};

use super::{api_tokens, sessions};
use crate::{
    Cx, Result, Tx,
    entity::{auth_step, calendar_feed},
};

/// The version of a calendar's address that was never renewed.
pub(crate) const FIRST_CALENDAR: i32 = 1;

/// Ends all of it: sessions but `keep`, a secret id; sign-ins that wait for a code; tokens; the calendar's address.
pub(super) async fn end_all(cx: &Cx, tx: &Tx, account_id: AccountId, keep: Option<&str>) -> Result<()> {
    sessions::end_all(tx, account_id, keep).await?;
    auth_step::Entity::delete_many().filter(auth_step::Column::AccountId.eq(account_id)).exec(tx).await?;
    api_tokens::revoke_all(cx, tx, account_id).await?;
    calendar_renew(cx, tx, account_id).await
}

/// Gives an account's calendar another address; the one before opens nothing any more.
pub(crate) async fn calendar_renew(cx: &Cx, tx: &Tx, account_id: AccountId) -> Result<()> {
    let before = calendar_feed::Entity::find_by_id(account_id).one(tx).await?;
    let row = calendar_feed::ActiveModel {
        account_id: Set(account_id),
        version: Set(before.as_ref().map_or(FIRST_CALENDAR, |row| row.version) + 1),
        renewed_at: Set(cx.now),
    };
    if before.is_none() {
        calendar_feed::Entity::insert(row).exec_without_returning(tx).await?;
    } else {
        calendar_feed::Entity::update(row).exec(tx).await?;
    }
    Ok(())
}
