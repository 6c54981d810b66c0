//! Cancelling by the link in a mail, without signing in. Opening the page changes nothing: mail scanners follow links.

use app::{booking::CancelByLinkPage, page::Flash};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    BookingId, DomainError,
    booking::{CancelError, CancelReason},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Error, booking::CancelWhy};

use crate::{
    url_encode::url_encode,
    web::{Access, PageResult, Posted, Route, Web, named},
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/bookings/{id}/cancel", Access::Everyone, ask),
        Route::post("/bookings/{id}/cancel", Access::Everyone, cancel),
    ]
}

/// The secret of the address.
#[derive(Deserialize)]
struct Key {
    #[serde(default)]
    key: String,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct CancelForm {
    key: String,
    reason: String,
}

async fn ask(web: Web, Path(id): Path<String>, Query(Key { key }): Query<Key>) -> PageResult {
    page(&web, StatusCode::OK, named(&id)?, key, false).await
}

async fn cancel(web: Web, Path(id): Path<String>, Posted(form): Posted<CancelForm>) -> PageResult {
    let id = named(&id)?;
    // A word that is none of the reasons is no reason.
    let reason = CancelReason::MEMBERS.into_iter().find(|reason| reason.into_str() == form.reason);
    let why = CancelWhy { reason, note: None };
    match web.store.booking_cancel_by_link(&web.cx, id, &form.key, why).await {
        Ok(()) => {
            let back = format!("/bookings/{id}/cancel?key={}", url_encode(&form.key));
            Ok(web.redirect(&back, Some(Flash::BookingCancelled)))
        }
        Err(Error::Domain(DomainError::Cancel(CancelError::ReasonNeeded))) => {
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, id, form.key, true).await
        }
        // The page itself says that it has begun.
        Err(Error::Domain(DomainError::Cancel(_))) => page(&web, StatusCode::CONFLICT, id, form.key, false).await,
        Err(error) => Err(error.into()),
    }
}

async fn page(web: &Web, status: StatusCode, id: BookingId, key: String, missing: bool) -> PageResult {
    let booking = web.store.booking_by_link(&web.cx, id, &key).await?;
    let release_minutes = web.store.space_rules(&web.cx).await?.release_minutes;
    Ok(web.page_with(status, || view! { <CancelByLinkPage booking key missing release_minutes/> }))
}
