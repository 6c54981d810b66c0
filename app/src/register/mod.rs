//! The counter and what belongs to it: receipts, the sales of a day, shelf labels.

mod counter;
mod label;
mod paper;
mod parked;
mod receipt;
mod sales;
mod stock;

pub use counter::*;
pub use label::*;
pub use paper::purpose;
pub use parked::*;
pub use receipt::*;
pub use sales::*;
pub use stock::*;
