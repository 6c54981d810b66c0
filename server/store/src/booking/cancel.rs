//! Cancelling: by the owner, by the link in the mail, by the staff.

use domain::{
    AccountId, BookingId, Member, Staff,
    booking::{CancelReason, Cancelling, Counted, NOTE_CHARS_MAX, SeriesScope, cancel, cancel_by_staff},
    kpi::ParticipationKind,
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use uuid::Uuid;

use super::{
    cells,
    record::{self, BookingRecord},
    scene::rules_of,
    waitlist::offers,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{booking_cancellation, no_show, participation},
    jobs::{self, Job},
    link::LinkPurpose,
    site::{audit, audit_all},
};

/// Why a booking is cancelled, in the member's or the staff's words.
#[derive(Clone, Debug, Default)]
pub struct CancelWhy {
    /// Needed after the deadline.
    pub reason: Option<CancelReason>,
    pub note: Option<String>,
}

impl Store {
    /// Cancels the member's own booking: its cells are free again, it no longer counts as participation, and the next
    /// in line is offered the time. Cancelling again succeeds and changes nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id and for other people's bookings alike, [`DomainError::Cancel`] once
    /// it has begun, or late without a reason.
    pub async fn booking_cancel(&self, cx: &Cx, member: &Member, id: BookingId, why: CancelWhy) -> Result<()> {
        self.cancel_own(cx, id, Some(member.account_id), why).await
    }

    /// Cancels a booking by the key of its mail's link, without signing in.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a key that does not open it, and as [`Store::booking_cancel`].
    pub async fn booking_cancel_by_link(&self, cx: &Cx, id: BookingId, key: &str, why: CancelWhy) -> Result<()> {
        self.link_check(LinkPurpose::BookingCancel(id), key).await?;
        self.cancel_own(cx, id, None, why).await
    }

    async fn cancel_own(&self, cx: &Cx, id: BookingId, owner: Option<AccountId>, why: CancelWhy) -> Result<()> {
        let why = &why;
        self.write("booking_cancel", |tx| async move {
            let booking = record::read(&tx, id, owner).await?;
            let rules = rules_of(&tx, booking.type_id).await?;
            match cancel(&booking.slot, &rules, booking.progress, why.reason, cx.now)? {
                Cancelling::AlreadyCancelled => Ok(()),
                Cancelling::Cancel { penalty } => {
                    let by = booking.owner;
                    if end(cx, &tx, &booking, Some(by), why).await? {
                        if penalty {
                            count_against(cx, &tx, &booking, Counted::LateCancel, Some(by)).await?;
                        }
                        jobs::enqueue(cx, &tx, Job::CancellationMail { booking_id: id }).await?;
                    }
                    Ok(())
                }
            }
        })
        .await
    }

    /// Cancels the member's bookings of a weekly repeat that `scope` covers, each as [`Store::booking_cancel`] does; one
    /// mail says so.
    ///
    /// # Errors
    /// As [`Store::booking_cancel`]; then none is cancelled.
    pub async fn booking_cancel_series(
        &self,
        cx: &Cx,
        member: &Member,
        id: BookingId,
        scope: SeriesScope,
        why: CancelWhy,
    ) -> Result<()> {
        let why = &why;
        self.write("booking_cancel_series", |tx| async move {
            let this = record::read(&tx, id, Some(member.account_id)).await?;
            let rules = rules_of(&tx, this.type_id).await?;
            let mut booking_ids = Vec::new();
            for booking in record::series(&tx, &this, scope, cx.now).await? {
                match cancel(&booking.slot, &rules, booking.progress, why.reason, cx.now)? {
                    Cancelling::Cancel { penalty } if end(cx, &tx, &booking, Some(booking.owner), why).await? => {
                        if penalty {
                            count_against(cx, &tx, &booking, Counted::LateCancel, Some(member.account_id)).await?;
                        }
                        booking_ids.push(booking.id);
                    }
                    Cancelling::Cancel { .. } | Cancelling::AlreadyCancelled => {}
                }
            }
            if booking_ids.is_empty() {
                return Ok(());
            }
            jobs::enqueue(cx, &tx, Job::SeriesCancellationMail { booking_ids }).await
        })
        .await
    }

    /// Cancels anyone's booking, with the reason in the mail; never a penalty.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id, [`DomainError::Cancel`] when it is over.
    pub async fn booking_cancel_by_staff(&self, cx: &Cx, staff: &Staff, id: BookingId, note: &str) -> Result<()> {
        let by = staff.account_id;
        self.write("booking_cancel_by_staff", |tx| async move {
            let booking = record::read(&tx, id, None).await?;
            match cancel_by_staff(&booking.slot, booking.progress, cx.now)? {
                Cancelling::AlreadyCancelled => Ok(()),
                Cancelling::Cancel { .. } => by_staff(cx, &tx, &booking, by, note).await,
            }
        })
        .await
    }
}

/// Cancels the bookings to come of an account that is being closed: never a penalty, and nobody is left to mail it to.
pub(crate) async fn cancel_all(cx: &Cx, tx: &Tx, owner: AccountId) -> Result<()> {
    for booking in record::to_come(tx, owner, cx.now).await? {
        end(cx, tx, &booking, Some(owner), &CancelWhy::default()).await?;
    }
    Ok(())
}

/// The staff's cancellation inside a transaction, with its mail and audit entry.
async fn by_staff(cx: &Cx, tx: &Tx, booking: &BookingRecord, by: AccountId, note: &str) -> Result<()> {
    let why = CancelWhy { reason: Some(CancelReason::Staff), note: Some(note.to_owned()) };
    if end(cx, tx, booking, Some(by), &why).await? {
        audit(cx, tx, AuditAction::BookingCancelByStaff, booking.id).await?;
        if booking.guest.is_none() {
            jobs::enqueue(cx, tx, Job::CancellationMail { booking_id: booking.id }).await?;
        }
    }
    Ok(())
}

/// Records the cancellation and frees what the booking kept; `false` when another request was first.
async fn end(cx: &Cx, tx: &Tx, booking: &BookingRecord, by: Option<AccountId>, why: &CancelWhy) -> Result<bool> {
    if insert(cx, tx, &[booking], by, why).await? == 0 {
        return Ok(false); // The primary key counts it once.
    }
    free(cx, tx, booking).await?;
    Ok(true)
}

/// The rows of cancellations; how many are new.
async fn insert(cx: &Cx, tx: &Tx, bookings: &[&BookingRecord], by: Option<AccountId>, why: &CancelWhy) -> Result<u64> {
    let note: Option<String> = why.note.as_deref().map(|note| note.chars().take(NOTE_CHARS_MAX).collect());
    let rows: Vec<_> = bookings
        .iter()
        .map(|booking| booking_cancellation::ActiveModel {
            booking_id: Set(booking.id),
            at: Set(cx.now),
            by_account_id: Set(by),
            reason: Set(why.reason),
            note: Set(note.clone()),
        })
        .collect();
    let inserted = booking_cancellation::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(booking_cancellation::Column::BookingId).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(inserted)
}

/// Cancels bookings that stand in the way of maintenance, as the staff's doing: rows, cells, mails and audit entries,
/// each kind in one statement for every [`cells::STEP`] bookings. Who is in line is not asked: the time is not free.
pub(super) async fn end_for_maintenance(
    cx: &Cx,
    tx: &Tx,
    bookings: &[&BookingRecord],
    by: AccountId,
    note: &str,
) -> Result<()> {
    let why = CancelWhy { reason: Some(CancelReason::Staff), note: Some(note.to_owned()) };
    for part in bookings.chunks(cells::STEP) {
        insert(cx, tx, part, Some(by), &why).await?;
        free_all(tx, part).await?;
        let ids = part.iter().map(|booking| (booking.id.to_string(), Vec::new())).collect();
        audit_all(cx, tx, AuditAction::BookingCancelByStaff, ids).await?;
        let mails: Vec<_> = part
            .iter()
            .filter(|booking| booking.guest.is_none())
            .map(|booking| (Job::CancellationMail { booking_id: booking.id }, cx.now))
            .collect();
        if !mails.is_empty() {
            jobs::enqueue_all(cx, tx, mails).await?;
        }
    }
    Ok(())
}

/// Frees what a booking kept and takes back what it counted for; then those in line are asked.
pub(super) async fn free(cx: &Cx, tx: &Tx, booking: &BookingRecord) -> Result<()> {
    free_all(tx, &[booking]).await?;
    offers::offer(cx, tx, Some(booking.type_id).filter(|_| booking.kids_places == 0), &booking.slot).await
}

/// Frees what bookings kept and takes back what they counted for.
async fn free_all(tx: &Tx, bookings: &[&BookingRecord]) -> Result<()> {
    cells::free_bookings(tx, &bookings.iter().map(|booking| booking.id).collect::<Vec<_>>()).await?;
    let places: Vec<_> = bookings.iter().map(|booking| (booking.slot, booking.kids_places)).collect();
    cells::free_kids(tx, &places).await?;
    let counted: Vec<Uuid> =
        bookings.iter().filter(|booking| booking.participates()).map(|booking| booking.id.0).collect();
    if !counted.is_empty() {
        participation::Entity::delete_many()
            .filter(participation::Column::Kind.eq(ParticipationKind::Booking))
            .filter(participation::Column::SourceId.is_in(counted))
            .filter(participation::Column::AccountId.is_in(bookings.iter().map(|booking| booking.owner)))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Counts a booking against its member, once.
pub(super) async fn count_against(
    cx: &Cx,
    tx: &Tx,
    booking: &BookingRecord,
    counted: Counted,
    by: Option<AccountId>,
) -> Result<bool> {
    let row = no_show::ActiveModel {
        booking_id: Set(booking.id),
        account_id: Set(booking.owner),
        at: Set(cx.now),
        kind: Set(counted),
        by_account_id: Set(by),
    };
    let inserted = no_show::Entity::insert(row)
        .on_conflict(OnConflict::column(no_show::Column::BookingId).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(inserted == 1)
}
