//! The maintenance that is planned or running, for the staff.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{BilingualText, MaintenanceId, Staff, UnitId, booking::MaintenanceRow};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{Cx, Result, Store, sql::sql};

/// Most rows of the list.
const LIST_MAX: u64 = 200;
/// How far ahead the list looks, in days.
const AHEAD_DAYS: i64 = 3660;

#[derive(FromQueryResult)]
struct Row {
    id: MaintenanceId,
    unit_id: UnitId,
    name_ja: String,
    name_en: String,
    unit_ja: String,
    unit_en: String,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
    reason: String,
}

impl From<Row> for MaintenanceRow {
    fn from(row: Row) -> MaintenanceRow {
        MaintenanceRow {
            id: row.id,
            unit_id: row.unit_id,
            equipment: BilingualText::new(row.name_ja, row.name_en),
            unit: BilingualText::new(row.unit_ja, row.unit_en),
            from: row.start_at,
            to: row.end_at,
            reason: row.reason,
        }
    }
}

impl Store {
    /// What is closed now or later and was not ended, the first first; at most 200.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn maintenance_list(&self, cx: &Cx, _staff: &Staff) -> Result<Vec<MaintenanceRow>> {
        touching(self.db().read(), cx.now, cx.now + TimeDelta::days(AHEAD_DAYS)).await
    }
}

/// What was not ended and touches a span, by start.
pub(crate) async fn touching<C: ConnectionTrait>(
    conn: &C,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<MaintenanceRow>> {
    let rows = Row::find_by_statement(sql(
        conn,
        "SELECT m.id, m.unit_id, t.name_ja, t.name_en, u.name_ja AS unit_ja, u.name_en AS unit_en, m.start_at, \
         m.end_at, m.reason FROM maintenance m JOIN unit u ON u.id = m.unit_id \
         JOIN equipment_type t ON t.id = u.equipment_type_id \
         LEFT JOIN maintenance_end e ON e.maintenance_id = m.id \
         WHERE e.maintenance_id IS NULL AND m.start_at < $1 AND m.end_at > $2 ORDER BY m.start_at, m.id LIMIT $3",
        [to.into(), from.into(), LIST_MAX.into()],
    ));
    Ok(rows.all(conn).await?.into_iter().map(MaintenanceRow::from).collect())
}
