//! A finished page: its texts, its headers, and how it is answered.

use std::sync::OnceLock;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::{assets, observe, web::security};

/// Four saves most of what eleven does, in the time of a rendering or less: a page lives a second at worst.
const BROTLI_QUALITY: i32 = 4;
/// The window: 256 KiB hold any page whole.
const BROTLI_WINDOW_BITS: i32 = 18;

/// What may be different for another asker.
const VARY: HeaderValue = HeaderValue::from_static("Accept-Encoding, Accept-Language, Cookie");

/// A page as every visitor gets it.
pub struct Finished {
    /// The pattern of the route, for the numbers.
    pub route: &'static str,
    headers: HeaderMap,
    etag: HeaderValue,
    html: Bytes,
    /// Made for the first who takes it.
    brotli: OnceLock<Bytes>,
}

impl Finished {
    /// The page with the headers it came with, less what belonged to that one answer.
    pub fn new(route: &'static str, mut headers: HeaderMap, html: Bytes) -> Finished {
        let digest = Sha256::digest(&html);
        let tag: String = digest[..12].iter().map(|byte| format!("{byte:02x}")).collect();
        // Weak: one tag for the plain and the compressed form.
        let etag = HeaderValue::from_str(&format!("W/\"{tag}\"")).unwrap_or(HeaderValue::from_static("W/\"\""));
        headers.remove(header::CONTENT_LENGTH);
        headers.remove(observe::REQUEST_ID);
        let own: [(HeaderName, HeaderValue); 4] = [
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(security::PUBLIC_PAGE_POLICY)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (header::VARY, VARY),
            (header::ETAG, etag.clone()),
        ];
        for (name, value) in own {
            headers.insert(name, value);
        }
        Finished { route, headers, etag, html, brotli: OnceLock::new() }
    }

    /// Whether this is that page.
    pub fn is(&self, html: &Bytes) -> bool {
        self.html == html
    }

    /// The most that its texts will ever take.
    pub fn bytes_max(&self) -> usize {
        // Brotli may in theory add a little to what it cannot compress.
        self.html.len() * 2 + 64
    }

    /// 200 in the form that the asker takes, or 304 when they have it.
    pub fn respond(&self, asker: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = self.headers.clone();
        response.headers_mut().insert(observe::REQUEST_ID, observe::request_id_header());
        if self.is_known(asker) {
            response.headers_mut().remove(header::CONTENT_TYPE);
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else if assets::accepts(asker, "br") {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            *response.body_mut() = Body::from(self.brotli.get_or_init(|| compress(&self.html)).clone());
        } else {
            *response.body_mut() = Body::from(self.html.clone());
        }
        response
    }

    /// If-None-Match names this page; the weakness of tags plays no part there (RFC 9110).
    fn is_known(&self, asker: &HeaderMap) -> bool {
        let opaque = |tag: &[u8]| tag.strip_prefix(b"W/").unwrap_or(tag).to_owned();
        let own = opaque(self.etag.as_bytes());
        let lines = asker.get_all(header::IF_NONE_MATCH).iter();
        lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b',')).any(|tag| {
            let tag = tag.trim_ascii();
            tag == b"*" || opaque(tag) == own
        })
    }
}

fn compress(html: &[u8]) -> Bytes {
    let params = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW_BITS,
        size_hint: html.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::with_capacity(html.len() / 4);
    // Writing to memory does not fail; an empty form would be worse than none, so a failure is shown in the tests.
    let written = brotli::BrotliCompress(&mut &*html, &mut compressed, &params);
    debug_assert!(written.is_ok());
    Bytes::from(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_asker_has_is_not_sent_again() {
        let page = Finished::new("/", HeaderMap::new(), Bytes::from_static(b"<p>x</p>"));
        let asking =
            |tags: &'static str| HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(tags))]);
        assert_eq!(page.respond(&HeaderMap::new()).status(), StatusCode::OK);
        assert_eq!(page.respond(&asking("*")).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(page.respond(&asking("\"another\", W/\"one\"")).status(), StatusCode::OK);
        let known = |tag: String| {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_str(&tag).expect("tag"))]);
            page.respond(&headers).status()
        };
        let own = page.etag.to_str().expect("text").to_owned();
        assert_eq!(known(format!("\"a\", {own}")), StatusCode::NOT_MODIFIED);
        assert_eq!(known(own.trim_start_matches("W/").to_owned()), StatusCode::NOT_MODIFIED);
    }
}
