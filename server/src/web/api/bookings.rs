//! `/api/v1/bookings`: booking, one's own bookings, moving, cancelling.

mod body;

use axum::{
    extract::{DefaultBodyLimit, Path, Query},
    http::{HeaderMap, Method, StatusCode, header},
    response::IntoResponse,
    routing::MethodRouter,
};
use domain::{BookingId, DomainError, booking::CancelReason};
use serde::Deserialize;
use store::{
    Error,
    booking::{BOOKINGS_PAGE, BookingsTab, CancelWhy},
};

use super::{
    PageResult,
    body::{Body, bytes, read},
    idempotency::Keyed,
    json,
};
use crate::web::{AppState, ConfirmedMember, Member, Web, failure::Failure, named};

pub use body::{BookingBody, BookingList, BookingRequest, CancelRequest, MoveRequest};

/// Largest body of a request, in bytes.
const BODY_BYTES_MAX: usize = 16 * 1024;

/// Bounds the body of a request.
pub fn small_bodies(handler: MethodRouter<AppState>) -> MethodRouter<AppState> {
    handler.layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
}

/// Books a machine. With an `Idempotency-Key` the request can be sent again: it gets the first answer, a refusal too.
#[utoipa::path(post, path = "/api/v1/bookings", tag = "bookings", security(("bearer" = ["book"])),
    params(("Idempotency-Key" = Option<String>, Header,
        description = "1 to 200 visible ASCII characters, of the program's choice; answers are kept for a week")),
    request_body = BookingRequest,
    responses(
        (status = 201, body = BookingBody, headers(
            ("Location" = String, description = "the booking's address"),
            ("Idempotency-Replayed" = String, description = "`true` when this answer was given before"))),
        (status = 400, description = "no JSON", body = super::problem::Problem),
        (status = 401, description = "no token, or one that does not work", body = super::problem::Problem),
        (status = 403, description = "not a member, the mail address is not confirmed, or the token has not the scope \
            (`scope_missing`)", body = super::problem::Problem),
        (status = 404, description = "no such machine", body = super::problem::Problem),
        (status = 409, description = "a rule refuses, with alternatives", body = super::problem::Problem),
        (status = 413, description = "over 16 KB", body = super::problem::Problem),
        (status = 422, description = "a field cannot be read, or the key came with another request",
            body = super::problem::Problem)))]
pub async fn create(web: Web, member: ConfirmedMember, headers: HeaderMap, body: Body) -> PageResult {
    let bytes = bytes(body)?;
    let keyed = Keyed::read(&headers, &Method::POST, "/api/v1/bookings", &bytes)?;
    if let Some(keyed) = &keyed
        && let Some(first) = keyed.first(&web, &member).await?
    {
        return Ok(first);
    }
    let cmd = read::<BookingRequest>(&bytes)?.command().map_err(DomainError::Slot)?;
    let site = web.state.config.site_url.clone();
    let about = cmd.clone();
    let body = move |booked: &domain::booking::Booked| {
        serde_json::to_string(&BookingBody::made(booked, &about, &site)).unwrap_or_default()
    };
    let answer = keyed.as_ref().map(|keyed| keyed.answer(body.clone()));
    match (web.store.booking_reserve_keyed(&web.cx, &member, cmd, answer).await, keyed) {
        (Ok(booked), _) => {
            let location = format!("/api/v1/bookings/{}", booked.id);
            let headers = [(header::LOCATION, location), (header::CONTENT_TYPE, "application/json".to_owned())];
            Ok((StatusCode::CREATED, headers, body(&booked)).into_response())
        }
        (Err(error), Some(keyed)) => keyed.refused(&web, &member, error).await,
        (Err(error), None) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub struct ListQuery {
    page: Option<String>,
    when: Option<String>,
}

/// One's own bookings. A page past the end is empty.
#[utoipa::path(get, path = "/api/v1/bookings", tag = "bookings", security(("bearer" = ["read"])),
    params(("page" = Option<u64>, Query, description = "counted from 1; 1 when left out"),
        ("when" = Option<String>, Query, description = "`upcoming` (when left out), the next first; or `past`: over, \
            cancelled or missed, the latest first")),
    responses((status = 200, body = BookingList), (status = 401, body = super::problem::Problem),
        (status = 403, description = "not a member, or the token has not the scope (`scope_missing`)", body = super::problem::Problem),
        (status = 422, body = super::problem::Problem)))]
pub async fn list(web: Web, member: Member, Query(query): Query<ListQuery>) -> PageResult {
    let page = query.page.as_deref().map_or(Some(1), |text| text.parse().ok().filter(|page| *page > 0));
    let page = page.ok_or(Failure::BadField("page"))?;
    let which = query.when.as_deref().map_or(Some(BookingsTab::default()), |word| word.parse::<BookingsTab>().ok());
    let which = which.ok_or(Failure::BadField("when"))?;
    let found = web.store.bookings_page(&web.cx, &member, which, page).await?;
    let site = &web.state.config.site_url;
    json(&BookingList {
        page: found.page,
        page_size: BOOKINGS_PAGE,
        next_page: found.has_next.then(|| found.page + 1),
        bookings: found.bookings.into_iter().map(|each| BookingBody::of(each, site, web.cx.now)).collect(),
    })
}

/// One booking of one's own.
#[utoipa::path(get, path = "/api/v1/bookings/{id}", tag = "bookings", security(("bearer" = ["read"])),
    params(("id" = String, Path, description = "the booking's id")),
    responses((status = 200, body = BookingBody), (status = 401, body = super::problem::Problem),
        (status = 403, description = "not a member, or the token has not the scope (`scope_missing`)", body = super::problem::Problem),
        (status = 404, description = "no such booking of one's own", body = super::problem::Problem)))]
pub async fn show(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    one(&web, &member, named(&id)).await
}

/// Moves one's own booking to another time or unit, until `cancel_until`.
#[utoipa::path(patch, path = "/api/v1/bookings/{id}", tag = "bookings", security(("bearer" = ["book"])),
    params(("id" = String, Path, description = "the booking's id")), request_body = MoveRequest,
    responses(
        (status = 200, description = "as it stands now", body = BookingBody),
        (status = 400, description = "no JSON", body = super::problem::Problem),
        (status = 401, body = super::problem::Problem),
        (status = 403, description = "not a member, or the token has not the scope (`scope_missing`)", body = super::problem::Problem),
        (status = 404, description = "no such booking of one's own", body = super::problem::Problem),
        (status = 409, description = "too late, or a rule refuses, with alternatives", body = super::problem::Problem),
        (status = 413, description = "over 16 KB", body = super::problem::Problem),
        (status = 422, description = "a field cannot be read", body = super::problem::Problem)))]
pub async fn change(web: Web, member: Member, Path(id): Path<String>, body: Body) -> PageResult {
    let bytes = bytes(body)?;
    let booking = web.store.booking_mine(&web.cx, &member, named(&id)?).await?;
    if let Some(cmd) = read::<MoveRequest>(&bytes)?.command(&booking).map_err(DomainError::Slot)? {
        web.store.booking_move(&web.cx, &member, &cmd).await?;
    }
    one(&web, &member, Ok(booking.id)).await
}

#[derive(Deserialize)]
pub struct CancelQuery {
    reason: Option<String>,
}

/// Cancels one's own booking, until it begins; after `cancel_until` with a reason, in the body or the query. Cancelling
/// again changes nothing and succeeds.
#[utoipa::path(delete, path = "/api/v1/bookings/{id}", tag = "bookings", security(("bearer" = ["book"])),
    params(("id" = String, Path, description = "the booking's id"),
        ("reason" = Option<String>, Query, description = "`child_care`, `illness` or `other`")),
    request_body(content = Option<CancelRequest>, description = "may be left out"),
    responses(
        (status = 204, description = "cancelled"),
        (status = 400, description = "the body is no JSON", body = super::problem::Problem),
        (status = 401, body = super::problem::Problem),
        (status = 403, description = "not a member, or the token has not the scope (`scope_missing`)", body = super::problem::Problem),
        (status = 404, description = "no such booking of one's own", body = super::problem::Problem),
        (status = 409, description = "it has begun (`already_started`), or it is late and says no reason \
            (`reason_needed`)", body = super::problem::Problem),
        (status = 413, description = "over 16 KB", body = super::problem::Problem),
        (status = 422, description = "no such reason", body = super::problem::Problem)))]
pub async fn cancel(
    web: Web,
    member: Member,
    Path(id): Path<String>,
    Query(query): Query<CancelQuery>,
    body: Body,
) -> PageResult {
    let bytes = bytes(body)?;
    let id = named(&id)?;
    let in_body = if bytes.is_empty() { CancelRequest::default() } else { read(&bytes)? };
    let (in_body, in_query) = (reason(in_body.reason)?, reason(query.reason)?);
    let reason = in_body.or(in_query);
    web.store.booking_cancel(&web.cx, &member, id, CancelWhy { reason, note: None }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn one(web: &Web, member: &Member, id: Result<BookingId, Error>) -> PageResult {
    let booking = web.store.booking_mine(&web.cx, member, id?).await?;
    json(&BookingBody::of(booking, &web.state.config.site_url, web.cx.now))
}

/// The reason of a word.
///
/// # Errors
/// When it is none that a member can give.
fn reason(word: Option<String>) -> Result<Option<CancelReason>, Failure> {
    let of_members = |word: String| CancelReason::MEMBERS.into_iter().find(|reason| reason.into_str() == word);
    word.map(|word| of_members(word).ok_or(Failure::BadField("reason"))).transpose()
}
