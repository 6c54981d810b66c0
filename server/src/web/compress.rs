//! Pages of those who are signed in go out compressed; visitors' pages are kept with their compressed form (`kept`).
//!
//! What is secret never stands beside what an address says: there are no tokens in forms (the origin is checked), so that
//! lengths tell nothing (BREACH).

use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{And, Predicate as _, SizeAbove},
    },
};

/// A shorter answer fits a packet as it is, in bytes.
const BYTES_MIN: u16 = 1_024;

type IsPage = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;

/// The layer for pages: HTML alone, quickly rather than tightly, for each is sent once.
pub fn pages() -> CompressionLayer<And<SizeAbove, IsPage>> {
    let is_page: IsPage = |_, _, headers, _| {
        headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    };
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(SizeAbove::new(BYTES_MIN).and(is_page))
}
