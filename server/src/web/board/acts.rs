//! What the staff do with a booking from the board: in, out, not come, cancelled.

use app::{
    board::{BoardPage, StaffCancelPage, board_path, reason_wrong},
    error,
    page::Flash,
};
use axum::{extract::Path, http::StatusCode};
use domain::{BookingId, DomainError, booking::NOTE_CHARS_MAX, calendar::day_of};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use super::fields::{day_or_today, id};
use crate::web::{PageResult, Posted, Web, errors};

/// The board's day, to come back to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct BackTo {
    date: Option<String>,
}

pub async fn check_in(web: Web, Path(booking): Path<String>, Posted(back): Posted<BackTo>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let outcome = web.store.check_in_by_staff(&web.cx, &staff, id(&booking)?).await;
    board_again(&web, &back, outcome, Flash::CheckedIn).await
}

pub async fn check_out(web: Web, Path(booking): Path<String>, Posted(back): Posted<BackTo>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let outcome = web.store.check_out_by_staff(&web.cx, &staff, id(&booking)?).await;
    board_again(&web, &back, outcome, Flash::CheckedOut).await
}

pub async fn no_show(web: Web, Path(booking): Path<String>, Posted(back): Posted<BackTo>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let outcome = web.store.no_show_by_staff(&web.cx, &staff, id(&booking)?).await;
    board_again(&web, &back, outcome, Flash::NoShowRecorded).await
}

/// Back to the board; with the message above it when the act came too late or too early.
async fn board_again(web: &Web, back: &BackTo, outcome: store::Result<()>, done: Flash) -> PageResult {
    let day = day_or_today(web, back.date.as_deref());
    match outcome {
        Ok(()) => Ok(web.redirect(&board_path(day), Some(done))),
        Err(refused @ Error::Domain(DomainError::Cancel(_))) => {
            let board = web.store.board(&web.cx, &web.cx.actor.staff()?, day).await?;
            let (status, problem) = (errors::status(&refused), Some(error::message(web.locale, refused.public())));
            Ok(web.page_with(status, || view! { <BoardPage board problem/> }))
        }
        Err(other) => Err(other.into()),
    }
}

pub async fn cancel_ask(web: Web, Path(booking): Path<String>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let found = web.store.booking_for_staff(&web.cx, &staff, id(&booking)?).await?;
    Ok(web.page(|| view! { <StaffCancelPage found reason=String::new()/> }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Why {
    reason: String,
}

pub async fn cancel(web: Web, Path(booking): Path<String>, Posted(why): Posted<Why>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let booking: BookingId = id(&booking)?;
    let found = web.store.booking_for_staff(&web.cx, &staff, booking).await?;
    let (status, problem) = match reason_wrong(web.locale, &why.reason, NOTE_CHARS_MAX) {
        Some(problem) => (StatusCode::UNPROCESSABLE_ENTITY, problem),
        None => match web.store.booking_cancel_by_staff(&web.cx, &staff, booking, why.reason.trim()).await {
            Ok(()) => {
                let board = board_path(day_of(found.booking.slot.start()));
                return Ok(web.redirect(&board, Some(Flash::BookingCancelled)));
            }
            Err(refused @ Error::Domain(DomainError::Cancel(_))) => {
                (errors::status(&refused), error::message(web.locale, refused.public()))
            }
            Err(other) => return Err(other.into()),
        },
    };
    Ok(web.page_with(status, || view! { <StaffCancelPage found reason=why.reason problem=Some(problem)/> }))
}
