//! From the chooser to the booking: the confirmation keeps the time while it is open.

use app::{
    booking::{ConfirmPage, RefusedPage, Times, TimesPage, WishForm},
    error,
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use chrono::{DateTime, Utc};
use domain::{
    DomainError, Member, UnitId,
    booking::{
        CHILD_AGE_MAX, CHILDREN_MAX, NOTE_CHARS_MAX, Purpose, Refusal, ReserveError, Slot, SlotError, Wish, read_ages,
    },
    calendar::day_of,
    members::AccountError,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Error, booking::BookingCommand};

use super::{read_slot, to_mine};
use crate::web::{PageResult, Posted, Web};

/// What the chooser and the confirmation send, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BookForm {
    pub date: String,
    pub start: String,
    pub minutes: String,
    pub purpose: Option<String>,
    pub unit: Option<String>,
    pub children: String,
    pub note: String,
}

/// What makes no booking: the time, which has a page of its own, or something asked beside it.
pub enum Wrong {
    Time(&'static str, SlotError),
    Wish(&'static str),
}

impl BookForm {
    /// The slot that was asked for.
    ///
    /// # Errors
    /// The field at fault, and what is wrong with it.
    pub fn slot(&self) -> Result<Slot, (&'static str, SlotError)> {
        read_slot(&self.date, &self.start, &self.minutes)
    }

    /// # Errors
    /// The field at fault.
    pub fn command(&self, slug: &str) -> Result<BookingCommand, Wrong> {
        let slot = self.slot().map_err(|(field, error)| Wrong::Time(field, error))?;
        let unreadable = |field| Wrong::Time(field, SlotError::Unreadable);
        let unit = self.unit.as_deref().filter(|text| !text.is_empty());
        let unit = unit.map(|text| text.parse::<UnitId>().map_err(|_| unreadable("unit"))).transpose()?;
        let purpose = match self.purpose.as_deref() {
            None => Purpose::default(),
            Some(word) => Purpose::parse(word).ok_or(unreadable("purpose"))?,
        };
        let children = read_ages(&self.children).ok_or(Wrong::Wish("children"))?;
        let note = self.note.trim();
        if note.chars().count() > NOTE_CHARS_MAX {
            return Err(Wrong::Wish("note"));
        }
        let note = (!note.is_empty()).then(|| note.to_owned());
        Ok(BookingCommand { slug: slug.to_owned(), slot, wish: Wish { unit, purpose, children }, note })
    }

    /// As the page shows it again; `wrong` is the field at fault.
    pub fn shown(&self, web: &Web, wrong: Option<&'static str>) -> WishForm {
        let message = |field| match field {
            "note" => error::note_too_long(web.locale, NOTE_CHARS_MAX),
            _ => {
                let unclear = ReserveError::ChildrenUnclear { max: CHILDREN_MAX, age_max: CHILD_AGE_MAX };
                error::reserve(web.locale, &unclear)
            }
        };
        WishForm {
            purpose: self.purpose.as_deref().and_then(Purpose::parse),
            unit: self.unit.clone().unwrap_or_default(),
            children: self.children.clone(),
            note: self.note.chars().take(NOTE_CHARS_MAX * 2).collect(),
            wrong: wrong.map(|field| (field, message(field))),
        }
    }

    /// The command for the slot alone, to quote it when something beside it is wrong.
    ///
    /// # Errors
    /// As [`BookForm::slot`].
    pub fn bare(&self, slug: &str) -> Result<BookingCommand, (&'static str, SlotError)> {
        Ok(BookingCommand { slug: slug.to_owned(), slot: self.slot()?, wish: Wish::default(), note: None })
    }
}

/// The confirmation. It keeps the time for the member: a visit that writes, on purpose, so that it works after signing
/// in and without a script; repeating it changes nothing (decision 5).
pub async fn confirm(web: Web, Path(slug): Path<String>, Query(form): Query<BookForm>) -> PageResult {
    let member = web.cx.actor.member()?;
    let cmd = match form.command(&slug) {
        Ok(cmd) => cmd,
        Err(wrong) => return answer_wrong(&web, &member, &slug, form, wrong).await,
    };
    match web.store.booking_hold(&web.cx, &member, &cmd).await {
        Ok(hold) => quoted(&web, &member, &cmd, &form, Some(hold.until)).await,
        // Said when the booking is tried; until then there is something to look at.
        Err(Error::Domain(DomainError::Account(AccountError::EmailNotConfirmed))) => {
            quoted(&web, &member, &cmd, &form, None).await
        }
        Err(Error::Domain(DomainError::Reserve(refusal))) => refused(&web, &member, &cmd, &form, refusal).await,
        Err(error) => Err(error.into()),
    }
}

pub async fn book(web: Web, Path(slug): Path<String>, Posted(form): Posted<BookForm>) -> PageResult {
    let member = web.cx.actor.member()?;
    let cmd = match form.command(&slug) {
        Ok(cmd) => cmd,
        Err(wrong) => return answer_wrong(&web, &member, &slug, form, wrong).await,
    };
    match web.store.booking_reserve(&web.cx, &member, cmd.clone()).await {
        Ok(_) => to_mine(&web, Flash::Booked),
        Err(Error::Domain(DomainError::Reserve(refusal))) => refused(&web, &member, &cmd, &form, refusal).await,
        Err(error) => Err(error.into()),
    }
}

async fn quoted(
    web: &Web,
    member: &Member,
    cmd: &BookingCommand,
    form: &BookForm,
    until: Option<DateTime<Utc>>,
) -> PageResult {
    let quote = web.store.booking_quote(&web.cx, member, cmd).await?;
    if let Some(refusal) = quote.refusal.clone() {
        return refused(web, member, cmd, form, refusal).await;
    }
    let form = form.shown(web, None);
    Ok(web.page(|| view! { <ConfirmPage quote form until/> }))
}

/// Why it is refused, and the ways on.
pub async fn refused(
    web: &Web,
    member: &Member,
    cmd: &BookingCommand,
    form: &BookForm,
    refusal: Refusal,
) -> PageResult {
    let quote = web.store.booking_quote(&web.cx, member, cmd).await?;
    let form = form.shown(web, None);
    Ok(web.page_with(StatusCode::CONFLICT, || view! { <RefusedPage quote refusal form/> }))
}

/// The form again, with what was typed and what is wrong with it.
pub async fn answer_wrong(web: &Web, member: &Member, slug: &str, form: BookForm, wrong: Wrong) -> PageResult {
    match (wrong, form.bare(slug)) {
        (Wrong::Time(field, error), _) | (Wrong::Wish(_), Err((field, error))) => {
            times_page(web, slug, form, field, error).await
        }
        (Wrong::Wish(field), Ok(cmd)) => {
            let quote = web.store.booking_quote(&web.cx, member, &cmd).await?;
            let form = form.shown(web, Some(field));
            Ok(web.page_with(StatusCode::UNPROCESSABLE_ENTITY, || view! { <ConfirmPage quote form until=None/> }))
        }
    }
}

/// The plain fields again, with what was typed and why it makes no slot.
async fn times_page(web: &Web, slug: &str, form: BookForm, field: &'static str, error: SlotError) -> PageResult {
    let machine = web.store.equipment_machine(&web.cx, slug).await?;
    let horizon = web.store.plan_for(&web.cx).await?.rules.horizon_days;
    let today = day_of(web.cx.now);
    let times = Times { date: form.date, start: form.start, minutes: form.minutes };
    Ok(web
        .page_with(StatusCode::UNPROCESSABLE_ENTITY, || view! { <TimesPage machine today times horizon field error/> }))
}
