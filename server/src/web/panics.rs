//! A handler that panics is a failure of ours like any other: a page with a number to quote, a line in the log, a count.

use std::any::Any;

use axum::response::{IntoResponse, Response};
use store::Error;
use tower_http::catch_panic::CatchPanicLayer;

use super::PageError;

/// What answers when a panic came up to this layer.
type Answer = fn(Box<dyn Any + Send>) -> Response;

/// The layer, for inside the error pages.
pub fn caught() -> CatchPanicLayer<Answer> {
    CatchPanicLayer::custom(answer as Answer)
}

/// What the panic said is not repeated: it may be about a person. Where it was is in the log, by `observe`.
fn answer(_: Box<dyn Any + Send>) -> Response {
    metrics::counter!("http_panics_total").increment(1);
    PageError::from(Error::internal("a handler panicked")).into_response()
}
