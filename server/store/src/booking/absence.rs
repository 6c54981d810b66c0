//! Not having come: as the clock sees it at the release time, or as the staff say it, who may take it back for a moment.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    BookingId, DomainError, Staff,
    booking::{CancelError, Counted, NO_SHOW_UNDO_SECONDS, is_no_show, no_show_by_staff},
    site::AuditAction,
};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use super::{
    cancel,
    record::{self, BookingRecord},
};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{booking_cell, no_show},
    jobs::{self, Job},
    site::{audit, space_rules},
};

impl Store {
    /// Records that nobody came, and frees the cells: by the job at the release time, which does nothing when someone
    /// checked in, cancelled or moved meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_release(&self, cx: &Cx, id: BookingId) -> Result<()> {
        self.write("booking_release", |tx| async move {
            let booking = match record::read(&tx, id, None).await {
                Err(Error::Domain(DomainError::NotFound)) => return Ok(()),
                other => other?,
            };
            let space = space_rules(&tx).await?;
            if is_no_show(&booking.slot, &space, booking.progress, cx.now)
                && cancel::count_against(cx, &tx, &booking, Counted::Absent, None).await?
            {
                end(cx, &tx, &booking).await?;
            }
            Ok(())
        })
        .await
    }

    /// Records that nobody came, as the staff see it. The mail goes and the time is freed only when it can no longer be
    /// taken back: [`NO_SHOW_UNDO_SECONDS`] later.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id, [`DomainError::Cancel`] before the release time, or when somebody
    /// came.
    pub async fn no_show_by_staff(&self, cx: &Cx, staff: &Staff, id: BookingId) -> Result<()> {
        self.write("no_show_by_staff", |tx| async move {
            let booking = record::read(&tx, id, None).await?;
            let space = space_rules(&tx).await?;
            if no_show_by_staff(&booking.slot, &space, booking.progress, cx.now)?
                && cancel::count_against(cx, &tx, &booking, Counted::Absent, Some(staff.account_id)).await?
            {
                jobs::enqueue_at(cx, &tx, Job::AbsenceEnd { booking_id: id }, undo_until(cx.now)).await?;
                audit(cx, &tx, AuditAction::NoShow, id).await?;
            }
            Ok(())
        })
        .await
    }

    /// Takes back that nobody came, in time. Again succeeds and changes nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id, [`DomainError::Cancel`] when it is too late, or when the clock said
    /// so, not the staff.
    pub async fn no_show_undo(&self, cx: &Cx, _staff: &Staff, id: BookingId) -> Result<()> {
        self.write("no_show_undo", |tx| async move {
            record::read(&tx, id, None).await?;
            let Some(row) = locked(&tx, id).await? else { return Ok(()) };
            // The freed time cannot be had back, even when this server's clock is behind the one that freed it.
            if row.by_account_id.is_none() || cx.now >= undo_until(row.at) || !keeps_cells(&tx, id).await? {
                return Err(CancelError::UndoOver { seconds: NO_SHOW_UNDO_SECONDS }.into());
            }
            no_show::Entity::delete_by_id(id).exec(&tx).await?;
            audit(cx, &tx, AuditAction::NoShowUndo, id).await
        })
        .await
    }

    /// Sends the mail and frees the time after the staff said that nobody came, unless they took it back. Running it
    /// twice does no harm.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn absence_end(&self, cx: &Cx, id: BookingId) -> Result<()> {
        self.write("absence_end", |tx| async move {
            let row = locked(&tx, id).await?;
            // Taken back, or taken back and said again: that has a job of its own.
            if row.is_none_or(|row| cx.now < undo_until(row.at)) || !keeps_cells(&tx, id).await? {
                return Ok(());
            }
            end(cx, &tx, &record::read(&tx, id, None).await?).await
        })
        .await
    }
}

fn undo_until(at: DateTime<Utc>) -> DateTime<Utc> {
    at + TimeDelta::seconds(NO_SHOW_UNDO_SECONDS)
}

/// The row that says that nobody came, kept from others until the transaction ends: its end and its undoing wait for
/// each other.
async fn locked(tx: &Tx, id: BookingId) -> Result<Option<no_show::Model>> {
    let of_booking = no_show::Column::BookingId.eq(id).and(no_show::Column::Kind.eq(Counted::Absent));
    no_show::Entity::update_many()
        .col_expr(no_show::Column::Kind, Expr::col(no_show::Column::Kind))
        .filter(of_booking.clone())
        .exec(tx)
        .await?;
    Ok(no_show::Entity::find().filter(of_booking).one(tx).await?)
}

/// Whether its time is not freed yet.
async fn keeps_cells(tx: &Tx, id: BookingId) -> Result<bool> {
    Ok(booking_cell::Entity::find().filter(booking_cell::Column::BookingId.eq(id)).count(tx).await? > 0)
}

async fn end(cx: &Cx, tx: &Tx, booking: &BookingRecord) -> Result<()> {
    cancel::free(cx, tx, booking).await?;
    if booking.guest.is_none() {
        jobs::enqueue(cx, tx, Job::NoShowMail { booking_id: booking.id }).await?;
    }
    Ok(())
}
