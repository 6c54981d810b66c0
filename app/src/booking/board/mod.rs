//! The staff's side of booking: the board, bookings for others, maintenance, members.

mod cancel;
mod day;
mod history;
mod maintenance;
mod moving;
mod new;
mod people;
mod print;
mod row;
mod words;

pub use cancel::*;
pub use day::*;
pub use history::History;
pub use maintenance::*;
pub use moving::*;
pub use new::*;
pub use people::*;
pub use print::*;
pub use words::*;
