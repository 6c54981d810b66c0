//! The machines: what they are, and when each is next free.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{
    EquipmentTypeId, UnitId, Yen,
    booking::{Cell, TypeRules, UnitCells, first_cell, next_free},
    calendar,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    Words,
    facts::cells_of,
    hours::{Calendar, DayHours},
};
use crate::{
    Cx, Error, Result, Store,
    entity::{booking_cell, equipment_type, unit},
};

/// How many days ahead the next free time is sought.
pub const NEXT_FREE_DAYS: u64 = 14;

/// A kind of machine, as pages show it.
#[derive(Clone, Debug)]
pub struct Machine {
    pub id: EquipmentTypeId,
    pub slug: String,
    pub name: Words,
    pub summary: Words,
    pub limits: Words,
    pub child_rule: Words,
    pub rules: TypeRules,
}

impl From<equipment_type::Model> for Machine {
    fn from(row: equipment_type::Model) -> Machine {
        Machine {
            id: EquipmentTypeId(row.id),
            slug: row.slug,
            name: Words::new(row.name_ja, row.name_en),
            summary: Words::new(row.summary_ja, row.summary_en),
            limits: Words::new(row.limits_ja, row.limits_en),
            child_rule: Words::new(row.child_rule_ja, row.child_rule_en),
            rules: TypeRules {
                rate_yen_per_hour: Yen(row.rate_yen_per_hour),
                minutes_min: i64::from(row.minutes_min),
                minutes_max: i64::from(row.minutes_max),
                induction_required: row.induction_required,
            },
        }
    }
}

/// A machine in the list.
#[derive(Clone, Debug)]
pub struct EquipmentCard {
    pub machine: Machine,
    /// Its units, in the operator's order.
    pub units: Vec<UnitId>,
    /// 次の空き: the first start at which the shortest booking fits; `None` if not within [`NEXT_FREE_DAYS`].
    pub next_free: Option<DateTime<Utc>>,
}

/// All machines, and today's hours.
#[derive(Clone, Debug)]
pub struct EquipmentList {
    pub today: DayHours,
    pub cards: Vec<EquipmentCard>,
}

impl Store {
    /// All kinds of machines in the operator's order, each with its next free time. Five queries; a sixth when a
    /// machine is full on the next two open days.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn equipment_list(&self, cx: &Cx) -> Result<EquipmentList> {
        let conn = self.db().read();
        let today = calendar::day_of(cx.now);
        let types = equipment_type::Entity::find().order_by_asc(equipment_type::Column::Position).all(conn).await?;
        let units = unit::Entity::find().order_by_asc(unit::Column::Position).all(conn).await?;
        let days = days_ahead(conn, today).await?;
        let mut cards: Vec<EquipmentCard> = types.into_iter().map(|row| card(row, &units)).collect();

        let second_open = days.iter().filter(|day| day.closed.is_none()).nth(1);
        let near = second_open.map_or(today, |day| day.day);
        find_next_free(conn, cx.now, &days, today, near, &mut cards).await?;
        let last = today + Days::new(NEXT_FREE_DAYS);
        if near < last && cards.iter().any(|card| card.next_free.is_none() && !card.units.is_empty()) {
            find_next_free(conn, cx.now, &days, near + Days::new(1), last, &mut cards).await?;
        }
        let today = days.into_iter().next().ok_or_else(|| Error::internal("no days ahead"))?;
        Ok(EquipmentList { today, cards })
    }
}

fn card(row: equipment_type::Model, units: &[unit::Model]) -> EquipmentCard {
    let units = units.iter().filter(|unit| unit.equipment_type_id == row.id).map(|unit| UnitId(unit.id)).collect();
    EquipmentCard { machine: row.into(), units, next_free: None }
}

async fn days_ahead<C: ConnectionTrait>(conn: &C, today: NaiveDate) -> Result<Vec<DayHours>> {
    let calendar = Calendar::read(conn, today, today + Days::new(NEXT_FREE_DAYS)).await?;
    Ok(today.iter_days().take(NEXT_FREE_DAYS as usize + 1).map(|day| calendar.on(day)).collect())
}

#[derive(FromQueryResult)]
struct CellRow {
    unit_id: Uuid,
    cell: i64,
}

/// Fills in the next free times that lie from `first` to `last`, in one query over all units.
async fn find_next_free<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    days: &[DayHours],
    first: NaiveDate,
    last: NaiveDate,
    cards: &mut [EquipmentCard],
) -> Result<()> {
    let ids = cards.iter().flat_map(|card| &card.units).map(|id| id.0);
    // By the units' ids: a join lets SQLite read the whole index, which is by unit first.
    let rows = booking_cell::Entity::find()
        .select_only()
        .columns([booking_cell::Column::UnitId, booking_cell::Column::Cell])
        .filter(booking_cell::Column::UnitId.is_in(ids))
        .filter(booking_cell::Column::Cell.gte(first_cell(now).max(cells_of(first).0).0))
        .filter(booking_cell::Column::Cell.lt(cells_of(last).1.0))
        .into_model::<CellRow>()
        .all(conn)
        .await?;
    let mut taken: HashMap<Uuid, HashSet<Cell>> = HashMap::new();
    for row in rows {
        taken.entry(row.unit_id).or_default().insert(Cell(row.cell));
    }
    for card in cards.iter_mut().filter(|card| card.next_free.is_none()) {
        let units: Vec<UnitCells> =
            card.units.iter().map(|id| UnitCells { id: *id, taken: taken.remove(&id.0).unwrap_or_default() }).collect();
        card.next_free = days
            .iter()
            .filter(|day| first <= day.day && day.day <= last)
            .find_map(|day| next_free(day.day, day.open, &card.machine.rules, &units, now));
    }
    Ok(())
}
