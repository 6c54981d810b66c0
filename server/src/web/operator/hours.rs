//! Opening hours with breaks, closed days, and whether 祝日 are closed.

use app::operator::rules::{ClosureWarning, ClosuresPage, SettingsForm, WeekPage};
use axum::extract::Path;
use domain::{
    DomainError, Operator,
    booking::{ClosureDraft, SettingsRule, Typed, WeekDraft},
    calendar,
    form::CalendarDay,
};
use leptos::prelude::*;
use store::Error;

use super::settings::{Fields, again, named, refused, saved};
use crate::web::{Access, PageResult, Posted, Route, Web};

const CLOSURES: &str = "/operator/closures";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/operator/hours", Access::Operator, week),
        Route::post("/operator/hours", Access::Operator, week_save),
        Route::get("/operator/closures", Access::Operator, closures),
        Route::post("/operator/closures", Access::Operator, closure_add),
        Route::post("/operator/closures/{day}/remove", Access::Operator, closure_remove),
        Route::post("/operator/closures/holidays", Access::Operator, holidays),
    ]
}

async fn week(web: Web) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let form = SettingsForm::of(web.store.week_setting(&web.cx, &operator).await?.typed());
    Ok(web.page(move || view! { <WeekPage form/> }))
}

async fn week_save(web: Web, Posted(fields): Fields) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let typed = Typed::from(fields);
    match WeekDraft::read(&typed) {
        Ok(week) => {
            web.store.week_save(&web.cx, &operator, &week).await?;
            Ok(saved(&web, "/operator/hours"))
        }
        Err(errors) => {
            let form = SettingsForm { typed, errors };
            Ok(again(&web, move || view! { <WeekPage form/> }))
        }
    }
}

async fn closures(web: Web) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let closures = web.store.closure_settings(&web.cx, &operator).await?;
    let (form, warning) = (SettingsForm::default(), ClosureWarning::default());
    Ok(web.page(move || view! { <ClosuresPage closures form warning/> }))
}

async fn closure_add(web: Web, Posted(fields): Fields) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let typed = Typed::from(fields);
    let seen = typed.text("seen").parse().unwrap_or(0);
    let draft = ClosureDraft::read(&typed, calendar::day_of(web.cx.now));
    let outcome = match &draft {
        Ok(draft) => web.store.closure_add(&web.cx, &operator, draft, seen).await,
        Err(errors) => Err(Error::Domain(DomainError::Settings(errors.clone()))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, CLOSURES)) };
    let mut form = refused(typed, error)?;
    // The warning says it better than the line about the form: with the days and the way to the board.
    form.errors.retain(|error| !matches!(error.rule, SettingsRule::BookingsOnDays { .. }));
    let warning = match draft {
        Ok(draft) => warning(&web, &operator, &draft).await?,
        Err(_) => ClosureWarning::default(),
    };
    let closures = web.store.closure_settings(&web.cx, &operator).await?;
    Ok(again(&web, move || view! { <ClosuresPage closures form warning/> }))
}

async fn warning(web: &Web, operator: &Operator, draft: &ClosureDraft) -> store::Result<ClosureWarning> {
    Ok(ClosureWarning(web.store.closure_bookings(&web.cx, operator, draft.first, draft.last).await?))
}

async fn closure_remove(web: Web, Path(day): Path<String>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    web.store.closure_remove(&web.cx, &operator, named::<CalendarDay>(&day)?.date()).await?;
    Ok(saved(&web, CLOSURES))
}

async fn holidays(web: Web, Posted(fields): Fields) -> PageResult {
    let operator = web.cx.actor.operator()?;
    web.store.holidays_save(&web.cx, &operator, Typed::from(fields).ticked("closed")).await?;
    Ok(saved(&web, CLOSURES))
}
