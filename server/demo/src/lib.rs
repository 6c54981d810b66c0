//! The demo: an invented fab space with its makers, goods, machines and three years of activity. [`content`] and
//! [`draw`] are pure; [`seed`] writes them to a database. The same input gives the same output, so that screenshots and
//! tests stay put.

pub mod content;
pub mod draw;
pub mod scale;
pub mod scale_booking;
pub mod seed;

#[cfg(test)]
mod tests;
