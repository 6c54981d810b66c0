//! Booking a machine: slots of quarter-hour cells, the decision, and the day as people see it.

mod cancel;
mod choose;
mod day;
mod repeat;
mod reserve;
mod rules;
mod settings;
mod slot;
mod units;

pub use cancel::*;
pub use choose::*;
pub use day::*;
pub use repeat::*;
pub use reserve::*;
pub use rules::*;
pub use settings::*;
pub use slot::*;
pub use units::*;
