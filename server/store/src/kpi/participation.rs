//! Rows that say: this person did this for the community business then.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{AccountId, MakerId, calendar::FiscalYear, kpi::ParticipationKind};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use uuid::Uuid;

use crate::{
    Cx, Result, Tx,
    entity::{maker, participation},
};

/// Records a participation, in the transaction of what happened. `at` decides the fiscal year, by Japan's calendar;
/// `source_id` is the booking, product, sale or seminar. Recording the same thing again changes nothing.
///
/// # Errors
/// When the database fails or the account does not exist.
pub async fn participation_add(
    cx: &Cx,
    tx: &Tx,
    account_id: AccountId,
    kind: ParticipationKind,
    at: DateTime<Utc>,
    source_id: Uuid,
) -> Result<()> {
    participations_add(cx, tx, kind, vec![(account_id, at, source_id)]).await
}

/// As [`participation_add`], for several of a kind in one statement; nothing is sent for none.
///
/// # Errors
/// As [`participation_add`].
pub(crate) async fn participations_add(
    cx: &Cx,
    tx: &Tx,
    kind: ParticipationKind,
    all: Vec<(AccountId, DateTime<Utc>, Uuid)>,
) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let rows = all.into_iter().map(|(account_id, at, source_id)| participation::ActiveModel {
        id: Set(cx.new_id()),
        account_id: Set(account_id),
        fiscal_year: Set(FiscalYear::of(at).year()),
        kind: Set(kind),
        at: Set(at),
        source_id: Set(source_id),
    });
    let key = [participation::Column::AccountId, participation::Column::Kind, participation::Column::SourceId];
    participation::Entity::insert_many(rows)
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// A sale is a participation of each maker in it, once; `source_id` is the sale at the counter, or the order.
pub(crate) async fn participation_of_makers(
    cx: &Cx,
    tx: &Tx,
    makers: impl IntoIterator<Item = MakerId>,
    source_id: Uuid,
) -> Result<()> {
    let makers: BTreeSet<MakerId> = makers.into_iter().collect();
    let rows = maker::Entity::find().filter(maker::Column::Id.is_in(makers)).all(tx).await?;
    let all = rows.into_iter().map(|row| (row.account_id, cx.now, source_id)).collect();
    participations_add(cx, tx, ParticipationKind::Sale, all).await
}
