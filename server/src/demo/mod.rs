//! Demo content: an invented fab space with its makers, goods, machines and three years of
//! activity. Pure data and drawing; seeding a database with it happens elsewhere.
//! The same input gives the same output, so that screenshots and tests stay put.

pub mod bench;
pub mod content;
pub mod draw;
pub mod seed;
