//! The server of Tsukuriba: axum wiring, sessions, uploads, downloads, the JSON API, jobs, adapters, command line.

pub mod assets;
pub mod calendar;
mod chosen;
pub mod cli;
pub mod config;
pub mod cookies;
mod favourites;
pub mod images;
pub mod jobs;
pub mod kpi;
pub mod limits;
mod link_key;
pub mod listen;
pub mod mail;
pub mod observe;
pub mod outbox;
pub mod own_data;
mod passkeys;
pub mod payments;
pub mod photos;
mod postal;
pub mod session;
mod share_picture;
pub mod start;
pub mod url_encode;
pub mod web;
