//! 保守: closing a unit for a time. Bookings in the way are moved to another unit where one is free, else cancelled.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    DomainError, MaintenanceId, Staff, UnitId,
    booking::{CELL_MINUTES, MyBooking, SlotError},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{
    cancel, cells,
    facts::{self, Which},
    hold, live, mine,
    moving::{MoveCommand, relocate},
    waitlist,
};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{booking_cell, maintenance, maintenance_end, unit},
    site::audit,
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
        let (by, id) = (staff.account_id, MaintenanceId(cx.new_id()));
        let outcome = self
            .write("maintenance_add", |tx| async move {
                let unit = unit::Entity::find_by_id(cmd.unit.0).one(&*tx).await?.ok_or(DomainError::NotFound)?;
                let row = maintenance::ActiveModel {
                    id: Set(id.0),
                    unit_id: Set(cmd.unit.0),
                    start_at: Set(cmd.from),
                    end_at: Set(cmd.to),
                    reason: Set(cmd.reason.clone()),
                    by_account_id: Set(Some(by.0)),
                    created_at: Set(cx.now),
                };
                maintenance::Entity::insert(row).exec_without_returning(&*tx).await?;
                let of = facts::read_type(&*tx, Which::Id(domain::EquipmentTypeId(unit.equipment_type_id))).await?;
                // A buffer that reaches into the closed time needs no machine.
                let others: Vec<_> =
                    of.units.iter().map(|other| UnitId(other.id)).filter(|id| *id != cmd.unit).collect();
                let done = make_way(cx, &tx, &of, cmd, by, if move_others { &others } else { &[] }).await?;
                cells::keep_span(&tx, cmd.unit, cmd.from, cmd.to, cells::Keeper::Maintenance(id)).await?;
                audit(cx, &tx, "maintenance_add", id).await?;
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
            let closed = maintenance::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(DomainError::NotFound)?;
            let row = maintenance_end::ActiveModel {
                maintenance_id: Set(id.0),
                at: Set(cx.now),
                by_account_id: Set(Some(by.0)),
            };
            let inserted = maintenance_end::Entity::insert(row)
                .on_conflict(OnConflict::column(maintenance_end::Column::MaintenanceId).do_nothing().to_owned())
                .exec_without_returning(&*tx)
                .await?;
            if inserted == 1 {
                booking_cell::Entity::delete_many()
                    .filter(booking_cell::Column::MaintenanceId.eq(id.0))
                    .exec(&*tx)
                    .await?;
                audit(cx, &tx, "maintenance_end", id).await?;
                let unit = unit::Entity::find_by_id(closed.unit_id).one(&*tx).await?.ok_or(DomainError::NotFound)?;
                let type_id = Some(domain::EquipmentTypeId(unit.equipment_type_id));
                waitlist::offer_span(cx, &tx, type_id, closed.start_at.max(cx.now), closed.end_at).await?;
            }
            Ok(())
        })
        .await
    }
}

/// Clears bookings, holds and buffers out of the closed time.
async fn make_way(
    cx: &Cx,
    tx: &Tx,
    of: &facts::Type,
    cmd: &MaintenanceCommand,
    by: domain::AccountId,
    others: &[UnitId],
) -> Result<MaintenanceDone> {
    let (from, to) = cells::range(cmd.from, cmd.to);
    let in_the_way = booking_cell::Entity::find()
        .filter(booking_cell::Column::UnitId.eq(cmd.unit.0))
        .filter(booking_cell::Column::Cell.gte(from.0))
        .filter(booking_cell::Column::Cell.lt(to.0))
        .filter(booking_cell::Column::HoldId.is_not_null())
        .all(&**tx)
        .await?;
    hold::drop_holds(tx, in_the_way.into_iter().filter_map(|row| row.hold_id).collect()).await?;
    let mut done = MaintenanceDone::default();
    for booking in live::on_unit(&**tx, cmd.unit, cmd.from.max(cx.now), cmd.to).await? {
        let mut moved = false;
        for other in others.iter().filter(|_| booking.slot.start() > cx.now) {
            let there = MoveCommand { id: booking.id, slot: booking.slot, unit: Some(*other) };
            match relocate(cx, tx, of, &booking, &there, by, true).await {
                Ok(_) => moved = true,
                Err(Error::Domain(DomainError::Reserve(_))) => continue,
                Err(error) => return Err(error),
            }
            break;
        }
        if moved {
            done.moved += 1;
        } else {
            cancel::by_staff(cx, tx, &booking, by, &cmd.reason).await?;
            done.cancelled += 1;
        }
    }
    // What is left there are buffers behind earlier bookings, and bookings that are over.
    booking_cell::Entity::delete_many()
        .filter(booking_cell::Column::UnitId.eq(cmd.unit.0))
        .filter(booking_cell::Column::Cell.gte(from.0))
        .filter(booking_cell::Column::Cell.lt(to.0))
        .filter(booking_cell::Column::BookingId.is_not_null())
        .exec(&**tx)
        .await?;
    Ok(done)
}
