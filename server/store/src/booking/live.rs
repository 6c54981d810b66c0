//! A booking that is there: its row with what happened to it, as the decisions on it take it.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, BookingId, DomainError, EquipmentTypeId, UnitId,
    booking::{Progress, Purpose, Slot, Wish},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::{facts::sql, reserve::ages_read};
use crate::{Error, Result};

/// A booking's row and its events.
#[derive(Clone, Debug)]
pub(super) struct Live {
    pub id: BookingId,
    pub owner: AccountId,
    pub type_id: EquipmentTypeId,
    pub unit: UnitId,
    pub slot: Slot,
    pub wish: Wish,
    pub kids_places: i64,
    pub guest: Option<String>,
    pub sequence: i32,
    pub progress: Progress,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    account_id: Uuid,
    equipment_type_id: Uuid,
    unit_id: Uuid,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
    purpose: String,
    children: String,
    kids_places: i32,
    guest: Option<String>,
    sequence: i32,
    cancelled: bool,
    checked_in: bool,
    checked_out: bool,
    no_show: bool,
}

const SELECT: &str = "SELECT b.id, b.account_id, u.equipment_type_id, b.unit_id, b.start_at, b.end_at, b.purpose, \
     b.children, b.kids_places, b.guest, b.sequence, \
     EXISTS (SELECT 1 FROM booking_cancellation c WHERE c.booking_id = b.id) AS cancelled, \
     EXISTS (SELECT 1 FROM check_in i WHERE i.booking_id = b.id) AS checked_in, \
     EXISTS (SELECT 1 FROM check_out o WHERE o.booking_id = b.id) AS checked_out, \
     EXISTS (SELECT 1 FROM no_show n WHERE n.booking_id = b.id AND n.kind = 'absent') AS no_show \
     FROM booking b JOIN unit u ON u.id = b.unit_id";

impl Row {
    fn live(self) -> Result<Live> {
        let purpose = Purpose::parse(&self.purpose).ok_or_else(|| Error::internal("unknown purpose"))?;
        Ok(Live {
            id: BookingId(self.id),
            owner: AccountId(self.account_id),
            type_id: EquipmentTypeId(self.equipment_type_id),
            unit: UnitId(self.unit_id),
            slot: Slot::new(self.start_at, self.end_at).map_err(Error::internal)?,
            wish: Wish { unit: None, purpose, children: ages_read(&self.children) },
            kids_places: i64::from(self.kids_places),
            guest: self.guest,
            sequence: self.sequence,
            progress: Progress {
                cancelled: self.cancelled,
                checked_in: self.checked_in,
                checked_out: self.checked_out,
                no_show: self.no_show,
            },
        })
    }
}

/// A booking by its id; `owner` narrows it to that member's own.
///
/// # Errors
/// [`DomainError::NotFound`] for an unknown id and for other people's bookings alike.
pub(super) async fn read<C: ConnectionTrait>(conn: &C, id: BookingId, owner: Option<AccountId>) -> Result<Live> {
    let text = format!("{SELECT} WHERE b.id = $1");
    let row = Row::find_by_statement(sql(conn, &text, [id.0.into()])).one(conn).await?;
    let row = row.filter(|row| owner.is_none_or(|owner| owner.0 == row.account_id));
    row.ok_or(DomainError::NotFound)?.live()
}

/// The live bookings on a unit that touch a span, the first first.
pub(super) async fn on_unit<C: ConnectionTrait>(
    conn: &C,
    unit: UnitId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Live>> {
    // No booking is longer than a day, so that the index on the start bounds the search.
    let text = format!(
        "{SELECT} WHERE b.unit_id = $1 AND b.start_at > $2 AND b.start_at < $3 AND b.end_at > $4 \
         AND NOT EXISTS (SELECT 1 FROM booking_cancellation c WHERE c.booking_id = b.id) \
         AND NOT EXISTS (SELECT 1 FROM no_show n WHERE n.booking_id = b.id) ORDER BY b.start_at, b.id LIMIT 500"
    );
    let since = from - chrono::TimeDelta::days(1);
    let rows = Row::find_by_statement(sql(conn, &text, [unit.0.into(), since.into(), to.into(), from.into()]));
    rows.all(conn).await?.into_iter().map(Row::live).collect()
}
