//! 保守: closing a unit for a time. Bookings in the way are moved to another unit where one is free, else cancelled.

pub(super) mod list;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    AccountId, BookingId, DomainError, EquipmentTypeId, HoldId, MaintenanceId, Staff, UnitId,
    booking::{CELL_MINUTES, Clearing, InTheWay, MyBooking, SlotError, UnitCells, clear_bookings},
    calendar,
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{
    cancel, cells, hold, mine,
    record::{self, BookingRecord},
    reserve::own_jobs,
    units::{UnitTaken, read_units},
    waitlist::offers,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{booking_cell, booking_move, maintenance, maintenance_end, unit},
    jobs::{self, Job},
    site::{audit, space_rules},
};

/// Longest maintenance, in days.
pub const MAINTENANCE_DAYS_MAX: i64 = 60;

/// A time in which a unit is to be closed.
#[derive(Clone, Debug)]
pub struct MaintenanceCommand {
    pub unit: UnitId,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
    /// Stands in the mails.
    pub reason: String,
}

impl MaintenanceCommand {
    /// # Errors
    /// When the times are not on quarter hours, or the end is not after the start or too far behind it.
    fn check(&self) -> Result<()> {
        let aligned = |at: DateTime<Utc>| at.timestamp().rem_euclid(CELL_MINUTES * 60) == 0;
        if self.to <= self.from {
            Err(SlotError::Empty.into())
        } else if !aligned(self.from) || !aligned(self.to) {
            Err(SlotError::NotOnQuarterHour.into())
        } else if self.to - self.from > TimeDelta::days(MAINTENANCE_DAYS_MAX) {
            Err(SlotError::LongerThanADay.into())
        } else {
            Ok(())
        }
    }
}

/// What became of the bookings in the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MaintenanceDone {
    pub moved: usize,
    pub cancelled: usize,
}

impl Store {
    /// The bookings that a maintenance would touch; changes nothing.
    ///
    /// # Errors
    /// [`DomainError::Slot`] when the times make no maintenance.
    pub async fn maintenance_check(
        &self,
        _cx: &Cx,
        _staff: &Staff,
        cmd: &MaintenanceCommand,
    ) -> Result<Vec<(MyBooking, String)>> {
        cmd.check()?;
        mine::on_unit(self.db().read(), cmd.unit, cmd.from, cmd.to).await
    }

    /// Closes the unit. Each booking in the way moves to an equivalent unit at its own time when `move_others` is set
    /// and one is free; else it is cancelled, without penalty. Every member concerned gets a mail.
    ///
    /// # Errors
    /// [`DomainError::Slot`] when the times make no maintenance, or it overlaps another.
    pub async fn maintenance_add(
        &self,
        cx: &Cx,
        staff: &Staff,
        cmd: &MaintenanceCommand,
        move_others: bool,
    ) -> Result<MaintenanceDone> {
        cmd.check()?;
        let (by, id) = (staff.account_id, cx.new_id());
        let outcome = self
            .write("maintenance_add", |tx| async move {
                let unit = unit::Entity::find_by_id(cmd.unit).one(&tx).await?.ok_or(DomainError::NotFound)?;
                let row = maintenance::ActiveModel {
                    id: Set(id),
                    unit_id: Set(cmd.unit),
                    start_at: Set(cmd.from),
                    end_at: Set(cmd.to),
                    reason: Set(cmd.reason.clone()),
                    by_account_id: Set(Some(by)),
                    created_at: Set(cx.now),
                };
                maintenance::Entity::insert(row).exec_without_returning(&tx).await?;
                let equipment = unit.equipment_type_id;
                let found = record::on_unit(&tx, cmd.unit, cmd.from.max(cx.now), cmd.to).await?;
                let (bookings, ways): (Vec<BookingRecord>, Vec<InTheWay>) = found.into_iter().unzip();
                let others = if move_others { other_units(&tx, cmd, equipment, &ways, cx.now).await? } else { vec![] };
                let fates = clear_bookings(&ways, others, cx.now);
                drop_what_is_held(&tx, cmd).await?;
                let done = settle(cx, &tx, by, cmd, &bookings, &fates).await?;
                let closed = cells::Keep {
                    unit: cmd.unit,
                    from: cmd.from,
                    to: cmd.to,
                    holder: cells::CellHolder::Maintenance(id),
                };
                cells::keep(&tx, &[closed]);
                offer_the_rest(cx, &tx, equipment, &bookings, &fates).await?;
                audit(cx, &tx, AuditAction::MaintenanceAdd, id).await?;
                Ok(done)
            })
            .await;
        match outcome {
            Err(error) if cells::is_taken(&error) => Err(SlotError::Overlaps.into()),
            other => other,
        }
    }

    /// Ends a maintenance before its time: its cells are free again and offered to those in line. Again
    /// changes nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id.
    pub async fn maintenance_end(&self, cx: &Cx, staff: &Staff, id: MaintenanceId) -> Result<()> {
        let by = staff.account_id;
        self.write("maintenance_end", |tx| async move {
            let closed = maintenance::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            let row =
                maintenance_end::ActiveModel { maintenance_id: Set(id), at: Set(cx.now), by_account_id: Set(Some(by)) };
            let inserted = maintenance_end::Entity::insert(row)
                .on_conflict(OnConflict::column(maintenance_end::Column::MaintenanceId).do_nothing().to_owned())
                .exec_without_returning(&tx)
                .await?;
            if inserted == 1 {
                booking_cell::Entity::delete_many()
                    .filter(booking_cell::Column::MaintenanceId.eq(id))
                    .exec(&tx)
                    .await?;
                audit(cx, &tx, AuditAction::MaintenanceEnd, id).await?;
                let unit = unit::Entity::find_by_id(closed.unit_id).one(&tx).await?.ok_or(DomainError::NotFound)?;
                let type_id = Some(unit.equipment_type_id);
                offers::offer_span(cx, &tx, type_id, closed.start_at.max(cx.now), closed.end_at).await?;
            }
            Ok(())
        })
        .await
    }
}

/// The units to which bookings can go, with what takes their cells while any of the bookings runs.
async fn other_units(
    tx: &Tx,
    cmd: &MaintenanceCommand,
    equipment: EquipmentTypeId,
    ways: &[InTheWay],
    now: DateTime<Utc>,
) -> Result<Vec<UnitCells>> {
    let first = ways.iter().map(|way| way.slot.start()).min();
    let Some((first, last)) = first.zip(ways.iter().map(|way| way.slot.end()).max()) else { return Ok(Vec::new()) };
    let last = calendar::day_of(last);
    let days: Vec<NaiveDate> = calendar::day_of(first).iter_days().take_while(|day| *day <= last).collect();
    let units = read_units(tx, Some(equipment), &days, now, &[]).await?;
    Ok(units.iter().filter(|unit| unit.id != cmd.unit).map(UnitTaken::cells).collect())
}

/// Takes the holds out of the closed time.
async fn drop_what_is_held(tx: &Tx, cmd: &MaintenanceCommand) -> Result<()> {
    let (from, to) = cells::range(cmd.from, cmd.to);
    let held = booking_cell::Entity::find()
        .filter(booking_cell::Column::UnitId.eq(cmd.unit))
        .filter(booking_cell::Column::Cell.gte(from.0))
        .filter(booking_cell::Column::Cell.lt(to.0))
        .filter(booking_cell::Column::HoldId.is_not_null())
        .all(tx)
        .await?;
    let mut ids: Vec<HoldId> = held.into_iter().filter_map(|row| row.hold_id).collect();
    ids.dedup();
    for part in ids.chunks(cells::STEP) {
        hold::drop_holds(tx, part.to_vec()).await?;
    }
    Ok(())
}

/// Writes what was decided on the bookings in the way, all of them, and takes what is left out of the closed time.
async fn settle(
    cx: &Cx,
    tx: &Tx,
    by: AccountId,
    cmd: &MaintenanceCommand,
    bookings: &[BookingRecord],
    fates: &[(BookingId, Clearing)],
) -> Result<MaintenanceDone> {
    let (mut moved, mut cancelled): (BTreeMap<UnitId, Vec<&BookingRecord>>, Vec<&BookingRecord>) = Default::default();
    for (booking, (_, fate)) in bookings.iter().zip(fates) {
        match fate {
            Clearing::Move { to } => moved.entry(*to).or_default().push(booking),
            Clearing::Cancel => cancelled.push(booking),
        }
    }
    for (to, bookings) in &moved {
        carry_over(cx, tx, by, *to, bookings).await?;
    }
    cancel::end_for_maintenance(cx, tx, &cancelled, by, &cmd.reason).await?;
    // What is left there are buffers behind earlier bookings, and bookings that are over.
    let (from, to) = cells::range(cmd.from, cmd.to);
    booking_cell::Entity::delete_many()
        .filter(booking_cell::Column::UnitId.eq(cmd.unit))
        .filter(booking_cell::Column::Cell.gte(from.0))
        .filter(booking_cell::Column::Cell.lt(to.0))
        .filter(booking_cell::Column::BookingId.is_not_null())
        .exec(tx)
        .await?;
    Ok(MaintenanceDone { moved: moved.values().map(Vec::len).sum(), cancelled: cancelled.len() })
}

/// Moves bookings to another unit at their own times, with their moves on record and a mail to each member.
async fn carry_over(cx: &Cx, tx: &Tx, by: AccountId, to: UnitId, bookings: &[&BookingRecord]) -> Result<()> {
    let space = space_rules(tx).await?;
    for part in bookings.chunks(cells::STEP) {
        let rows: Vec<_> = part.iter().map(|booking| record::move_row(cx, booking, by)).collect();
        booking_move::Entity::insert_many(rows).exec_without_returning(tx).await?;
        let ids: Vec<BookingId> = part.iter().map(|booking| booking.id).collect();
        record::change_unit(tx, &ids, to).await?;
        cells::carry_over(tx, &ids, to, cx.now).await?;
        let mut list = Vec::new();
        for booking in part.iter().filter(|booking| booking.guest.is_none()) {
            list.push((Job::MoveMail { booking_id: booking.id }, cx.now));
            // The look whether somebody came stands: the time is the same.
            let own = own_jobs(cx, booking.id, &booking.slot, booking.sequence + 1, &space, false);
            list.extend(own.into_iter().filter(|(job, _)| matches!(job, Job::ReminderMail { .. })));
        }
        if !list.is_empty() {
            jobs::enqueue_all(cx, tx, list).await?;
        }
    }
    Ok(())
}

/// What cancelled bookings leave free beside the closed time (their ends, their places in the kids' corner) is offered
/// to those in line: only now, when the closed cells are kept.
async fn offer_the_rest(
    cx: &Cx,
    tx: &Tx,
    equipment: EquipmentTypeId,
    bookings: &[BookingRecord],
    fates: &[(BookingId, Clearing)],
) -> Result<()> {
    let ended = bookings.iter().zip(fates).filter(|(_, (_, fate))| *fate == Clearing::Cancel);
    let ended: Vec<&BookingRecord> = ended.map(|(booking, _)| booking).collect();
    let span = ended.iter().map(|booking| booking.slot.start()).min();
    let span = span.zip(ended.iter().map(|booking| booking.slot.end()).max());
    let Some((from, to)) = span else { return Ok(()) };
    let lines = Some(equipment).filter(|_| ended.iter().all(|booking| booking.kids_places == 0));
    offers::offer_span(cx, tx, lines, from.max(cx.now), to).await
}
