//! What staff and makers see alike of pieces: what happened to them, and what a price brings.

mod movements;
mod payout;

pub use movements::*;
pub use payout::*;
