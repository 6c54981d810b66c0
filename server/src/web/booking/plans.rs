//! 会員種別.

use app::{
    booking::settings::{PlanFormPage, PlansPage},
    form::FormState,
};
use axum::{extract::Path, response::Response};
use domain::{DomainError, Operator, PlanId, booking::PlanDraft, form::FormInput};
use leptos::prelude::*;
use store::Error;

use crate::web::{
    Access, PageError, PageResult, Posted, Route, Web,
    forms::{ReorderForm, refused, rerender, saved},
    named,
};

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

async fn list(web: Web, operator: Operator) -> PageResult {
    let plans = web.store.plan_settings(&web.cx, &operator).await?;
    Ok(web.page(move || view! { <PlansPage plans/> }))
}

async fn new(web: Web, _: Operator) -> PageResult {
    Ok(web.page(|| view! { <PlanFormPage form=FormState::of(PlanDraft::blank()) id=None first=false/> }))
}

async fn add(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let outcome = match PlanDraft::read(&input) {
        Ok(draft) => web.store.plan_add(&web.cx, &operator, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    answer(&web, input, None, false, outcome)
}

async fn edit(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let plan = web.store.plan_setting(&web.cx, &operator, named(&id)?).await?;
    let first = is_first(&web, &operator, plan.id).await?;
    let form = FormState::of(plan.draft.input());
    Ok(web.page(move || view! { <PlanFormPage form id=Some(plan.id) first/> }))
}

async fn change(web: Web, operator: Operator, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let id = web.store.plan_setting(&web.cx, &operator, named(&id)?).await?.id;
    let outcome = match PlanDraft::read(&input) {
        Ok(draft) => web.store.plan_change(&web.cx, &operator, id, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    let first = is_first(&web, &operator, id).await?;
    answer(&web, input, Some(id), first, outcome)
}

async fn shift(web: Web, operator: Operator, Path(id): Path<String>, Posted(form): Posted<ReorderForm>) -> PageResult {
    web.store.plan_shift(&web.cx, &operator, named(&id)?, form.shift()?).await?;
    Ok(saved(&web, LIST))
}

fn answer(
    web: &Web,
    input: FormInput,
    id: Option<PlanId>,
    first: bool,
    outcome: store::Result<()>,
) -> Result<Response, PageError> {
    match outcome {
        Ok(()) => Ok(saved(web, LIST)),
        Err(error) => {
            let form = refused(input, error)?;
            Ok(rerender(web, move || view! { <PlanFormPage form id first/> }))
        }
    }
}

async fn is_first(web: &Web, operator: &Operator, id: PlanId) -> store::Result<bool> {
    Ok(web.store.plan_settings(&web.cx, operator).await?.first().is_some_and(|plan| plan.id == id))
}
