//! Moving a booking to another time or unit: decided like a new booking that its own cells do not stand in the way of.

use chrono::NaiveDate;
use domain::{
    BookingId, Member, Staff, UnitId,
    booking::{
        Booked, BookingActor, BookingDetails, MoveDay, Reservation, ReserveCommand, ReserveError, Slot, may_move,
        refusal, reserve,
    },
    calendar,
    kpi::ParticipationKind,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    cells,
    facts::{self, Ask, BookingParty, EquipmentFacts, Facts, Moving},
    have::holds_of,
    record::{self, BookingRecord},
    reserve::{Take, booked, own_jobs, take},
    scene::{EquipmentKey, read_scene},
    units::read_units,
    waitlist::offers,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{booking, booking_move, participation},
    jobs::{self, Job},
    kpi::participation_add,
    site::audit,
};

/// Where a booking is moved to.
#[derive(Clone, Debug)]
pub struct MoveCommand {
    pub id: BookingId,
    pub slot: Slot,
    /// A certain unit, or any.
    pub unit: Option<UnitId>,
}

impl Store {
    /// What is free on a day for moving the member's own booking there.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id and for other people's bookings alike, [`DomainError::Cancel`] when
    /// it cannot be moved any more.
    pub async fn booking_move_day(
        &self,
        cx: &Cx,
        member: &Member,
        id: BookingId,
        day: Option<NaiveDate>,
    ) -> Result<MoveDay> {
        let conn = self.db().read();
        let booking = record::read(conn, id, Some(member.account_id)).await?;
        let day = day.unwrap_or_else(|| calendar::day_of(booking.slot.start()));
        let key = EquipmentKey::Id(booking.type_id);
        let scene = read_scene(conn, key, &[booking.owner], (day, day)).await?;
        may_move(&booking.slot, &scene.rules, booking.progress, false, cx.now)?;
        let hours = scene.calendar.on(day);
        let units = read_units(conn, Some(booking.type_id), &[day], cx.now, Some(id)).await?;
        let holds = holds_of(conn, booking.owner, cx.now).await?;
        Ok(MoveDay {
            booking: self.booking_mine(cx, member, id).await?,
            plan: scene.member(Some(booking.owner)).plan.rules,
            units: facts::day_cells(&units, &hours, &holds, scene.rules.buffer_minutes),
            equipment: scene.row.into(),
            hours,
            today: calendar::day_of(cx.now),
        })
    }

    /// Moves the member's own booking, until its cancellation deadline.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id and for other people's bookings alike, [`DomainError::Cancel`] when
    /// it cannot be moved any more, [`DomainError::Reserve`] when a rule refuses the new time.
    pub async fn booking_move(&self, cx: &Cx, member: &Member, cmd: &MoveCommand) -> Result<Booked> {
        self.move_as(cx, BookingActor::Owner(member.account_id), cmd).await
    }

    /// Moves anyone's booking; soft rules do not stand in the way.
    ///
    /// # Errors
    /// As [`Store::booking_move`].
    pub async fn booking_move_by_staff(&self, cx: &Cx, staff: &Staff, cmd: &MoveCommand) -> Result<Booked> {
        self.move_as(cx, BookingActor::Staff(staff.account_id), cmd).await
    }

    async fn move_as(&self, cx: &Cx, by: BookingActor, cmd: &MoveCommand) -> Result<Booked> {
        let outcome = self
            .write("booking_move", |tx| async move {
                let booking = record::read(&tx, cmd.id, by.only()).await?;
                let (equipment, facts) = read_for(&tx, &booking, &cmd.slot, cx).await?;
                may_move(&booking.slot, &equipment.rules, booking.progress, by.is_staff(), cx.now)?;
                let granted = reserve(&facts.reserve, &ask(&booking, cmd, by.is_staff()), cx.now)?;
                if granted.slot != booking.slot || granted.unit != booking.unit {
                    relocate(cx, &tx, &equipment, &booking, &facts, &granted, by).await?;
                }
                if by.is_staff() {
                    audit(cx, &tx, "booking_move_by_staff", booking.id).await?;
                }
                Ok(booked(booking.id, &granted, &booking.details, &equipment))
            })
            .await;
        match outcome {
            Err(error) if cells::is_taken(&error) => {
                let conn = self.db().read();
                let booking = record::read(conn, cmd.id, None).await?;
                let (_, facts) = read_for(conn, &booking, &cmd.slot, cx).await?;
                let ask = ask(&booking, cmd, false);
                Err(refusal(&facts.reserve, &ask, ReserveError::Taken, Vec::new(), cx.now).into())
            }
            other => other,
        }
    }
}

fn ask(booking: &BookingRecord, cmd: &MoveCommand, override_soft: bool) -> ReserveCommand {
    let details = BookingDetails { unit: cmd.unit, ..booking.details.clone() };
    ReserveCommand { slot: cmd.slot, details, override_soft, begins_now: false }
}

/// The facts for having the booking in another slot; it does not stand in its own way.
async fn read_for<C: ConnectionTrait>(
    conn: &C,
    booking: &BookingRecord,
    slot: &Slot,
    cx: &Cx,
) -> Result<(EquipmentFacts, Facts)> {
    let moving = Moving { id: booking.id, slot: booking.slot, kids_places: booking.kids_places };
    let party = BookingParty { owner: booking.owner, guest: booking.guest.is_some(), moving: Some(moving) };
    let ask = Ask { party, slot: *slot, children: &booking.details.children };
    facts::read(conn, EquipmentKey::Id(booking.type_id), ask, cx.now).await
}

/// Moves a booking inside a transaction; then those in line for the time it leaves are asked.
async fn relocate(
    cx: &Cx,
    tx: &Tx,
    equipment: &EquipmentFacts,
    booking: &BookingRecord,
    facts: &Facts,
    granted: &Reservation,
    by: BookingActor,
) -> Result<()> {
    let from = record::move_row(cx, booking, by.account());
    booking_move::Entity::insert(from).exec_without_returning(tx).await?;
    cells::free_bookings(tx, &[booking.id]).await?;
    cells::free_kids(tx, &[(booking.slot, booking.kids_places)]).await?;
    let row = booking::ActiveModel {
        unit_id: Set(granted.unit),
        start_at: Set(granted.slot.start()),
        end_at: Set(granted.slot.end()),
        fee_yen: Set(granted.fee),
        kids_places: Set(i32::try_from(granted.kids_places).unwrap_or(0)),
        sequence: Set(booking.sequence + 1),
        ..Default::default()
    };
    booking::Entity::update_many().set(row).filter(booking::Column::Id.eq(booking.id)).exec(tx).await?;
    let taking = Take { owner: booking.owner, id: booking.id, facts, granted, details: &booking.details };
    take(cx, tx, equipment, &[taking]).await?;
    if booking.participates() {
        recount(cx, tx, booking, &granted.slot).await?;
    }
    let mut list = own_jobs(cx, booking.id, &granted.slot, booking.sequence + 1, &facts.reserve.space, false);
    if booking.guest.is_some() {
        list.retain(|(job, _)| matches!(job, Job::BookingRelease { .. }));
    } else {
        list.push((Job::MoveMail { booking_id: booking.id }, cx.now));
    }
    jobs::enqueue_all(cx, tx, list).await?;
    offers::offer(cx, tx, Some(booking.type_id).filter(|_| booking.kids_places == 0), &booking.slot).await
}

/// A community-business booking counts in the year in which it takes place.
async fn recount(cx: &Cx, tx: &Tx, booking: &BookingRecord, slot: &Slot) -> Result<()> {
    participation::Entity::delete_many()
        .filter(participation::Column::AccountId.eq(booking.owner))
        .filter(participation::Column::Kind.eq(ParticipationKind::Booking))
        .filter(participation::Column::SourceId.eq(booking.id))
        .exec(tx)
        .await?;
    participation_add(cx, tx, booking.owner, ParticipationKind::Booking, slot.start(), booking.id.0).await
}
