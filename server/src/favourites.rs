//! The cookie in which a browser without an account keeps favourites.

use axum::http::HeaderMap;
use axum_extra::extract::cookie::CookieJar;
use domain::{AccountId, shop::Favourites};
use store::{Cx, Store};

use crate::cookies::{find_cookie, set_cookie, site_cookie};

/// Scripts read it: pages that all visitors share do not know whose heart is filled.
const COOKIE: &str = "favourites";
const KEPT: time::Duration = time::Duration::days(365);

/// What the browser keeps in mind.
pub fn read(headers: &HeaderMap) -> Favourites {
    Favourites::read(find_cookie(&CookieJar::from_headers(headers), COOKIE).unwrap_or_default())
}

/// Gives the browser these, or takes the cookie away when there are none.
pub fn set(is_secure: bool, headers: &mut HeaderMap, favourites: &Favourites) {
    let kept = if favourites.numbers().is_empty() { time::Duration::ZERO } else { KEPT };
    set_cookie(headers, &site_cookie(is_secure, COOKIE, favourites.write(), kept));
}

/// At a sign-in: what the browser kept in mind is the account's from now on.
///
/// # Errors
/// When the database fails.
pub async fn take_over(
    (store, cx): (&Store, &Cx),
    account: AccountId,
    asked: &HeaderMap,
    is_secure: bool,
    answer: &mut HeaderMap,
) -> store::Result<()> {
    let named = read(asked);
    if named.numbers().is_empty() {
        return Ok(());
    }
    store.favourites_taken_over(cx, account, &named).await?;
    set(is_secure, answer, &Favourites::default());
    Ok(())
}
