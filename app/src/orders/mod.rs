//! Reserving a piece, the order's own page, and the lists of orders.

mod cancel;
mod list;
pub mod mail;
mod order;
mod reserve;
mod staff;
mod words;

pub use cancel::*;
pub use list::*;
pub use order::*;
pub use reserve::*;
pub use staff::*;
pub(crate) use words::photo;
