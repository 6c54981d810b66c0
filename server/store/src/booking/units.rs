//! The units of a kind of equipment and the cells that are taken on them, one row for each unit.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    BilingualText, BookingId, EquipmentTypeId, UnitId,
    booking::{Cell, Slot, TakenBy, UnitCells},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::{
    Result,
    sql::{cells_of, ids_or_none, numbers, placeholders, sql},
};

/// Cells of the next day that are read too, for a buffer behind the last booking.
const BUFFER_CELLS: i64 = 16;
/// Cells of a day.
const DAY_CELLS: i64 = 96;
/// Japan's midnight is so many cells (nine hours) before UTC's.
const TOKYO_CELLS: i64 = 36;

/// A unit, and what takes its cells on the days that were asked for.
#[derive(Clone, Debug)]
pub(super) struct UnitTaken {
    pub id: UnitId,
    pub equipment: EquipmentTypeId,
    pub name: BilingualText,
    /// `None` where a hold has run out and its rows lie there still.
    taken: Vec<(Cell, Option<TakenBy>)>,
}

impl UnitTaken {
    /// What takes its cells on one day, and behind its end as far as a buffer reaches.
    pub(super) fn cells_on(&self, day: NaiveDate) -> UnitCells {
        let (from, to) = (cells_of(day).0, Cell(cells_of(day).1.0 + BUFFER_CELLS));
        let cells = self.taken.iter().filter(|(cell, _)| from <= *cell && *cell < to);
        UnitCells { id: self.id, taken: cells.filter_map(|(cell, by)| Some((*cell, (*by)?))).collect() }
    }

    /// All that takes its cells.
    pub(super) fn cells(&self) -> UnitCells {
        UnitCells { id: self.id, taken: self.taken.iter().filter_map(|(cell, by)| Some((*cell, (*by)?))).collect() }
    }

    /// How many cells from `first` on are taken, by the day in Japan, in days from the epoch.
    pub(super) fn count_by_day(&self, first: Cell, counts: &mut HashMap<i64, i64>) {
        for (cell, _) in self.taken.iter().filter(|(cell, by)| *cell >= first && by.is_some()) {
            *counts.entry(epoch_day_of(*cell)).or_default() += 1;
        }
    }

    /// Whether rows of a hold that has run out lie in the slot or in the buffer behind it.
    pub(super) fn has_run_out(&self, slot: &Slot, buffer_minutes: i64) -> bool {
        let (from, to) = (Cell::of(slot.start()), Cell::of(slot.end() + TimeDelta::minutes(buffer_minutes.max(0))));
        self.taken.iter().any(|(cell, by)| by.is_none() && from <= *cell && *cell < to)
    }
}

/// The day of a cell in Japan, in days from the epoch.
fn epoch_day_of(cell: Cell) -> i64 {
    (cell.0 + TOKYO_CELLS).div_euclid(DAY_CELLS)
}

#[derive(FromQueryResult)]
struct Row {
    id: UnitId,
    equipment_type_id: EquipmentTypeId,
    name_ja: String,
    name_en: String,
    taken: Option<String>,
}

/// The units in use in the operator's order, of one kind of equipment or of all, each with what takes its cells on the
/// days (in order), in one statement. The bookings that are moved are left out.
pub(super) async fn read_units<C: ConnectionTrait>(
    conn: &C,
    equipment: Option<EquipmentTypeId>,
    days: &[NaiveDate],
    now: DateTime<Utc>,
    moving: &[BookingId],
) -> Result<Vec<UnitTaken>> {
    let (first, last) = (days.first().copied().unwrap_or_default(), days.last().copied().unwrap_or_default());
    let (from, to) = (cells_of(first).0.0, cells_of(last).1.0 + BUFFER_CELLS);
    // Cells are counted from the first, so that the list is short. An outer join: the units come first, and of each the
    // index gives its cells.
    let text = format!(
        "SELECT u.id, u.equipment_type_id, u.name_ja, u.name_en, \
         string_agg(CAST((c.cell - $1) * 4 + CASE WHEN c.maintenance_id IS NOT NULL THEN 2 \
         WHEN c.expires_at <= $3 THEN 3 WHEN c.hold_id IS NOT NULL THEN 1 ELSE 0 END AS TEXT), ',') AS taken \
         FROM unit u LEFT JOIN booking_cell c ON c.unit_id = u.id AND c.cell >= $1 AND c.cell < $2 \
         AND (c.booking_id IS NULL OR c.booking_id NOT IN ({})) {} \
         WHERE u.retired_at IS NULL {} GROUP BY u.id ORDER BY u.position, u.id",
        placeholders(if equipment.is_some() { 5 } else { 4 }, moving.len().max(1)),
        only_days(days),
        if equipment.is_some() { "AND u.equipment_type_id = $4" } else { "" }
    );
    let mut values: Vec<Value> = vec![from.into(), to.into(), now.into()];
    values.extend(equipment.map(Value::from));
    values.extend(ids_or_none(moving));
    let rows = Row::find_by_statement(sql(conn, &text, values)).all(conn).await?;
    let unpack = |packed: i64| (Cell(from + packed.div_euclid(4)), taken_by(packed));
    let unit = |row: Row| UnitTaken {
        id: row.id,
        equipment: row.equipment_type_id,
        name: BilingualText::new(row.name_ja, row.name_en),
        taken: numbers(row.taken.as_deref()).map(unpack).collect(),
    };
    Ok(rows.into_iter().map(unit).collect())
}

/// Of days apart (a weekly repeat) only those, and the buffers behind them, are sent.
fn only_days(days: &[NaiveDate]) -> String {
    let span = days.first().zip(days.last()).map_or(0, |(first, last)| (*last - *first).num_days() + 1);
    if span == days.len() as i64 {
        return String::new();
    }
    let list: Vec<String> = days.iter().map(|day| epoch_day_of(cells_of(*day).0).to_string()).collect();
    let (list, late) = (list.join(", "), TOKYO_CELLS - BUFFER_CELLS);
    format!("AND ((c.cell + {TOKYO_CELLS}) / {DAY_CELLS} IN ({list}) OR (c.cell + {late}) / {DAY_CELLS} IN ({list}))")
}

fn taken_by(packed: i64) -> Option<TakenBy> {
    match packed.rem_euclid(4) {
        3 => None,
        2 => Some(TakenBy::Maintenance),
        1 => Some(TakenBy::Hold),
        _ => Some(TakenBy::Booking),
    }
}
