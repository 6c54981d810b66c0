//! One day of one kind of machine, and how free the days around it are.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    AccountId, BilingualText, BookingId, DomainError, UnitId,
    booking::{Cell, DayLoad, DayView, DaysView, OwnBooking, Slot, UnitDay, WeekDay, blocks, day_load, first_cell},
    calendar,
    equipment::{DayHours, EquipmentSummary},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::{
    facts::{For, Which, cells_of, certified, day_cells, read_type, sql},
    hours::Calendar,
    rules::plan_for,
};
use crate::{Cx, Error, Result, Store};

/// How far from today a day can be looked at, in days: past bookings of the year, and the longest horizon.
pub const DAYS_SHOWN_MAX: i64 = 366;
/// Most days of [`Store::equipment_days`]: six weeks, as a month's sheet shows.
pub const DAYS_MAX: usize = 42;
/// Days of the strip above a day.
const STRIP_DAYS: i64 = 7;

impl Store {
    /// A day of a machine; without `day` the first day of this week's strip on which something is free. Nine queries,
    /// two more for those who are signed in.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown machine, or a day more than [`DAYS_SHOWN_MAX`] from today.
    pub async fn equipment_day(&self, cx: &Cx, slug: &str, day: Option<NaiveDate>) -> Result<DayView> {
        let conn = self.db().read();
        let today = calendar::day_of(cx.now);
        if day.is_some_and(|day| (day - today).num_days().abs() > DAYS_SHOWN_MAX) {
            return Err(DomainError::NotFound.into());
        }
        let of = read_type(conn, Which::Slug(slug)).await?;
        let machine = EquipmentSummary::from(of.row.clone());
        let week = week(conn, &machine, of.units.len(), day.unwrap_or(today), cx.now).await?;
        let day = day.or_else(|| first_with_room(&week)).unwrap_or(today);
        let hours = week.iter().map(|week| &week.hours).find(|hours| hours.day == day).cloned();
        let hours = hours.ok_or_else(|| Error::internal("the strip lacks its day"))?;

        // One's own holds are free to oneself.
        let who = cx.actor.account().map(|account| For::member(account.id));
        let cells = day_cells(conn, &of, &hours, cx.now, who).await?;
        let blocks = blocks(day, hours.open, &cells, cx.now + TimeDelta::minutes(machine.rules.notice_minutes));
        let units = of.units.iter().zip(cells).map(|(row, cells)| UnitDay {
            id: UnitId(row.id),
            name: BilingualText::new(row.name_ja.clone(), row.name_en.clone()),
            cells,
        });
        let units = units.collect();
        let (certified, own) = match cx.actor.account() {
            None => (None, Vec::new()),
            Some(account) => (
                Some(!machine.rules.induction_required || certified(conn, account.id, machine.id, cx.now).await?),
                own_bookings(conn, account.id, &machine, day).await?,
            ),
        };
        let plan = plan_for(conn, cx).await?;
        Ok(DayView { machine, plan, day, today, hours, blocks, units, week, certified, own })
    }
}

impl Store {
    /// How free each of `count` days from `first` on is, at most [`DAYS_MAX`]. Seven queries, however many days.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown machine, or a span that leaves the [`DAYS_SHOWN_MAX`] days around
    /// today.
    pub async fn equipment_days(&self, cx: &Cx, slug: &str, first: NaiveDate, count: usize) -> Result<DaysView> {
        let conn = self.db().read();
        let (today, count) = (calendar::day_of(cx.now), count.clamp(1, DAYS_MAX));
        let far = |day: NaiveDate| (day - today).num_days().abs() > DAYS_SHOWN_MAX;
        if far(first) || first.checked_add_days(Days::new(count as u64 - 1)).is_none_or(far) {
            return Err(DomainError::NotFound.into());
        }
        let of = read_type(conn, Which::Slug(slug)).await?;
        let machine = EquipmentSummary::from(of.row.clone());
        let days = days(conn, &machine, of.units.len(), first, count, cx.now).await?;
        Ok(DaysView { machine, days })
    }

    /// A kind of machine by its word in addresses.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] without such a machine.
    pub async fn equipment_machine(&self, _cx: &Cx, slug: &str) -> Result<EquipmentSummary> {
        Ok(read_type(self.db().read(), Which::Slug(slug)).await?.row.into())
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

/// The strip that holds `day`.
async fn week<C: ConnectionTrait>(
    conn: &C,
    machine: &EquipmentSummary,
    units: usize,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<WeekDay>> {
    let today = calendar::day_of(now);
    let first = today + TimeDelta::days((day - today).num_days().div_euclid(STRIP_DAYS) * STRIP_DAYS);
    days(conn, machine, units, first, STRIP_DAYS as usize, now).await
}

/// A span of days: the taken cells that have not begun, counted by the database for each of them.
async fn days<C: ConnectionTrait>(
    conn: &C,
    machine: &EquipmentSummary,
    units: usize,
    first: NaiveDate,
    count: usize,
    now: DateTime<Utc>,
) -> Result<Vec<WeekDay>> {
    let last = first + Days::new(count.saturating_sub(1) as u64);
    let calendar = Calendar::read(conn, first, last).await?;
    // A cell's day: cells count from the epoch in UTC, and Japan's midnight is 36 cells (nine hours) before UTC's.
    let counts = DayCount::find_by_statement(sql(
        conn,
        "SELECT (c.cell + 36) / 96 AS day, COUNT(*) AS taken FROM unit u JOIN booking_cell c ON c.unit_id = u.id \
         WHERE u.equipment_type_id = $1 AND u.retired_at IS NULL AND c.cell >= $2 AND c.cell < $3 \
         AND (c.expires_at IS NULL OR c.expires_at > $4) GROUP BY (c.cell + 36) / 96",
        [machine.id.0.into(), cells_of(first).0.max(first_cell(now)).0.into(), cells_of(last).1.0.into(), now.into()],
    ))
    .all(conn)
    .await?;
    let taken: HashMap<i64, i64> = counts.into_iter().map(|row| (row.day, row.taken)).collect();
    let days = first.iter_days().take(count).map(|day| {
        let hours = calendar.on(day);
        let taken = taken.get(&epoch_day(day)).copied().unwrap_or(0) + break_cells(&hours, now) * units as i64;
        let load = day_load(day, hours.open, &machine.rules, units, taken, now);
        WeekDay { hours, load }
    });
    Ok(days.collect())
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
    id: Uuid,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
}

async fn own_bookings<C: ConnectionTrait>(
    conn: &C,
    account_id: AccountId,
    machine: &EquipmentSummary,
    day: NaiveDate,
) -> Result<Vec<OwnBooking>> {
    let (from, to) = calendar::day_bounds(day);
    let rows = OwnRow::find_by_statement(sql(
        conn,
        "SELECT b.id, b.start_at, b.end_at FROM booking b JOIN unit u ON u.id = b.unit_id \
         WHERE b.account_id = $1 AND b.start_at >= $2 AND b.start_at < $3 AND u.equipment_type_id = $4 \
         AND b.guest IS NULL AND NOT EXISTS (SELECT 1 FROM booking_cancellation c WHERE c.booking_id = b.id) \
         AND NOT EXISTS (SELECT 1 FROM no_show n WHERE n.booking_id = b.id) ORDER BY b.start_at LIMIT 96",
        [account_id.0.into(), from.into(), to.into(), machine.id.0.into()],
    ))
    .all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let slot = Slot::new(row.start_at, row.end_at).map_err(Error::internal)?;
            Ok(OwnBooking { id: BookingId(row.id), slot })
        })
        .collect()
}
