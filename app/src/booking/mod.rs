//! Machines and bookings as people see them.

mod cancel;
mod check_in;
mod cancel_by_link;
mod confirm;
mod day;
mod list;
mod mail;
mod mine;
mod month;
mod moving;
mod pick;
mod picture;
mod refused;
mod repeat;
mod stretch;
mod texts;
mod times;
mod waitlist;
mod wish;

pub use cancel::*;
pub use check_in::*;
pub use cancel_by_link::*;
pub use confirm::*;
pub use day::*;
pub use list::*;
pub use mail::*;
pub use mine::*;
pub use month::*;
pub use moving::*;
pub use picture::*;
pub use repeat::*;
pub use texts::*;
pub use times::*;
pub use waitlist::*;
pub use wish::*;
