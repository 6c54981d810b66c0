//! The same time every week.

use app::{
    booking::{RepeatPage, TIMES_USUAL},
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{DomainError, Member, booking::REPEAT_MAX};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Error, booking::BookingCommand};

use super::{
    book::{BookForm, Wrong, answer_wrong, refused},
    to_mine,
};
use crate::web::{PageResult, Posted, Web};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RepeatForm {
    // Flattened forms cannot tell numbers from text: all is text.
    #[serde(flatten)]
    form: BookForm,
    times: String,
    wait: String,
}

impl RepeatForm {
    /// Brought into range: what is no number is the usual.
    fn times(&self) -> i64 {
        self.times.trim().parse().unwrap_or(TIMES_USUAL).clamp(2, REPEAT_MAX)
    }
}

pub async fn preview(web: Web, Path(slug): Path<String>, Query(asked): Query<RepeatForm>) -> PageResult {
    let member = web.cx.actor.member()?;
    match asked.form.command(&slug) {
        Ok(cmd) => weeks(&web, &member, &cmd, &asked, None).await,
        Err(wrong) => answer_wrong(&web, &member, &slug, asked.form, wrong).await,
    }
}

pub async fn book(web: Web, Path(slug): Path<String>, Posted(asked): Posted<RepeatForm>) -> PageResult {
    let member = web.cx.actor.member()?;
    let cmd = match (asked.form.command(&slug), asked.form.bare(&slug)) {
        (Ok(cmd), _) => cmd,
        (Err(Wrong::Wish(field)), Ok(cmd)) => return weeks(&web, &member, &cmd, &asked, Some(field)).await,
        (Err(wrong), _) => return answer_wrong(&web, &member, &slug, asked.form, wrong).await,
    };
    let wait = asked.wait == "yes";
    match web.store.booking_repeat(&web.cx, &member, &cmd, asked.times(), wait).await {
        Ok(done) if done.booked.is_empty() => to_mine(&web, Flash::Waiting),
        Ok(_) => to_mine(&web, Flash::Booked),
        Err(Error::Domain(DomainError::Reserve(refusal))) => refused(&web, &member, &cmd, &asked.form, refusal).await,
        Err(error) => Err(error.into()),
    }
}

async fn weeks(
    web: &Web,
    member: &Member,
    cmd: &BookingCommand,
    asked: &RepeatForm,
    wrong: Option<&'static str>,
) -> PageResult {
    let times = asked.times();
    let quote = web.store.booking_quote(&web.cx, member, cmd).await?;
    let weeks = web.store.booking_repeat_check(&web.cx, member, cmd, times).await?;
    let form = asked.form.shown(web, wrong);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(web.page_with(status, || view! { <RepeatPage quote weeks times form/> }))
}
