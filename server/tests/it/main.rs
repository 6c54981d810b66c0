//! The whole service against real databases: SQLite files and a throw-away PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[macro_use]
mod support;

mod accounts;
mod audit;
mod booking;
mod catalog;
mod checkout;
mod clock;
mod find;
mod hostile;
mod jobs;
mod kept;
mod kpi;
mod kpi_files;
mod kpi_seed;
mod listen;
mod members;
mod members_store;
mod migrating;
mod operator;
mod operator_rules;
mod order_pages;
mod order_races;
mod orders;
mod payee;
mod paying;
mod payments;
mod payments_killed;
mod people;
mod personal_data;
mod protected;
mod questions;
mod register;
mod register_pages;
mod reviews;
mod robots;
mod roles;
mod second_factor;
mod shelf;
mod shop;
mod site;
mod space;
mod sqlite_log;
mod stripe;
