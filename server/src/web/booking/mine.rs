//! One's own bookings: the list, cancelling, moving.

use crate::web::PageQuery;
use app::{
    booking::{BookingPage, CancelPage, MoveForm, MovePage, MyBookingsPage},
    form::FormState,
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    BookingId, DomainError, Member,
    booking::{CancelError, CancelReason, SeriesScope},
    form::{CalendarDay, FormInput},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Error, booking::CancelWhy};

use super::{
    forms::{read_details, read_move},
    to_mine,
};
use crate::web::{PageResult, Posted, Web, named};

pub async fn list(web: Web, member: Member, Query(query): Query<PageQuery>) -> PageResult {
    let list = web.store.bookings_mine(&web.cx, &member, query.page()).await?;
    let waiting = web.store.waitlist_mine(&web.cx, &member).await?;
    let standing = web.store.booking_standing(&web.cx, &member).await?;
    Ok(web.page(|| view! { <MyBookingsPage list waiting standing/> }))
}

pub async fn show(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    let file = web.store.booking_file(&web.cx, &member, named(&id)?).await?;
    let site = web.site.clone();
    Ok(web.page(|| view! { <BookingPage file site form=None/> }))
}

/// Children and note.
pub async fn change(web: Web, member: Member, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let id = named(&id)?;
    let outcome = match read_details(&input, id) {
        Ok(cmd) => web.store.booking_details_change(&web.cx, &member, &cmd).await,
        Err(errors) => Err(errors.into()),
    };
    let form = match outcome {
        Ok(()) => return Ok(web.redirect(&format!("/me/bookings/{id}"), Some(Flash::Saved))),
        Err(Error::Domain(DomainError::Fields(errors))) => FormState::new(input, errors),
        Err(Error::Domain(DomainError::Reserve(refusal))) => {
            FormState::of(input).refused("children", DomainError::Reserve(refusal))
        }
        Err(error) => return Err(error.into()),
    };
    let file = web.store.booking_file(&web.cx, &member, id).await?;
    let site = web.site.clone();
    let form = Some(form);
    Ok(web.page_with(StatusCode::UNPROCESSABLE_ENTITY, || view! { <BookingPage file site form/> }))
}

pub async fn cancel_ask(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    cancel_page(&web, &member, named(&id)?, SeriesScope::This, false).await
}

async fn cancel_page(web: &Web, member: &Member, id: BookingId, scope: SeriesScope, wrong: bool) -> PageResult {
    let booking = web.store.booking_mine(&web.cx, member, id).await?;
    let coming = web.store.booking_series_coming(&web.cx, &booking).await?;
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(web.page_with(status, || view! { <CancelPage booking coming scope wrong/> }))
}

#[derive(Deserialize)]
pub struct CancelForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    scope: String,
}

pub async fn cancel(web: Web, member: Member, Path(id): Path<String>, Posted(form): Posted<CancelForm>) -> PageResult {
    let id = named(&id)?;
    // The staff's reason is not a member's to give.
    let reason = form.reason.parse::<CancelReason>().ok().filter(|reason| CancelReason::MEMBERS.contains(reason));
    let scope = form.scope.parse().unwrap_or_default();
    let why = CancelWhy { reason, note: None };
    let outcome = match scope {
        SeriesScope::This => web.store.booking_cancel(&web.cx, &member, id, why).await,
        _ => web.store.booking_cancel_series(&web.cx, &member, id, scope, why).await,
    };
    match outcome {
        Ok(()) => to_mine(&web, Flash::BookingCancelled),
        Err(Error::Domain(DomainError::Cancel(CancelError::ReasonNeeded))) => {
            cancel_page(&web, &member, id, scope, true).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What the page of moving shows of the form.
fn shown(input: &FormInput) -> MoveForm {
    let minutes = input.text("minutes").trim().parse().ok().filter(|minutes| (15..=1440).contains(minutes));
    let scope = input.text("scope").parse().unwrap_or_default();
    MoveForm { start: input.text("start").to_owned(), minutes, scope, ..MoveForm::default() }
}

pub async fn move_ask(web: Web, member: Member, Path(id): Path<String>, Query(input): Query<FormInput>) -> PageResult {
    let id = named(&id)?;
    move_page(&web, &member, id, &input, shown(&input), StatusCode::OK).await
}

pub async fn do_move(web: Web, member: Member, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let id = named(&id)?;
    let cmd = match read_move(&input, id) {
        Ok(cmd) => cmd,
        Err(errors) => {
            let form = MoveForm { errors, ..shown(&input) };
            return move_page(&web, &member, id, &input, form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let form = shown(&input);
    let outcome = match form.scope {
        SeriesScope::This => web.store.booking_move(&web.cx, &member, &cmd).await.map(|_| ()),
        scope => web.store.booking_move_series(&web.cx, &member, &cmd, scope).await,
    };
    match outcome {
        Ok(()) => to_mine(&web, Flash::BookingMoved),
        Err(Error::Domain(DomainError::Reserve(refusal))) => {
            let form = MoveForm { refusal: Some(refusal), ..form };
            move_page(&web, &member, id, &input, form, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The day that was asked for; one that cannot be read is the booking's own.
async fn move_page(
    web: &Web,
    member: &Member,
    id: BookingId,
    input: &FormInput,
    mut form: MoveForm,
    status: StatusCode,
) -> PageResult {
    if let (false, Ok(cmd)) = (form.scope == SeriesScope::This, read_move(input, id)) {
        form.weeks = web.store.booking_move_check(&web.cx, member, &cmd, form.scope).await?;
    }
    let day = input.text("date").parse().ok().map(CalendarDay::date);
    let view = web.store.booking_move_day(&web.cx, member, id, day).await?;
    Ok(web.page_with(status, || view! { <MovePage view form/> }))
}
