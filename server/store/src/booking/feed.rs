//! Calendars that phones subscribe to: a member's own at a secret address, and a machine's for everyone.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, BookingId, Customer, Member,
    booking::{MyBooking, Slot},
    equipment::EquipmentSummary,
};
use sea_orm::{EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::{
    mine::{BookingSource, OWN, rows},
    scene::equipment_row,
};
use crate::{
    Cx, Error, Result, Store,
    entity::calendar_feed,
    link::LinkPurpose,
    members::{FIRST_CALENDAR, calendar_renew},
    sql::sql,
};

/// Most entries of a member's calendar.
const FEED_MAX: u64 = 200;
/// How far back a member's calendar reaches, in days.
const FEED_PAST_DAYS: i64 = 60;
/// How far ahead a machine's public calendar reaches, in days.
const TAKEN_DAYS: i64 = 60;
/// Most entries of a machine's public calendar: all quarter hours of a type are never booked one by one.
const TAKEN_MAX: u64 = 5_000;

/// When the units of a machine are taken.
#[derive(Clone, Debug)]
pub struct TakenFeed {
    pub equipment: EquipmentSummary,
    /// With ids that stand for the bookings' and lead nowhere.
    pub taken: Vec<(Uuid, Slot)>,
}

#[derive(FromQueryResult)]
struct TakenRow {
    id: BookingId,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
}

impl Store {
    /// The key in the secret address of the member's calendar.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn calendar_key(&self, cx: &Cx, member: &Member) -> Result<String> {
        let version = self.calendar_version(member.account_id).await?;
        self.link_key(cx, LinkPurpose::Calendar(member.account_id, version)).await
    }

    /// Gives the member's calendar another address; the one before opens nothing any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn calendar_renew(&self, cx: &Cx, member: &Member) -> Result<()> {
        let owner = member.account_id;
        self.write("calendar_renew", |tx| async move { calendar_renew(cx, &tx, owner).await }).await
    }

    /// The bookings of a member's calendar by the key of its address: those to come and those of the last two months,
    /// by start, at most [`FEED_MAX`].
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`] for a key that does not open it.
    pub async fn calendar_feed(&self, cx: &Cx, owner: AccountId, key: &str) -> Result<Vec<MyBooking>> {
        let version = self.calendar_version(owner).await?;
        self.link_check(LinkPurpose::Calendar(owner, version), key).await?;
        let rest = format!("WHERE {OWN} AND b.start_at > $2 ORDER BY b.start_at DESC, b.id LIMIT $3");
        let since = cx.now - TimeDelta::days(FEED_PAST_DAYS);
        let mut found =
            rows(self.db().read(), BookingSource::Live, &rest, [owner.into(), since.into(), FEED_MAX.into()]).await?;
        found.reverse();
        Ok(found)
    }

    /// All of one's own bookings that were neither cancelled nor missed, by start, the latest [`FEED_MAX`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn calendar_own(&self, _cx: &Cx, customer: &Customer) -> Result<Vec<MyBooking>> {
        let rest = format!("WHERE {OWN} ORDER BY b.start_at DESC, b.id LIMIT $2");
        let values = [customer.account_id.into(), FEED_MAX.into()];
        let mut found = rows(self.db().read(), BookingSource::Live, &rest, values).await?;
        found.reverse();
        Ok(found)
    }

    async fn calendar_version(&self, owner: AccountId) -> Result<i32> {
        let row = calendar_feed::Entity::find_by_id(owner).one(self.db().read()).await?;
        Ok(row.map_or(FIRST_CALENDAR, |row| row.version))
    }

    /// When a machine is taken, from now on for [`TAKEN_DAYS`]; nothing says by whom or for what.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`] for an unknown machine.
    pub async fn equipment_taken(&self, cx: &Cx, slug: &str) -> Result<TakenFeed> {
        let conn = self.db().read();
        let equipment = equipment_row(conn, slug).await?;
        let found = TakenRow::find_by_statement(sql(
            conn,
            "SELECT b.id, b.start_at, b.end_at FROM unit u JOIN live_booking b ON b.unit_id = u.id \
             WHERE u.equipment_type_id = $1 AND b.start_at > $2 AND b.start_at < $3 AND b.end_at > $4 ORDER BY b.start_at, b.id LIMIT $5",
            [
                equipment.id.into(),
                (cx.now - TimeDelta::days(1)).into(),
                (cx.now + TimeDelta::days(TAKEN_DAYS)).into(),
                cx.now.into(),
                TAKEN_MAX.into(),
            ],
        ))
        .all(conn)
        .await?;
        let ids: Vec<BookingId> = found.iter().map(|row| row.id).collect();
        let aliases = self.link_aliases(&ids)?;
        let taken = aliases
            .into_iter()
            .zip(found)
            .map(|(alias, row)| Ok((alias, Slot::new(row.start_at, row.end_at).map_err(Error::internal)?)));
        Ok(TakenFeed { equipment: equipment.into(), taken: taken.collect::<Result<_>>()? })
    }
}
