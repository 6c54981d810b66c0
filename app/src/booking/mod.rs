//! Machines and bookings as people see them.

mod cancel;
mod cancel_by_link;
mod confirm;
mod day;
mod list;
mod mail;
mod mine;
mod pick;
mod refused;
mod stretch;
mod texts;
mod times;

pub use cancel::*;
pub use cancel_by_link::*;
pub use confirm::*;
pub use day::*;
pub use list::*;
pub use mail::*;
pub use mine::*;
pub use texts::*;
pub use times::*;
