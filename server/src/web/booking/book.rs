//! From the chooser to the booking: the confirmation keeps the time while it is open.

use app::{
    booking::{ConfirmPage, RefusedPage, TimesPage},
    form::FormState,
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use chrono::{DateTime, Utc};
use domain::{
    DomainError, Member,
    booking::{BookingDetails, Refusal, ReserveError},
    calendar::day_of,
    form::FormInput,
};
use leptos::prelude::*;
use store::{Error, booking::BookingCommand};

use super::{
    forms::{TIME_FIELDS, read_booking, read_slot},
    to_mine,
};
use crate::web::{ConfirmedMember, PageResult, Posted, Web};

/// The confirmation. It keeps the time for the member: a visit that writes, on purpose, so that it works after signing
/// in and without a script; repeating it changes nothing (decision 5).
pub async fn confirm(
    web: Web,
    member: Member,
    Path(slug): Path<String>,
    Query(mut input): Query<FormInput>,
) -> PageResult {
    take_over(&web, &member, &mut input).await?;
    let cmd = match read_booking(&input, &slug) {
        Ok(cmd) => cmd,
        Err(errors) => return rerender(&web, &member, &slug, FormState::new(input, errors)).await,
    };
    // That the address is not confirmed is said when the booking is tried; until then there is something to look at.
    let Ok(confirmed) = web.cx.actor.confirmed_member() else {
        return quoted(&web, &member, &cmd, input, None).await;
    };
    match web.store.booking_hold(&web.cx, &confirmed, &cmd).await {
        Ok(hold) => quoted(&web, &member, &cmd, input, Some(hold.until)).await,
        Err(Error::Domain(DomainError::Reserve(refusal))) if is_asked_here(&refusal) => {
            quoted(&web, &member, &cmd, input, None).await
        }
        Err(Error::Domain(DomainError::Reserve(refusal))) => refused(&web, &member, &cmd, input, refusal).await,
        Err(error) => Err(error.into()),
    }
}

pub async fn book(
    web: Web,
    member: ConfirmedMember,
    Path(slug): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let cmd = match read_booking(&input, &slug) {
        Ok(cmd) => cmd,
        Err(errors) => return rerender(&web, &member, &slug, FormState::new(input, errors)).await,
    };
    match web.store.booking_reserve(&web.cx, &member, cmd.clone()).await {
        Ok(_) => to_mine(&web, Flash::Booked),
        Err(Error::Domain(DomainError::Reserve(refusal))) => refused(&web, &member, &cmd, input, refusal).await,
        Err(error) => Err(error.into()),
    }
}

/// Fills in the details of the booking that `again` names: they stand in no address.
async fn take_over(web: &Web, member: &Member, input: &mut FormInput) -> Result<(), Error> {
    let Ok(id) = input.text("again").parse() else { return Ok(()) };
    let booking = match web.store.booking_mine(&web.cx, member, id).await {
        Ok(booking) => booking,
        Err(Error::Domain(DomainError::NotFound)) => return Ok(()),
        Err(error) => return Err(error),
    };
    let ages: Vec<String> = booking.children.iter().map(ToString::to_string).collect();
    input.set("purpose", booking.purpose.into_str());
    input.set("children", ages.join(", "));
    input.set("note", booking.note.unwrap_or_default());
    Ok(())
}

/// Whether only something is missing that the confirmation itself asks for.
fn is_asked_here(refusal: &Refusal) -> bool {
    refusal.rule == ReserveError::ChildrenMissing && refusal.also.is_empty()
}

async fn quoted(
    web: &Web,
    member: &Member,
    cmd: &BookingCommand,
    input: FormInput,
    until: Option<DateTime<Utc>>,
) -> PageResult {
    let quote = web.store.booking_quote(&web.cx, member, cmd).await?;
    if let Some(refusal) = quote.refusal.clone().filter(|refusal| !is_asked_here(refusal)) {
        return refused(web, member, cmd, input, refusal).await;
    }
    let form = FormState::of(input);
    Ok(web.page(|| view! { <ConfirmPage quote form until/> }))
}

/// Why it is refused, and the ways on.
pub async fn refused(
    web: &Web,
    member: &Member,
    cmd: &BookingCommand,
    input: FormInput,
    refusal: Refusal,
) -> PageResult {
    let quote = web.store.booking_quote(&web.cx, member, cmd).await?;
    let form = FormState::of(input);
    Ok(web.page_with(StatusCode::CONFLICT, || view! { <RefusedPage quote refusal form/> }))
}

/// The form with what was typed and everything that is wrong with it: the plain fields when it is the time, else the
/// confirmation.
pub async fn rerender(web: &Web, member: &Member, slug: &str, form: FormState) -> PageResult {
    let slot = read_slot(&form.input).filter(|_| form.errors.first_of(&TIME_FIELDS).is_none());
    let Some(slot) = slot else { return times_page(web, slug, form).await };
    let cmd = BookingCommand { slug: slug.to_owned(), slot, details: BookingDetails::default(), note: None };
    let quote = web.store.booking_quote(&web.cx, member, &cmd).await?;
    Ok(web.page_with(StatusCode::UNPROCESSABLE_ENTITY, || view! { <ConfirmPage quote form until=None/> }))
}

async fn times_page(web: &Web, slug: &str, form: FormState) -> PageResult {
    let equipment = web.store.equipment_machine(&web.cx, slug).await?;
    let horizon = web.store.plan_for(&web.cx).await?.rules.horizon_days;
    let today = day_of(web.cx.now);
    Ok(web.page_with(StatusCode::UNPROCESSABLE_ENTITY, || view! { <TimesPage equipment today form horizon/> }))
}
