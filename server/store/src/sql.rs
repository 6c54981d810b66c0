//! Small words that every query of booking uses.

use chrono::NaiveDate;
use domain::{BookingId, booking::Cell, calendar};
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

/// A statement for either database: parameters are `$1`, `$2`, …
pub(crate) fn sql<C: ConnectionTrait>(conn: &C, text: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(conn.get_database_backend(), text, values)
}

/// The numbers of a list that the database put together with `string_agg`.
pub(crate) fn numbers(list: Option<&str>) -> impl Iterator<Item = i64> + '_ {
    list.unwrap_or_default().split([',', ' ']).filter_map(|number| number.parse().ok())
}

/// `$3, $4, $5`: the names of `count` parameters from the `first` on.
pub(crate) fn placeholders(first: usize, count: usize) -> String {
    let names: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    names.join(", ")
}

/// The values of a list of ids for `NOT IN`, which takes no empty list: an id that nothing has stands for none.
pub(crate) fn ids_or_none(ids: &[BookingId]) -> Vec<Value> {
    let none = [BookingId(Uuid::nil())];
    let ids = if ids.is_empty() { &none } else { ids };
    ids.iter().map(|id| Value::from(*id)).collect()
}

/// The first cell of the day and of the next.
pub(crate) fn cells_of(day: NaiveDate) -> (Cell, Cell) {
    let (from, to) = calendar::day_bounds(day);
    (Cell::of(from), Cell::of(to))
}

/// Ages as the database keeps them.
pub(crate) fn ages_text(ages: &[u8]) -> String {
    serde_json::to_string(ages).unwrap_or_else(|_| "[]".to_owned())
}

/// Ages as the database kept them.
pub(crate) fn ages_read(text: &str) -> Vec<u8> {
    serde_json::from_str(text).unwrap_or_default()
}
