//! Products as whoever sells them sees them: how many there are, what they cost, and how lines are added up.

mod options;
mod product;
mod slug;
mod stock;

pub use options::*;
pub use product::*;
pub use slug::*;
pub use stock::*;
