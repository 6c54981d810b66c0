//! What the staff do with a booking from the board: in, out, not come, cancelled.

use app::{
    booking::board::{BoardPage, StaffCancelPage, row_path},
    error,
    page::Flash,
};
use axum::extract::Path;
use domain::{
    BookingId, DomainError,
    booking::NOTE_CHARS_MAX,
    calendar::day_of,
    form::{FormInput, Reader},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use super::fields::day_or_today;
use crate::web::{PageResult, Posted, Staff, Web, failure, named};

/// The board's day, to come back to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BackTo {
    date: Option<String>,
}

pub async fn check_in(web: Web, staff: Staff, Path(booking): Path<String>, Posted(back): Posted<BackTo>) -> PageResult {
    let id = named(&booking)?;
    let outcome = web.store.check_in_by_staff(&web.cx, &staff, id).await;
    board_again(&web, &staff, &back, id, (outcome, Flash::CheckedIn)).await
}

pub async fn check_out(
    web: Web,
    staff: Staff,
    Path(booking): Path<String>,
    Posted(back): Posted<BackTo>,
) -> PageResult {
    let id = named(&booking)?;
    let outcome = web.store.check_out_by_staff(&web.cx, &staff, id).await;
    board_again(&web, &staff, &back, id, (outcome, Flash::CheckedOut)).await
}

pub async fn no_show(web: Web, staff: Staff, Path(booking): Path<String>, Posted(back): Posted<BackTo>) -> PageResult {
    let id = named(&booking)?;
    let outcome = web.store.no_show_by_staff(&web.cx, &staff, id).await;
    board_again(&web, &staff, &back, id, (outcome, Flash::NoShowRecorded)).await
}

pub async fn no_show_undo(
    web: Web,
    staff: Staff,
    Path(booking): Path<String>,
    Posted(back): Posted<BackTo>,
) -> PageResult {
    let id = named(&booking)?;
    let outcome = web.store.no_show_undo(&web.cx, &staff, id).await;
    board_again(&web, &staff, &back, id, (outcome, Flash::NoShowUndone)).await
}

/// Back to the board where one was; with the message above it when the act came too late or too early.
async fn board_again(
    web: &Web,
    staff: &Staff,
    back: &BackTo,
    booking: BookingId,
    (outcome, done): (store::Result<()>, Flash),
) -> PageResult {
    let day = day_or_today(web, back.date.as_deref());
    match outcome {
        Ok(()) => Ok(web.redirect(&row_path(day, booking), Some(done))),
        Err(refused @ Error::Domain(DomainError::Cancel(_))) => {
            let board = web.store.board(&web.cx, staff, day).await?;
            let (status, problem) = (failure::status(&refused), Some(error::message(web.locale, refused.public())));
            Ok(web.page_with(status, || view! { <BoardPage board problem/> }))
        }
        Err(other) => Err(other.into()),
    }
}

pub async fn cancel_ask(web: Web, staff: Staff, Path(booking): Path<String>) -> PageResult {
    let found = web.store.booking_for_staff(&web.cx, &staff, named(&booking)?).await?;
    Ok(web.page(|| view! { <StaffCancelPage found reason=String::new()/> }))
}

pub async fn cancel(
    web: Web,
    staff: Staff,
    Path(booking): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let booking: BookingId = named(&booking)?;
    let found = web.store.booking_for_staff(&web.cx, &staff, booking).await?;
    let mut read = Reader::new(&input);
    let reason = read.words("reason", NOTE_CHARS_MAX);
    let outcome = match read.done(reason) {
        Ok(reason) => web.store.booking_cancel_by_staff(&web.cx, &staff, booking, &reason).await,
        Err(errors) => Err(DomainError::Fields(errors).into()),
    };
    match outcome {
        Ok(()) => {
            let board = row_path(day_of(found.booking.slot.start()), booking);
            Ok(web.redirect(&board, Some(Flash::BookingCancelled)))
        }
        Err(refused @ Error::Domain(DomainError::Cancel(_) | DomainError::Fields(_))) => {
            let (status, problem) = (failure::status(&refused), Some(error::message(web.locale, refused.public())));
            let reason = input.text("reason").to_owned();
            Ok(web.page_with(status, || view! { <StaffCancelPage found reason problem/> }))
        }
        Err(other) => Err(other.into()),
    }
}
