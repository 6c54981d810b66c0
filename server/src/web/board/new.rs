//! Booking for somebody else.

use app::{
    board::{Found, GUEST, NewBookingPage, NewForm, Wrong, ages_wrong, board_path, unchosen, who_missing},
    booking::clock,
    error,
    page::{Flash, Locale},
};
use axum::{extract::Query, http::StatusCode};
use domain::{
    DomainError, Staff, UnitId,
    booking::{Purpose, Refusal, Slot, Wish, first_cell},
    calendar::day_of,
};
use leptos::prelude::*;
use store::{
    Error,
    booking::{ForWhom, StaffBooking},
};

use super::fields::{slot, taken, wrong};
use crate::web::{PageResult, Posted, Web};

/// Members that the search shows.
const FOUND_MAX: usize = 8;
/// The length that is chosen at first.
const MINUTES: &str = "60";

/// The form, with what the address says already.
pub async fn show(web: Web, Query(mut form): Query<NewForm>) -> PageResult {
    let next = first_cell(web.cx.now).start();
    let defaults = [
        (&mut form.date, day_of(next).to_string()),
        (&mut form.start, clock(next)),
        (&mut form.minutes, MINUTES.to_owned()),
        (&mut form.purpose, Purpose::default().as_str().to_owned()),
    ];
    for (field, value) in defaults {
        if field.is_empty() {
            *field = value;
        }
    }
    // A name has no business in an address.
    form.q = String::new();
    page(&web, form, Vec::new(), None).await
}

pub async fn book(web: Web, Posted(mut form): Posted<NewForm>) -> PageResult {
    if form.find.is_some() {
        return page(&web, form, Vec::new(), None).await;
    }
    if let Some((date, start, minutes)) = taken(form.take.as_deref()) {
        // The near time may be on another unit.
        let machine = form.machine.split('/').next().unwrap_or_default().to_owned();
        form = NewForm { date, start, minutes, machine, take: None, ..form };
    }
    let staff = web.cx.actor.staff()?;
    let cmd = match command(web.locale, &form) {
        Ok(cmd) => cmd,
        Err(wrong) => return page(&web, form, wrong, None).await,
    };
    match web.store.booking_by_staff(&web.cx, &staff, &cmd).await {
        Ok(booked) => Ok(web.redirect(&board_path(day_of(booked.slot.start())), Some(Flash::Booked))),
        Err(Error::Domain(DomainError::Reserve(refusal))) => {
            page(&web, form, Vec::new(), Some((cmd.slot, refusal))).await
        }
        Err(Error::Domain(DomainError::Account(problem))) => {
            let wrong = vec![("guest", error::account(web.locale, problem))];
            page(&web, form, wrong, None).await
        }
        Err(Error::Domain(DomainError::Cancel(problem))) => {
            let wrong = vec![("begin", error::cancel(web.locale, problem))];
            page(&web, form, wrong, None).await
        }
        Err(other) => Err(other.into()),
    }
}

/// # Errors
/// Everything that is wrong with the fields.
fn command(l: Locale, form: &NewForm) -> Result<StaffBooking, Wrong> {
    let for_whom = match form.whom.as_str() {
        GUEST => Ok(ForWhom::Guest(form.guest.clone())),
        id => id.parse().map(ForWhom::Account).map_err(|_| vec![("whom", who_missing(l))]),
    };
    let (slug, unit) = match form.machine.split_once('/') {
        Some((slug, unit)) => (slug, unit.parse::<UnitId>().map(Some).map_err(drop)),
        None => (form.machine.as_str(), Ok(None)),
    };
    let unit = unit.ok().filter(|_| !slug.is_empty()).ok_or_else(|| vec![("machine", unchosen(l))]);
    let slot = slot(&form.date, &form.start, &form.minutes).map_err(|problem| wrong(l, problem));
    let children = ages(&form.ages).ok_or_else(|| vec![("ages", ages_wrong(l))]);
    match (for_whom, unit, slot, children) {
        (Ok(for_whom), Ok(unit), Ok(slot), Ok(children)) => Ok(StaffBooking {
            for_whom,
            slug: slug.to_owned(),
            slot,
            wish: Wish { unit, purpose: Purpose::parse(&form.purpose).unwrap_or_default(), children },
            note: Some(form.note.clone()),
            override_reason: Some(form.reason.clone()),
            check_in: form.begin.is_some(),
        }),
        (whom, unit, slot, children) => {
            let all = [whom.err(), unit.err(), slot.err(), children.err()];
            Err(all.into_iter().flatten().flatten().collect())
        }
    }
}

/// `3, 5` and `3、5` alike; `None` for what is no age.
fn ages(text: &str) -> Option<Vec<u8>> {
    let parts = text.split([',', '、', '，', ' ', '　', '・']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok()).collect()
}

async fn page(web: &Web, mut form: NewForm, wrong: Wrong, refused: Option<(Slot, Refusal)>) -> PageResult {
    let staff = web.cx.actor.staff()?;
    let found = found(web, &staff, &form).await?;
    if let ([only], true) = (found.people.as_slice(), form.whom.is_empty()) {
        form.whom = only.id.to_string();
    }
    let machines = web.store.staff_machines(&web.cx, &staff).await?;
    let status = match (&refused, wrong.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    Ok(web.page_with(status, || view! { <NewBookingPage form found machines wrong refused/> }))
}

/// The member who was chosen before, and those whom the search finds.
async fn found(web: &Web, staff: &Staff, form: &NewForm) -> store::Result<Found> {
    let mut found = Found::default();
    if let Ok(id) = form.whom.parse() {
        found.people.push(web.store.member_row(&web.cx, staff, id).await?);
    }
    if !form.q.trim().is_empty() {
        let page = web.store.members_search(&web.cx, staff, &form.q, 1).await?;
        found.more = page.total.saturating_sub(FOUND_MAX as u64);
        let known = found.people.first().map(|row| row.id);
        found.people.extend(page.rows.into_iter().take(FOUND_MAX).filter(|row| Some(row.id) != known));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::ages;

    #[test]
    fn reads_ages_as_people_write_them() {
        assert_eq!(ages(""), Some(vec![]));
        assert_eq!(ages("3, 5"), Some(vec![3, 5]));
        assert_eq!(ages("3、5・7"), Some(vec![3, 5, 7]));
        for bad in ["x", "-1", "300", "3;5", "'\"><script>"] {
            assert_eq!(ages(bad), None, "{bad}");
        }
    }
}
