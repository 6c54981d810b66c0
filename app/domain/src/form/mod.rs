//! The form kit: what people and programs send is read and refused here, for pages and the JSON API alike.

mod day;
mod text;

pub use day::{CalendarDay, CalendarInstant};
pub use text::{has_nul, narrow};
