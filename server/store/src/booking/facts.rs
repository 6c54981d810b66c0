//! What the decision on a booking needs to know, read in a constant number of statements.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    AccountId, BookingId, DomainError, EquipmentTypeId, UnitId,
    booking::{Cell, KidsCorner, PlanRules, ReserveFacts, Slot, SpaceRules, TakenBy, UnitCells},
    calendar,
    equipment::{ChildRule, DayHours, OpenHours, TypeRules},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement, Value};
use uuid::Uuid;

use super::{
    hours::Calendar,
    rules::{no_shows_of, plan_of},
};
use crate::{
    Error, Result,
    entity::{equipment_type, kids_cell, unit},
};

/// Most live bookings of one member that are read; the rules allow far fewer.
const OWN_MAX: u64 = 200;
/// Cells of the next day that are read too, for a buffer behind the last booking.
const BUFFER_CELLS: i64 = 16;

/// A statement for either database: parameters are `$1`, `$2`, …
pub(super) fn sql<C: ConnectionTrait>(conn: &C, text: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(conn.get_database_backend(), text, values)
}

/// Which kind of machine.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which<'s> {
    Slug(&'s str),
    Id(EquipmentTypeId),
}

/// For whom facts are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct For {
    pub owner: AccountId,
    /// A guest of the staff's: only the certification is the owner's own, no limit counts.
    pub guest: bool,
    /// The booking that is moved: it does not stand in its own way.
    pub moving: Option<BookingId>,
}

impl For {
    pub(super) fn member(owner: AccountId) -> For {
        For { owner, guest: false, moving: None }
    }
}

/// A type with its units in the operator's order, without the retired.
pub(super) struct Type {
    pub row: equipment_type::Model,
    pub rules: TypeRules,
    pub units: Vec<unit::Model>,
}

impl Type {
    pub(super) fn id(&self) -> EquipmentTypeId {
        EquipmentTypeId(self.row.id)
    }

    fn unit_ids(&self) -> Vec<UnitId> {
        self.units.iter().map(|unit| UnitId(unit.id)).collect()
    }
}

/// A type and its units, in two statements.
///
/// # Errors
/// [`DomainError::NotFound`] without such a type, or when it is retired.
pub(super) async fn read_type<C: ConnectionTrait>(conn: &C, which: Which<'_>) -> Result<Type> {
    let found = read_type_any(conn, which).await?;
    if found.row.retired_at.is_some() { Err(DomainError::NotFound.into()) } else { Ok(found) }
}

/// As [`read_type`], retired types too: their bookings can still be cancelled.
pub(super) async fn read_type_any<C: ConnectionTrait>(conn: &C, which: Which<'_>) -> Result<Type> {
    let types = match which {
        Which::Slug(slug) => equipment_type::Entity::find().filter(equipment_type::Column::Slug.eq(slug)),
        Which::Id(id) => equipment_type::Entity::find_by_id(id.0),
    };
    let row = types.one(conn).await?.ok_or(DomainError::NotFound)?;
    let units = unit::Entity::find()
        .filter(unit::Column::EquipmentTypeId.eq(row.id))
        .filter(unit::Column::RetiredAt.is_null())
        .order_by_asc(unit::Column::Position)
        .order_by_asc(unit::Column::Id)
        .all(conn)
        .await?;
    Ok(Type { rules: TypeRules::from(&row), row, units })
}

/// The facts for booking a slot on a type. Used inside the booking's own transaction.
///
/// # Errors
/// When the database fails.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    of: &Type,
    slot: &Slot,
    who: For,
    children: &[u8],
    now: DateTime<Utc>,
) -> Result<ReserveFacts> {
    let day = calendar::day_of(slot.start());
    let calendar = Calendar::read(conn, day, day).await?;
    let (space, hours) = (calendar.space, calendar.on(day));
    let mut units = unit_cells(conn, of.id(), &of.unit_ids(), (day, day), now, Some(who)).await?;
    hours.mark_breaks(&mut units);
    let (plan, own, no_shows) = if who.guest {
        let plan = PlanRules {
            at_once_max: i64::MAX,
            minutes_day_max: i64::MAX,
            minutes_week_max: i64::MAX,
            ..PlanRules::default()
        };
        (plan, Vec::new(), Vec::new())
    } else {
        let plan = plan_of(conn, who.owner).await?.rules;
        (plan, own_slots(conn, who, slot, now).await?, no_shows_of(conn, who.owner, &space, now).await?)
    };
    Ok(ReserveFacts {
        rules: of.rules.clone(),
        plan,
        space,
        hours: hours.open,
        units,
        certified: !of.rules.induction_required || certified(conn, who.owner, of.id(), slot.start()).await?,
        own,
        no_shows,
        kids: kids(conn, &of.rules, &space, slot, who, children).await?,
    })
}

#[derive(FromQueryResult)]
struct One {
    #[allow(dead_code)] // That there is a row is the answer.
    n: i32,
}

/// Whether the induction of the machine is done and has not lapsed.
pub(super) async fn certified<C: ConnectionTrait>(
    conn: &C,
    account_id: AccountId,
    type_id: EquipmentTypeId,
    at: DateTime<Utc>,
) -> Result<bool> {
    let row = One::find_by_statement(sql(
        conn,
        "SELECT 1 AS n FROM certification WHERE account_id = $1 AND equipment_type_id = $2 \
         AND (lapses_at IS NULL OR lapses_at > $3)",
        [account_id.0.into(), type_id.0.into(), at.into()],
    ))
    .one(conn)
    .await?;
    Ok(row.is_some())
}

#[derive(FromQueryResult)]
struct CellRow {
    unit_id: Uuid,
    cell: i64,
    kind: i32,
}

/// The taken cells from the first to the last of some days on each of a type's units, in the units' order. What `who`
/// holds, and the booking that is moved, are left out.
pub(super) async fn unit_cells<C: ConnectionTrait>(
    conn: &C,
    type_id: EquipmentTypeId,
    units: &[UnitId],
    (first, last): (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
    who: Option<For>,
) -> Result<Vec<UnitCells>> {
    const SELECT: &str = "SELECT c.unit_id, c.cell, CASE WHEN c.maintenance_id IS NOT NULL THEN 2 \
         WHEN c.hold_id IS NOT NULL THEN 1 ELSE 0 END AS kind \
         FROM unit u JOIN booking_cell c ON c.unit_id = u.id \
         WHERE u.equipment_type_id = $1 AND c.cell >= $2 AND c.cell < $3 \
         AND (c.expires_at IS NULL OR c.expires_at > $4)";
    const NOT_OWN: &str = " AND (c.hold_id IS NULL OR NOT EXISTS \
         (SELECT 1 FROM booking_hold h WHERE h.id = c.hold_id AND h.account_id = $5))";
    const NOT_MOVED: &str = " AND (c.booking_id IS NULL OR c.booking_id <> $6)";
    let (from, to) = (cells_of(first).0.0, cells_of(last).1.0 + BUFFER_CELLS);
    let mut text = SELECT.to_owned();
    let mut values: Vec<Value> = vec![type_id.0.into(), from.into(), to.into(), now.into()];
    if let Some(who) = who {
        text.push_str(NOT_OWN);
        values.push(who.owner.0.into());
        if let Some(id) = who.moving {
            text.push_str(NOT_MOVED);
            values.push(id.0.into());
        }
    }
    let rows = CellRow::find_by_statement(sql(conn, &text, values)).all(conn).await?;
    let mut taken: HashMap<Uuid, HashMap<Cell, TakenBy>> = HashMap::new();
    for row in rows {
        taken.entry(row.unit_id).or_default().insert(Cell(row.cell), taken_by(row.kind));
    }
    Ok(units.iter().map(|id| UnitCells { id: *id, taken: taken.remove(&id.0).unwrap_or_default() }).collect())
}

fn taken_by(kind: i32) -> TakenBy {
    match kind {
        2 => TakenBy::Maintenance,
        1 => TakenBy::Hold,
        _ => TakenBy::Booking,
    }
}

/// The first cell of the day and of the next.
pub(super) fn cells_of(day: NaiveDate) -> (Cell, Cell) {
    let (from, to) = calendar::day_bounds(day);
    (Cell::of(from), Cell::of(to))
}

/// The units' cells of one day, with its breaks.
pub(super) async fn day_cells<C: ConnectionTrait>(
    conn: &C,
    of: &Type,
    hours: &DayHours,
    now: DateTime<Utc>,
    who: Option<For>,
) -> Result<Vec<UnitCells>> {
    let mut cells = unit_cells(conn, of.id(), &of.unit_ids(), (hours.day, hours.day), now, who).await?;
    if matches!(hours.open, OpenHours::Open { .. }) {
        hours.mark_breaks(&mut cells);
    }
    Ok(cells)
}

#[derive(FromQueryResult)]
struct SlotRow {
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
}

/// The member's live bookings of the slot's week, and those that have not ended.
async fn own_slots<C: ConnectionTrait>(conn: &C, who: For, slot: &Slot, now: DateTime<Utc>) -> Result<Vec<Slot>> {
    // No booking is longer than a day, so that the index on the start bounds the search.
    let monday = calendar::at_minute(calendar::monday_of(calendar::day_of(slot.start())), 0);
    let since = monday.min(now - TimeDelta::days(1));
    let rows = SlotRow::find_by_statement(sql(
        conn,
        "SELECT b.start_at, b.end_at FROM booking b WHERE b.account_id = $1 AND b.start_at >= $2 AND b.guest IS NULL \
         AND b.id <> $3 AND NOT EXISTS (SELECT 1 FROM booking_cancellation c WHERE c.booking_id = b.id) \
         AND NOT EXISTS (SELECT 1 FROM no_show n WHERE n.booking_id = b.id) LIMIT $4",
        [who.owner.0.into(), since.into(), who.moving.map_or(Uuid::nil(), |id| id.0).into(), OWN_MAX.into()],
    ))
    .all(conn)
    .await?;
    rows.into_iter().map(|row| Slot::new(row.start_at, row.end_at).map_err(Error::internal)).collect()
}

/// The kids' corner in the slot; not read when no place is asked for. The place that the moved booking has is free.
async fn kids<C: ConnectionTrait>(
    conn: &C,
    rules: &TypeRules,
    space: &SpaceRules,
    slot: &Slot,
    who: For,
    children: &[u8],
) -> Result<KidsCorner> {
    let places = space.kids_places;
    if !matches!(rules.child, ChildRule::KidsCorner { .. }) || children.is_empty() {
        return Ok(KidsCorner { places, taken: HashMap::new() });
    }
    let (from, to) = cells_of(calendar::day_of(slot.start()));
    let rows = kids_cell::Entity::find()
        .filter(kids_cell::Column::Cell.gte(from.0))
        .filter(kids_cell::Column::Cell.lt(to.0))
        .all(conn)
        .await?;
    let mut taken: HashMap<Cell, i64> = rows.into_iter().map(|row| (Cell(row.cell), i64::from(row.taken))).collect();
    if let Some(id) = who.moving {
        for (cell, own) in super::cells::kids_of(conn, id).await? {
            taken.entry(cell).and_modify(|taken| *taken -= own);
        }
    }
    Ok(KidsCorner { places, taken })
}
