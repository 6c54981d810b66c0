//! The end of places in lines whose time the member has booked.

use domain::WaitlistId;
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::{Cx, Result, Tx, entity::waitlist_end};

/// The member has booked the time: the places for it are done.
pub(crate) async fn end_served_entries(cx: &Cx, tx: &Tx, entries: Vec<WaitlistId>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let rows = entries.into_iter().map(|entry| waitlist_end::ActiveModel {
        entry_id: Set(entry),
        at: Set(cx.now),
        outcome: Set("booked".to_owned()),
    });
    waitlist_end::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(waitlist_end::Column::EntryId).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
