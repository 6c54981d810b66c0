//! What the decisions need to know, read in three statements, however many units, days and members: the scene (the
//! equipment, the calendar, each member's plan and induction), the units with their taken cells, and what the members
//! have already. A fourth reads the kids' corner where it matters.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    AccountId, BilingualText, BookingId, EquipmentTypeId, UnitId, WaitlistId,
    booking::{CELL_MINUTES, Cell, KidsCorner, MemberPlan, PlanRules, ReserveFacts, Slot, TakenBy, UnitCells},
    calendar,
    equipment::{DayHours, OpenHours, TypeRules},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    have::{Have, read_have},
    scene::{EquipmentKey, Scene, read_scene},
    units::{UnitTaken, read_units},
};
use crate::{Error, Result, entity::kids_cell, sql::cells_of};

/// A booking that is moved: it does not stand in its own way, nor in that of others moved with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moving {
    pub id: BookingId,
    pub slot: Slot,
    pub kids_places: i64,
}

/// For whom facts are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct BookingParty {
    pub owner: AccountId,
    /// A guest of the staff's: only the certification is the owner's own, no limit counts.
    pub guest: bool,
    pub moving: Option<Moving>,
}

impl BookingParty {
    pub(super) fn member(owner: AccountId) -> BookingParty {
        BookingParty { owner, guest: false, moving: None }
    }
}

/// A kind of equipment with its units in the operator's order, without the retired.
pub(super) struct EquipmentFacts {
    pub row: crate::entity::equipment_type::Model,
    pub rules: TypeRules,
    pub units: Vec<(UnitId, BilingualText)>,
}

impl EquipmentFacts {
    pub(super) fn id(&self) -> EquipmentTypeId {
        self.row.id
    }
}

/// What is asked for, by whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask<'a> {
    pub party: BookingParty,
    pub slot: Slot,
    pub children: &'a [u8],
}

/// The facts for one ask.
pub(super) struct Facts {
    pub reserve: ReserveFacts,
    pub plan: MemberPlan,
    /// Holds that ran out, or the party's own, lie there and must go first.
    pub in_the_way: bool,
    /// The party's places in this equipment's lines that have not ended.
    pub lines: Vec<(WaitlistId, Slot)>,
}

/// The facts for one ask; used inside the booking's own transaction.
///
/// # Errors
/// [`DomainError::NotFound`] without such equipment, or when it is retired.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    key: EquipmentKey<'_>,
    ask: Ask<'_>,
    now: DateTime<Utc>,
) -> Result<(EquipmentFacts, Facts)> {
    let (equipment, mut facts) = read_all(conn, key, &[ask], now).await?;
    let facts = facts.pop().ok_or_else(|| Error::internal("one ask has its facts"))?;
    Ok((equipment, facts))
}

/// The facts for several asks of the same equipment, in their order; as many statements as for one.
///
/// # Errors
/// As [`read`].
pub(super) async fn read_all<C: ConnectionTrait>(
    conn: &C,
    key: EquipmentKey<'_>,
    asks: &[Ask<'_>],
    now: DateTime<Utc>,
) -> Result<(EquipmentFacts, Vec<Facts>)> {
    let mut days: Vec<NaiveDate> = asks.iter().map(|ask| calendar::day_of(ask.slot.start())).collect();
    days.sort_unstable();
    days.dedup();
    let span = (days.first().copied().unwrap_or_default(), days.last().copied().unwrap_or_default());
    let mut members: Vec<AccountId> = asks.iter().map(|ask| ask.party.owner).collect();
    members.sort_unstable();
    members.dedup();
    let scene = read_scene(conn, key, &members, span).await?;
    let moving: Vec<Moving> = asks.iter().filter_map(|ask| ask.party.moving).collect();
    let moved: Vec<BookingId> = moving.iter().map(|moving| moving.id).collect();
    let units = read_units(conn, Some(scene.id()), &days, now, &moved).await?;
    // No booking is longer than a day, so that the index on the start bounds the search.
    let monday = days.first().map_or(now, |day| calendar::at_minute(calendar::monday_of(*day), 0));
    let since = monday.min(now - TimeDelta::days(1));
    let have = read_have(conn, &scene, &members, since, &moved, now).await?;
    let kids = without_moving(read_kids(conn, &scene, &days, asks).await?, &moving);
    let facts = asks.iter().map(|ask| facts_of(&scene, &units, have.get(&ask.party.owner), &kids, ask)).collect();
    let units = units.into_iter().map(|unit| (unit.id, unit.name)).collect();
    Ok((EquipmentFacts { row: scene.row, rules: scene.rules, units }, facts))
}

/// The places taken in the kids' corner; not read when nobody asks for one.
async fn read_kids<C: ConnectionTrait>(
    conn: &C,
    scene: &Scene,
    days: &[NaiveDate],
    asks: &[Ask<'_>],
) -> Result<HashMap<Cell, i64>> {
    let is_asked = asks.iter().any(|ask| !ask.children.is_empty());
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(HashMap::new()) };
    if !is_asked || !scene.rules.child.fills_the_corner() {
        return Ok(HashMap::new());
    }
    let rows = kids_cell::Entity::find()
        .filter(kids_cell::Column::Cell.gte(cells_of(*first).0.0))
        .filter(kids_cell::Column::Cell.lt(cells_of(*last).1.0))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (Cell(row.cell), i64::from(row.taken))).collect())
}

/// The places without those that the moved bookings have.
fn without_moving(mut taken: HashMap<Cell, i64>, moving: &[Moving]) -> HashMap<Cell, i64> {
    for moving in moving.iter().filter(|moving| moving.kids_places > 0) {
        for cell in moving.slot.cells() {
            taken.entry(cell).and_modify(|taken| *taken -= moving.kids_places);
        }
    }
    taken
}

/// One ask's facts out of what was read for all.
fn facts_of(
    scene: &Scene,
    units: &[UnitTaken],
    have: Option<&Have>,
    kids: &HashMap<Cell, i64>,
    ask: &Ask<'_>,
) -> Facts {
    let (nothing, party) = (Have::default(), ask.party);
    let have = have.unwrap_or(&nothing);
    let hours = scene.calendar.on(calendar::day_of(ask.slot.start()));
    let member = scene.member(Some(party.owner));
    let plan = if party.guest { PlanRules::unlimited() } else { member.plan.rules.clone() };
    let buffer = TimeDelta::minutes(scene.rules.buffer_minutes);
    let near = |held: &Slot| held.start() < ask.slot.end() + buffer && held.end() > ask.slot.start() - buffer;
    Facts {
        in_the_way: have.holds.iter().any(|(_, held)| near(held))
            || units.iter().any(|unit| unit.has_run_out(&ask.slot, scene.rules.buffer_minutes)),
        lines: have.lines.clone(),
        reserve: ReserveFacts {
            rules: scene.rules.clone(),
            plan,
            space: scene.calendar.space,
            hours: hours.open,
            units: day_cells(units, &hours, &have.holds, scene.rules.buffer_minutes),
            certified: !scene.rules.induction_required || member.is_certified(ask.slot.start()),
            own: if party.guest { Vec::new() } else { have.bookings.clone() },
            no_shows: if party.guest { Vec::new() } else { have.no_shows.clone() },
            kids: KidsCorner { places: scene.calendar.space.kids_places, taken: kids.clone() },
        },
        plan: member.plan,
    }
}

/// The units' cells of one day, with its breaks. One's own holds are free to oneself.
pub(super) fn day_cells(
    units: &[UnitTaken],
    hours: &DayHours,
    holds: &[(UnitId, Slot)],
    buffer_minutes: i64,
) -> Vec<UnitCells> {
    let mut cells: Vec<UnitCells> = units.iter().map(|unit| unit.cells_on(hours.day)).collect();
    let behind = (buffer_minutes.max(0) + CELL_MINUTES - 1) / CELL_MINUTES;
    for (unit, held) in holds {
        let Some(unit) = cells.iter_mut().find(|other| other.id == *unit) else { continue };
        let span = Cell::of(held.start())..Cell(Cell::of(held.end()).0 + behind);
        unit.taken.retain(|cell, by| *by != TakenBy::Hold || !span.contains(cell));
    }
    if matches!(hours.open, OpenHours::Open { .. }) {
        hours.mark_breaks(&mut cells);
    }
    cells
}
