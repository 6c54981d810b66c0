//! Cancelling one's own booking.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, BookingId,
    booking::{Cancelling, Slot, cancel},
    kpi::ParticipationKind,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, sea_query::OnConflict,
};

use super::facts::sql;
use crate::{
    Cx, Error, Member, Result, Store, Tx,
    entity::{booking_cancellation, booking_cell, participation},
    jobs::{self, Job},
};

impl Store {
    /// Cancels the member's own booking: its cells are free again and it no longer counts as participation.
    /// Cancelling again succeeds and changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown id and for other people's bookings alike, [`Error::Cancel`] once it has begun.
    pub async fn booking_cancel(&self, cx: &Cx, member: &Member, id: BookingId) -> Result<()> {
        let owner = member.account_id;
        self.write("booking_cancel", |tx| async move {
            let (slot, cancelled) = read(&*tx, owner, id).await?;
            match cancel(&slot, cancelled, cx.now)? {
                Cancelling::AlreadyCancelled => Ok(()),
                Cancelling::Cancel => record(cx, &tx, owner, id).await,
            }
        })
        .await
    }
}

#[derive(FromQueryResult)]
struct Row {
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
    cancelled: bool,
}

async fn read<C: ConnectionTrait>(conn: &C, owner: AccountId, id: BookingId) -> Result<(Slot, bool)> {
    let row = Row::find_by_statement(sql(
        conn,
        "SELECT b.start_at, b.end_at, \
         EXISTS (SELECT 1 FROM booking_cancellation c WHERE c.booking_id = b.id) AS cancelled \
         FROM booking b WHERE b.id = $1 AND b.account_id = $2",
        [id.0.into(), owner.0.into()],
    ))
    .one(conn)
    .await?
    .ok_or(Error::NotFound)?;
    Ok((Slot::new(row.start_at, row.end_at).map_err(Error::internal)?, row.cancelled))
}

async fn record(cx: &Cx, tx: &Tx, owner: AccountId, id: BookingId) -> Result<()> {
    let row =
        booking_cancellation::ActiveModel { booking_id: Set(id.0), at: Set(cx.now), by_account_id: Set(Some(owner.0)) };
    let inserted = booking_cancellation::Entity::insert(row)
        .on_conflict(OnConflict::column(booking_cancellation::Column::BookingId).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await?;
    if inserted == 0 {
        return Ok(()); // Another request was first; the primary key counts it once.
    }
    booking_cell::Entity::delete_many().filter(booking_cell::Column::BookingId.eq(id.0)).exec(&**tx).await?;
    participation::Entity::delete_many()
        .filter(participation::Column::AccountId.eq(owner.0))
        .filter(participation::Column::Kind.eq(ParticipationKind::Booking.as_str()))
        .filter(participation::Column::SourceId.eq(id.0))
        .exec(&**tx)
        .await?;
    jobs::enqueue(cx, tx, Job::CancellationMail { booking_id: id }).await
}
