//! Moving anyone's booking.

use app::{
    board::{MoveForm, StaffMovePage, Wrong, board_path, unchosen},
    error,
    page::Flash,
};
use axum::{extract::Path, http::StatusCode};
use domain::{
    BookingId, DomainError, UnitId,
    booking::{Refusal, Slot},
    calendar::day_of,
};
use leptos::prelude::*;
use store::{Error, booking::MoveCommand};

use super::fields::{id, slot, taken, wrong};
use crate::web::{PageResult, Posted, Web};

pub async fn show(web: Web, Path(booking): Path<String>) -> PageResult {
    page(&web, id(&booking)?, None, Vec::new(), None).await
}

pub async fn save(web: Web, Path(booking): Path<String>, Posted(mut form): Posted<MoveForm>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let booking: BookingId = id(&booking)?;
    if let Some((date, start, minutes)) = taken(form.take.as_deref()) {
        // The near time may be on another unit.
        form = MoveForm { date, start, minutes, unit: String::new(), take: None };
    }
    let unit = match form.unit.as_str() {
        "" => None,
        text => match text.parse::<UnitId>() {
            Ok(unit) => Some(unit),
            Err(_) => return page(&web, booking, Some(form), vec![("unit", unchosen(web.locale))], None).await,
        },
    };
    let slot = match slot(&form.date, &form.start, &form.minutes) {
        Ok(slot) => slot,
        Err(problem) => return page(&web, booking, Some(form), wrong(web.locale, problem), None).await,
    };
    let cmd = MoveCommand { id: booking, slot, unit };
    match web.store.booking_move_by_staff(&web.cx, &staff, &cmd).await {
        Ok(moved) => Ok(web.redirect(&board_path(day_of(moved.slot.start())), Some(Flash::BookingMoved))),
        Err(Error::Domain(DomainError::Reserve(refusal))) => {
            page(&web, booking, Some(form), Vec::new(), Some((slot, refusal))).await
        }
        Err(refused @ Error::Domain(DomainError::Cancel(_))) => {
            let problem = error::message(web.locale, refused.public());
            page(&web, booking, Some(form), vec![("", problem)], None).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The form, with what was typed or where the booking is now.
async fn page(
    web: &Web,
    booking: BookingId,
    typed: Option<MoveForm>,
    wrong: Wrong,
    refused: Option<(Slot, Refusal)>,
) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let found = web.store.booking_for_staff(&web.cx, &staff, booking).await?;
    let machines = web.store.staff_machines(&web.cx, &staff).await?;
    let machine =
        machines.into_iter().find(|machine| machine.slug == found.booking.slug).ok_or(DomainError::NotFound)?;
    let status = match (&refused, wrong.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let form = typed.unwrap_or_else(|| MoveForm::of(&found.booking.slot));
    Ok(web.page_with(status, || view! { <StaffMovePage found machine form wrong refused/> }))
}
