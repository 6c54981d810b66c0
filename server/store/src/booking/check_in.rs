//! Coming and leaving: check-in by the code at the machine or by the staff, and check-out.

use domain::{
    BookingId, DomainError, Member, Staff, UnitId,
    booking::{BookingActor, Cell, CheckInWay, CheckingOut, MyBooking, check_in, check_out},
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{
    mine,
    record::{self, BookingRecord},
    waitlist::offers,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{booking_cell, check_in as check_in_row, check_out as check_out_row},
    link::LinkPurpose,
    site::audit,
};

impl Store {
    /// The member's booking on the unit whose code was scanned: the one that runs, or begins within
    /// [`domain::booking::CHECK_IN_EARLY_MINUTES`]; else the next on that unit today, so that the page can say when.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a key that is not the unit's.
    pub async fn check_in_at(&self, cx: &Cx, member: &Member, unit: UnitId, key: &str) -> Result<Option<MyBooking>> {
        self.link_check(LinkPurpose::CheckIn(unit), key).await?;
        mine::at_unit(self.db().read(), member.account_id, unit, cx.now).await
    }

    /// Checks the member's own booking in, by the code of its unit. Again succeeds and changes nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a key that is not the unit's and for other people's bookings, [`DomainError::Cancel`] outside
    /// the time for it.
    pub async fn check_in_by_code(
        &self,
        cx: &Cx,
        member: &Member,
        id: BookingId,
        unit: UnitId,
        key: &str,
    ) -> Result<()> {
        self.link_check(LinkPurpose::CheckIn(unit), key).await?;
        self.check_in(cx, BookingActor::Owner(member.account_id), id, Some(unit)).await
    }

    /// Checks anyone's booking in.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id, [`DomainError::Cancel`] outside the time for it.
    pub async fn check_in_by_staff(&self, cx: &Cx, staff: &Staff, id: BookingId) -> Result<()> {
        self.check_in(cx, BookingActor::Staff(staff.account_id), id, None).await
    }

    async fn check_in(&self, cx: &Cx, by: BookingActor, id: BookingId, unit: Option<UnitId>) -> Result<()> {
        self.write("check_in", |tx| async move {
            let booking = record::read(&tx, id, by.only()).await?;
            if unit.is_some_and(|unit| unit != booking.unit) {
                return Err(DomainError::NotFound.into());
            }
            if check_in(&booking.slot, booking.progress, cx.now)? {
                insert_check_in(cx, &tx, booking.id, by).await?;
                if by.is_staff() {
                    audit(cx, &tx, AuditAction::CheckIn, booking.id).await?;
                }
            }
            Ok(())
        })
        .await
    }

    /// Ends the use of the machine: the real time is kept, and what is left of the booking is free for others. Again
    /// succeeds and changes nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for other people's bookings, [`DomainError::Cancel`] without a check-in.
    pub async fn check_out(&self, cx: &Cx, member: &Member, id: BookingId) -> Result<()> {
        self.leave(cx, BookingActor::Owner(member.account_id), id).await
    }

    /// As [`Store::check_out`], for anyone's booking.
    ///
    /// # Errors
    /// As [`Store::check_out`].
    pub async fn check_out_by_staff(&self, cx: &Cx, staff: &Staff, id: BookingId) -> Result<()> {
        self.leave(cx, BookingActor::Staff(staff.account_id), id).await
    }

    async fn leave(&self, cx: &Cx, by: BookingActor, id: BookingId) -> Result<()> {
        self.write("check_out", |tx| async move {
            let booking = record::read(&tx, id, by.only()).await?;
            let CheckingOut::Leave { free_from } = check_out(booking.progress, cx.now)? else { return Ok(()) };
            let row = check_out_row::ActiveModel {
                booking_id: Set(id),
                at: Set(cx.now),
                by_account_id: Set(Some(by.account())),
            };
            check_out_row::Entity::insert(row)
                .on_conflict(OnConflict::column(check_out_row::Column::BookingId).do_nothing().to_owned())
                .exec_without_returning(&tx)
                .await?;
            if by.is_staff() {
                audit(cx, &tx, AuditAction::CheckOut, id).await?;
            }
            free_the_rest(cx, &tx, &booking, free_from).await
        })
        .await
    }
}

/// The row of a check-in; the primary key counts it once.
pub(crate) async fn insert_check_in(cx: &Cx, tx: &Tx, id: BookingId, by: BookingActor) -> Result<()> {
    let row = check_in_row::ActiveModel {
        booking_id: Set(id),
        at: Set(cx.now),
        by_account_id: Set(Some(by.account())),
        way: Set(CheckInWay::of(by)),
    };
    check_in_row::Entity::insert(row)
        .on_conflict(OnConflict::column(check_in_row::Column::BookingId).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Frees the cells that have not begun. Places in the kids' corner stay until the end: children do not vanish.
async fn free_the_rest(cx: &Cx, tx: &Tx, booking: &BookingRecord, free_from: Cell) -> Result<()> {
    booking_cell::Entity::delete_many()
        .filter(booking_cell::Column::BookingId.eq(booking.id))
        .filter(booking_cell::Column::Cell.gte(free_from.0))
        .exec(tx)
        .await?;
    offers::offer(cx, tx, Some(booking.type_id), &booking.slot).await
}
