//! The security base: origin check, content security policy, headers.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use leptos::nonce::Nonce;

use super::{AppState, PageError, failure::Failure};

/// For everything that is not a page: nothing may load or frame it.
const CSP_BARE: &str = "default-src 'none'; frame-ancestors 'none'";

/// The camera reads codes at the counter; nothing else of a device is anybody's business.
const PERMISSIONS: &str = "camera=(self), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), \
     serial=(), usb=()";

/// For a page that is the same for everyone: as [`page_headers`] has it, but with no script of its own.
pub const PUBLIC_PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// Middleware: refuses writes that another site's page sent. Cookies are SameSite=Lax besides; the JSON API is left out,
/// for it reads no cookies.
pub async fn check_origin(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || request.uri().path().starts_with("/api/v1/") || same_origin(&state, request.headers()) {
        return next.run(request).await;
    }
    PageError::from(Failure::CrossOrigin).into_response()
}

/// Middleware: refuses addresses with a zero byte. No person types one, and PostgreSQL takes it in no text, so that it
/// would be a failure of ours as soon as a query used it. Bodies are looked at where they are read: [`super::Posted`],
/// the parts of a multipart form, the texts of a JSON body.
pub async fn refuse_nul(request: Request, next: Next) -> Response {
    let uri = request.uri();
    if holds_nul(uri.path().as_bytes()) || uri.query().is_some_and(|query| holds_nul(query.as_bytes())) {
        return PageError::from(Failure::BadRequest).into_response();
    }
    next.run(request).await
}

/// Whether percent-encoded text holds a zero byte.
pub fn holds_nul(encoded: &[u8]) -> bool {
    encoded.contains(&0) || encoded.windows(3).any(|three| three == b"%00")
}

/// Browsers send Sec-Fetch-Site, or at least Origin, with every form post; what sends neither is no browser and carries
/// no one's cookies by accident.
fn same_origin(state: &AppState, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            origin == state.config.site_url || (host.is_some() && host == text(header::HOST))
        }
    }
}

/// Middleware: headers of every answer.
pub async fn add_headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    base_headers(response.headers_mut(), state.config.secure());
    response
}

/// What every answer says, those included that are given before the site is asked. `secure` is for sites behind TLS.
pub fn base_headers(headers: &mut HeaderMap, secure: bool) {
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CSP_BARE));
    if secure {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
        secure_cookies(headers);
    }
}

/// Behind TLS no cookie of ours goes out without.
fn secure_cookies(headers: &mut HeaderMap) {
    let of_all = |value: &HeaderValue| match value.to_str() {
        Ok(text) if !text.contains("; Secure") => HeaderValue::from_str(&format!("{text}; Secure")).ok(),
        _ => Some(value.clone()),
    };
    let cookies: Vec<_> = headers.get_all(header::SET_COOKIE).iter().filter_map(of_all).collect();
    headers.remove(header::SET_COOKIE);
    for cookie in cookies {
        headers.append(header::SET_COOKIE, cookie);
    }
}

/// Headers of a page: a policy with this page's nonce, and no caching, for pages show who is signed in. A form may lead to
/// the page where one pays (`pay_origin`): some browsers follow the policy into the redirect after a post.
pub fn page_headers(headers: &mut HeaderMap, nonce: &Nonce, pay_origin: Option<&str>) {
    let pay = pay_origin.map(|origin| format!(" {origin}")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'{pay}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
}
