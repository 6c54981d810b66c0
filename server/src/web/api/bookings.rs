//! `POST /api/v1/bookings` and `DELETE /api/v1/bookings/{id}`.

use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, Path},
    http::{StatusCode, header},
    response::IntoResponse,
    routing::MethodRouter,
};
use chrono::{DateTime, Utc};
use domain::{
    BookingId, UnitId,
    booking::{Purpose, Slot, Wish},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{
    Error,
    booking::{BookingCommand, CancelWhy},
};
use utoipa::ToSchema;

use super::{ApiWeb, PageResult, problem::BadField, rfc3339};
use crate::web::{AppState, PageError, errors::Failure};

/// Largest body of a booking, in bytes.
const BODY_BYTES_MAX: usize = 16 * 1024;

/// What to book. Fields that are not listed are ignored.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // The schema only: the body is read field by field, to name the one that is wrong.
pub struct BookingRequest {
    /// The machine's slug.
    #[schema(examples("laser-cutter"))]
    equipment: String,
    /// RFC 3339, on a quarter hour.
    #[schema(format = DateTime, examples("2026-11-25T10:00:00+09:00"))]
    start: String,
    /// RFC 3339, on a quarter hour, at most a day after the start.
    #[schema(format = DateTime, examples("2026-11-25T11:30:00+09:00"))]
    end: String,
    /// A certain unit; any when left out.
    #[schema(format = Uuid)]
    unit: Option<String>,
    /// `hobby` (when left out), `community_business` or `study`; the yearly report counts by it.
    #[schema(examples("community_business"))]
    purpose: Option<String>,
}

/// A booking that was made.
#[derive(Serialize, ToSchema)]
pub struct BookingBody {
    #[schema(format = Uuid)]
    id: String,
    equipment: String,
    #[schema(format = Uuid)]
    unit: String,
    #[schema(format = DateTime)]
    start: String,
    #[schema(format = DateTime)]
    end: String,
    purpose: &'static str,
    /// Tax included; paid at the counter after use.
    fee_yen: i64,
}

/// Bounds the body of a booking.
pub fn small_bodies(handler: MethodRouter<AppState>) -> MethodRouter<AppState> {
    handler.layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
}

/// Books a machine.
#[utoipa::path(post, path = "/api/v1/bookings", tag = "bookings", security(("bearer" = [])),
    request_body = BookingRequest,
    responses(
        (status = 201, body = BookingBody, headers(("Location" = String, description = "the booking's address"))),
        (status = 400, description = "no JSON", body = super::problem::Problem),
        (status = 401, description = "no token, or one that does not work", body = super::problem::Problem),
        (status = 403, description = "not a member, or the mail address is not confirmed", body = super::problem::Problem),
        (status = 404, description = "no such machine", body = super::problem::Problem),
        (status = 409, description = "a rule refuses, with alternatives", body = super::problem::Problem),
        (status = 422, description = "a field cannot be read", body = super::problem::Problem)))]
pub async fn create(ApiWeb(web): ApiWeb, body: Result<Bytes, axum::extract::rejection::BytesRejection>) -> PageResult {
    let member = web.cx.actor.member()?;
    let cmd = match read(body)? {
        Ok(cmd) => cmd,
        Err(field) => return Ok(field.into_response()),
    };
    let slug = cmd.slug.clone();
    let booked = web.store.booking_reserve(&web.cx, &member, cmd).await?;
    let location = format!("/api/v1/bookings/{}", booked.id);
    let body = BookingBody {
        id: booked.id.to_string(),
        equipment: slug,
        unit: booked.unit.to_string(),
        start: rfc3339(booked.slot.start()),
        end: rfc3339(booked.slot.end()),
        purpose: booked.purpose.as_str(),
        fee_yen: booked.fee.0,
    };
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], axum::Json(body)).into_response())
}

/// Cancels one's own booking, until it begins. Cancelling again changes nothing and succeeds.
#[utoipa::path(delete, path = "/api/v1/bookings/{id}", tag = "bookings", security(("bearer" = [])),
    params(("id" = String, Path, description = "the booking's id")),
    responses(
        (status = 204, description = "cancelled"),
        (status = 401, body = super::problem::Problem),
        (status = 404, description = "no such booking of one's own", body = super::problem::Problem),
        (status = 409, description = "it has begun", body = super::problem::Problem)))]
pub async fn cancel(ApiWeb(web): ApiWeb, Path(id): Path<String>) -> PageResult {
    let member = web.cx.actor.member()?;
    let id: BookingId = id.parse().map_err(|_| Error::NotFound)?;
    web.store.booking_cancel(&web.cx, &member, id, CancelWhy::default()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

type Read = Result<BookingCommand, BadField>;

/// The command in a body.
///
/// # Errors
/// Outside: the body is no JSON object or too large. Inside: the field that is wrong, or the times make no slot.
fn read(body: Result<Bytes, axum::extract::rejection::BytesRejection>) -> Result<Read, PageError> {
    let bytes = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest,
    })?;
    let Ok(Value::Object(fields)) = serde_json::from_slice(&bytes) else {
        return Err(Failure::BadRequest.into());
    };
    let text = |name: &'static str| fields.get(name).and_then(Value::as_str).ok_or(BadField(name));
    let optional = |name: &'static str| match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_str().map(Some).ok_or(BadField(name)),
    };
    let read = || {
        let at = |name| instant(text(name)?).ok_or(BadField(name));
        let unit = optional("unit")?.map(|text| text.parse::<UnitId>().map_err(|_| BadField("unit"))).transpose()?;
        let purpose = optional("purpose")?.map(|word| Purpose::parse(word).ok_or(BadField("purpose"))).transpose()?;
        Ok((text("equipment")?.to_owned(), at("start")?, at("end")?, unit, purpose.unwrap_or_default()))
    };
    let (slug, start, end, unit, purpose) = match read() {
        Ok(fields) => fields,
        Err(field) => return Ok(Err(field)),
    };
    let wish = Wish { unit, purpose, children: Vec::new() };
    Ok(Ok(BookingCommand { slug, slot: Slot::new(start, end).map_err(Error::Slot)?, wish, note: None }))
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}
