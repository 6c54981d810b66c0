//! The same time every week.

use app::{
    booking::{RepeatPage, TIMES_USUAL},
    form::FormState,
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    DomainError, Member,
    booking::{BookingDetails, REPEAT_MAX},
    form::FormInput,
};
use leptos::prelude::*;
use store::{Error, booking::BookingCommand};

use super::{
    book::{refused, rerender},
    forms::{TIME_FIELDS, read_booking, read_slot},
    to_mine,
};
use crate::web::{ConfirmedMember, PageResult, Posted, Web};

/// How often, brought into range: what is no number is the usual.
fn times(input: &FormInput) -> i64 {
    input.text("times").trim().parse().unwrap_or(TIMES_USUAL).clamp(2, REPEAT_MAX)
}

pub async fn preview(web: Web, member: Member, Path(slug): Path<String>, Query(input): Query<FormInput>) -> PageResult {
    match read_booking(&input, &slug) {
        Ok(cmd) => weeks(&web, &member, &cmd, FormState::of(input)).await,
        Err(errors) => rerender(&web, &member, &slug, FormState::new(input, errors)).await,
    }
}

/// As [`preview`], with what was typed beside the time.
pub async fn check(web: Web, member: Member, Path(slug): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    match read_booking(&input, &slug) {
        Ok(cmd) => weeks(&web, &member, &cmd, FormState::of(input)).await,
        Err(errors) => weeks_wrong(&web, &member, slug, FormState::new(input, errors)).await,
    }
}

/// The weeks with everything that is wrong in the form; the plain fields when it is the time.
async fn weeks_wrong(web: &Web, member: &Member, slug: String, form: FormState) -> PageResult {
    let slot = read_slot(&form.input).filter(|_| form.errors.first_of(&TIME_FIELDS).is_none());
    let Some(slot) = slot else { return rerender(web, member, &slug, form).await };
    let cmd = BookingCommand { slug, slot, details: BookingDetails::default(), note: None };
    weeks(web, member, &cmd, form).await
}

pub async fn book(
    web: Web,
    member: ConfirmedMember,
    Path(slug): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let cmd = match read_booking(&input, &slug) {
        Ok(cmd) => cmd,
        Err(errors) => return weeks_wrong(&web, &member, slug, FormState::new(input, errors)).await,
    };
    // Another number was chosen than the weeks on the page: they are shown before they are booked.
    if input.has("times_shown") && input.text("times_shown") != times(&input).to_string() {
        return weeks(&web, &member, &cmd, FormState::of(input)).await;
    }
    let wait = input.text("wait") == "yes";
    match web.store.booking_repeat(&web.cx, &member, &cmd, times(&input), wait).await {
        Ok(done) if done.booked.is_empty() => to_mine(&web, Flash::Waiting),
        Ok(_) => to_mine(&web, Flash::Booked),
        Err(Error::Domain(DomainError::Reserve(refusal))) => refused(&web, &member, &cmd, input, refusal).await,
        Err(error) => Err(error.into()),
    }
}

async fn weeks(web: &Web, member: &Member, cmd: &BookingCommand, form: FormState) -> PageResult {
    let times = times(&form.input);
    let quote = web.store.booking_quote(&web.cx, member, cmd).await?;
    let weeks = web.store.booking_repeat_check(&web.cx, member, cmd, times).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(web.page_with(status, || view! { <RepeatPage quote weeks times form/> }))
}
