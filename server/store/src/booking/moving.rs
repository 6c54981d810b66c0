//! Moving a booking to another time or unit: decided like a new booking that its own cells do not stand in the way of.

use chrono::NaiveDate;
use domain::{
    AccountId, BookingId, Member, Staff, UnitId,
    booking::{MoveDay, Purpose, Refusal, ReserveCommand, ReserveError, Slot, Wish, may_move, refusal, reserve},
    calendar,
    kpi::ParticipationKind,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    Booked, cells,
    facts::{self, For, Type, Which},
    hours::Calendar,
    live::{self, Live},
    reserve::{booked, own_jobs, take},
    rules::plan_of,
    waitlist,
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

/// Who moves it.
#[derive(Clone, Copy)]
enum Mover {
    Owner(AccountId),
    /// Soft rules are set aside.
    Staff(AccountId),
}

impl Store {
    /// What is free on a day for moving the member's own booking there.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`] for an unknown id and for other people's bookings alike,
    /// [`domain::DomainError::Cancel`] when it cannot be moved any more.
    pub async fn booking_move_day(
        &self,
        cx: &Cx,
        member: &Member,
        id: BookingId,
        day: Option<NaiveDate>,
    ) -> Result<MoveDay> {
        let conn = self.db().read();
        let live = live::read(conn, id, Some(member.account_id)).await?;
        let of = facts::read_type(conn, Which::Id(live.type_id)).await?;
        may_move(&live.slot, &of.rules, live.progress, false, cx.now)?;
        let day = day.unwrap_or_else(|| calendar::day_of(live.slot.start()));
        let hours = Calendar::read(conn, day, day).await?.on(day);
        let who = For { moving: Some(id), ..For::member(live.owner) };
        Ok(MoveDay {
            booking: self.booking_mine(cx, member, id).await?,
            plan: plan_of(conn, live.owner).await?.rules,
            units: facts::day_cells(conn, &of, &hours, cx.now, Some(who)).await?,
            machine: of.row.into(),
            hours,
            today: calendar::day_of(cx.now),
        })
    }

    /// Moves the member's own booking, until its cancellation deadline.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`] for an unknown id and for other people's bookings alike,
    /// [`domain::DomainError::Cancel`] when it cannot be moved any more, [`domain::DomainError::Reserve`] when a rule
    /// refuses the new time.
    pub async fn booking_move(&self, cx: &Cx, member: &Member, cmd: &MoveCommand) -> Result<Booked> {
        self.move_as(cx, Mover::Owner(member.account_id), cmd).await
    }

    /// Moves anyone's booking; soft rules do not stand in the way.
    ///
    /// # Errors
    /// As [`Store::booking_move`].
    pub async fn booking_move_by_staff(&self, cx: &Cx, staff: &Staff, cmd: &MoveCommand) -> Result<Booked> {
        self.move_as(cx, Mover::Staff(staff.account_id), cmd).await
    }

    /// Whether the member's own booking could be moved there now; changes nothing.
    ///
    /// # Errors
    /// As [`Store::booking_move`].
    pub async fn booking_move_check(&self, cx: &Cx, member: &Member, cmd: &MoveCommand) -> Result<Option<Refusal>> {
        let conn = self.db().read();
        let booking = live::read(conn, cmd.id, Some(member.account_id)).await?;
        let of = facts::read_type(conn, Which::Id(booking.type_id)).await?;
        may_move(&booking.slot, &of.rules, booking.progress, false, cx.now)?;
        let who = For { moving: Some(booking.id), ..For::member(booking.owner) };
        let facts = facts::read(conn, &of, &cmd.slot, who, &booking.wish.children, cx.now).await?;
        Ok(reserve(&facts, &ask(&booking, cmd, false), cx.now).err())
    }

    async fn move_as(&self, cx: &Cx, mover: Mover, cmd: &MoveCommand) -> Result<Booked> {
        let outcome = self
            .write("booking_move", |tx| async move {
                let owner = if let Mover::Owner(id) = mover { Some(id) } else { None };
                let booking = live::read(&*tx, cmd.id, owner).await?;
                let of = facts::read_type(&*tx, Which::Id(booking.type_id)).await?;
                let by_staff = matches!(mover, Mover::Staff(_));
                may_move(&booking.slot, &of.rules, booking.progress, by_staff, cx.now)?;
                let by = match mover {
                    Mover::Owner(id) | Mover::Staff(id) => id,
                };
                let moved = relocate(cx, &tx, &of, &booking, cmd, by, by_staff).await?;
                if by_staff {
                    audit(cx, &tx, "booking_move_by_staff", booking.id).await?;
                }
                Ok(moved)
            })
            .await;
        match outcome {
            Err(error) if cells::is_taken(&error) => {
                let conn = self.db().read();
                let booking = live::read(conn, cmd.id, None).await?;
                let of = facts::read_type(conn, Which::Id(booking.type_id)).await?;
                let guest = booking.guest.is_some();
                let who = For { owner: booking.owner, guest, moving: Some(booking.id) };
                let facts = facts::read(conn, &of, &cmd.slot, who, &booking.wish.children, cx.now).await?;
                let ask = ask(&booking, cmd, false);
                Err(refusal(&facts, &ask, ReserveError::Taken, Vec::new(), cx.now).into())
            }
            other => other,
        }
    }
}

fn ask(booking: &Live, cmd: &MoveCommand, override_soft: bool) -> ReserveCommand {
    let wish = Wish { unit: cmd.unit, ..booking.wish.clone() };
    ReserveCommand { slot: cmd.slot, wish, override_soft }
}

/// Moves a booking inside a transaction; then those in line for the time it leaves are asked.
pub(super) async fn relocate(
    cx: &Cx,
    tx: &Tx,
    of: &Type,
    booking: &Live,
    cmd: &MoveCommand,
    by: AccountId,
    override_soft: bool,
) -> Result<Booked> {
    let who = For { owner: booking.owner, guest: booking.guest.is_some(), moving: Some(booking.id) };
    let facts = facts::read(&**tx, of, &cmd.slot, who, &booking.wish.children, cx.now).await?;
    let ask = ask(booking, cmd, override_soft);
    let granted = reserve(&facts, &ask, cx.now)?;
    if granted.slot == booking.slot && granted.unit == booking.unit {
        return Ok(booked(booking.id, &granted, &booking.wish));
    }
    let from = booking_move::ActiveModel {
        id: Set(cx.new_id()),
        booking_id: Set(booking.id.0),
        at: Set(cx.now),
        by_account_id: Set(Some(by.0)),
        from_unit_id: Set(booking.unit.0),
        from_start_at: Set(booking.slot.start()),
        from_end_at: Set(booking.slot.end()),
    };
    booking_move::Entity::insert(from).exec_without_returning(&**tx).await?;
    cells::free_booking(tx, booking.id).await?;
    cells::free_kids(tx, &booking.slot, booking.kids_places).await?;
    let row = booking::ActiveModel {
        id: Set(booking.id.0),
        unit_id: Set(granted.unit.0),
        start_at: Set(granted.slot.start()),
        end_at: Set(granted.slot.end()),
        fee_yen: Set(granted.fee.0),
        kids_places: Set(i32::try_from(granted.kids_places).unwrap_or(0)),
        sequence: Set(booking.sequence + 1),
        ..Default::default()
    };
    booking::Entity::update(row).exec(&**tx).await?;
    take(cx, tx, booking.owner, booking.id, of, &facts, &granted, &booking.wish).await?;
    if booking.guest.is_none() {
        recount(cx, tx, booking, &granted.slot).await?;
    }
    let mut list = own_jobs(cx, booking.id, &granted.slot, booking.sequence + 1, &facts.space, false);
    if booking.guest.is_some() {
        list.retain(|(job, _)| matches!(job, Job::BookingRelease { .. }));
    } else {
        list.push((Job::MoveMail { booking_id: booking.id }, cx.now));
    }
    jobs::enqueue_all(cx, tx, list).await?;
    waitlist::offer(cx, tx, Some(booking.type_id).filter(|_| booking.kids_places == 0), &booking.slot).await?;
    Ok(booked(booking.id, &granted, &booking.wish))
}

/// A community-business booking counts in the year in which it takes place.
async fn recount(cx: &Cx, tx: &Tx, booking: &Live, slot: &Slot) -> Result<()> {
    if booking.wish.purpose != Purpose::CommunityBusiness {
        return Ok(());
    }
    participation::Entity::delete_many()
        .filter(participation::Column::AccountId.eq(booking.owner.0))
        .filter(participation::Column::Kind.eq(ParticipationKind::Booking.as_str()))
        .filter(participation::Column::SourceId.eq(booking.id.0))
        .exec(&**tx)
        .await?;
    participation_add(cx, tx, booking.owner, ParticipationKind::Booking, slot.start(), booking.id.0).await
}
