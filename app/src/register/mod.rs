//! The counter and what belongs to it: receipts, the sales of a day, shelf labels.

mod counter;
mod label;
mod receipt;
mod sales;

pub use counter::*;
pub use label::*;
pub use receipt::*;
pub use sales::*;
