//! Moving anyone's booking.

use app::{
    booking::board::{StaffMovePage, move_input, row_path},
    form::FormState,
    page::Flash,
};
use axum::{extract::Path, http::StatusCode};
use domain::{
    BookingId, DomainError,
    booking::{Refusal, Slot},
    calendar::day_of,
    form::FormInput,
};
use leptos::prelude::*;
use store::Error;

use super::fields::take_near_time;
use crate::web::{PageResult, Posted, Staff, Web, booking::read_move, named};

pub async fn show(web: Web, staff: Staff, Path(booking): Path<String>) -> PageResult {
    page(&web, &staff, named(&booking)?, None, None).await
}

pub async fn save(
    web: Web,
    staff: Staff,
    Path(booking): Path<String>,
    Posted(mut input): Posted<FormInput>,
) -> PageResult {
    let booking: BookingId = named(&booking)?;
    if take_near_time(&mut input) {
        // It may be on another unit.
        input.set("unit", "");
    }
    let cmd = match read_move(&input, booking) {
        Ok(cmd) => cmd,
        Err(errors) => return page(&web, &staff, booking, Some(FormState::new(input, errors)), None).await,
    };
    match web.store.booking_move_by_staff(&web.cx, &staff, &cmd).await {
        Ok(moved) => Ok(web.redirect(&row_path(day_of(moved.slot.start()), booking), Some(Flash::BookingMoved))),
        Err(Error::Domain(DomainError::Reserve(refusal))) => {
            page(&web, &staff, booking, Some(FormState::of(input)), Some((cmd.slot, refusal))).await
        }
        Err(Error::Domain(DomainError::Cancel(problem))) => {
            let form = FormState::of(input).refused("", problem);
            page(&web, &staff, booking, Some(form), None).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The form, with what was typed or where the booking is now.
async fn page(
    web: &Web,
    staff: &Staff,
    booking: BookingId,
    typed: Option<FormState>,
    refused: Option<(Slot, Refusal)>,
) -> PageResult {
    let found = web.store.booking_for_staff(&web.cx, staff, booking).await?;
    let equipment = web.store.equipment_choices(&web.cx, staff).await?;
    let equipment =
        equipment.into_iter().find(|equipment| equipment.slug == found.booking.slug).ok_or(DomainError::NotFound)?;
    let form = typed.unwrap_or_else(|| FormState::of(move_input(&found.booking.slot)));
    let status = match (&refused, form.is_fine()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(web.page_with(status, || view! { <StaffMovePage found equipment form refused/> }))
}
