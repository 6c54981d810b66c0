//! What every answer must carry, whoever asked for what: the rules by which Mozilla's Observatory gives an A+.

use axum::http::HeaderMap;

use crate::support::Answer;

/// What is wrong with an answer's headers. `secure`: the site is behind TLS.
pub fn wrong(answer: &Answer, secure: bool) -> Vec<String> {
    let of = |name: &str| text(&answer.headers, name);
    let exact = [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    let mut wrong: Vec<String> = exact
        .into_iter()
        .filter(|(name, value)| of(name) != *value)
        .map(|(name, _)| format!("{name}: {:?}", of(name)))
        .collect();
    let policy = of("content-security-policy");
    let closed = ["default-src 'none'", "frame-ancestors 'none'"].iter().all(|part| policy.contains(part));
    let open = ["unsafe-inline", "'unsafe-eval'", "http:", "https:", " *"].iter().any(|part| policy.contains(part));
    let is_page = of("content-type").starts_with("text/html");
    let fenced = !is_page || ["base-uri 'none'", "form-action 'self'"].iter().all(|part| policy.contains(part));
    if !closed || open || !fenced {
        wrong.push(format!("content-security-policy: {policy}"));
    }
    if !of("permissions-policy").contains("geolocation=()") {
        wrong.push("permissions-policy".to_owned());
    }
    if !answer.headers.contains_key("x-request-id") {
        wrong.push("x-request-id".to_owned());
    }
    // Half a year is the Observatory's least.
    let year = of("strict-transport-security").contains("max-age=31536000");
    if year != secure {
        wrong.push(format!("strict-transport-security: {}", of("strict-transport-security")));
    }
    // Whoever is signed in is in the page: no cache between may keep it.
    let cached = of("cache-control").contains("public");
    if is_page && (cached || !of("cache-control").contains("no-store")) {
        wrong.push(format!("cache-control: {}", of("cache-control")));
    }
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap_or_default();
        let is_removed = cookie.contains("Max-Age=0");
        let guarded = (is_removed || cookie.contains("SameSite=")) && (!secure || cookie.contains("Secure"));
        if !guarded {
            wrong.push(format!("set-cookie: {cookie}"));
        }
    }
    wrong
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
