//! Equipment as the operator keeps it: types and their units, photos, opening hours and closed days.

mod closures;
mod hours;
mod lookup;
mod order;
mod outside;
mod photo;
mod types;
mod units;
mod week;

pub use hours::holiday;
pub(crate) use hours::{Calendar, CalendarRow, calendar_columns};
pub(crate) use order::reordered;
pub use week::SeenOfWeek;
