//! The rules of the fab space: pure types and decisions. No clock, no I/O, no randomness; builds for the browser too.

pub mod booking;
pub mod calendar;
pub mod id;
pub mod kpi;
pub mod members;
pub mod money;
pub mod orders;
pub mod register;
pub mod shop;
pub mod site;

pub use id::*;
pub use money::Yen;
