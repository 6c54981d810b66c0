//! Moving a booking to another time or unit: decided like a new booking that its own cells do not stand in the way of.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    BookingId, DomainError, Member, Staff, UnitId,
    booking::{
        Booked, BookingActor, BookingDetails, MoveDay, Refusal, RepeatWeek, Reservation, ReserveCommand, ReserveError,
        SeriesScope, Slot, SlotError, may_move, refusal, reserve, reserve_all,
    },
    calendar,
    kpi::ParticipationKind,
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    cells,
    day::{days_of, strip_of, week_of},
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
        let (day, today) = (day.unwrap_or_else(|| calendar::day_of(booking.slot.start())), calendar::day_of(cx.now));
        let (first, last) = strip_of(day, today)?;
        let strip = days_of(first, last);
        let key = EquipmentKey::Id(booking.type_id);
        let scene = read_scene(conn, key, &[booking.owner], (first, last)).await?;
        may_move(&booking.slot, &scene.rules, booking.progress, false, cx.now)?;
        let hours = scene.calendar.on(day);
        let units = read_units(conn, Some(booking.type_id), &strip, cx.now, &[id]).await?;
        let holds = holds_of(conn, booking.owner, cx.now).await?;
        let own = self.booking_mine(cx, member, id).await?;
        Ok(MoveDay {
            series: self.booking_series_coming(cx, &own).await?,
            booking: own,
            plan: scene.member(Some(booking.owner)).plan.rules,
            week: week_of(&scene, Some(booking.owner), &strip, &units, cx.now),
            units: facts::day_cells(&units, &hours, &holds, scene.rules.buffer_minutes),
            equipment: scene.row.into(),
            hours,
            today,
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

    /// What moving the bookings of a weekly repeat by as much as this one would meet, week by week; changes nothing.
    ///
    /// # Errors
    /// As [`Store::booking_move`], but for the rules, which the weeks say.
    pub async fn booking_move_check(
        &self,
        cx: &Cx,
        member: &Member,
        cmd: &MoveCommand,
        scope: SeriesScope,
    ) -> Result<Vec<RepeatWeek>> {
        let conn = self.db().read();
        let moving = series_moving(conn, member, cmd, scope, cx).await?;
        let outcomes = moving.decide(cx.now);
        let weeks = moving.cmds.iter().zip(outcomes);
        Ok(weeks.map(|(cmd, outcome)| RepeatWeek { slot: cmd.slot, refusal: outcome.err() }).collect())
    }

    /// Moves this booking of a weekly repeat, and as `scope` says the others by as much: all of them, or none.
    ///
    /// # Errors
    /// As [`Store::booking_move`]; the refusal of the first week that a rule refuses. [`DomainError::Busy`] when others
    /// took cells meanwhile.
    pub async fn booking_move_series(
        &self,
        cx: &Cx,
        member: &Member,
        cmd: &MoveCommand,
        scope: SeriesScope,
    ) -> Result<()> {
        let outcome = self
            .write("booking_move_series", |tx| async move {
                let moving = series_moving(&tx, member, cmd, scope, cx).await?;
                let granted = moving.decide(cx.now).into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
                let to = moving.bookings.iter().zip(&moving.facts).zip(granted);
                let to = to.map(|((booking, facts), granted)| Relocation { booking, facts, granted });
                let to: Vec<_> = to.filter(|each| each.granted.slot != each.booking.slot).collect();
                if to.is_empty() {
                    return Ok(());
                }
                relocate(cx, &tx, &moving.equipment, &to, BookingActor::Owner(member.account_id)).await
            })
            .await;
        match outcome {
            Err(error) if cells::is_taken(&error) => Err(DomainError::Busy.into()),
            other => other,
        }
    }

    async fn move_as(&self, cx: &Cx, by: BookingActor, cmd: &MoveCommand) -> Result<Booked> {
        let outcome = self
            .write("booking_move", |tx| async move {
                let booking = record::read(&tx, cmd.id, by.only()).await?;
                let (equipment, facts) = read_for(&tx, &booking, &cmd.slot, cx).await?;
                may_move(&booking.slot, &equipment.rules, booking.progress, by.is_staff(), cx.now)?;
                let granted = reserve(&facts.reserve, &ask(&booking, cmd, by.is_staff()), cx.now)?;
                let done = booked(booking.id, &granted, &booking.details, &equipment);
                if granted.slot != booking.slot || granted.unit != booking.unit {
                    let to = Relocation { booking: &booking, facts: &facts, granted };
                    relocate(cx, &tx, &equipment, &[to], by).await?;
                }
                if by.is_staff() {
                    audit(cx, &tx, AuditAction::BookingMoveByStaff, booking.id).await?;
                }
                Ok(done)
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

/// The bookings of a repeat that move together, each with its facts and where it is to go.
struct SeriesMoving {
    bookings: Vec<BookingRecord>,
    equipment: EquipmentFacts,
    facts: Vec<Facts>,
    cmds: Vec<ReserveCommand>,
}

impl SeriesMoving {
    fn decide(&self, now: DateTime<Utc>) -> Vec<std::result::Result<Reservation, Refusal>> {
        let asks = self.facts.iter().zip(&self.cmds).map(|(facts, cmd)| (facts.reserve.clone(), cmd.clone()));
        reserve_all(asks.collect(), now)
    }
}

async fn series_moving<C: ConnectionTrait>(
    conn: &C,
    member: &Member,
    cmd: &MoveCommand,
    scope: SeriesScope,
    cx: &Cx,
) -> Result<SeriesMoving> {
    let this = record::read(conn, cmd.id, Some(member.account_id)).await?;
    let bookings = record::series(conn, &this, scope, cx.now).await?;
    let by = (cmd.slot.start() - this.slot.start()).num_minutes();
    let to = |booking: &BookingRecord| {
        let slot = booking.slot.moved(by).lasting(cmd.slot.minutes()).ok_or(SlotError::LongerThanADay)?;
        Ok(ask(booking, &MoveCommand { id: booking.id, slot, unit: None }, false))
    };
    let cmds = bookings.iter().map(to).collect::<std::result::Result<Vec<_>, DomainError>>()?;
    let asks: Vec<Ask<'_>> = bookings
        .iter()
        .zip(&cmds)
        .map(|(booking, cmd)| Ask { party: party(booking), slot: cmd.slot, children: &booking.details.children })
        .collect();
    let (equipment, facts) = facts::read_all(conn, EquipmentKey::Id(this.type_id), &asks, cx.now).await?;
    for booking in &bookings {
        may_move(&booking.slot, &equipment.rules, booking.progress, false, cx.now)?;
    }
    Ok(SeriesMoving { bookings, equipment, facts, cmds })
}

fn ask(booking: &BookingRecord, cmd: &MoveCommand, override_soft: bool) -> ReserveCommand {
    let details = BookingDetails { unit: cmd.unit, ..booking.details.clone() };
    ReserveCommand { slot: cmd.slot, details, override_soft, begins_now: false }
}

fn party(booking: &BookingRecord) -> BookingParty {
    let moving = Moving { id: booking.id, slot: booking.slot, kids_places: booking.kids_places };
    BookingParty { owner: booking.owner, guest: booking.guest.is_some(), moving: Some(moving) }
}

/// The facts for having the booking in another slot; it does not stand in its own way.
pub(super) async fn read_for<C: ConnectionTrait>(
    conn: &C,
    booking: &BookingRecord,
    slot: &Slot,
    cx: &Cx,
) -> Result<(EquipmentFacts, Facts)> {
    let ask = Ask { party: party(booking), slot: *slot, children: &booking.details.children };
    facts::read(conn, EquipmentKey::Id(booking.type_id), ask, cx.now).await
}

/// A booking and where it goes.
struct Relocation<'r> {
    booking: &'r BookingRecord,
    facts: &'r Facts,
    granted: Reservation,
}

/// Moves bookings of one kind inside a transaction: all leave before the first arrives, so that a repeat can move by a
/// week. Then those in line for the times they leave are asked.
async fn relocate(
    cx: &Cx,
    tx: &Tx,
    equipment: &EquipmentFacts,
    moves: &[Relocation<'_>],
    by: BookingActor,
) -> Result<()> {
    let from = moves.iter().map(|each| record::move_row(cx, each.booking, by.account()));
    booking_move::Entity::insert_many(from).exec_without_returning(tx).await?;
    cells::free_bookings(tx, &moves.iter().map(|each| each.booking.id).collect::<Vec<_>>()).await?;
    let places: Vec<_> = moves.iter().map(|each| (each.booking.slot, each.booking.kids_places)).collect();
    cells::free_kids(tx, &places).await?;
    for Relocation { booking, facts, granted } in moves {
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
    }
    jobs::enqueue_all(cx, tx, mails_and_looks(cx, moves)).await?;
    for Relocation { booking, .. } in moves {
        offers::offer(cx, tx, Some(booking.type_id).filter(|_| booking.kids_places == 0), &booking.slot).await?;
    }
    Ok(())
}

/// The new reminders and looks whether somebody came, and one mail for all that moved together.
fn mails_and_looks(cx: &Cx, moves: &[Relocation<'_>]) -> Vec<(Job, DateTime<Utc>)> {
    let mut list = Vec::new();
    for Relocation { booking, facts, granted } in moves {
        let own = own_jobs(cx, booking.id, &granted.slot, booking.sequence + 1, &facts.reserve.space, false);
        // Guests have no address.
        let is_guest = booking.guest.is_some();
        list.extend(own.into_iter().filter(|(job, _)| !is_guest || matches!(job, Job::BookingRelease { .. })));
    }
    let told: Vec<BookingId> =
        moves.iter().filter(|each| each.booking.guest.is_none()).map(|each| each.booking.id).collect();
    match told.as_slice() {
        [] => {}
        [booking_id] => list.push((Job::MoveMail { booking_id: *booking_id }, cx.now)),
        _ => list.push((Job::SeriesMoveMail { booking_ids: told }, cx.now)),
    }
    list
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
