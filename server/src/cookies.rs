//! Cookies: their names, and how they are set.

use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

/// Browsers take a cookie of this prefix only over TLS, from this host itself, and for the whole site (RFC 6265bis).
const HOST_ONLY: &str = "__Host-";

/// A cookie's name behind TLS or without.
pub fn cookie_name(is_secure: bool, name: &str) -> String {
    if is_secure { format!("{HOST_ONLY}{name}") } else { name.to_owned() }
}

/// A cookie under the name that it has behind TLS, else under the plain one.
pub fn find_cookie<'j>(cookies: &'j CookieJar, name: &str) -> Option<&'j str> {
    let found = cookies.get(&cookie_name(true, name)).or_else(|| cookies.get(name));
    found.map(Cookie::value)
}

/// A cookie of the whole site, which other sites' pages cannot send along with a post.
pub fn site_cookie(is_secure: bool, name: &str, value: String, max_age: time::Duration) -> Cookie<'static> {
    let cookie = Cookie::build((cookie_name(is_secure, name), value)).path("/").secure(is_secure);
    cookie.max_age(max_age).same_site(SameSite::Lax).build()
}

/// Adds a cookie of known words; anything that is no header value is left out.
pub fn set_cookie(headers: &mut HeaderMap, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        headers.append(header::SET_COOKIE, value);
    }
}
