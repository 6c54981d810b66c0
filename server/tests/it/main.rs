//! The whole service against real databases: SQLite files and a throw-away PostgreSQL.

#[macro_use]
mod support;

mod booking;
mod members;
mod members_store;
mod orders;
mod register;
mod roles;
mod shelf;
mod site;
