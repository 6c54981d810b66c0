//! Who sent the request.

use axum::http::request::Parts;
use store::Actor;

/// The actor that the session layer found.
pub fn actor(_parts: &Parts) -> Actor {
    Actor::Visitor
}
