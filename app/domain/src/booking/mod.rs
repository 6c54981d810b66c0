//! Booking a machine: slots of quarter-hour cells, the decision, and the day as people see it.

mod cancel;
mod choose;
mod day;
mod reserve;
mod slot;

pub use cancel::*;
pub use choose::*;
pub use day::*;
pub use reserve::*;
pub use slot::*;
