//! A booking that is there: its row with what happened to it, as the decisions on it take it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, BookingId, DomainError, EquipmentTypeId, UnitId,
    booking::{BookingDetails, Cell, InTheWay, Progress, Purpose, SeriesScope, Slot},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    Cx, Error, Result, Tx,
    entity::{booking, booking_move},
    sql::{ages_read, numbers, sql},
};

/// A booking's row and its events.
#[derive(Clone, Debug)]
pub(super) struct BookingRecord {
    pub id: BookingId,
    pub owner: AccountId,
    pub type_id: EquipmentTypeId,
    pub unit: UnitId,
    pub slot: Slot,
    pub details: BookingDetails,
    pub kids_places: i64,
    pub guest: Option<String>,
    pub sequence: i32,
    pub progress: Progress,
}

impl BookingRecord {
    /// Whether it stands in the yearly report.
    pub(super) fn participates(&self) -> bool {
        self.details.purpose == Purpose::CommunityBusiness && self.guest.is_none()
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: BookingId,
    account_id: AccountId,
    equipment_type_id: EquipmentTypeId,
    unit_id: UnitId,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
    purpose: Purpose,
    children: String,
    kids_places: i32,
    guest: Option<String>,
    sequence: i32,
    cancelled: bool,
    checked_in: bool,
    checked_out: bool,
    no_show: bool,
}

const COLUMNS: &str = "b.id, b.account_id, u.equipment_type_id, b.unit_id, b.start_at, b.end_at, b.purpose, \
     b.children, b.kids_places, b.guest, b.sequence, \
     EXISTS (SELECT 1 FROM booking_cancellation c WHERE c.booking_id = b.id) AS cancelled, \
     EXISTS (SELECT 1 FROM check_in i WHERE i.booking_id = b.id) AS checked_in, \
     EXISTS (SELECT 1 FROM check_out o WHERE o.booking_id = b.id) AS checked_out, \
     EXISTS (SELECT 1 FROM no_show n WHERE n.booking_id = b.id AND n.kind = 'absent') AS no_show";

impl Row {
    fn record(self) -> Result<BookingRecord> {
        Ok(BookingRecord {
            id: self.id,
            owner: self.account_id,
            type_id: self.equipment_type_id,
            unit: self.unit_id,
            slot: Slot::new(self.start_at, self.end_at).map_err(Error::internal)?,
            details: BookingDetails { unit: None, purpose: self.purpose, children: ages_read(&self.children) },
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
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    id: BookingId,
    owner: Option<AccountId>,
) -> Result<BookingRecord> {
    let text = format!("SELECT {COLUMNS} FROM booking b JOIN unit u ON u.id = b.unit_id WHERE b.id = $1");
    let row = Row::find_by_statement(sql(conn, &text, [id.into()])).one(conn).await?;
    let row = row.filter(|row| owner.is_none_or(|owner| owner == row.account_id));
    row.ok_or(DomainError::NotFound)?.record()
}

/// The bookings to come of the same weekly repeat that the scope covers, by start; without a repeat the booking alone.
pub(super) async fn series<C: ConnectionTrait>(
    conn: &C,
    this: &BookingRecord,
    scope: SeriesScope,
    now: DateTime<Utc>,
) -> Result<Vec<BookingRecord>> {
    let text = format!(
        "SELECT {COLUMNS} FROM live_booking b JOIN unit u ON u.id = b.unit_id \
         WHERE b.series_id = (SELECT s.series_id FROM booking s WHERE s.id = $1) AND b.account_id = $2 \
         AND b.start_at > $3 ORDER BY b.start_at, b.id"
    );
    let rows = Row::find_by_statement(sql(conn, &text, [this.id.into(), this.owner.into(), now.into()]));
    let all: Vec<BookingRecord> = rows.all(conn).await?.into_iter().map(Row::record).collect::<Result<_>>()?;
    let covered: Vec<_> = all.into_iter().filter(|each| scope.covers(&this.slot, &each.slot)).collect();
    Ok(if covered.is_empty() { vec![this.clone()] } else { covered })
}

/// A member's own live bookings that have not begun, by start.
pub(super) async fn to_come<C: ConnectionTrait>(
    conn: &C,
    owner: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<BookingRecord>> {
    let text = format!(
        "SELECT {COLUMNS} FROM live_booking b JOIN unit u ON u.id = b.unit_id \
         WHERE b.account_id = $1 AND b.guest IS NULL AND b.start_at > $2 ORDER BY b.start_at, b.id"
    );
    let rows = Row::find_by_statement(sql(conn, &text, [owner.into(), now.into()])).all(conn).await?;
    rows.into_iter().map(Row::record).collect()
}

#[derive(FromQueryResult)]
struct KeptRow {
    #[sea_orm(nested)]
    row: Row,
    cells: Option<String>,
}

/// The live bookings on a unit that touch a span, the first first, each with the cells that it keeps. All of them,
/// however many: a unit's quarter hours bound them.
pub(super) async fn on_unit<C: ConnectionTrait>(
    conn: &C,
    unit: UnitId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<(BookingRecord, InTheWay)>> {
    // No booking is longer than a day, so that the index on the start bounds the search.
    let text = format!(
        "SELECT {COLUMNS}, (SELECT string_agg(CAST(c.cell AS TEXT), ',') FROM booking_cell c WHERE c.booking_id = b.id) \
         AS cells FROM live_booking b JOIN unit u ON u.id = b.unit_id \
         WHERE b.unit_id = $1 AND b.start_at > $2 AND b.start_at < $3 AND b.end_at > $4 ORDER BY b.start_at, b.id"
    );
    let since = from - TimeDelta::days(1);
    let rows = KeptRow::find_by_statement(sql(conn, &text, [unit.into(), since.into(), to.into(), from.into()]));
    let each = |kept: KeptRow| {
        let cells = numbers(kept.cells.as_deref()).map(Cell).collect();
        let record = kept.row.record()?;
        let way = InTheWay { id: record.id, slot: record.slot, progress: record.progress, cells };
        Ok((record, way))
    };
    rows.all(conn).await?.into_iter().map(each).collect()
}

/// The row of a move that takes the booking from where it is.
pub(super) fn move_row(cx: &Cx, booking: &BookingRecord, by: AccountId) -> booking_move::ActiveModel {
    booking_move::ActiveModel {
        id: Set(cx.new_id()),
        booking_id: Set(booking.id),
        at: Set(cx.now),
        by_account_id: Set(Some(by)),
        from_unit_id: Set(booking.unit),
        from_start_at: Set(booking.slot.start()),
        from_end_at: Set(booking.slot.end()),
    }
}

/// Sets bookings to another unit; their calendar entries change with it.
pub(super) async fn change_unit(tx: &Tx, ids: &[BookingId], to: UnitId) -> Result<()> {
    booking::Entity::update_many()
        .col_expr(booking::Column::UnitId, Expr::value(to.0))
        .col_expr(booking::Column::Sequence, Expr::col(booking::Column::Sequence).add(1))
        .filter(booking::Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}
