//! Bodies come at a pace, or not at all: whoever sends one byte a second keeps nobody waiting.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    body::{Body, HttpBody},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use tokio::time::{Instant, timeout_at};

use super::{AppState, PageError, failure::Failure};
use crate::limits::Pace;

/// Middleware: a body that comes too slowly breaks off, and the answer says so, whatever the handler made of it.
pub async fn keep_pace(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let late = Arc::new(AtomicBool::new(false));
    let (parts, body) = request.into_parts();
    let body = paced(body, state.config.limits.pace, late.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    if !late.load(Ordering::Relaxed) {
        return response;
    }
    PageError::from(Failure::TooSlow).into_response()
}

fn paced(body: Body, pace: Pace, late: Arc<AtomicBool>) -> Body {
    let began = Instant::now();
    let parts = (body.into_data_stream(), 0u64);
    Body::from_stream(stream::unfold(Some(parts), move |parts| {
        let late = late.clone();
        async move {
            let (mut parts, received) = parts?;
            let deadline = (began + pace.due(received)).min(Instant::now() + pace.pause);
            let Ok(part) = timeout_at(deadline, parts.next()).await else {
                late.store(true, Ordering::Relaxed);
                return Some((Err(axum::Error::new("the body came too slowly")), None));
            };
            let part: Result<Bytes, axum::Error> = part?;
            let rest = part.as_ref().ok().map(|bytes| (parts, received + bytes.len() as u64));
            Some((part, rest))
        }
    }))
}
