//! Opening hours with breaks, closed days, and whether 祝日 are closed.

use app::{
    equipment::{ClosureWarning, ClosuresPage, HoursWarning, WeekPage},
    form::FormState,
};
use axum::extract::Path;
use domain::{
    DomainError, Operator,
    booking::{ClosureDraft, HolidayRule, WeekDraft},
    calendar,
    form::{CalendarDay, FieldError, FormInput},
};
use leptos::prelude::*;
use store::{Error, equipment::SeenOfWeek};

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
    Ok(web.page(move || view! { <WeekPage form warning=HoursWarning::default()/> }))
}

async fn week_save(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let seen = SeenOfWeek { outside: seen(&input), never_open: input.has("seen_never_open") };
    let week = WeekDraft::read(&input);
    let outcome = match &week {
        Ok(week) => web.store.week_save(&web.cx, &operator, week, seen).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors.clone()))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, "/operator/hours")) };
    let mut form = refused(input, error)?;
    form.errors.retain(|error| !is_question(error));
    let warning = match week {
        Ok(week) => HoursWarning {
            outside: web.store.week_outside(&web.cx, &operator, &week).await?,
            never_open: !week.opens(),
        },
        Err(_) => HoursWarning::default(),
    };
    Ok(rerender(&web, move || view! { <WeekPage form warning/> }))
}

/// How many bookings the form's sender has seen.
fn seen(input: &FormInput) -> u64 {
    input.text("seen").parse().unwrap_or(0)
}

/// What the warnings say better than the line about the form: with the list and the way to each.
fn is_question(error: &FieldError) -> bool {
    matches!(error, FieldError::BookingsOnDays { .. } | FieldError::BookingsOutside { .. } | FieldError::NeverOpen)
}

async fn closures(web: Web, operator: Operator) -> PageResult {
    let closures = web.store.closure_settings(&web.cx, &operator).await?;
    let (form, warning) = (FormState::default(), ClosureWarning::default());
    Ok(web.page(move || view! { <ClosuresPage closures form warning/> }))
}

async fn closure_add(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let seen = seen(&input);
    let draft = ClosureDraft::read(&input, calendar::day_of(web.cx.now));
    let outcome = match &draft {
        Ok(draft) => web.store.closure_add(&web.cx, &operator, draft, seen).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors.clone()))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, CLOSURES)) };
    let mut form = refused(input, error)?;
    form.errors.retain(|error| !is_question(error));
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
    let rule: HolidayRule = named(input.text("rule"))?;
    match web.store.holidays_save(&web.cx, &operator, rule, seen(&input)).await {
        Ok(()) => Ok(saved(&web, CLOSURES)),
        Err(Error::Domain(DomainError::Fields(_))) => {
            let outside = web.store.holidays_outside(&web.cx, &operator, rule).await?;
            let holidays = Some((rule, HoursWarning { outside, never_open: false }));
            let closures = web.store.closure_settings(&web.cx, &operator).await?;
            let (form, warning) = (FormState::default(), ClosureWarning::default());
            Ok(rerender(&web, move || view! { <ClosuresPage closures form warning holidays/> }))
        }
        Err(error) => Err(error.into()),
    }
}
