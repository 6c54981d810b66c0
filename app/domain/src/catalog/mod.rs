//! Products as whoever sells them sees them: how many there are, what they cost, and how lines are added up.

mod movement;
mod options;
mod payout;
mod product;
mod slug;
mod stock;

pub use movement::*;
pub use options::*;
pub use payout::*;
pub use product::*;
pub use slug::*;
pub use stock::*;
