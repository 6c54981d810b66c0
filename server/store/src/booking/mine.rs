//! A member's own bookings, and what the mails about one need.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    BookingId, Yen,
    booking::{Purpose, Slot},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::{Words, facts::sql};
use crate::{Cx, Error, Member, Result, Store};

/// Past bookings on a page.
const PAST_PER_PAGE: u64 = 20;
/// Most upcoming bookings shown; the rule allows fewer.
const UPCOMING_MAX: u64 = 50;
/// Last page that can be asked for.
const PAGE_MAX: u64 = 10_000;

/// A booking in its owner's list.
#[derive(Clone, Debug)]
pub struct MyBooking {
    pub id: BookingId,
    pub slug: String,
    pub machine: Words,
    pub unit: Words,
    /// How many equivalent units there are; the unit's name matters only when there are several.
    pub units: i64,
    pub slot: Slot,
    pub purpose: Purpose,
    pub fee: Yen,
    pub cancelled_at: Option<DateTime<Utc>>,
}

/// The upcoming bookings, and a page of those that are over or cancelled.
#[derive(Clone, Debug)]
pub struct MyBookings {
    /// The next first.
    pub upcoming: Vec<MyBooking>,
    /// The latest first.
    pub past: Vec<MyBooking>,
    /// Of the past ones, from 1.
    pub page: u64,
    pub pages: u64,
}

/// What a mail about a booking says, and to whom.
#[derive(Clone, Debug)]
pub struct BookingLetter {
    pub email: String,
    pub display_name: String,
    pub booking: MyBooking,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    slug: String,
    name_ja: String,
    name_en: String,
    unit_ja: String,
    unit_en: String,
    units: i64,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
    purpose: String,
    fee_yen: i64,
    cancelled_at: Option<DateTime<Utc>>,
}

impl Row {
    fn booking(self) -> Result<MyBooking> {
        Ok(MyBooking {
            id: BookingId(self.id),
            slug: self.slug,
            machine: Words::new(self.name_ja, self.name_en),
            unit: Words::new(self.unit_ja, self.unit_en),
            units: self.units,
            slot: Slot::new(self.start_at, self.end_at).map_err(Error::internal)?,
            purpose: Purpose::parse(&self.purpose).ok_or_else(|| Error::internal("unknown purpose"))?,
            fee: Yen(self.fee_yen),
            cancelled_at: self.cancelled_at,
        })
    }
}

const SELECT: &str = "SELECT b.id, t.slug, t.name_ja, t.name_en, u.name_ja AS unit_ja, u.name_en AS unit_en, \
     (SELECT COUNT(*) FROM unit s WHERE s.equipment_type_id = t.id) AS units, \
     b.start_at, b.end_at, b.purpose, b.fee_yen, c.at AS cancelled_at \
     FROM booking b JOIN unit u ON u.id = b.unit_id JOIN equipment_type t ON t.id = u.equipment_type_id \
     LEFT JOIN booking_cancellation c ON c.booking_id = b.id";
const OVER: &str = "(b.end_at <= $2 OR c.booking_id IS NOT NULL)";

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

async fn rows<C, V>(conn: &C, rest: &str, values: V) -> Result<Vec<MyBooking>>
where
    C: ConnectionTrait,
    V: IntoIterator<Item = Value>,
{
    let rows = Row::find_by_statement(sql(conn, &format!("{SELECT} {rest}"), values)).all(conn).await?;
    rows.into_iter().map(Row::booking).collect()
}

impl Store {
    /// The member's bookings: all upcoming ones, and a page of the others. `page` counts from 1 and is brought into
    /// range.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bookings_mine(&self, cx: &Cx, member: &Member, page: u64) -> Result<MyBookings> {
        let conn = self.db().read();
        let (me, now): (Value, Value) = (member.account_id.0.into(), cx.now.into());
        // No booking is longer than a day, so that the index on the start bounds the search.
        let live = "WHERE b.account_id = $1 AND b.start_at > $3 AND b.end_at > $2 AND c.booking_id IS NULL \
                    ORDER BY b.start_at LIMIT $4";
        let yesterday = (cx.now - TimeDelta::days(1)).into();
        let upcoming = rows(conn, live, [me.clone(), now.clone(), yesterday, UPCOMING_MAX.into()]).await?;
        let count = format!(
            "SELECT COUNT(*) AS n FROM booking b LEFT JOIN booking_cancellation c ON c.booking_id = b.id \
             WHERE b.account_id = $1 AND {OVER}"
        );
        let count = Count::find_by_statement(sql(conn, &count, [me.clone(), now.clone()])).one(conn).await?;
        let count = u64::try_from(count.map_or(0, |row| row.n)).unwrap_or(0);
        let pages = count.div_ceil(PAST_PER_PAGE).clamp(1, PAGE_MAX);
        let page = page.clamp(1, pages);
        let over = format!("WHERE b.account_id = $1 AND {OVER} ORDER BY b.start_at DESC, b.id LIMIT $3 OFFSET $4");
        let offset = (page - 1) * PAST_PER_PAGE;
        let past = rows(conn, &over, [me, now, PAST_PER_PAGE.into(), offset.into()]).await?;
        Ok(MyBookings { upcoming, past, page, pages })
    }

    /// One of the member's own bookings.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown id and for other people's bookings alike.
    pub async fn booking_mine(&self, _cx: &Cx, member: &Member, id: BookingId) -> Result<MyBooking> {
        let filter = "WHERE b.id = $1 AND b.account_id = $2";
        let found = rows(self.db().read(), filter, [id.0.into(), member.account_id.0.into()]).await?;
        found.into_iter().next().ok_or(Error::NotFound)
    }

    /// What a mail about the booking says; `None` when there is no such booking. For jobs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_letter(&self, _cx: &Cx, id: BookingId) -> Result<Option<BookingLetter>> {
        #[derive(FromQueryResult)]
        struct To {
            email: String,
            display_name: String,
        }
        let conn = self.db().read();
        let Some(booking) = rows(conn, "WHERE b.id = $1", [id.0.into()]).await?.pop() else { return Ok(None) };
        let to = To::find_by_statement(sql(
            conn,
            "SELECT a.email, a.display_name FROM account a JOIN booking b ON b.account_id = a.id WHERE b.id = $1",
            [id.0.into()],
        ))
        .one(conn)
        .await?;
        Ok(to.map(|to| BookingLetter { email: to.email, display_name: to.display_name, booking }))
    }
}
