//! Checking in by the code at the machine, and out.

use app::{booking::CheckInPage, page::Flash};
use axum::extract::{Path, Query};
use leptos::prelude::*;
use serde::Deserialize;

use super::to_mine;
use crate::{
    url_encode::url_encode,
    web::{Member, PageResult, Posted, Web, named},
};

#[derive(Deserialize)]
pub struct KeyQuery {
    #[serde(default)]
    key: String,
}

pub async fn check_in_ask(
    web: Web,
    member: Member,
    Path(unit): Path<String>,
    Query(query): Query<KeyQuery>,
) -> PageResult {
    let unit = named(&unit)?;
    let booking = web.store.check_in_at(&web.cx, &member, unit, &query.key).await?;
    let key = query.key;
    Ok(web.page(|| view! { <CheckInPage unit key booking/> }))
}

#[derive(Deserialize)]
pub struct CheckInForm {
    #[serde(default)]
    key: String,
    #[serde(default)]
    booking: String,
}

pub async fn check_in(
    web: Web,
    member: Member,
    Path(unit): Path<String>,
    Posted(form): Posted<CheckInForm>,
) -> PageResult {
    let unit = named(&unit)?;
    web.store.check_in_by_code(&web.cx, &member, named(&form.booking)?, unit, &form.key).await?;
    let back = format!("/check-in/{unit}?key={}", url_encode(&form.key));
    Ok(web.redirect(&back, Some(Flash::CheckedIn)))
}

pub async fn check_out(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    web.store.check_out(&web.cx, &member, named(&id)?).await?;
    to_mine(&web, Flash::CheckedOut)
}
