//! The server of Tsukuriba: axum wiring, sessions, uploads, downloads, the JSON API, jobs, adapters, command line.

pub mod assets;
pub mod config;
pub mod jobs;
pub mod session;
pub mod web;
