//! Equipment as the operator keeps it: types and their units, photos, opening hours and closed days.

mod closures;
mod hours;
mod lookup;
mod outside;
mod photo;
mod types;
mod units;
mod week;

pub use hours::holiday;
pub(crate) use hours::{Calendar, CalendarRow, calendar_columns};
pub(crate) use types::{type_drafts, type_insert};
pub(crate) use units::{unit_drafts, unit_insert};
pub use week::SeenOfWeek;
pub(crate) use week::{read_week, week_put};
