//! キャンセル待ち.

use app::{
    booking::{WaitPage, WaitlistPage, span_value},
    form::FormState,
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{DomainError, WaitlistId, calendar::day_of, form::FormInput};
use leptos::prelude::*;
use store::{Error, booking::BookingCommand};

use super::{
    book::{refused, rerender},
    forms::{read_booking, read_wait},
    to_mine,
};
use crate::web::{ConfirmedMember, Member, PageResult, Posted, Web};

/// Length that is asked for at first, in minutes.
const MINUTES_USUAL: i64 = 60;

/// The form, with the length that the space has most often; a start and a length in the address are the span.
pub async fn ask(web: Web, member: Member, Path(slug): Path<String>, Query(input): Query<FormInput>) -> PageResult {
    let cmd = match read_booking(&input, &slug) {
        Ok(cmd) => cmd,
        Err(errors) => return rerender(&web, &member, &slug, FormState::new(input, errors)).await,
    };
    let form = input.with("span", span_value(&cmd.slot)).with("minutes", cmd.slot.minutes().min(MINUTES_USUAL));
    wait_page(&web, &member, &cmd, FormState::of(form)).await
}

async fn wait_page(web: &Web, member: &Member, cmd: &BookingCommand, form: FormState) -> PageResult {
    let quote = web.store.booking_quote(&web.cx, member, cmd).await?;
    let hours = web.store.equipment_day(&web.cx, &cmd.slug, Some(day_of(cmd.slot.start()))).await?.hours;
    let (asked, status) = (cmd.slot, if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY });
    Ok(web.page_with(status, || view! { <WaitPage quote hours asked form/> }))
}

/// A place for any time inside a span, or for all of it.
async fn join_span(web: &Web, member: &ConfirmedMember, slug: &str, input: FormInput) -> PageResult {
    let (cmd, minutes, errors) = read_wait(&input, slug);
    let Some(cmd) = cmd else { return rerender(web, member, slug, FormState::new(input, errors)).await };
    if !errors.is_empty() {
        return wait_page(web, member, &cmd, FormState::new(input, errors)).await;
    }
    match web.store.waitlist_join(&web.cx, member, &cmd, minutes).await {
        Ok(id) => Ok(web.redirect(&format!("/me/waitlist/{id}"), Some(Flash::Waiting))),
        Err(Error::Domain(refusal @ (DomainError::Reserve(_) | DomainError::Waitlist(_)))) => {
            wait_page(web, member, &cmd, FormState::of(input).refused("span", refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn join(
    web: Web,
    member: ConfirmedMember,
    Path(slug): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    if input.has("span") {
        return join_span(&web, &member, &slug, input).await;
    }
    let cmd = match read_booking(&input, &slug) {
        Ok(cmd) => cmd,
        Err(errors) => return rerender(&web, &member, &slug, FormState::new(input, errors)).await,
    };
    match web.store.waitlist_join(&web.cx, &member, &cmd, None).await {
        Ok(id) => Ok(web.redirect(&format!("/me/waitlist/{id}"), Some(Flash::Waiting))),
        Err(Error::Domain(DomainError::Reserve(refusal))) => refused(&web, &member, &cmd, input, refusal).await,
        Err(error) => Err(error.into()),
    }
}

pub async fn page(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    let waiting = web.store.waitlist_entry(&web.cx, &member, waitlist_id(&id)?).await?;
    Ok(web.page(|| view! { <WaitlistPage waiting/> }))
}

pub async fn leave(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    web.store.waitlist_leave(&web.cx, &member, waitlist_id(&id)?).await?;
    to_mine(&web, Flash::WaitingLeft)
}

fn waitlist_id(text: &str) -> Result<WaitlistId, Error> {
    text.parse().map_err(|_| DomainError::NotFound.into())
}
