//! People: the search, and what the staff set for and note about one.

use app::{
    booking::board::{History, MemberPage, MembersPage},
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
    booking::Among,
    calendar::{at_minute, day_of},
    form::{FieldErrors, FormInput, Reader, YEAR_MAX},
    members::read_note,
};
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use crate::web::{PageResult, Posted, Staff, Web, named};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MembersQuery {
    q: String,
    page: String,
}

pub async fn list(web: Web, staff: Staff, Query(query): Query<MembersQuery>) -> PageResult {
    search(web, &staff, query).await
}

/// A search by name is posted, so that the name stands in no address and no log.
pub async fn find(web: Web, staff: Staff, Posted(query): Posted<MembersQuery>) -> PageResult {
    search(web, &staff, query).await
}

async fn search(web: Web, staff: &Staff, query: MembersQuery) -> PageResult {
    let (query, page) = (query.q.trim().to_owned(), query.page.parse().unwrap_or(1));
    let members = web.store.members_search(&web.cx, staff, Among::Everybody, &query, page).await?;
    Ok(web.page(|| view! { <MembersPage members query/> }))
}

/// Pages of a person's bookings, orders and notes.
#[derive(Clone, Copy, Default)]
struct HistoryPages {
    bookings: u32,
    orders: u32,
    notes: u32,
}

pub async fn show(web: Web, staff: Staff, Path(account): Path<String>, Query(query): Query<FormInput>) -> PageResult {
    let at = |part| query.text(part).parse().unwrap_or(1);
    let pages = HistoryPages { bookings: at("bookings"), orders: at("orders"), notes: at("notes") };
    page_at(&web, &staff, named(&account)?, pages, FormState::default()).await
}

async fn page(web: &Web, staff: &Staff, account: AccountId, form: FormState) -> PageResult {
    page_at(web, staff, account, HistoryPages::default(), form).await
}

async fn page_at(web: &Web, staff: &Staff, account: AccountId, pages: HistoryPages, form: FormState) -> PageResult {
    let file = web.store.member_file(&web.cx, staff, account).await?;
    let equipment = web.store.equipment_choices(&web.cx, staff).await?;
    let plans = web.store.plan_choices(&web.cx, staff).await?;
    let history = History {
        bookings: web.store.bookings_of_person(&web.cx, staff, account, pages.bookings.into()).await?,
        orders: web.store.orders_of(&web.cx, staff, account, pages.orders).await?,
        notes: web.store.staff_notes(&web.cx, staff, account, pages.notes).await?,
        note_key: Uuid::now_v7().to_string(),
    };
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(web.page_with(status, || view! { <MemberPage file equipment plans history form/> }))
}

pub async fn note(web: Web, staff: Staff, Path(account): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let account = named(&account)?;
    let text = match read_note(&input) {
        Ok(text) => text,
        Err(errors) => return page(&web, &staff, account, FormState::new(input, errors)).await,
    };
    // A page that was open before forms had keys sends none.
    let key = input.text("key").parse().unwrap_or_else(|_| Uuid::now_v7());
    web.store.staff_note_add(&web.cx, &staff, account, key, &text).await?;
    Ok(web.redirect(&format!("/staff/people/{account}#notes"), Some(Flash::Saved)))
}

pub async fn note_remove(
    web: Web,
    staff: Staff,
    Path(account): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let account = named(&account)?;
    web.store.staff_note_remove(&web.cx, &staff, account, named(input.text("id"))?).await?;
    Ok(web.redirect(&format!("/staff/people/{account}#notes"), Some(Flash::Saved)))
}

pub async fn certify(
    web: Web,
    staff: Staff,
    Path(account): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let account = named(&account)?;
    let (equipment, lapses_at) = match read_certificate(&input, day_of(web.cx.now)) {
        Ok(read) => read,
        Err(errors) => return page(&web, &staff, account, FormState::new(input, errors)).await,
    };
    web.store.certification_grant(&web.cx, &staff, account, equipment, lapses_at).await?;
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
    let equipment = read.chosen("machine");
    let last = NaiveDate::from_ymd_opt(YEAR_MAX, 12, 31).unwrap_or(today);
    let until = if input.text("until").trim().is_empty() { None } else { read.day("until", today, last) };
    read.done_with(equipment.map(|equipment| (equipment, until.map(|day| at_minute(day, 1440)))))
}

pub async fn uncertify(
    web: Web,
    staff: Staff,
    Path(account): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let account = named(&account)?;
    web.store.certification_withdraw(&web.cx, &staff, account, named(input.text("machine"))?).await?;
    Ok(saved(&web, account))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    plan: String,
}

pub async fn plan(web: Web, staff: Staff, Path(account): Path<String>, Posted(form): Posted<PlanForm>) -> PageResult {
    let account = named(&account)?;
    let plan: Option<PlanId> = if form.plan.is_empty() { None } else { Some(named(&form.plan)?) };
    web.store.account_plan_set(&web.cx, &staff, account, plan).await?;
    Ok(saved(&web, account))
}

fn saved(web: &Web, account: AccountId) -> axum::response::Response {
    web.redirect(&format!("/staff/people/{account}"), Some(Flash::Saved))
}
