//! Calendars to subscribe to: a member's own at a secret address, and a machine's for everyone.

use app::{
    mail::locale,
    members::CalendarPage,
    page::{Flash, Locale},
};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{AccountId, BookingId, DomainError};
use leptos::prelude::*;

use crate::{
    calendar::{Method, Place, of_bookings, of_taken},
    web::{Access, Member, PageResult, Route, Web, named},
};

const OWN_CACHE: &str = "private, no-store";
/// Public calendars are the same for everyone; apps ask rarely, and many may ask at once.
const PUBLIC_CACHE: &str = "public, max-age=300";

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/calendar/{account_id}/{file}", Access::Everyone, feed),
        Route::get("/me/calendar", Access::Member, page),
        Route::post("/me/calendar/renew", Access::Member, renew),
        Route::get("/equipment/{slug}/calendar.ics", Access::Everyone, equipment),
    ]
}

async fn page(web: Web, member: Member) -> PageResult {
    let key = web.store.calendar_key(&web.cx, &member).await?;
    let address = format!("{}/calendar/{}/{key}.ics", web.state.config.site_url, member.account_id);
    Ok(web.page(|| view! { <CalendarPage address/> }))
}

async fn renew(web: Web, member: Member) -> PageResult {
    web.store.calendar_renew(&web.cx, &member).await?;
    Ok(web.redirect("/me/calendar", Some(Flash::Saved)))
}

/// A wrong key, a name that does not end in `.ics` and an unknown account are the same 404.
async fn feed(web: Web, Path((account_id, file)): Path<(String, String)>) -> PageResult {
    let owner: AccountId = account_id.parse().map_err(|_| DomainError::NotFound)?;
    let key = file.strip_suffix(".ics").ok_or(DomainError::NotFound)?;
    let bookings = web.store.calendar_feed(&web.cx, owner, key).await?;
    let site = web.store.site_settings().await?;
    // Calendar apps ask for no language.
    let language = web.store.account_mail(&web.cx, owner).await?.and_then(|to| to.language);
    let place = place(&web, language.map_or(web.locale, |language| locale(Some(language))), &site);
    let text = of_bookings(&bookings, Method::Publish, place, web.cx.now);
    Ok(file_of(Method::Publish, OWN_CACHE, text))
}

/// One's own booking as a file for any calendar.
pub async fn booking(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    let booking = web.store.booking_mine(&web.cx, &member, named(&id)?).await?;
    let site = web.store.site_settings().await?;
    let text = of_bookings(&[booking], Method::Publish, place(&web, web.locale, &site), web.cx.now);
    Ok(file_of(Method::Publish, OWN_CACHE, text))
}

async fn equipment(web: Web, Path(slug): Path<String>) -> PageResult {
    let feed = web.store.equipment_taken(&web.cx, &slug).await?;
    let site = web.store.site_settings().await?;
    let title = app::booking::taken(web.locale, &feed.equipment);
    let taken: Vec<_> = feed.taken.into_iter().map(|(id, slot)| (BookingId(id), slot)).collect();
    let text = of_taken(&title, &taken, place(&web, web.locale, &site), web.cx.now);
    let mut response = file_of(Method::Publish, PUBLIC_CACHE, text);
    response.headers_mut().insert(header::VARY, header::HeaderValue::from_static("Accept-Language, Cookie"));
    Ok(response)
}

fn place<'p>(web: &'p Web, locale: Locale, site: &'p domain::site::SiteSettings) -> Place<'p> {
    Place {
        locale,
        space: app::mail::space(locale, site),
        address: &site.address,
        site_url: &web.state.config.site_url,
    }
}

fn file_of(method: Method, cache: &'static str, text: String) -> Response {
    let headers = [(header::CONTENT_TYPE, method.content_type()), (header::CACHE_CONTROL, cache.to_owned())];
    (headers, text).into_response()
}
