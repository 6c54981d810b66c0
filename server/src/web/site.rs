//! The space's own pages: home, legal pages, language, health.

use app::site::HomePage;
use axum::{http::header, response::IntoResponse};
use leptos::prelude::*;
use serde::Deserialize;

use super::{Access, PageResult, Posted, Route, Web, extract::set_cookie, language};

pub fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Everyone, home), Route::post("/language", Access::Everyone, language_choose)]
}

async fn home(web: Web) -> PageResult {
    Ok(web.page(|| view! { <HomePage/> }))
}

#[derive(Deserialize)]
struct LanguageForm {
    lang: String,
    #[serde(default)]
    next: String,
}

/// Remembers the chosen language for a year and goes back to the page it was chosen on.
async fn language_choose(web: Web, Posted(form): Posted<LanguageForm>) -> PageResult {
    let next = if is_local_path(&form.next) { form.next.as_str() } else { "/" };
    let mut response = web.redirect(next, None).into_response();
    if language::parse(&form.lang).is_some() {
        let cookie = format!("{}={}; Path=/; Max-Age=31536000; SameSite=Lax", language::COOKIE, form.lang);
        set_cookie(response.headers_mut(), &cookie);
    }
    response.headers_mut().remove(header::CACHE_CONTROL);
    Ok(response)
}

/// A path on this site, not an address elsewhere: one slash, then no second slash or backslash.
pub fn is_local_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control)
}
