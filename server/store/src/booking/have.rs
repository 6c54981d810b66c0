//! What members have already: bookings, missed ones, holds, places in lines. All of it in one statement.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{AccountId, BookingId, UnitId, WaitlistId, booking::Slot};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::scene::Scene;
use crate::{
    Error, Result,
    sql::{ids_or_none, placeholders, sql},
};

/// What a member has already.
#[derive(Default)]
pub(super) struct Have {
    pub bookings: Vec<Slot>,
    pub no_shows: Vec<DateTime<Utc>>,
    pub holds: Vec<(UnitId, Slot)>,
    pub lines: Vec<(WaitlistId, Slot)>,
}

#[derive(FromQueryResult)]
struct HaveRow {
    kind: i32,
    account_id: AccountId,
    id: Uuid,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
}

/// The members' live bookings that start `since` then but for those that are moved, their no-shows as far back as the rule
/// looks, their holds, and their places in the equipment's lines. All of them: a bound here would grant too much.
pub(super) async fn read_have<C: ConnectionTrait>(
    conn: &C,
    scene: &Scene,
    members: &[AccountId],
    since: DateTime<Utc>,
    moving: &[BookingId],
    now: DateTime<Utc>,
) -> Result<HashMap<AccountId, Have>> {
    let yesterday = now - TimeDelta::days(1);
    let missed_since = scene.calendar.space.no_shows_since(now);
    let ids = placeholders(5, members.len());
    let moved = placeholders(5 + members.len(), moving.len().max(1));
    let text = format!(
        "SELECT 0 AS kind, b.account_id, b.id, b.start_at, b.end_at FROM live_booking b \
         WHERE b.account_id IN ({ids}) AND b.start_at >= $1 AND b.guest IS NULL AND b.id NOT IN ({moved}) \
         UNION ALL SELECT 1, n.account_id, n.booking_id, n.at, n.at FROM no_show n \
         WHERE n.account_id IN ({ids}) AND n.at > $2 \
         UNION ALL SELECT 2, h.account_id, h.unit_id, h.start_at, h.end_at FROM booking_hold h \
         WHERE h.account_id IN ({ids}) AND h.end_at > $3 \
         UNION ALL SELECT 3, e.account_id, e.id, e.start_at, e.end_at FROM waitlist_entry e \
         WHERE e.account_id IN ({ids}) AND e.start_at > $3 AND e.equipment_type_id = $4 \
         AND NOT EXISTS (SELECT 1 FROM waitlist_end x WHERE x.entry_id = e.id)"
    );
    let mut values: Vec<Value> = vec![since.into(), missed_since.into(), yesterday.into(), scene.row.id.into()];
    values.extend(members.iter().map(|id| Value::from(*id)));
    values.extend(ids_or_none(moving));
    let mut have: HashMap<AccountId, Have> = HashMap::new();
    for row in HaveRow::find_by_statement(sql(conn, &text, values)).all(conn).await? {
        let have = have.entry(row.account_id).or_default();
        let slot = || Slot::new(row.start_at, row.end_at).map_err(Error::internal);
        match row.kind {
            0 => have.bookings.push(slot()?),
            1 => have.no_shows.push(row.start_at),
            2 => have.holds.push((UnitId(row.id), slot()?)),
            _ => have.lines.push((WaitlistId(row.id), slot()?)),
        }
    }
    Ok(have)
}

#[derive(FromQueryResult)]
struct HoldRow {
    unit_id: UnitId,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
}

/// What a member holds now.
pub(super) async fn holds_of<C: ConnectionTrait>(
    conn: &C,
    owner: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<(UnitId, Slot)>> {
    let text = "SELECT unit_id, start_at, end_at FROM booking_hold WHERE account_id = $1 AND expires_at > $2";
    let rows = HoldRow::find_by_statement(sql(conn, text, [owner.into(), now.into()])).all(conn).await?;
    let held = |row: HoldRow| Ok((row.unit_id, Slot::new(row.start_at, row.end_at).map_err(Error::internal)?));
    rows.into_iter().map(held).collect()
}
