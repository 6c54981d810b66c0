//! Public pages, finished once per change: a visitor's page and its compressed form are kept in memory and answered
//! before sessions, handlers and the database are asked ([decision 8](../../../docs/decisions/0008-public-pages-are-kept.md)).
//!
//! Nothing personal can be in them: they are rendered from a request that [`make_public`] has reduced to an address and
//! a language. Whoever has a session, or something to be told by the flash cookie, goes past all of this.

mod page;

use std::{collections::HashSet, hash::Hash, sync::Arc, time::Instant};

use app::page::Locale;
use axum::{
    Router,
    body::{Body, HttpBody, to_bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::CookieJar;
use quick_cache::{Equivalent, Weighter, sync::Cache};
use store::Store;
use tower::Layer;

use self::page::Finished;
use super::{AppState, extract, language};
use crate::{cookies::find_cookie, observe, session};

/// Longest time that a page is shown after it was read, in milliseconds: another server or a command on the same
/// database changes it unseen.
const AGE_MS_MAX: i64 = 1_000;
/// A page above this size is not kept.
const PAGE_BYTES_MAX: usize = 1 << 20;
/// What an entry takes beside its texts, about.
const ENTRY_BYTES: usize = 2_048;
/// A guess at the size of a page, for the first size of the table.
const PAGE_BYTES_USUAL: u64 = 32_768;

/// Puts the kept pages around the service; `off` leaves it as it is.
pub fn keep(service: Router, paths: HashSet<&'static str>, state: &AppState) -> Router {
    let Some(bytes) = state.config.kept_pages_bytes else { return service };
    // Inside, routing has found the path; outside, an answer that is kept costs no routing.
    let service = service.layer(middleware::from_fn_with_state(Arc::new(paths), make_public));
    let pages = Arc::new(Pages {
        finished: Cache::with_weighter(to_usize(bytes / PAGE_BYTES_USUAL), bytes, Bytes),
        store: state.store.clone(),
    });
    Router::new().fallback_service(middleware::from_fn_with_state(pages, answer).layer(service))
}

struct Pages {
    finished: Cache<Key, Entry, Bytes>,
    store: Store,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    locale: Locale,
    /// Path and query, whatever it says: what nobody asks for twice is the first to go.
    address: Box<str>,
}

/// A key that is looked for.
#[derive(Hash)]
struct Address<'a> {
    locale: Locale,
    address: &'a str,
}

impl Equivalent<Key> for Address<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.locale == key.locale && *self.address == *key.address
    }
}

#[derive(Clone)]
struct Entry {
    page: Arc<Finished>,
    read: Moment,
}

/// When a page was read: as of which change, and by the clock.
#[derive(Clone, Copy)]
struct Moment {
    changes: u64,
    at_ms: i64,
}

impl Moment {
    fn now(store: &Store) -> Moment {
        Moment { changes: store.db().changes(), at_ms: store.now().timestamp_millis() }
    }

    /// Whether what was read then is still shown now. A clock that was put back shows nothing old.
    fn is_fresh(self, now: Moment) -> bool {
        self.changes == now.changes && (0..AGE_MS_MAX).contains(&(now.at_ms - self.at_ms))
    }
}

/// The bound is in bytes: compressed forms are counted before they are made, for a weight must not change.
#[derive(Clone)]
struct Bytes;

impl Weighter<Key, Entry> for Bytes {
    fn weight(&self, key: &Key, entry: &Entry) -> u64 {
        (key.address.len() + entry.page.bytes_max() + ENTRY_BYTES) as u64
    }
}

/// A page that every visitor would get, and the route it came by.
#[derive(Clone, Copy)]
struct Public(&'static str);

/// Middleware, outermost: answers visitors from memory, and keeps what [`make_public`] vouches for.
async fn answer(State(pages): State<Arc<Pages>>, mut request: Request, next: Next) -> Response {
    let is_head = request.method() == Method::HEAD;
    if !(is_head || request.method() == Method::GET) || !is_visitor(request.headers()) {
        return next.run(request).await;
    }
    let started = Instant::now();
    let locale = language::choose(request.headers());
    let uri = request.uri().clone();
    let address = uri.path_and_query().map_or("/", |address| address.as_str());
    let now = Moment::now(&pages.store);
    let asked = Address { locale, address };
    let old = pages.finished.get(&asked);
    if let Some(entry) = old.as_ref().filter(|entry| entry.read.is_fresh(now)) {
        let response = entry.page.respond(request.headers());
        observe::answered_from_memory(entry.page.route, request.method(), response.status(), started.elapsed());
        return if is_head { without_body(response) } else { response };
    }
    let asker = request.headers().clone();
    // The body that a HEAD leaves out is what is kept.
    if is_head {
        *request.method_mut() = Method::GET;
    }
    let mut response = next.run(request).await;
    if let Some(Public(route)) = response.extensions_mut().remove::<Public>() {
        response = match finish(response, route, old.map(|entry| entry.page)).await {
            Ok(page) => {
                let response = page.respond(&asker);
                pages.finished.insert(Key { locale, address: address.into() }, Entry { page, read: now });
                response
            }
            Err(response) => response,
        };
    }
    if is_head { without_body(response) } else { response }
}

/// What a HEAD gets: the headers of the whole answer.
fn without_body(mut response: Response) -> Response {
    if let Some(bytes) = response.body().size_hint().exact().filter(|_| response.status() != StatusCode::NOT_MODIFIED) {
        response.headers_mut().entry(header::CONTENT_LENGTH).or_insert(HeaderValue::from(bytes));
    }
    *response.body_mut() = Body::empty();
    response
}

/// Middleware, outside the session: takes everything off a visitor's request that a public page must not depend on.
async fn make_public(State(paths): State<Arc<HashSet<&'static str>>>, mut request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>().and_then(|path| paths.get(path.as_str()).copied());
    let Some(route) = matched.filter(|_| request.method() == Method::GET && is_visitor(request.headers())) else {
        return next.run(request).await;
    };
    let language = language::code(language::choose(request.headers()));
    *request.headers_mut() = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(language))]);
    *request.body_mut() = Body::empty();
    let mut response = next.run(request).await;
    response.extensions_mut().insert(Public(route));
    response
}

fn is_visitor(headers: &HeaderMap) -> bool {
    let cookies = CookieJar::from_headers(headers);
    find_cookie(&cookies, session::COOKIE).is_none() && find_cookie(&cookies, extract::FLASH_COOKIE).is_none()
}

/// A whole page without anything of its own (a cookie, a nonce) is kept; anything else goes on as it is.
async fn finish(
    response: Response,
    route: &'static str,
    old: Option<Arc<Finished>>,
) -> Result<Arc<Finished>, Response> {
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let is_small = response.body().size_hint().upper().is_some_and(|bytes| bytes <= PAGE_BYTES_MAX as u64);
    let is_whole = response.status() == StatusCode::OK && kind.starts_with(b"text/html") && is_small;
    if !is_whole || response.headers().contains_key(header::SET_COOKIE) {
        return Err(response);
    }
    let (parts, body) = response.into_parts();
    let Ok(html) = to_bytes(body, PAGE_BYTES_MAX).await else {
        return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    let has_nonce = html.windows(NONCE.len()).any(|window| window == NONCE);
    if has_nonce {
        return Err(Response::from_parts(parts, Body::from(html)));
    }
    // The same page as before keeps its compressed form and its tag.
    let same = old.filter(|old| old.is(&html));
    Ok(same.unwrap_or_else(|| Arc::new(Finished::new(route, parts.headers, html))))
}

/// How a script of this one answer is marked.
const NONCE: &[u8] = b" nonce=\"";

fn to_usize(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
