//! The space's own pages: home, legal pages, language, health.

mod operator;
mod robots;
mod settings;
mod setup;

use app::site::{FeesPage, GuidePage, HomePage, LawPage, PrivacyPage, ReturnsPage, StyleguidePage, TermsPage};
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use domain::{
    calendar,
    form::CalendarDay,
    members::local_path,
    shop::ShelfOf,
    site::{LegalKind, LegalVersion, in_force},
};
use leptos::prelude::*;
use serde::Deserialize;

use crate::cookies::{set_cookie, site_cookie};

use super::{
    Access::Everyone,
    PageResult, Posted, Route, Web, language, named,
    orders::{pays_online, sale_terms},
};

/// Days of which the first page shows the hours.
const DAYS_SHOWN: usize = 7;

pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/", Everyone, home).kept(),
        Route::get("/guide", Everyone, guide).kept(),
        Route::get("/fees", Everyone, fees).kept(),
        Route::get("/terms", Everyone, terms).kept(),
        Route::get("/law", Everyone, law).kept(),
        Route::get("/returns", Everyone, returns).kept(),
        Route::get("/privacy", Everyone, privacy).kept(),
        Route::get("/terms/{day}", Everyone, terms_then),
        Route::get("/privacy/{day}", Everyone, privacy_then),
        Route::post("/language", Everyone, language_choose),
        Route::get("/favicon.svg", Everyone, favicon),
        Route::get("/robots.txt", Everyone, robots_txt),
    ];
    if cfg!(debug_assertions) {
        routes.push(Route::get("/styleguide", Everyone, styleguide));
    }
    routes.extend(operator::routes());
    routes.extend(settings::routes());
    routes.extend(setup::routes());
    routes
}

async fn home(web: Web) -> PageResult {
    let (equipment, mut days) =
        web.store.equipment_and_days(&web.cx, domain::equipment::EquipmentFilter::default()).await?;
    days.truncate(DAYS_SHOWN);
    let shelf = web.store.shop_page(&web.cx, ShelfOf::All, 1).await?;
    let site = web.site.clone();
    let next = match web.cx.actor.member() {
        Ok(member) => web.store.booking_next(&web.cx, &member).await?,
        Err(_) => None,
    };
    Ok(web.page(|| view! { <HomePage equipment shelf days site next/> }))
}

async fn guide(web: Web) -> PageResult {
    let equipment = web.store.equipment_summaries(&web.cx).await?;
    let plan = web.store.plan_for(&web.cx).await?.rules;
    Ok(web.page(|| view! { <GuidePage equipment plan/> }))
}

async fn fees(web: Web) -> PageResult {
    let equipment = web.store.equipment_summaries(&web.cx).await?;
    Ok(web.page(|| view! { <FeesPage equipment/> }))
}

async fn terms(web: Web) -> PageResult {
    terms_of(web, None).await
}

async fn terms_then(web: Web, Path(day): Path<String>) -> PageResult {
    let day = named::<CalendarDay>(&day)?.date();
    terms_of(web, Some(day)).await
}

async fn terms_of(web: Web, day: Option<NaiveDate>) -> PageResult {
    let (version, versions) = versions(&web, LegalKind::Terms, day).await?;
    let site = web.site.clone();
    let plan = web.store.plan_for(&web.cx).await?.rules;
    Ok(web.page(|| view! { <TermsPage site plan version versions/> }))
}

/// The version that holds, or the one of a day; and all that have begun. The operator may look at those to come.
async fn versions(
    web: &Web,
    kind: LegalKind,
    day: Option<NaiveDate>,
) -> store::Result<(Option<LegalVersion>, Vec<LegalVersion>)> {
    let today = calendar::day_of(web.cx.now);
    let mut all = web.store.legal_versions(kind).await?;
    if web.cx.actor.operator().is_err() {
        all.retain(|version| version.from <= today);
    }
    let version = match day {
        None => in_force(&all, today).cloned(),
        Some(day) => {
            let named = all.iter().find(|version| version.from == day).cloned();
            Some(named.ok_or(domain::DomainError::NotFound)?)
        }
    };
    Ok((version, all))
}

async fn law(web: Web) -> PageResult {
    let (site, terms) = (web.site.clone(), sale_terms(&web).await?);
    Ok(web.page(|| view! { <LawPage site terms/> }))
}

async fn returns(web: Web) -> PageResult {
    let (site, terms) = (web.site.clone(), sale_terms(&web).await?);
    Ok(web.page(|| view! { <ReturnsPage site terms/> }))
}

async fn privacy(web: Web) -> PageResult {
    privacy_of(web, None).await
}

async fn privacy_then(web: Web, Path(day): Path<String>) -> PageResult {
    let day = named::<CalendarDay>(&day)?.date();
    privacy_of(web, Some(day)).await
}

async fn privacy_of(web: Web, day: Option<NaiveDate>) -> PageResult {
    let (version, versions) = versions(&web, LegalKind::Privacy, day).await?;
    let (site, rules, pays_online) = (web.site.clone(), web.store.data_rules().await?, pays_online(&web));
    Ok(web.page(|| view! { <PrivacyPage site version versions rules pays_online/> }))
}

async fn styleguide(web: Web) -> Response {
    web.page(|| view! { <StyleguidePage/> })
}

async fn favicon() -> impl IntoResponse {
    (for_a_day("image/svg+xml"), app::ui::FAVICON)
}

async fn robots_txt(web: Web) -> impl IntoResponse {
    let map = format!("Sitemap: {}/sitemap.xml\n", web.state.config.site_url);
    let map = if web.site.public { map } else { String::new() };
    (for_a_day("text/plain; charset=utf-8"), format!("{}{map}", robots::TEXT))
}

/// Headers of a small file that may be kept for a day.
fn for_a_day(kind: &'static str) -> HeaderMap {
    HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ])
}

#[derive(Deserialize)]
struct LanguageForm {
    lang: String,
    #[serde(default)]
    next: String,
}

/// Remembers the chosen language for a year and goes back to the page it was chosen on.
async fn language_choose(web: Web, Posted(form): Posted<LanguageForm>) -> PageResult {
    let next = local_path(&form.next).unwrap_or("/");
    let mut response = web.redirect(next, None).into_response();
    if language::parse(&form.lang).is_some() {
        let cookie = site_cookie(web.state.config.secure(), language::COOKIE, form.lang, time::Duration::days(365));
        set_cookie(response.headers_mut(), &cookie);
    }
    response.headers_mut().remove(header::CACHE_CONTROL);
    Ok(response)
}
