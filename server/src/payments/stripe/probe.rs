//! One look at Stripe, for `doctor`: the answer's status and headers, which the library does not show.

use std::time::Duration;

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderName, Request, header},
};
use chrono::{DateTime, Utc};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use serde_json::Value;

use super::{API_VERSION, base_url};
use crate::config::Secret;

const WAIT: Duration = Duration::from_secs(10);
const BODY_BYTES_MAX: usize = 1 << 20;
const VERSION: HeaderName = HeaderName::from_static("stripe-version");

/// What Stripe answered.
#[derive(Clone, Debug)]
pub struct Look {
    pub status: u16,
    /// The API's version that it answered in.
    pub version: Option<String>,
    /// The time there.
    pub date: Option<DateTime<Utc>>,
    /// The answer; `null` where it is no JSON.
    pub body: Value,
}

/// Reads `path`, such as `v1/checkout/sessions?limit=1`.
///
/// # Errors
/// That there was no answer, and why; never the key.
pub async fn look(key: &Secret, url: Option<&str>, path: &str) -> Result<Look, String> {
    let request = Request::get(format!("{}{path}", base_url(url)))
        .header(header::AUTHORIZATION, format!("Bearer {}", key.0.trim()))
        .header(VERSION, API_VERSION)
        .body(Full::<Bytes>::default())
        .map_err(|_| "the key or the address is not right".to_owned())?;
    let https = HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().build();
    let client = Client::builder(TokioExecutor::new()).build(https);
    let asked = async {
        let answer = client.request(request).await.map_err(|error| error.to_string())?;
        let (parts, body) = answer.into_parts();
        let body = Limited::new(body, BODY_BYTES_MAX).collect().await.map_err(|error| error.to_string())?;
        let body = serde_json::from_slice(&body.to_bytes()).unwrap_or(Value::Null);
        let (version, date) = (text(&parts.headers, &VERSION), text(&parts.headers, &header::DATE));
        let date = date.and_then(|date| DateTime::parse_from_rfc2822(&date).ok()).map(|date| date.to_utc());
        Ok(Look { status: parts.status.as_u16(), version, date, body })
    };
    tokio::time::timeout(WAIT, asked).await.unwrap_or_else(|_| Err("no answer in time".into()))
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}
