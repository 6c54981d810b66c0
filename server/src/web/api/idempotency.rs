//! `Idempotency-Key`: a request that comes again gets the first answer; another one under the same key is refused.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{DomainError, Member, booking::Booked};
use sha2::{Digest, Sha256};
use store::{
    Error,
    booking::{FirstAnswer, KEY_CHARS_MAX, KeyedAnswer},
};

use super::{PageResult, problem};
use crate::web::{PageError, Web, failure::Failure};

const HEADER: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that an answer was given before.
pub const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// A request's key, and what tells it from others.
pub struct Keyed {
    key: String,
    digest: String,
}

impl Keyed {
    /// The key of a request, if it has one: 1 to [`KEY_CHARS_MAX`] visible ASCII characters.
    ///
    /// # Errors
    /// When the header is there and holds anything else, or stands twice.
    pub fn read(headers: &HeaderMap, method: &Method, path: &str, body: &[u8]) -> Result<Option<Keyed>, Failure> {
        let mut values = headers.get_all(HEADER).iter();
        let wrong = Failure::BadField("Idempotency-Key");
        let Some(value) = values.next() else { return Ok(None) };
        let bytes = value.as_bytes();
        let plain = (1..=KEY_CHARS_MAX).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
        if !plain || values.next().is_some() {
            return Err(wrong);
        }
        let key = value.to_str().map_err(|_| wrong)?.to_owned();
        let mut digest = Sha256::new();
        digest.update(format!("{method}\n{path}\n"));
        digest.update(body);
        Ok(Some(Keyed { key, digest: hex::encode(digest.finalize()) }))
    }

    /// The key for an operation that keeps keys of its own.
    pub fn scoped(&self, operation: &str) -> String {
        format!("{operation}:{}", self.key)
    }

    /// The answer that was given before under this key.
    ///
    /// # Errors
    /// [`DomainError::KeyReused`] when it was to another request.
    pub async fn first(&self, web: &Web, member: &Member) -> Result<Option<Response>, PageError> {
        let first = web.store.idempotent_answer(&web.cx, member, &self.key, &self.digest).await?;
        Ok(first.map(replay))
    }

    /// Where the answer to a booking that is made is kept, in the booking's own transaction.
    pub fn answer(&self, body: impl Fn(&Booked) -> String + Send + Sync + 'static) -> KeyedAnswer {
        KeyedAnswer { key: self.key.clone(), digest: self.digest.clone(), body: std::sync::Arc::new(body) }
    }

    /// The answer to a refusal. Two requests at once: the one that lost sees the first's booking in its way, or its key
    /// in the table, so the first answer is looked up again; a rule's refusal is kept.
    ///
    /// # Errors
    /// The error itself, when it is no rule's refusal and nothing was answered before.
    pub async fn refused(&self, web: &Web, member: &Member, error: Error) -> PageResult {
        if let Some(first) = self.first(web, member).await? {
            return Ok(first);
        }
        let Error::Domain(DomainError::Reserve(_)) = error else { return Err(error.into()) };
        let status = StatusCode::CONFLICT;
        let answer = FirstAnswer { status: status.as_u16(), body: problem::body(web, status, &error) };
        web.store.idempotent_keep(&web.cx, member, &self.key, &self.digest, &answer).await?;
        match web.store.idempotent_answer(&web.cx, member, &self.key, &self.digest).await? {
            Some(first) if first != answer => Ok(replay(first)),
            _ => Ok(response(answer)),
        }
    }
}

/// The first answer, with a header that says so.
fn replay(first: FirstAnswer) -> Response {
    let mut response = response(first);
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

fn response(answer: FirstAnswer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let location = location(&answer.body).filter(|_| status == StatusCode::CREATED);
    let kind = if status.is_success() { "application/json" } else { problem::CONTENT_TYPE };
    let mut response = (status, Body::from(answer.body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(location) = location.and_then(|path| HeaderValue::from_str(&path).ok()) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// The address of the booking in an answer.
fn location(body: &str) -> Option<String> {
    let body: serde_json::Value = serde_json::from_str(body).ok()?;
    Some(format!("/api/v1/bookings/{}", body.get("id")?.as_str()?))
}
