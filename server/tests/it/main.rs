//! The whole service against real databases: SQLite files and a throw-away PostgreSQL.

#[macro_use]
mod support;

mod booking;
mod orders;
mod register;
mod members;
mod roles;
mod shelf;
mod site;
