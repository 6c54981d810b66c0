//! One's own bookings: the list, cancelling, moving.

use app::{
    booking::{CancelPage, MoveForm, MovePage, MyBookingsPage},
    error,
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use chrono::TimeDelta;
use domain::{
    BookingId, DomainError, Member, UnitId,
    booking::{CancelError, CancelReason, Slot, SlotError},
    calendar::at_minute,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    Error,
    booking::{CancelWhy, MoveCommand},
};

use super::{booking_id, read_day, read_minute, to_mine};
use crate::web::{PageResult, Posted, Web};

#[derive(Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    page: Option<String>,
}

pub async fn list(web: Web, Query(query): Query<PageQuery>) -> PageResult {
    let member = web.cx.actor.member()?;
    // A page that is no number is the first: nothing depends on it.
    let page = query.page.and_then(|text| text.parse().ok()).unwrap_or(1);
    let list = web.store.bookings_mine(&web.cx, &member, page).await?;
    let waiting = web.store.waitlist_mine(&web.cx, &member).await?;
    let standing = web.store.booking_standing(&web.cx, &member).await?;
    Ok(web.page(|| view! { <MyBookingsPage list waiting standing/> }))
}

pub async fn cancel_ask(web: Web, Path(id): Path<String>) -> PageResult {
    let member = web.cx.actor.member()?;
    let booking = web.store.booking_mine(&web.cx, &member, booking_id(&id)?).await?;
    Ok(web.page(|| view! { <CancelPage booking/> }))
}

#[derive(Deserialize)]
pub struct CancelForm {
    #[serde(default)]
    reason: String,
}

pub async fn cancel(web: Web, Path(id): Path<String>, Posted(form): Posted<CancelForm>) -> PageResult {
    let (member, id) = (web.cx.actor.member()?, booking_id(&id)?);
    // The staff's reason is not a member's to give.
    let reason = CancelReason::parse(&form.reason).filter(|reason| CancelReason::MEMBERS.contains(reason));
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

/// Where to, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WhereTo {
    date: String,
    start: String,
    minutes: String,
    unit: String,
}

impl WhereTo {
    /// # Errors
    /// What cannot be read.
    fn command(&self, id: BookingId) -> Result<MoveCommand, SlotError> {
        let start = at_minute(read_day(&self.date)?, read_minute(&self.start)?);
        let minutes: i64 = self.minutes.trim().parse().map_err(|_| SlotError::Unreadable)?;
        let end = start.checked_add_signed(TimeDelta::minutes(minutes.clamp(0, 10_000)));
        let slot = Slot::new(start, end.ok_or(SlotError::Unreadable)?)?;
        let unit = Some(self.unit.as_str()).filter(|text| !text.is_empty());
        let unit = unit.map(|text| text.parse::<UnitId>().map_err(|_| SlotError::Unreadable)).transpose()?;
        Ok(MoveCommand { id, slot, unit })
    }

    fn shown(&self) -> MoveForm {
        let minutes = self.minutes.trim().parse().ok().filter(|minutes| (15..=1440).contains(minutes));
        MoveForm { start: self.start.clone(), minutes, ..MoveForm::default() }
    }
}

pub async fn move_ask(web: Web, Path(id): Path<String>, Query(to): Query<WhereTo>) -> PageResult {
    let (member, id) = (web.cx.actor.member()?, booking_id(&id)?);
    move_page(&web, &member, id, &to, to.shown(), StatusCode::OK).await
}

pub async fn do_move(web: Web, Path(id): Path<String>, Posted(to): Posted<WhereTo>) -> PageResult {
    let (member, id) = (web.cx.actor.member()?, booking_id(&id)?);
    let cmd = match to.command(id) {
        Ok(cmd) => cmd,
        Err(wrong) => {
            let form = MoveForm { wrong: Some(error::slot(web.locale, wrong)), ..to.shown() };
            return move_page(&web, &member, id, &to, form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    match web.store.booking_move(&web.cx, &member, &cmd).await {
        Ok(_) => to_mine(&web, Flash::BookingMoved),
        Err(Error::Domain(DomainError::Reserve(refusal))) => {
            let form = MoveForm { refusal: Some(refusal), ..to.shown() };
            move_page(&web, &member, id, &to, form, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The day that was asked for; one that cannot be read is the booking's own.
async fn move_page(
    web: &Web,
    member: &Member,
    id: BookingId,
    to: &WhereTo,
    form: MoveForm,
    status: StatusCode,
) -> PageResult {
    let view = web.store.booking_move_day(&web.cx, member, id, read_day(&to.date).ok()).await?;
    Ok(web.page_with(status, || view! { <MovePage view form/> }))
}
