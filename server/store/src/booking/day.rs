//! One day of one kind of machine, and how free the days around it are.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    AccountId, BookingId, DomainError, EquipmentTypeId, UnitId,
    booking::{Cell, DayLoad, DayView, DaysView, OwnBooking, Slot, UnitDay, WeekDay, blocks, day_load, first_cell},
    calendar,
    equipment::{DayHours, EquipmentSummary},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::{
    facts::day_cells,
    scene::{EquipmentKey, Scene, equipment_row, read_scene, read_scene_for},
    units::{UnitTaken, read_units},
};
use crate::{
    Cx, Error, Result, Store,
    sql::{cells_of, sql},
};

/// How far from today a day can be looked at, in days: past bookings of the year, and the longest horizon.
pub const DAYS_SHOWN_MAX: i64 = 366;
/// Most days of [`Store::equipment_days`]: six weeks, as a month's sheet shows.
pub const DAYS_MAX: usize = 42;
/// Days of the strip above a day.
const STRIP_DAYS: i64 = 7;

impl Store {
    /// A day of a machine; without `day` the first day of this week's strip on which something is free. Two statements,
    /// one more for those who have something of their own there that week.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown machine, or a day more than [`DAYS_SHOWN_MAX`] from today.
    pub async fn equipment_day(&self, cx: &Cx, slug: &str, day: Option<NaiveDate>) -> Result<DayView> {
        let conn = self.db().read();
        let today = calendar::day_of(cx.now);
        let (first, last) = strip_of(day.unwrap_or(today), today)?;
        let strip = days_of(first, last);
        let viewer = cx.actor.account().map(|account| account.id);
        let scene = read_scene_for(conn, slug, viewer, (first, last), cx.now).await?;
        let equipment = EquipmentSummary::from(scene.row.clone());
        let units = read_units(conn, Some(equipment.id), &strip, cx.now, &[]).await?;
        let week = week_of(&scene, viewer, &strip, &units, cx.now);
        let day = day.or_else(|| first_with_room(&week)).unwrap_or(today);
        let hours = scene.calendar.on(day);

        let own = match viewer {
            Some(id) if scene.has_own => own(conn, id, equipment.id, day, cx.now).await?,
            _ => Own::default(),
        };
        let cells = day_cells(&units, &hours, &own.holds, equipment.rules.buffer_minutes);
        let blocks = blocks(day, hours.open, &cells, cx.now + TimeDelta::minutes(equipment.rules.notice_minutes));
        let member = scene.member(viewer);
        let certified = viewer.map(|_| !equipment.rules.induction_required || member.is_certified(cx.now));
        let units = units.into_iter().zip(cells).map(|(unit, cells)| UnitDay { id: unit.id, name: unit.name, cells });
        let (units, own, plan) = (units.collect(), own.bookings, member.plan);
        Ok(DayView { equipment, plan, day, today, hours, blocks, units, week, certified, own })
    }
}

impl Store {
    /// How free each of `count` days from `first` on is, at most [`DAYS_MAX`]. Two statements, however many days.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown machine, or a span that leaves the [`DAYS_SHOWN_MAX`] days around today.
    pub async fn equipment_days(&self, cx: &Cx, slug: &str, first: NaiveDate, count: usize) -> Result<DaysView> {
        let conn = self.db().read();
        let (today, count) = (calendar::day_of(cx.now), count.clamp(1, DAYS_MAX));
        let far = |day: NaiveDate| (day - today).num_days().abs() > DAYS_SHOWN_MAX;
        let last = first.checked_add_days(Days::new(count as u64 - 1)).ok_or(DomainError::NotFound)?;
        if far(first) || far(last) {
            return Err(DomainError::NotFound.into());
        }
        let scene = read_scene(conn, EquipmentKey::Slug(slug), &[], (first, last)).await?;
        let taken = taken_by_day(conn, scene.id(), first, last, cx.now).await?;
        let days = first.iter_days().take(count).map(|day| week_day(&scene, None, day, &taken, cx.now)).collect();
        Ok(DaysView { equipment: scene.row.into(), days })
    }

    /// A kind of machine by its word in addresses.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] without such a machine.
    pub async fn equipment_machine(&self, _cx: &Cx, slug: &str) -> Result<EquipmentSummary> {
        Ok(equipment_row(self.db().read(), slug).await?.into())
    }
}

fn first_with_room(week: &[WeekDay]) -> Option<NaiveDate> {
    let room = |day: &&WeekDay| matches!(day.load, DayLoad::Free | DayLoad::Some | DayLoad::Few);
    week.iter().find(room).map(|day| day.hours.day)
}

#[derive(FromQueryResult)]
struct DayCount {
    /// Days from the Unix epoch, by Japan's calendar.
    day: i64,
    taken: i64,
}

/// The first and the last day of the strip that holds `day`.
///
/// # Errors
/// [`DomainError::NotFound`] for a day more than [`DAYS_SHOWN_MAX`] from today.
pub(super) fn strip_of(day: NaiveDate, today: NaiveDate) -> Result<(NaiveDate, NaiveDate)> {
    let away = (day - today).num_days();
    if away.abs() > DAYS_SHOWN_MAX {
        return Err(DomainError::NotFound.into());
    }
    let first = today + TimeDelta::days(away.div_euclid(STRIP_DAYS) * STRIP_DAYS);
    Ok((first, first + TimeDelta::days(STRIP_DAYS - 1)))
}

/// Every day from `first` to `last`.
pub(super) fn days_of(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    first.iter_days().take_while(|day| *day <= last).collect()
}

/// How free each day is, for whoever looks.
pub(super) fn week_of(
    scene: &Scene,
    viewer: Option<AccountId>,
    days: &[NaiveDate],
    units: &[UnitTaken],
    now: DateTime<Utc>,
) -> Vec<WeekDay> {
    let mut taken = HashMap::new();
    units.iter().for_each(|unit| unit.count_by_day(first_cell(now), &mut taken));
    days.iter().map(|day| week_day(scene, viewer, *day, &taken, now)).collect()
}

/// The taken cells of a span that have not begun, counted by the database for each day.
async fn taken_by_day<C: ConnectionTrait>(
    conn: &C,
    equipment: EquipmentTypeId,
    first: NaiveDate,
    last: NaiveDate,
    now: DateTime<Utc>,
) -> Result<HashMap<i64, i64>> {
    // A cell's day: cells count from the epoch in UTC, and Japan's midnight is 36 cells (nine hours) before UTC's.
    let counts = DayCount::find_by_statement(sql(
        conn,
        "SELECT (c.cell + 36) / 96 AS day, COUNT(*) AS taken FROM unit u JOIN booking_cell c ON c.unit_id = u.id \
         WHERE u.equipment_type_id = $1 AND u.retired_at IS NULL AND c.cell >= $2 AND c.cell < $3 \
         AND (c.expires_at IS NULL OR c.expires_at > $4) GROUP BY (c.cell + 36) / 96",
        [equipment.into(), cells_of(first).0.max(first_cell(now)).0.into(), cells_of(last).1.0.into(), now.into()],
    ))
    .all(conn)
    .await?;
    Ok(counts.into_iter().map(|row| (row.day, row.taken)).collect())
}

/// How free a day is, from the taken cells of all days by the day's number from the epoch.
fn week_day(
    scene: &Scene,
    viewer: Option<AccountId>,
    day: NaiveDate,
    taken: &HashMap<i64, i64>,
    now: DateTime<Utc>,
) -> WeekDay {
    let hours = scene.calendar.on(day);
    let taken = taken.get(&epoch_day(day)).copied().unwrap_or(0) + break_cells(&hours, now) * scene.units as i64;
    let horizon_days = scene.member(viewer).plan.rules.horizon_days;
    let load = day_load(day, hours.open, &scene.rules, horizon_days, scene.units, taken, now);
    WeekDay { hours, load }
}

/// Cells of the day's breaks that have not begun.
fn break_cells(hours: &DayHours, now: DateTime<Utc>) -> i64 {
    let first = first_cell(now).0;
    let cell = |minute| Cell::of(calendar::at_minute(hours.day, minute)).0;
    hours.breaks.iter().map(|(from, to)| (cell(*to) - cell(*from).max(first)).max(0)).sum()
}

fn epoch_day(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce() - NaiveDate::default().num_days_from_ce())
}

#[derive(FromQueryResult)]
struct OwnRow {
    kind: i32,
    /// Of a booking, or of a held unit.
    id: Uuid,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
}

/// What the person who looks has booked on the day, by start, and holds at all.
#[derive(Default)]
struct Own {
    bookings: Vec<OwnBooking>,
    holds: Vec<(UnitId, Slot)>,
}

async fn own<C: ConnectionTrait>(
    conn: &C,
    account_id: AccountId,
    equipment: EquipmentTypeId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Own> {
    let (from, to) = calendar::day_bounds(day);
    let rows = OwnRow::find_by_statement(sql(
        conn,
        "SELECT 0 AS kind, b.id, b.start_at, b.end_at FROM live_booking b JOIN unit u ON u.id = b.unit_id \
         WHERE b.account_id = $1 AND b.start_at >= $2 AND b.start_at < $3 AND u.equipment_type_id = $4 \
         AND b.guest IS NULL UNION ALL SELECT 1, h.unit_id, h.start_at, h.end_at FROM booking_hold h \
         WHERE h.account_id = $1 AND h.expires_at > $5",
        [account_id.into(), from.into(), to.into(), equipment.into(), now.into()],
    ))
    .all(conn)
    .await?;
    let mut own = Own::default();
    for row in rows {
        let slot = Slot::new(row.start_at, row.end_at).map_err(Error::internal)?;
        match row.kind {
            0 => own.bookings.push(OwnBooking { id: BookingId(row.id), slot }),
            _ => own.holds.push((UnitId(row.id), slot)),
        }
    }
    own.bookings.sort_by_key(|booking| booking.slot.start());
    Ok(own)
}
