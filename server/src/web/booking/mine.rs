//! One's own bookings: the list, cancelling, moving.

use crate::web::PageQuery;
use app::{
    booking::{CancelPage, MoveForm, MovePage, MyBookingsPage},
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    BookingId, DomainError, Member,
    booking::{CancelError, CancelReason},
    form::{CalendarDay, FormInput},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Error, booking::CancelWhy};

use super::{forms::read_move, to_mine};
use crate::web::{PageResult, Posted, Web, named};

pub async fn list(web: Web, member: Member, Query(query): Query<PageQuery>) -> PageResult {
    let list = web.store.bookings_mine(&web.cx, &member, query.page()).await?;
    let waiting = web.store.waitlist_mine(&web.cx, &member).await?;
    let standing = web.store.booking_standing(&web.cx, &member).await?;
    Ok(web.page(|| view! { <MyBookingsPage list waiting standing/> }))
}

pub async fn cancel_ask(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    let booking = web.store.booking_mine(&web.cx, &member, named(&id)?).await?;
    Ok(web.page(|| view! { <CancelPage booking/> }))
}

#[derive(Deserialize)]
pub struct CancelForm {
    #[serde(default)]
    reason: String,
}

pub async fn cancel(web: Web, member: Member, Path(id): Path<String>, Posted(form): Posted<CancelForm>) -> PageResult {
    let id = named(&id)?;
    // The staff's reason is not a member's to give.
    let reason = form.reason.parse::<CancelReason>().ok().filter(|reason| CancelReason::MEMBERS.contains(reason));
    let outcome = web.store.booking_cancel(&web.cx, &member, id, CancelWhy { reason, note: None }).await;
    match outcome {
        Ok(()) => to_mine(&web, Flash::BookingCancelled),
        Err(Error::Domain(DomainError::Cancel(CancelError::ReasonNeeded))) => {
            let booking = web.store.booking_mine(&web.cx, &member, id).await?;
            Ok(web.page_with(StatusCode::UNPROCESSABLE_ENTITY, || view! { <CancelPage booking wrong=true/> }))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the page of moving shows of the form.
fn shown(input: &FormInput) -> MoveForm {
    let minutes = input.text("minutes").trim().parse().ok().filter(|minutes| (15..=1440).contains(minutes));
    MoveForm { start: input.text("start").to_owned(), minutes, ..MoveForm::default() }
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
    match web.store.booking_move(&web.cx, &member, &cmd).await {
        Ok(_) => to_mine(&web, Flash::BookingMoved),
        Err(Error::Domain(DomainError::Reserve(refusal))) => {
            let form = MoveForm { refusal: Some(refusal), ..shown(&input) };
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
    form: MoveForm,
    status: StatusCode,
) -> PageResult {
    let day = input.text("date").parse().ok().map(CalendarDay::date);
    let view = web.store.booking_move_day(&web.cx, member, id, day).await?;
    Ok(web.page_with(status, || view! { <MovePage view form/> }))
}
