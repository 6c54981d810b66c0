//! Booking for somebody else.

use app::{
    booking::{
        board::{Found, GUEST, NewBookingPage, row_path},
        clock,
    },
    form::FormState,
    page::Flash,
};
use axum::{extract::Query, http::StatusCode};
use chrono::{DateTime, Utc};
use domain::{
    AccountId, DomainError, UnitId,
    booking::{Among, BookingDetails, Cell, NOTE_CHARS_MAX, Purpose, Refusal, Slot, first_cell},
    calendar::day_of,
    form::{FieldError, FieldErrors, FormInput, Reader},
};
use leptos::prelude::*;
use store::{
    Error,
    booking::{ForWhom, StaffBooking},
};

use super::fields::take_near_time;
use crate::web::{PageResult, Posted, Staff, Web};

/// Members that the search shows.
const FOUND_MAX: usize = 8;
/// The length that is chosen at first.
const MINUTES: &str = "60";

/// The form, with what the address says already.
pub async fn show(web: Web, staff: Staff, Query(mut input): Query<FormInput>) -> PageResult {
    let begins = if input.has("begin") { Cell::of(web.cx.now) } else { first_cell(web.cx.now) };
    let next = begins.start();
    let defaults = [("date", day_of(next).to_string()), ("start", clock(next)), ("minutes", MINUTES.to_owned())];
    for (field, value) in defaults {
        if input.text(field).is_empty() {
            input.set(field, value);
        }
    }
    // A name has no business in an address.
    input.set("q", "");
    page(&web, &staff, FormState::of(input), None).await
}

pub async fn book(web: Web, staff: Staff, Posted(mut input): Posted<FormInput>) -> PageResult {
    if input.has("find") {
        return page(&web, &staff, FormState::of(input), None).await;
    }
    if take_near_time(&mut input) {
        // It may be on another unit.
        let equipment = input.text("machine").split('/').next().unwrap_or_default().to_owned();
        input.set("machine", equipment);
    }
    begin_now(&mut input, web.cx.now);
    let cmd = match read(&input) {
        Ok(cmd) => cmd,
        Err(errors) => return page(&web, &staff, FormState::new(input, errors), None).await,
    };
    let form = match web.store.booking_by_staff(&web.cx, &staff, &cmd).await {
        Ok(booked) => {
            let is_guest = matches!(cmd.for_whom, ForWhom::Guest(_));
            let flash = if is_guest { Flash::GuestBooked } else { Flash::Booked };
            return Ok(web.redirect(&row_path(day_of(booked.slot.start()), booked.id), Some(flash)));
        }
        Err(Error::Domain(DomainError::Reserve(refusal))) => {
            return page(&web, &staff, FormState::of(input), Some((cmd.slot, refusal))).await;
        }
        Err(Error::Domain(DomainError::Fields(errors))) => FormState::new(input, errors),
        Err(Error::Domain(DomainError::Cancel(refusal))) => FormState::of(input).refused("begin", refusal),
        Err(other) => return Err(other.into()),
    };
    page(&web, &staff, form, None).await
}

/// Who begins at once begins in the quarter hour in progress, not in the next one that the form offers.
fn begin_now(input: &mut FormInput, now: DateTime<Utc>) {
    let running = Cell::of(now);
    let is_next = input.text("start") == clock(Cell(running.0 + 1).start());
    if input.has("begin") && is_next && input.text("date") == day_of(now).to_string() {
        input.set("start", clock(running.start()));
    }
}

/// # Errors
/// Everything that is wrong with the fields.
fn read(input: &FormInput) -> Result<StaffBooking, FieldErrors> {
    let mut read = Reader::new(input);
    let for_whom = match input.text("whom") {
        GUEST => Some(ForWhom::Guest(input.text("guest").to_owned())),
        id => {
            id.parse::<AccountId>().map(ForWhom::Account).map_err(|_| read.note("whom", FieldError::NobodyChosen)).ok()
        }
    };
    let equipment = equipment(input.text("machine"));
    if equipment.is_none() {
        read.note("machine", FieldError::NotAChoice);
    }
    let slot = read.slot();
    // None is chosen at first: the yearly report counts by it.
    let purpose = read.chosen::<Purpose>("purpose");
    let children = read.ages("ages");
    let note = read.optional("note", NOTE_CHARS_MAX);
    let override_reason = read.optional("reason", NOTE_CHARS_MAX);
    let check_in = input.has("begin");
    let whole = for_whom.zip(equipment).zip(slot).zip(purpose);
    read.done_with(whole.map(|(((for_whom, (slug, unit)), slot), purpose)| {
        let details = BookingDetails { unit, purpose, children };
        StaffBooking { for_whom, slug, slot, details, note, override_reason, check_in }
    }))
}

/// A machine's word, or that and a unit's id: `laser/0190…`.
fn equipment(text: &str) -> Option<(String, Option<UnitId>)> {
    let (slug, unit) = match text.split_once('/') {
        Some((slug, unit)) => (slug, Some(unit.parse().ok()?)),
        None => (text, None),
    };
    (!slug.is_empty()).then(|| (slug.to_owned(), unit))
}

async fn page(web: &Web, staff: &Staff, mut form: FormState, refused: Option<(Slot, Refusal)>) -> PageResult {
    let found = found(web, staff, &form.input).await?;
    if let ([only], "") = (found.people.as_slice(), form.input.text("whom")) {
        form.input.set("whom", only.id);
    }
    let equipment = web.store.equipment_choices(&web.cx, staff).await?;
    let status = match (&refused, form.is_fine()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(web.page_with(status, || view! { <NewBookingPage form found equipment refused/> }))
}

/// The member who was chosen before, and those whom the search finds.
async fn found(web: &Web, staff: &Staff, input: &FormInput) -> store::Result<Found> {
    let mut found = Found::default();
    if let Ok(id) = input.text("whom").parse() {
        found.people.push(web.store.member_row(&web.cx, staff, id).await?);
    }
    let query = input.text("q");
    if !query.trim().is_empty() {
        let page = web.store.members_search(&web.cx, staff, Among::Members, query, 1).await?;
        found.more = page.total.saturating_sub(FOUND_MAX as u64);
        let known = found.people.first().map(|row| row.id);
        found.people.extend(page.rows.into_iter().take(FOUND_MAX).filter(|row| Some(row.id) != known));
    }
    Ok(found)
}
