//! The guards: rows of (unit, cell), and the places of the kids' corner.

use sea_orm::QueryTrait;
use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, BookingId, HoldId, MaintenanceId, UnitId,
    booking::{Cell, Slot},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    prelude::Expr,
    sea_query::{ExprTrait, OnConflict},
};

use crate::{
    Error, Result, Tx,
    db::violated_unique,
    entity::{booking_cell, kids_cell},
    sql::sql,
};

/// The last guard against double booking, as the database names it.
pub(super) const CELL_GUARD: &str = "uq_booking_cell_unit_id_cell";

/// Rows that one statement names by their ids; more are done in further steps.
pub(super) const STEP: usize = 500;

/// Whether an operation failed because someone else took a cell between its reading and its writing.
pub(super) fn is_taken(error: &Error) -> bool {
    matches!(error, Error::Db(error) if violated_unique(error).as_deref() == Some(CELL_GUARD))
}

/// What keeps cells.
#[derive(Clone, Copy, Debug)]
pub(super) enum CellHolder {
    Booking(BookingId),
    /// Until the instant.
    Hold(HoldId, DateTime<Utc>),
    Maintenance(MaintenanceId),
}

/// The first cell of a span and the one after its last.
pub(super) fn range(from: DateTime<Utc>, to: DateTime<Utc>) -> (Cell, Cell) {
    (Cell::of(from), Cell::of(to))
}

/// A span of cells on a unit, and what is to keep them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keep {
    pub unit: UnitId,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
    pub holder: CellHolder,
}

impl Keep {
    /// A slot and the buffer behind it.
    pub(super) fn slot(unit: UnitId, slot: &Slot, buffer_minutes: i64, holder: CellHolder) -> Keep {
        Keep { unit, from: slot.start(), to: slot.end() + TimeDelta::minutes(buffer_minutes), holder }
    }

    fn rows(self) -> impl Iterator<Item = booking_cell::ActiveModel> {
        let ((from, to), holder) = (range(self.from, self.to), self.holder);
        (from.0..to.0).map(move |cell| booking_cell::ActiveModel {
            unit_id: Set(self.unit),
            cell: Set(cell),
            booking_id: Set(if let CellHolder::Booking(id) = holder { Some(id) } else { None }),
            hold_id: Set(if let CellHolder::Hold(id, _) = holder { Some(id) } else { None }),
            maintenance_id: Set(if let CellHolder::Maintenance(id) = holder { Some(id) } else { None }),
            expires_at: Set(if let CellHolder::Hold(_, until) = holder { Some(until) } else { None }),
        })
    }
}

/// Keeps all the spans, in one statement as far as one can hold them.
///
/// A violated guard shows when that is written, at the latest with the commit; see [`is_taken`].
pub(super) fn keep(tx: &Tx, spans: &[Keep]) {
    /// Rows of one statement: SQLite binds at most 32,766 values.
    const ROWS_MAX: usize = 2_000;
    let rows: Vec<booking_cell::ActiveModel> = spans.iter().flat_map(|span| span.rows()).collect();
    for part in rows.chunks(ROWS_MAX) {
        tx.defer(&booking_cell::Entity::insert_many(part.to_vec()).into_query());
    }
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
        tx,
        &text,
        [unit.into(), from.0.into(), to.0.into(), now.into(), owner.into(), before.into(), after.into()],
    ))
    .await?;
    tx.execute_raw(sql(
        tx,
        "DELETE FROM booking_hold WHERE account_id = $1 AND start_at < $2 AND end_at > $3",
        [owner.into(), before.into(), after.into()],
    ))
    .await?;
    Ok(())
}

/// Frees all cells of bookings.
pub(super) async fn free_bookings(tx: &Tx, ids: &[BookingId]) -> Result<()> {
    booking_cell::Entity::delete_many()
        .filter(booking_cell::Column::BookingId.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes places in the kids' corner in all of the cells; `false` when there are not so many.
pub(super) async fn take_kids(tx: &Tx, cells: &[Cell], places: i64, capacity: i64) -> Result<bool> {
    if places == 0 || cells.is_empty() {
        return Ok(true);
    }
    let rows = cells.iter().map(|cell| kids_cell::ActiveModel { cell: Set(cell.0), taken: Set(0) });
    kids_cell::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(kids_cell::Column::Cell).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    let changed = kids_cell::Entity::update_many()
        .col_expr(kids_cell::Column::Taken, Expr::col(kids_cell::Column::Taken).add(places))
        .filter(kids_cell::Column::Cell.is_in(cells.iter().map(|cell| cell.0)))
        .filter(kids_cell::Column::Taken.lte(capacity - places))
        .exec(tx)
        .await?;
    Ok(usize::try_from(changed.rows_affected).unwrap_or(0) == cells.len())
}

/// Gives places in the kids' corner back, of any number of bookings.
pub(super) async fn free_kids(tx: &Tx, bookings: &[(Slot, i64)]) -> Result<()> {
    let mut places: BTreeMap<i64, i64> = BTreeMap::new();
    for (slot, taken) in bookings.iter().filter(|(_, taken)| *taken > 0) {
        slot.cells().for_each(|cell| *places.entry(cell.0).or_default() += taken);
    }
    let mut by_places: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (cell, taken) in places {
        by_places.entry(taken).or_default().push(cell);
    }
    for (taken, cells) in by_places {
        for part in cells.chunks(STEP) {
            kids_cell::Entity::update_many()
                .col_expr(kids_cell::Column::Taken, Expr::col(kids_cell::Column::Taken).sub(taken))
                .filter(kids_cell::Column::Cell.is_in(part.iter().copied()))
                .exec(tx)
                .await?;
        }
    }
    Ok(())
}

/// What other units than the closed one are to keep: bookings go there with all their cells, their times unchanged.
pub(super) async fn carry_over(tx: &Tx, ids: &[BookingId], to: UnitId, now: DateTime<Utc>) -> Result<()> {
    for part in ids.chunks(STEP) {
        let of_part = booking_cell::Column::BookingId.is_in(part.iter().copied());
        let cells = QuerySelect::query(&mut booking_cell::Entity::find().filter(of_part.clone()))
            .clear_selects()
            .column(booking_cell::Column::Cell)
            .to_owned();
        booking_cell::Entity::delete_many()
            .filter(booking_cell::Column::UnitId.eq(to.0))
            .filter(booking_cell::Column::ExpiresAt.lte(now))
            .filter(booking_cell::Column::Cell.in_subquery(cells))
            .exec(tx)
            .await?;
        booking_cell::Entity::update_many()
            .col_expr(booking_cell::Column::UnitId, Expr::value(to.0))
            .filter(of_part)
            .exec(tx)
            .await?;
    }
    Ok(())
}
