//! A member's own bookings, and what the mails about one need.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, BilingualText, BookingId, DomainError, Member, Staff, UnitId, Yen,
    booking::{BookingMail, CHECK_IN_EARLY_MINUTES, CancelReason, Counted, MyBooking, MyBookings, Purpose, Slot},
    calendar,
    members::language_of,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::{
    Cx, Error, Result, Store,
    sql::{ages_read, ids_or_none, placeholders, sql},
};

/// Past bookings on a page.
const PAST_PER_PAGE: u64 = 20;
/// Most upcoming bookings shown; the rule allows fewer.
const UPCOMING_MAX: u64 = 50;
/// Last page that can be asked for.
const PAGE_MAX: u64 = 10_000;

#[derive(FromQueryResult)]
struct Row {
    id: BookingId,
    slug: String,
    name_ja: String,
    name_en: String,
    unit_id: UnitId,
    unit_ja: String,
    unit_en: String,
    units: i64,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
    purpose: Purpose,
    fee_yen: Yen,
    children: String,
    note: Option<String>,
    bring_ja: String,
    bring_en: String,
    cancel_minutes: i32,
    cancelled_at: Option<DateTime<Utc>>,
    cancel_reason: Option<CancelReason>,
    cancel_note: Option<String>,
    checked_in_at: Option<DateTime<Utc>>,
    checked_out_at: Option<DateTime<Utc>>,
    counted: Option<Counted>,
    counted_at: Option<DateTime<Utc>>,
    counted_by: Option<AccountId>,
    series_id: Option<Uuid>,
    sequence: i32,
    created_at: DateTime<Utc>,
    account_id: AccountId,
    guest: Option<String>,
}

impl Row {
    fn booking(self) -> Result<MyBooking> {
        Ok(MyBooking {
            id: self.id,
            slug: self.slug,
            equipment: BilingualText::new(self.name_ja, self.name_en),
            unit: BilingualText::new(self.unit_ja, self.unit_en),
            units: self.units,
            slot: Slot::new(self.start_at, self.end_at).map_err(Error::internal)?,
            purpose: self.purpose,
            fee: self.fee_yen,
            unit_id: self.unit_id,
            children: ages_read(&self.children),
            note: self.note,
            bring: BilingualText::new(self.bring_ja, self.bring_en),
            cancel_until: self.start_at - TimeDelta::minutes(i64::from(self.cancel_minutes)),
            cancelled_at: self.cancelled_at,
            cancel_reason: self.cancel_reason,
            cancel_note: self.cancel_note,
            checked_in_at: self.checked_in_at,
            checked_out_at: self.checked_out_at,
            counted: self.counted,
            counted_at: self.counted_at,
            counted_by: self.counted_by,
            series: self.series_id,
            sequence: self.sequence,
            changed_at: self.cancelled_at.unwrap_or(self.created_at),
            owner: self.account_id,
            guest: self.guest,
        })
    }
}

const SELECT: &str = "SELECT b.id, t.slug, t.name_ja, t.name_en, b.unit_id, u.name_ja AS unit_ja, u.name_en AS unit_en, \
     (SELECT COUNT(*) FROM unit s WHERE s.equipment_type_id = t.id) AS units, \
     b.start_at, b.end_at, b.purpose, b.fee_yen, b.children, b.note, t.bring_ja, t.bring_en, t.cancel_minutes, c.at AS cancelled_at, \
     c.reason AS cancel_reason, c.note AS cancel_note, i.at AS checked_in_at, o.at AS checked_out_at, \
     n.kind AS counted, n.at AS counted_at, n.by_account_id AS counted_by, b.series_id, b.sequence, b.created_at, b.account_id, b.guest \
     FROM {bookings} b JOIN unit u ON u.id = b.unit_id JOIN equipment_type t ON t.id = u.equipment_type_id \
     LEFT JOIN booking_cancellation c ON c.booking_id = b.id LEFT JOIN check_in i ON i.booking_id = b.id \
     LEFT JOIN check_out o ON o.booking_id = b.id LEFT JOIN no_show n ON n.booking_id = b.id";
/// Bookings of one's own; what the staff booked for guests is on the board.
pub(super) const OWN: &str = "b.account_id = $1 AND b.guest IS NULL";
pub(super) const OVER: &str = "(b.end_at <= $2 OR c.booking_id IS NOT NULL OR n.booking_id IS NOT NULL)";

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// Which bookings are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BookingSource {
    All,
    /// Those that were neither cancelled nor missed.
    Live,
}

/// Bookings with what happened to them, by the rest of the statement behind its joins.
pub(super) async fn rows<C, V>(conn: &C, from: BookingSource, rest: &str, values: V) -> Result<Vec<MyBooking>>
where
    C: ConnectionTrait,
    V: IntoIterator<Item = Value>,
{
    let bookings = if from == BookingSource::Live { "live_booking" } else { "booking" };
    let text = format!("{} {rest}", SELECT.replace("{bookings}", bookings));
    let rows = Row::find_by_statement(sql(conn, &text, values)).all(conn).await?;
    rows.into_iter().map(Row::booking).collect()
}

/// The member's booking on a unit that runs or begins soon; else the next one there on this day.
pub(super) async fn at_unit<C: ConnectionTrait>(
    conn: &C,
    owner: AccountId,
    unit: UnitId,
    now: DateTime<Utc>,
) -> Result<Option<MyBooking>> {
    let rest = format!(
        "WHERE {OWN} AND b.unit_id = $2 AND b.start_at > $3 AND b.end_at > $4 AND b.start_at < $5 \
         AND o.booking_id IS NULL ORDER BY b.start_at LIMIT 1"
    );
    let (_, midnight) = calendar::day_bounds(calendar::day_of(now + TimeDelta::minutes(CHECK_IN_EARLY_MINUTES)));
    let since = now - TimeDelta::days(1);
    let values = [owner.into(), unit.into(), since.into(), now.into(), midnight.into()];
    Ok(rows(conn, BookingSource::Live, &rest, values).await?.pop())
}

#[derive(FromQueryResult)]
struct NameRow {
    id: AccountId,
    display_name: String,
}

/// Whose the bookings are, in their order: the guest's name, or the account's.
pub(super) async fn with_names<C: ConnectionTrait>(
    conn: &C,
    bookings: Vec<MyBooking>,
) -> Result<Vec<(MyBooking, String)>> {
    use crate::entity::account;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
    let ids: std::collections::HashSet<AccountId> = bookings.iter().map(|booking| booking.owner).collect();
    let names: Vec<NameRow> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::DisplayName])
        .filter(account::Column::Id.is_in(ids))
        .into_model()
        .all(conn)
        .await?;
    let names: std::collections::HashMap<AccountId, String> =
        names.into_iter().map(|row| (row.id, row.display_name)).collect();
    let named = |booking: MyBooking| {
        let name = booking.guest.clone().or_else(|| names.get(&booking.owner).cloned()).unwrap_or_default();
        (booking, name)
    };
    Ok(bookings.into_iter().map(named).collect())
}

/// The live bookings of a unit that touch a span, with whose they are.
pub(super) async fn on_unit<C: ConnectionTrait>(
    conn: &C,
    unit: UnitId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<(MyBooking, String)>> {
    let rest = "WHERE b.unit_id = $1 AND b.start_at > $2 AND b.start_at < $3 AND b.end_at > $4 ORDER BY b.start_at";
    let since = from - TimeDelta::days(1);
    let found = rows(conn, BookingSource::Live, rest, [unit.into(), since.into(), to.into(), from.into()]).await?;
    with_names(conn, found).await
}

/// The booking of an id, if there is one.
pub(super) async fn by_id<C: ConnectionTrait>(conn: &C, id: BookingId) -> Result<Vec<MyBooking>> {
    rows(conn, BookingSource::All, "WHERE b.id = $1", [id.into()]).await
}

/// All bookings of a span of time, cancelled ones too, by start; at most `limit`.
pub(super) async fn between<C: ConnectionTrait>(
    conn: &C,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<MyBooking>> {
    let rest = "WHERE b.start_at >= $1 AND b.start_at < $2 ORDER BY b.start_at, b.id LIMIT $3";
    rows(conn, BookingSource::All, rest, [from.into(), to.into(), limit.into()]).await
}

impl Store {
    /// The member's bookings: all upcoming ones, and a page of the others. `page` counts from 1 and is brought into
    /// range.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bookings_mine(&self, cx: &Cx, member: &Member, page: u64) -> Result<MyBookings> {
        self.bookings_whose(cx, member.account_id, page).await
    }

    /// The same of a person, for the staff.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bookings_of_person(&self, cx: &Cx, _staff: &Staff, id: AccountId, page: u64) -> Result<MyBookings> {
        self.bookings_whose(cx, id, page).await
    }

    async fn bookings_whose(&self, cx: &Cx, owner: AccountId, page: u64) -> Result<MyBookings> {
        let conn = self.db().read();
        let (me, now): (Value, Value) = (owner.into(), cx.now.into());
        // No booking is longer than a day, so that the index on the start bounds the search.
        let live = format!("WHERE {OWN} AND b.start_at > $3 AND b.end_at > $2 ORDER BY b.start_at LIMIT $4");
        let yesterday = (cx.now - TimeDelta::days(1)).into();
        let upcoming =
            rows(conn, BookingSource::Live, &live, [me.clone(), now.clone(), yesterday, UPCOMING_MAX.into()]).await?;
        let count = format!(
            "SELECT COUNT(*) AS n FROM booking b LEFT JOIN booking_cancellation c ON c.booking_id = b.id \
             LEFT JOIN no_show n ON n.booking_id = b.id WHERE {OWN} AND {OVER}"
        );
        let count = Count::find_by_statement(sql(conn, &count, [me.clone(), now.clone()])).one(conn).await?;
        let count = u64::try_from(count.map_or(0, |row| row.n)).unwrap_or(0);
        let pages = count.div_ceil(PAST_PER_PAGE).clamp(1, PAGE_MAX);
        let page = page.clamp(1, pages);
        let over = format!("WHERE {OWN} AND {OVER} ORDER BY b.start_at DESC, b.id LIMIT $3 OFFSET $4");
        let offset = (page - 1) * PAST_PER_PAGE;
        let past = rows(conn, BookingSource::All, &over, [me, now, PAST_PER_PAGE.into(), offset.into()]).await?;
        Ok(MyBookings { upcoming, past, page, pages })
    }

    /// One of the member's own bookings.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id and for other people's bookings alike.
    pub async fn booking_mine(&self, _cx: &Cx, member: &Member, id: BookingId) -> Result<MyBooking> {
        let filter = "WHERE b.id = $1 AND b.account_id = $2 AND b.guest IS NULL";
        let found = rows(self.db().read(), BookingSource::All, filter, [id.into(), member.account_id.into()]).await?;
        found.into_iter().next().ok_or(DomainError::NotFound.into())
    }

    /// A booking by the key of its mail's link, without signing in.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a key that does not open it.
    pub async fn booking_by_link(&self, _cx: &Cx, id: BookingId, key: &str) -> Result<MyBooking> {
        self.link_check(crate::link::LinkPurpose::BookingCancel(id), key).await?;
        let found = rows(self.db().read(), BookingSource::All, "WHERE b.id = $1", [id.into()]).await?;
        found.into_iter().next().ok_or(DomainError::NotFound.into())
    }

    /// The live bookings of the same weekly repeat, by start; the booking alone when it is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_series(&self, _cx: &Cx, id: BookingId) -> Result<Vec<MyBooking>> {
        let rest = "WHERE (b.id = $1 OR b.series_id = (SELECT s.series_id FROM booking s WHERE s.id = $1)) \
                    AND c.booking_id IS NULL ORDER BY b.start_at LIMIT 20";
        rows(self.db().read(), BookingSource::All, rest, [id.into()]).await
    }

    /// Bookings by their ids, by start. For the mail about several.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bookings_of(&self, _cx: &Cx, ids: &[BookingId]) -> Result<Vec<MyBooking>> {
        let rest = format!("WHERE b.id IN ({}) ORDER BY b.start_at", placeholders(1, ids.len().max(1)));
        rows(self.db().read(), BookingSource::All, &rest, ids_or_none(ids)).await
    }

    /// The member's next booking: one that goes on, else the first to come.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_next(&self, cx: &Cx, member: &Member) -> Result<Option<MyBooking>> {
        // No booking is longer than a day, so that the index on the start bounds the search.
        let rest = format!(
            "WHERE {OWN} AND b.start_at > $3 AND b.end_at > $2 AND o.booking_id IS NULL ORDER BY b.start_at LIMIT 1"
        );
        let values = [member.account_id.into(), cx.now.into(), (cx.now - TimeDelta::days(1)).into()];
        Ok(rows(self.db().read(), BookingSource::Live, &rest, values).await?.pop())
    }

    /// What a mail about the booking says; `None` when there is no such booking. For jobs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_mail_contents(&self, _cx: &Cx, id: BookingId) -> Result<Option<BookingMail>> {
        #[derive(FromQueryResult)]
        struct To {
            email: String,
            display_name: String,
            language: String,
            mails_reminders: bool,
        }
        let conn = self.db().read();
        let Some(booking) = rows(conn, BookingSource::All, "WHERE b.id = $1", [id.into()]).await?.pop() else {
            return Ok(None);
        };
        let to = To::find_by_statement(sql(
            conn,
            "SELECT a.email, a.display_name, a.language, a.mails_reminders FROM account a \
             JOIN booking b ON b.account_id = a.id WHERE b.id = $1",
            [id.into()],
        ))
        .one(conn)
        .await?;
        Ok(to.map(|to| BookingMail {
            email: to.email,
            display_name: to.display_name,
            language: language_of(&to.language),
            reminders: to.mails_reminders,
            booking,
        }))
    }
}
