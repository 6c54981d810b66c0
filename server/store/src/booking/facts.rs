//! What the decision on a booking needs to know, read in four statements.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    AccountId, EquipmentTypeId, UnitId, Yen,
    booking::{Cell, OpenHours, ReserveFacts, Slot, TypeRules, UnitCells},
    calendar,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use uuid::Uuid;

use super::hours::weekday;
use crate::{Error, Result};

/// Most live bookings of one member that are read; the rule allows far fewer.
const OWN_MAX: u64 = 100;

/// A statement for either database: parameters are `$1`, `$2`, …
pub(super) fn sql<C: ConnectionTrait>(conn: &C, text: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(conn.get_database_backend(), text, values)
}

#[derive(FromQueryResult)]
struct RulesRow {
    id: Uuid,
    rate_yen_per_hour: i64,
    minutes_min: i32,
    minutes_max: i32,
    induction_required: bool,
    unit_id: Option<Uuid>,
    certified: bool,
}

/// The facts for booking a slot on a type, and the type's id. Used inside the booking's own transaction.
///
/// # Errors
/// [`Error::NotFound`] without such a type.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    slug: &str,
    slot: &Slot,
    account_id: AccountId,
    now: DateTime<Utc>,
) -> Result<(EquipmentTypeId, ReserveFacts)> {
    let rows = RulesRow::find_by_statement(sql(
        conn,
        "SELECT t.id, t.rate_yen_per_hour, t.minutes_min, t.minutes_max, t.induction_required, u.id AS unit_id, \
         EXISTS (SELECT 1 FROM certification c WHERE c.account_id = $2 AND c.equipment_type_id = t.id \
         AND (c.lapses_at IS NULL OR c.lapses_at > $3)) AS certified \
         FROM equipment_type t LEFT JOIN unit u ON u.equipment_type_id = t.id \
         WHERE t.slug = $1 ORDER BY u.position, u.id",
        [slug.into(), account_id.0.into(), slot.start().into()],
    ))
    .all(conn)
    .await?;
    let head = rows.first().ok_or(Error::NotFound)?;
    let type_id = EquipmentTypeId(head.id);
    let day = calendar::day_of(slot.start());
    let rules = TypeRules {
        rate_yen_per_hour: Yen(head.rate_yen_per_hour),
        minutes_min: i64::from(head.minutes_min),
        minutes_max: i64::from(head.minutes_max),
        induction_required: head.induction_required,
    };
    let ids: Vec<UnitId> = rows.iter().filter_map(|row| row.unit_id.map(UnitId)).collect();
    let facts = ReserveFacts {
        rules,
        hours: hours_on(conn, day).await?,
        units: unit_cells(conn, type_id, &ids, day).await?,
        certified: head.certified,
        own: own_slots(conn, account_id, now).await?,
    };
    Ok((type_id, facts))
}

#[derive(FromQueryResult)]
struct HoursRow {
    open_minute: i32,
    close_minute: i32,
}

async fn hours_on<C: ConnectionTrait>(conn: &C, day: NaiveDate) -> Result<OpenHours> {
    let row = HoursRow::find_by_statement(sql(
        conn,
        "SELECT open_minute, close_minute FROM opening_hour WHERE weekday = $1 \
         AND NOT EXISTS (SELECT 1 FROM closure WHERE day = $2)",
        [weekday(day).into(), day.into()],
    ))
    .one(conn)
    .await?;
    Ok(row.map_or(OpenHours::Closed, |row| OpenHours::Open {
        open_minute: i64::from(row.open_minute),
        close_minute: i64::from(row.close_minute),
    }))
}

#[derive(FromQueryResult)]
struct CellRow {
    unit_id: Uuid,
    cell: i64,
}

/// The taken cells of a day on each of a type's units, in the units' order.
pub(super) async fn unit_cells<C: ConnectionTrait>(
    conn: &C,
    type_id: EquipmentTypeId,
    units: &[UnitId],
    day: NaiveDate,
) -> Result<Vec<UnitCells>> {
    let (from, to) = cells_of(day);
    let rows = CellRow::find_by_statement(sql(
        conn,
        "SELECT c.unit_id, c.cell FROM unit u JOIN booking_cell c ON c.unit_id = u.id \
         WHERE u.equipment_type_id = $1 AND c.cell >= $2 AND c.cell < $3",
        [type_id.0.into(), from.0.into(), to.0.into()],
    ))
    .all(conn)
    .await?;
    let mut taken: HashMap<Uuid, HashSet<Cell>> = HashMap::new();
    for row in rows {
        taken.entry(row.unit_id).or_default().insert(Cell(row.cell));
    }
    Ok(units.iter().map(|id| UnitCells { id: *id, taken: taken.remove(&id.0).unwrap_or_default() }).collect())
}

/// The first cell of the day and of the next.
pub(super) fn cells_of(day: NaiveDate) -> (Cell, Cell) {
    let (from, to) = calendar::day_bounds(day);
    (Cell::of(from), Cell::of(to))
}

#[derive(FromQueryResult)]
struct SlotRow {
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
}

/// The member's live bookings that have not ended.
async fn own_slots<C: ConnectionTrait>(conn: &C, account_id: AccountId, now: DateTime<Utc>) -> Result<Vec<Slot>> {
    // No booking is longer than a day, so that the index on the start bounds the search.
    let rows = SlotRow::find_by_statement(sql(
        conn,
        "SELECT b.start_at, b.end_at FROM booking b WHERE b.account_id = $1 AND b.start_at > $2 AND b.end_at > $3 \
         AND NOT EXISTS (SELECT 1 FROM booking_cancellation c WHERE c.booking_id = b.id) LIMIT $4",
        [account_id.0.into(), (now - TimeDelta::days(1)).into(), now.into(), OWN_MAX.into()],
    ))
    .all(conn)
    .await?;
    rows.into_iter().map(|row| Slot::new(row.start_at, row.end_at).map_err(Error::internal)).collect()
}
