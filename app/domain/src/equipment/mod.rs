//! Equipment: its kinds with their rules, its units, and the hours in which it can be used.

mod hours;
mod moved_closing;
mod rules;
mod summary;

pub use hours::*;
pub use moved_closing::*;
pub use rules::*;
pub use summary::*;
