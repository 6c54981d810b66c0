//! The staff's board: every machine of a day with who has it, who is late, and what is free.

pub(super) mod by_staff;
mod members;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    BilingualText, BookingId, DomainError, EquipmentTypeId, Staff, UnitId,
    booking::{Board, BoardBooking, BoardUnit, Cell, MaintenanceRow, UnitNow},
    calendar,
    equipment::{EquipmentChoice, TypeRules},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

use super::{day::DAYS_SHOWN_MAX, maintenance::list::touching, mine};
use crate::{
    Cx, Result, Store,
    entity::{equipment_type, unit},
    equipment::Calendar,
    site::space_rules,
    sql::{cells_of, sql},
};

/// Most bookings of one day that are read: 100 units with 20 each.
const BOOKINGS_MAX: u64 = 2_000;

impl Store {
    /// The board of a day: every unit in use with the day's bookings, cancelled ones too, and its maintenance.
    /// Eleven queries, however many units and bookings.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a day more than a year from today.
    pub async fn board(&self, cx: &Cx, staff: &Staff, day: NaiveDate) -> Result<Board> {
        let conn = self.db().read();
        let today = calendar::day_of(cx.now);
        if (day - today).num_days().abs() > DAYS_SHOWN_MAX {
            return Err(DomainError::NotFound.into());
        }
        let equipment = self.equipment_choices(cx, staff).await?;
        let hours = Calendar::read(conn, day, day).await?.on(day);
        let (from, to) = calendar::day_bounds(day);
        let found = mine::with_names(conn, mine::between(conn, from, to, BOOKINGS_MAX).await?).await?;
        let mut bookings: HashMap<UnitId, Vec<BoardBooking>> = HashMap::new();
        let space = space_rules(conn).await?;
        for (booking, who) in found {
            let unit = booking.unit_id;
            bookings.entry(unit).or_default().push(BoardBooking::new(booking, who, &space, cx.now));
        }
        let mut maintenance: HashMap<UnitId, Vec<MaintenanceRow>> = HashMap::new();
        for row in touching(conn, from, to).await? {
            maintenance.entry(row.unit_id).or_default().push(row);
        }
        let taken = if day == today { Some(taken_from_now(conn, day, cx.now).await?) } else { None };
        let units = equipment.into_iter().flat_map(|equipment| {
            let (slug, name, units) = (equipment.slug, equipment.name, equipment.units.len());
            equipment.units.into_iter().map(move |(id, unit)| (id, slug.clone(), name.clone(), unit, units))
        });
        let units = units.map(|(id, slug, equipment, name, units)| BoardUnit {
            id,
            slug,
            equipment,
            name,
            units,
            now: taken.as_ref().map(|taken| unit_now(taken.get(&id), cx.now)),
            bookings: bookings.remove(&id).unwrap_or_default(),
            maintenance: maintenance.remove(&id).unwrap_or_default(),
        });
        let units = units.collect();
        Ok(Board { day, today, at: cx.now, hours, units })
    }

    /// The machines in use with their units, in the operator's order. Two queries.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn equipment_choices(&self, _cx: &Cx, _staff: &Staff) -> Result<Vec<EquipmentChoice>> {
        let conn = self.db().read();
        let types = equipment_type::Entity::find()
            .filter(equipment_type::Column::RetiredAt.is_null())
            .order_by_asc(equipment_type::Column::Position)
            .order_by_asc(equipment_type::Column::Id)
            .all(conn)
            .await?;
        let rows = unit::Entity::find()
            .filter(unit::Column::RetiredAt.is_null())
            .order_by_asc(unit::Column::Position)
            .order_by_asc(unit::Column::Id)
            .all(conn)
            .await?;
        let mut units: HashMap<EquipmentTypeId, Vec<(UnitId, BilingualText)>> = HashMap::new();
        for row in rows {
            let name = BilingualText::new(row.name_ja, row.name_en);
            units.entry(row.equipment_type_id).or_default().push((row.id, name));
        }
        let equipment = |row: equipment_type::Model| EquipmentChoice {
            rules: TypeRules::from(&row),
            units: units.remove(&row.id).unwrap_or_default(),
            id: row.id,
            slug: row.slug,
            name: BilingualText::new(row.name_ja, row.name_en),
        };
        Ok(types.into_iter().map(equipment).collect())
    }

    /// Anyone's booking, with whose it is.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id.
    pub async fn booking_for_staff(&self, cx: &Cx, _staff: &Staff, id: BookingId) -> Result<BoardBooking> {
        let conn = self.db().read();
        let found = mine::with_names(conn, mine::by_id(conn, id).await?).await?;
        let (booking, who) = found.into_iter().next().ok_or(DomainError::NotFound)?;
        Ok(BoardBooking::new(booking, who, &space_rules(conn).await?, cx.now))
    }
}

#[derive(FromQueryResult)]
struct CellRow {
    unit_id: UnitId,
    cell: i64,
    is_maintenance: bool,
}

/// The cells from now to the end of the day that are taken: by unit, and whether maintenance takes them.
async fn taken_from_now<C: ConnectionTrait>(
    conn: &C,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<HashMap<UnitId, HashMap<Cell, bool>>> {
    let rows = CellRow::find_by_statement(sql(
        conn,
        "SELECT c.unit_id, c.cell, c.maintenance_id IS NOT NULL AS is_maintenance FROM unit u \
         JOIN booking_cell c ON c.unit_id = u.id WHERE u.retired_at IS NULL AND c.cell >= $1 AND c.cell < $2 \
         AND (c.expires_at IS NULL OR c.expires_at > $3)",
        [Cell::of(now).0.into(), cells_of(day).1.0.into(), now.into()],
    ))
    .all(conn)
    .await?;
    let mut taken: HashMap<UnitId, HashMap<Cell, bool>> = HashMap::new();
    for row in rows {
        taken.entry(row.unit_id).or_default().insert(Cell(row.cell), row.is_maintenance);
    }
    Ok(taken)
}

fn unit_now(taken: Option<&HashMap<Cell, bool>>, now: DateTime<Utc>) -> UnitNow {
    let Some(taken) = taken else { return UnitNow::Free { until: None } };
    let cell = Cell::of(now);
    let Some(is_maintenance) = taken.get(&cell) else {
        return UnitNow::Free { until: taken.keys().min().map(|cell| cell.start()) };
    };
    // The map ends with the day, so the walk does too.
    let first_free = (cell.0..).map(Cell).find(|cell| !taken.contains_key(cell)).unwrap_or(cell);
    let until = first_free.start();
    if *is_maintenance { UnitNow::Maintenance { until } } else { UnitNow::Taken { until } }
}
