//! Opening hours with breaks, closed days, and whether 祝日 are closed.

use app::{
    equipment::{ClosureWarning, ClosuresPage, WeekPage},
    form::FormState,
};
use axum::extract::Path;
use domain::{
    DomainError, Operator,
    booking::{ClosureDraft, WeekDraft},
    calendar,
    form::{CalendarDay, FieldError, FormInput},
};
use leptos::prelude::*;
use store::Error;

use crate::web::{
    Access, PageResult, Posted, Route, Web,
    forms::{refused, rerender, saved},
    named,
};

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

async fn week(web: Web, operator: Operator) -> PageResult {
    let form = FormState::of(web.store.week_setting(&web.cx, &operator).await?.input());
    Ok(web.page(move || view! { <WeekPage form/> }))
}

async fn week_save(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    match WeekDraft::read(&input) {
        Ok(week) => {
            web.store.week_save(&web.cx, &operator, &week).await?;
            Ok(saved(&web, "/operator/hours"))
        }
        Err(errors) => {
            let form = FormState::new(input, errors);
            Ok(rerender(&web, move || view! { <WeekPage form/> }))
        }
    }
}

async fn closures(web: Web, operator: Operator) -> PageResult {
    let closures = web.store.closure_settings(&web.cx, &operator).await?;
    let (form, warning) = (FormState::default(), ClosureWarning::default());
    Ok(web.page(move || view! { <ClosuresPage closures form warning/> }))
}

async fn closure_add(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let seen = input.text("seen").parse().unwrap_or(0);
    let draft = ClosureDraft::read(&input, calendar::day_of(web.cx.now));
    let outcome = match &draft {
        Ok(draft) => web.store.closure_add(&web.cx, &operator, draft, seen).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors.clone()))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, CLOSURES)) };
    let mut form = refused(input, error)?;
    // The warning says it better than the line about the form: with the days and the way to the board.
    form.errors.retain(|error| !matches!(error, FieldError::BookingsOnDays { .. }));
    let warning = match draft {
        Ok(draft) => warning(&web, &operator, &draft).await?,
        Err(_) => ClosureWarning::default(),
    };
    let closures = web.store.closure_settings(&web.cx, &operator).await?;
    Ok(rerender(&web, move || view! { <ClosuresPage closures form warning/> }))
}

async fn warning(web: &Web, operator: &Operator, draft: &ClosureDraft) -> store::Result<ClosureWarning> {
    Ok(ClosureWarning(web.store.closure_bookings(&web.cx, operator, draft.first, draft.last).await?))
}

async fn closure_remove(web: Web, operator: Operator, Path(day): Path<String>) -> PageResult {
    web.store.closure_remove(&web.cx, &operator, named::<CalendarDay>(&day)?.date()).await?;
    Ok(saved(&web, CLOSURES))
}

async fn holidays(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    web.store.holidays_save(&web.cx, &operator, input.has("closed")).await?;
    Ok(saved(&web, CLOSURES))
}
