//! Booking a machine: slots of quarter-hour cells, the decision, and the day as people see it.

mod board;
mod breaks;
mod cancel;
mod choose;
mod day;
mod day_view;
mod member_file;
mod own;
mod quote;
mod repeat;
mod reserve;
mod rules;
mod settings;
mod slot;
mod units;

pub use board::*;
pub use cancel::*;
pub use choose::*;
pub use day::*;
pub use day_view::*;
pub use member_file::*;
pub use own::*;
pub use quote::*;
pub use repeat::*;
pub use reserve::*;
pub use rules::*;
pub use settings::*;
pub use slot::*;
pub use units::*;
