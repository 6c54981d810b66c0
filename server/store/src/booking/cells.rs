//! The guards: rows of (unit, cell), and the places of the kids' corner.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, BookingId, HoldId, MaintenanceId, UnitId,
    booking::{CELL_MINUTES, Cell, Slot},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    prelude::Expr,
    sea_query::{ExprTrait, OnConflict},
};

use super::facts::sql;
use crate::{
    Error, Result, Tx,
    db::violated_unique,
    entity::{booking, booking_cell, kids_cell},
};

/// The last guard against double booking, as the database names it.
pub(super) const CELL_GUARD: &str = "uq_booking_cell_unit_id_cell";

/// Whether an operation failed because someone else took a cell between its reading and its writing.
pub(super) fn is_taken(error: &Error) -> bool {
    matches!(error, Error::Db(error) if violated_unique(error).as_deref() == Some(CELL_GUARD))
}

/// What keeps cells.
#[derive(Clone, Copy, Debug)]
pub(super) enum Keeper {
    Booking(BookingId),
    /// Until the instant.
    Hold(HoldId, DateTime<Utc>),
    Maintenance(MaintenanceId),
}

/// The first cell of a span and the one after its last.
pub(super) fn range(from: DateTime<Utc>, to: DateTime<Utc>) -> (Cell, Cell) {
    (Cell::of(from), Cell::of(to))
}

/// Keeps the slot and the buffer behind it, in one statement.
///
/// # Errors
/// The violated guard, see [`is_taken`].
pub(super) async fn keep(tx: &Tx, unit: UnitId, slot: &Slot, buffer_minutes: i64, keeper: Keeper) -> Result<()> {
    keep_span(tx, unit, slot.start(), slot.end() + TimeDelta::minutes(buffer_minutes), keeper).await
}

/// As [`keep`], for spans longer than a slot.
pub(super) async fn keep_span(
    tx: &Tx,
    unit: UnitId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    keeper: Keeper,
) -> Result<()> {
    /// Rows of one statement: SQLite binds at most 32,766 values.
    const ROWS_MAX: usize = 2_000;
    let (from, to) = range(from, to);
    let cells: Vec<i64> = (from.0..to.0).collect();
    for part in cells.chunks(ROWS_MAX) {
        let rows = part.iter().map(|cell| booking_cell::ActiveModel {
            unit_id: Set(unit.0),
            cell: Set(*cell),
            booking_id: Set(if let Keeper::Booking(id) = keeper { Some(id.0) } else { None }),
            hold_id: Set(if let Keeper::Hold(id, _) = keeper { Some(id.0) } else { None }),
            maintenance_id: Set(if let Keeper::Maintenance(id) = keeper { Some(id.0) } else { None }),
            expires_at: Set(if let Keeper::Hold(_, until) = keeper { Some(until) } else { None }),
        });
        booking_cell::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Takes away what may not stand in the way of `owner`'s booking of the span: holds that have run out there, and the
/// owner's own holds.
pub(super) async fn clear_way(
    tx: &Tx,
    owner: AccountId,
    unit: UnitId,
    slot: &Slot,
    buffer_minutes: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    let buffer = TimeDelta::minutes(buffer_minutes);
    let (from, to) = range(slot.start(), slot.end() + buffer);
    let own = "SELECT id FROM booking_hold WHERE account_id = $5 AND start_at < $6 AND end_at > $7";
    let text = format!(
        "DELETE FROM booking_cell WHERE (unit_id = $1 AND cell >= $2 AND cell < $3 AND expires_at <= $4) \
         OR hold_id IN ({own})"
    );
    let (before, after) = (slot.end() + buffer, slot.start() - buffer);
    tx.execute_raw(sql(
        &**tx,
        &text,
        [unit.0.into(), from.0.into(), to.0.into(), now.into(), owner.0.into(), before.into(), after.into()],
    ))
    .await?;
    tx.execute_raw(sql(
        &**tx,
        "DELETE FROM booking_hold WHERE account_id = $1 AND start_at < $2 AND end_at > $3",
        [owner.0.into(), before.into(), after.into()],
    ))
    .await?;
    Ok(())
}

/// Frees all cells of a booking.
pub(super) async fn free_booking(tx: &Tx, id: BookingId) -> Result<()> {
    booking_cell::Entity::delete_many().filter(booking_cell::Column::BookingId.eq(id.0)).exec(&**tx).await?;
    Ok(())
}

/// Takes places in the kids' corner for the whole slot; `false` when there are not so many.
pub(super) async fn take_kids(tx: &Tx, slot: &Slot, places: i64, capacity: i64) -> Result<bool> {
    if places == 0 {
        return Ok(true);
    }
    let rows = slot.cells().map(|cell| kids_cell::ActiveModel { cell: Set(cell.0), taken: Set(0) });
    kids_cell::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(kids_cell::Column::Cell).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await?;
    let (from, to) = range(slot.start(), slot.end());
    let changed = kids_cell::Entity::update_many()
        .col_expr(kids_cell::Column::Taken, Expr::col(kids_cell::Column::Taken).add(places))
        .filter(kids_cell::Column::Cell.gte(from.0))
        .filter(kids_cell::Column::Cell.lt(to.0))
        .filter(kids_cell::Column::Taken.lte(capacity - places))
        .exec(&**tx)
        .await?;
    Ok(i64::try_from(changed.rows_affected).unwrap_or(0) == slot.minutes() / CELL_MINUTES)
}

/// Gives places in the kids' corner back.
pub(super) async fn free_kids(tx: &Tx, slot: &Slot, places: i64) -> Result<()> {
    if places == 0 {
        return Ok(());
    }
    let (from, to) = range(slot.start(), slot.end());
    kids_cell::Entity::update_many()
        .col_expr(kids_cell::Column::Taken, Expr::col(kids_cell::Column::Taken).sub(places))
        .filter(kids_cell::Column::Cell.gte(from.0))
        .filter(kids_cell::Column::Cell.lt(to.0))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The places that a booking has in each of its cells.
pub(super) async fn kids_of<C: ConnectionTrait>(conn: &C, id: BookingId) -> Result<Vec<(Cell, i64)>> {
    let Some(row) = booking::Entity::find_by_id(id.0).one(conn).await? else { return Ok(Vec::new()) };
    let slot = Slot::new(row.start_at, row.end_at).map_err(Error::internal)?;
    Ok(slot.cells().map(|cell| (cell, i64::from(row.kids_places))).collect())
}
