//! What people see: the payment page, and a small dashboard. They work without a script.

mod dashboard;
mod frame;
mod pay;

use std::sync::Arc;

use axum::{Router, response::Redirect, routing};

use crate::Shared;

pub fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", routing::get(async || Redirect::to("/dashboard")))
        .route("/pay/{session}", routing::get(pay::show).post(pay::act))
        .route("/dashboard", routing::get(dashboard::show))
        .route("/dashboard/{payment}", routing::post(dashboard::act))
        .with_state(shared)
}
