//! Members: the search, and what the staff set for one.

use app::{
    board::{MemberPage, MembersPage},
    form::FormState,
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId, EquipmentTypeId, PlanId,
    calendar::{at_minute, day_of},
    form::{FieldErrors, FormInput, Reader, YEAR_MAX},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::fields::id;
use crate::web::{PageResult, Posted, Staff, Web};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    page: String,
}

pub async fn list(web: Web, staff: Staff, Query(asked): Query<Asked>) -> PageResult {
    search(web, &staff, asked).await
}

/// A search by name is posted, so that the name stands in no address and no log.
pub async fn find(web: Web, staff: Staff, Posted(asked): Posted<Asked>) -> PageResult {
    search(web, &staff, asked).await
}

async fn search(web: Web, staff: &Staff, asked: Asked) -> PageResult {
    let (query, page) = (asked.q.trim().to_owned(), asked.page.parse().unwrap_or(1));
    let members = web.store.members_search(&web.cx, staff, &query, page).await?;
    Ok(web.page(|| view! { <MembersPage members query/> }))
}

pub async fn show(web: Web, staff: Staff, Path(account): Path<String>) -> PageResult {
    page(&web, &staff, id(&account)?, FormState::default()).await
}

async fn page(web: &Web, staff: &Staff, account: AccountId, form: FormState) -> PageResult {
    let file = web.store.member_file(&web.cx, staff, account).await?;
    let machines = web.store.staff_machines(&web.cx, staff).await?;
    let plans = web.store.plan_choices(&web.cx, staff).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(web.page_with(status, || view! { <MemberPage file machines plans form/> }))
}

pub async fn certify(
    web: Web,
    staff: Staff,
    Path(account): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let account = id(&account)?;
    let (machine, lapses_at) = match read_certificate(&input, day_of(web.cx.now)) {
        Ok(read) => read,
        Err(errors) => return page(&web, &staff, account, FormState::new(input, errors)).await,
    };
    web.store.certification_grant(&web.cx, &staff, account, machine, lapses_at).await?;
    Ok(saved(&web, account))
}

/// For what, and when it lapses; the last day counts in full.
///
/// # Errors
/// Everything that is wrong with the fields.
fn read_certificate(
    input: &FormInput,
    today: NaiveDate,
) -> Result<(EquipmentTypeId, Option<DateTime<Utc>>), FieldErrors> {
    let mut read = Reader::new(input);
    let machine = read.chosen("machine");
    let last = NaiveDate::from_ymd_opt(YEAR_MAX, 12, 31).unwrap_or(today);
    let until = if input.text("until").trim().is_empty() { None } else { read.day("until", today, last) };
    read.done_with(machine.map(|machine| (machine, until.map(|day| at_minute(day, 1440)))))
}

pub async fn uncertify(
    web: Web,
    staff: Staff,
    Path(account): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let account = id(&account)?;
    web.store.certification_withdraw(&web.cx, &staff, account, id(input.text("machine"))?).await?;
    Ok(saved(&web, account))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    plan: String,
}

pub async fn plan(web: Web, staff: Staff, Path(account): Path<String>, Posted(form): Posted<PlanForm>) -> PageResult {
    let account = id(&account)?;
    let plan: Option<PlanId> = if form.plan.is_empty() { None } else { Some(id(&form.plan)?) };
    web.store.account_plan_set(&web.cx, &staff, account, plan).await?;
    Ok(saved(&web, account))
}

fn saved(web: &Web, account: AccountId) -> axum::response::Response {
    web.redirect(&format!("/staff/members/{account}"), Some(Flash::Saved))
}
