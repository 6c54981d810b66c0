//! The JSON API: bearer tokens, problem+json, described at `/api/v1/openapi.json`. It reads no cookies.

mod body;
mod bookings;
mod equipment;
mod idempotency;
mod openapi;
mod orders;
mod postal_codes;
mod problem;
mod products;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::IntoResponse,
};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    Actor, BilingualText, DomainError,
    booking::Slot,
    calendar::in_tokyo,
    members::{AccountError, TokenScope, TokenScopes},
};
use serde::Serialize;
use store::Error;
use utoipa::ToSchema;

use super::{Access, PageResult, Route, Web};

pub use problem::render_problem;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/openapi.json", Access::Everyone, openapi::document),
        Route::get("/api/v1/equipment", Access::Everyone, equipment::list),
        Route::get("/api/v1/equipment/{slug}/availability", Access::Everyone, equipment::availability),
        Route::get("/api/v1/equipment/{slug}/days", Access::Everyone, equipment::days),
        Route::get("/api/v1/products", Access::Everyone, products::list),
        Route::post("/api/v1/orders", Access::Everyone, orders::create).map(orders::small_bodies),
        Route::get("/api/v1/orders", Access::Customer, orders::list).scope(TokenScope::Read),
        Route::get("/api/v1/orders/{id}", Access::Everyone, orders::show),
        Route::get("/api/v1/products/{slug}", Access::Everyone, products::show),
        Route::get("/api/v1/postal-codes/{code}", Access::Everyone, postal_codes::show),
        book(Route::post("/api/v1/bookings", Access::Member, bookings::create)),
        Route::get("/api/v1/bookings", Access::Member, bookings::list).scope(TokenScope::Read),
        Route::get("/api/v1/bookings/{id}", Access::Member, bookings::show).scope(TokenScope::Read),
        book(Route::patch("/api/v1/bookings/{id}", Access::Member, bookings::change)),
        book(Route::delete("/api/v1/bookings/{id}", Access::Member, bookings::cancel)),
    ]
}

fn book(route: Route) -> Route {
    route.scope(TokenScope::Book).map(bookings::small_bodies)
}

/// Middleware: the actor of an API request is the bearer token's, never the session's.
pub async fn authenticate(web: Web, mut request: Request, next: Next) -> PageResult {
    let (actor, scopes) = match bearer(request.headers())? {
        None => (Actor::Visitor, TokenScopes::default()),
        Some(raw) => web.store.token_actor(&web.cx, raw).await?.ok_or(DomainError::SignInRequired)?,
    };
    request.extensions_mut().insert(web.asked_by(actor));
    request.extensions_mut().insert(scopes);
    Ok(next.run(request).await)
}

/// Middleware, after the right: what the token was not made for is refused, though its owner may do it.
pub async fn require_scope(State(scope): State<Option<TokenScope>>, request: Request, next: Next) -> PageResult {
    let scopes = request.extensions().get::<TokenScopes>();
    let missing = scope.filter(|scope| scopes.is_none_or(|scopes| !scopes.has(*scope)));
    match missing {
        Some(scope) => Err(DomainError::from(AccountError::ScopeMissing { scope }).into()),
        None => Ok(next.run(request).await),
    }
}

/// The token of `Authorization: Bearer …`; another scheme is refused rather than taken for nobody.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Error> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let (scheme, token) =
        value.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(DomainError::SignInRequired)?;
    if scheme.eq_ignore_ascii_case("bearer") { Ok(Some(token.trim())) } else { Err(DomainError::SignInRequired.into()) }
}

fn json<T: Serialize>(body: &T) -> PageResult {
    Ok(axum::Json(body).into_response())
}

/// An instant as RFC 3339 on Japan's clock.
fn rfc3339(at: DateTime<Utc>) -> String {
    in_tokyo(at).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// A stretch of time, the end excluded.
#[derive(Serialize, ToSchema)]
struct Span {
    #[schema(format = DateTime, examples("2026-11-25T10:00:00+09:00"))]
    start: String,
    #[schema(format = DateTime, examples("2026-11-25T11:30:00+09:00"))]
    end: String,
}

impl From<&Slot> for Span {
    fn from(slot: &Slot) -> Span {
        Span { start: rfc3339(slot.start()), end: rfc3339(slot.end()) }
    }
}

/// The text in the request's language.
fn localize<'w>(web: &Web, text: &'w BilingualText) -> &'w str {
    app::format::localize(web.locale, text)
}
