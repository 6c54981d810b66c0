//! Members: the search, and what the staff set for one.

use app::{
    board::{MemberPage, MembersPage, Wrong, date_wrong, unchosen},
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    AccountId, EquipmentTypeId, PlanId,
    calendar::{at_minute, day_of},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::fields::id;
use crate::web::{PageResult, Posted, Web, booking::read_day};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    page: String,
}

pub async fn list(web: Web, Query(asked): Query<Asked>) -> PageResult {
    search(web, asked).await
}

/// A search by name is posted, so that the name stands in no address and no log.
pub async fn find(web: Web, Posted(asked): Posted<Asked>) -> PageResult {
    search(web, asked).await
}

async fn search(web: Web, asked: Asked) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let (query, page) = (asked.q.trim().to_owned(), asked.page.parse().unwrap_or(1));
    let members = web.store.members_search(&web.cx, &staff, &query, page).await?;
    Ok(web.page(|| view! { <MembersPage members query/> }))
}

pub async fn show(web: Web, Path(account): Path<String>) -> PageResult {
    page(&web, id(&account)?, Vec::new()).await
}

async fn page(web: &Web, account: AccountId, wrong: Wrong) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let file = web.store.member_file(&web.cx, &staff, account).await?;
    let machines = web.store.staff_machines(&web.cx, &staff).await?;
    let plans = web.store.plan_choices(&web.cx, &staff).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(web.page_with(status, || view! { <MemberPage file machines plans wrong/> }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Certificate {
    machine: String,
    until: String,
}

pub async fn certify(web: Web, Path(account): Path<String>, Posted(form): Posted<Certificate>) -> PageResult {
    let (staff, account) = (web.cx.actor.staff()?, id(&account)?);
    let Ok(machine) = form.machine.parse::<EquipmentTypeId>() else {
        return page(&web, account, vec![("machine", unchosen(web.locale))]).await;
    };
    let lapses_at = match form.until.trim() {
        "" => None,
        text => match read_day(text).ok().filter(|day| *day >= day_of(web.cx.now)) {
            // The last day counts in full.
            Some(day) => Some(at_minute(day, 1440)),
            None => return page(&web, account, vec![("until", date_wrong(web.locale))]).await,
        },
    };
    web.store.certification_grant(&web.cx, &staff, account, machine, lapses_at).await?;
    Ok(saved(&web, account))
}

pub async fn uncertify(web: Web, Path(account): Path<String>, Posted(form): Posted<Certificate>) -> PageResult {
    let (staff, account) = (web.cx.actor.staff()?, id(&account)?);
    web.store.certification_withdraw(&web.cx, &staff, account, id(&form.machine)?).await?;
    Ok(saved(&web, account))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    plan: String,
}

pub async fn plan(web: Web, Path(account): Path<String>, Posted(form): Posted<PlanForm>) -> PageResult {
    let (staff, account) = (web.cx.actor.staff()?, id(&account)?);
    let plan: Option<PlanId> = if form.plan.is_empty() { None } else { Some(id(&form.plan)?) };
    web.store.account_plan_set(&web.cx, &staff, account, plan).await?;
    Ok(saved(&web, account))
}

fn saved(web: &Web, account: AccountId) -> axum::response::Response {
    web.redirect(&format!("/staff/members/{account}"), Some(Flash::Saved))
}
