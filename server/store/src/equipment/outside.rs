//! Bookings that other opening hours would leave outside.

use chrono::{DateTime, Utc};
use domain::{
    BilingualText, BookingId,
    booking::{OutsideBooking, Slot},
    calendar,
    equipment::DayHours,
    form::{FieldError, FieldErrors},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::hours::Calendar;
use crate::{Error, Result, sql::sql};

#[derive(FromQueryResult)]
struct Row {
    id: BookingId,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
    name_ja: String,
    name_en: String,
    who: String,
}

/// The live bookings to come that lie inside the hours as they are and outside those of `after`, the first first. Two
/// statements.
pub(super) async fn outside<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    after: impl Fn(&Calendar) -> Calendar,
) -> Result<Vec<OutsideBooking>> {
    let rows = Row::find_by_statement(sql(
        conn,
        "SELECT b.id, b.start_at, b.end_at, t.name_ja, t.name_en, COALESCE(b.guest, a.display_name) AS who \
         FROM live_booking b JOIN unit u ON u.id = b.unit_id JOIN equipment_type t ON t.id = u.equipment_type_id \
         JOIN account a ON a.id = b.account_id WHERE b.start_at > $1 ORDER BY b.start_at, b.id",
        [now.into()],
    ))
    .all(conn)
    .await?;
    let Some(last) = rows.last().map(|row| calendar::day_of(row.start_at)) else { return Ok(Vec::new()) };
    let calendar = Calendar::read(conn, calendar::day_of(now), last).await?;
    let after = after(&calendar);
    let mut found = Vec::new();
    for row in rows {
        let slot = Slot::new(row.start_at, row.end_at).map_err(Error::internal)?;
        let day = calendar::day_of(slot.start());
        if is_inside(&slot, &calendar.on(day)) && !is_inside(&slot, &after.on(day)) {
            let equipment = BilingualText::new(row.name_ja, row.name_en);
            found.push(OutsideBooking { id: row.id, slot, equipment, who: row.who });
        }
    }
    Ok(found)
}

/// Within the day's hours and in none of its breaks.
fn is_inside(slot: &Slot, hours: &DayHours) -> bool {
    let Some((open, close)) = hours.minutes() else { return false };
    let at = |minute| calendar::at_minute(hours.day, minute);
    let meets = |(from, to): &(i64, i64)| slot.start() < at(*to) && at(*from) < slot.end();
    slot.start() >= at(open) && slot.end() <= at(close) && !hours.breaks.iter().any(meets)
}

/// # Errors
/// [`FieldError::BookingsOutside`] when there are more than were seen.
pub(super) fn must_be_seen(outside: &[OutsideBooking], seen: u64) -> Result<()> {
    let n = outside.len() as u64;
    if n > seen { Err(FieldErrors::of("", FieldError::BookingsOutside { n }).into()) } else { Ok(()) }
}
