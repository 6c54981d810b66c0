//! The cart, the checkout, reserving a piece, the order's own page, and the staff's board.

mod basket;
mod board;
mod cancel;
mod checkout;
mod confirm;
mod list;
pub mod mail;
mod manage;
mod order;
mod rates;
mod reserve;
mod words;

pub use basket::*;
pub use board::*;
pub use cancel::*;
pub use checkout::*;
pub use confirm::*;
pub use list::*;
pub use manage::*;
pub use order::*;
pub use rates::*;
pub use reserve::*;
pub use words::payment_item;
pub(crate) use words::photo;
