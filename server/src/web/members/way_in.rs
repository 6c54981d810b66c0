//! What all ways of signing in share: where they lead on to, and the cookies between their pages.

use app::{members::ReturnTo, page::Flash};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
    response::Response,
};
use axum_extra::extract::cookie::CookieJar;
use domain::{
    AccountId,
    members::{PASSKEY_MINUTES, SECOND_STEP_MINUTES, local_path},
};
use serde::Deserialize;
use store::members::SignedIn;

use crate::{
    chosen,
    cookies::{find_cookie, set_cookie, site_cookie},
    favourites,
    session::{self, Auth, By},
    url_encode::url_encode,
    web::{AppState, PageError, PageResult, Web},
};

/// Where signing in leads when nothing else was asked for.
pub const AFTER_SIGN_IN: &str = "/me";

/// By which a browser is known that has signed in before.
const DEVICE_COOKIE: &str = "device";
const DEVICE_KEPT: time::Duration = time::Duration::days(180);

/// The path of this site to go on to, in an address.
#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    pub next: String,
}

/// Where signing in or up leads on to, with what was chosen there.
///
/// # Errors
/// When the database fails.
pub async fn return_to(web: &Web, next: &str) -> store::Result<ReturnTo> {
    let Some(path) = local_path(next) else { return Ok(ReturnTo::default()) };
    let chosen = chosen::time(&web.store, &web.cx, path).await?;
    Ok(ReturnTo { path: path.to_owned(), query: query(Some(path)), chosen })
}

/// `?next=…`; empty without a path.
pub fn query(next: Option<&str>) -> String {
    next.map(|path| format!("?next={}", url_encode(path))).unwrap_or_default()
}

/// Signs in, and leads on.
pub async fn begin(
    web: &Web,
    auth: &mut Auth,
    headers: &HeaderMap,
    SignedIn { identity, device }: SignedIn,
    by: By,
    next: Option<&str>,
) -> PageResult {
    let account_id = identity.account.id;
    session::begin(auth, identity, headers, &web.client, by).await?;
    let mut response = web.redirect(next.unwrap_or(AFTER_SIGN_IN), Some(Flash::SignedIn));
    let mut known = site_cookie(web.state.config.secure(), DEVICE_COOKIE, device, DEVICE_KEPT);
    known.set_http_only(true);
    set_cookie(response.headers_mut(), &known);
    take_over(web, account_id, headers, &mut response).await?;
    Ok(response)
}

/// What the browser kept in mind is the account's from now on.
///
/// # Errors
/// When the database fails.
pub async fn take_over(web: &Web, account: AccountId, asked: &HeaderMap, answer: &mut Response) -> store::Result<()> {
    let is_secure = web.state.config.secure();
    favourites::take_over((&web.store, &web.cx), account, asked, is_secure, answer.headers_mut()).await
}

/// By what the browser is known, if it has signed in before.
pub fn device(headers: &HeaderMap) -> Option<String> {
    find_cookie(&CookieJar::from_headers(headers), DEVICE_COOKIE).map(str::to_owned)
}

/// What waits between two pages; its cookie holds the secret.
#[derive(Clone, Copy, Debug)]
pub enum Waits {
    /// The password was right, and a code is asked for.
    Code,
    /// A passkey is asked for.
    Passkey,
}

impl Waits {
    fn cookie(self) -> (&'static str, i64) {
        match self {
            Waits::Code => ("signin", SECOND_STEP_MINUTES),
            Waits::Passkey => ("passkey", PASSKEY_MINUTES),
        }
    }

    /// The secret that the browser holds; empty for none, under which nothing waits.
    pub fn find(self, steps: &Steps) -> &str {
        find_cookie(&steps.0, self.cookie().0).unwrap_or_default()
    }

    /// Gives the browser the secret.
    pub fn set(self, web: &Web, response: &mut Response, step: String) {
        let (name, minutes) = self.cookie();
        let mut cookie = site_cookie(web.state.config.secure(), name, step, time::Duration::minutes(minutes));
        cookie.set_http_only(true);
        set_cookie(response.headers_mut(), &cookie);
    }

    /// Takes it away.
    pub fn clear(self, web: &Web, response: &mut Response) {
        let cookie = site_cookie(web.state.config.secure(), self.cookie().0, String::new(), time::Duration::ZERO);
        set_cookie(response.headers_mut(), &cookie);
    }
}

/// The cookies of a request, for [`Waits::find`].
pub struct Steps(CookieJar);

impl FromRequestParts<AppState> for Steps {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Steps, PageError> {
        Ok(Steps(CookieJar::from_headers(&parts.headers)))
    }
}

/// On to the page that asks for the code.
pub fn code_asked(web: &Web, step: String, next: Option<&str>) -> Response {
    let mut response = web.redirect(&format!("/signin/code{}", query(next)), None);
    Waits::Code.set(web, &mut response, step);
    response
}
