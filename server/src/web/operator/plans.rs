//! 会員種別.

use app::operator::rules::{PlanFormPage, PlansPage, SettingsForm};
use axum::{extract::Path, response::Response};
use domain::{
    DomainError, Operator, PlanId,
    booking::{PlanDraft, Typed},
};
use leptos::prelude::*;
use store::Error;

use super::settings::{Fields, To, again, named, refused, saved};
use crate::web::{Access, PageError, PageResult, Posted, Route, Web};

const LIST: &str = "/operator/plans";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/operator/plans", Access::Operator, list),
        Route::get("/operator/plans/new", Access::Operator, new),
        Route::post("/operator/plans/new", Access::Operator, add),
        Route::get("/operator/plans/{id}", Access::Operator, edit),
        Route::post("/operator/plans/{id}", Access::Operator, change),
        Route::post("/operator/plans/{id}/shift", Access::Operator, shift),
    ]
}

async fn list(web: Web) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let plans = web.store.plan_settings(&web.cx, &operator).await?;
    Ok(web.page(move || view! { <PlansPage plans/> }))
}

async fn new(web: Web) -> PageResult {
    web.cx.actor.operator()?;
    Ok(web.page(|| view! { <PlanFormPage form=SettingsForm::of(PlanDraft::blank()) id=None first=false/> }))
}

async fn add(web: Web, Posted(fields): Fields) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let typed = Typed::from(fields);
    let outcome = match PlanDraft::read(&typed) {
        Ok(draft) => web.store.plan_add(&web.cx, &operator, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Settings(errors))),
    };
    answer(&web, typed, None, false, outcome)
}

async fn edit(web: Web, Path(id): Path<String>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let plan = web.store.plan_setting(&web.cx, &operator, named(&id)?).await?;
    let first = is_first(&web, &operator, plan.id).await?;
    let form = SettingsForm::of(plan.draft.typed());
    Ok(web.page(move || view! { <PlanFormPage form id=Some(plan.id) first/> }))
}

async fn change(web: Web, Path(id): Path<String>, Posted(fields): Fields) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let id = web.store.plan_setting(&web.cx, &operator, named(&id)?).await?.id;
    let typed = Typed::from(fields);
    let outcome = match PlanDraft::read(&typed) {
        Ok(draft) => web.store.plan_change(&web.cx, &operator, id, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Settings(errors))),
    };
    let first = is_first(&web, &operator, id).await?;
    answer(&web, typed, Some(id), first, outcome)
}

async fn shift(web: Web, Path(id): Path<String>, Posted(to): Posted<To>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    web.store.plan_shift(&web.cx, &operator, named(&id)?, to.shift()?).await?;
    Ok(saved(&web, LIST))
}

fn answer(
    web: &Web,
    typed: Typed,
    id: Option<PlanId>,
    first: bool,
    outcome: store::Result<()>,
) -> Result<Response, PageError> {
    match outcome {
        Ok(()) => Ok(saved(web, LIST)),
        Err(error) => {
            let form = refused(typed, error)?;
            Ok(again(web, move || view! { <PlanFormPage form id first/> }))
        }
    }
}

async fn is_first(web: &Web, operator: &Operator, id: PlanId) -> store::Result<bool> {
    Ok(web.store.plan_settings(&web.cx, operator).await?.first().is_some_and(|plan| plan.id == id))
}
