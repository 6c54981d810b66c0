//! `/operator/shop/commission`: what stays with the house, from a day on.

use app::{form::FormState, shop::CommissionPage};
use axum::extract::Path;
use domain::{
    DomainError, Operator, calendar,
    catalog::CommissionRate,
    form::{CalendarDay, FormInput},
};
use leptos::prelude::*;
use store::Error;

use crate::web::{
    Access, PageResult, Posted, Route, Web,
    forms::{refused, rerender, saved},
    named,
};

const HERE: &str = "/operator/shop/commission";

pub(super) fn routes() -> Vec<Route> {
    const O: Access = Access::Operator;
    vec![
        Route::get("/operator/shop/commission", O, show),
        Route::post("/operator/shop/commission", O, add),
        Route::post("/operator/shop/commission/{day}/remove", O, remove),
    ]
}

async fn show(web: Web, _operator: Operator) -> PageResult {
    let rates = web.store.commission_rates().await?;
    Ok(web.page(move || view! { <CommissionPage rates form=FormState::default()/> }))
}

async fn add(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let outcome = match CommissionRate::read(&input, calendar::day_of(web.cx.now)) {
        Ok(rate) => web.store.commission_add(&web.cx, &operator, rate).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, HERE)) };
    let form = refused(input, error)?;
    let rates = web.store.commission_rates().await?;
    Ok(rerender(&web, move || view! { <CommissionPage rates form/> }))
}

async fn remove(web: Web, operator: Operator, Path(day): Path<String>) -> PageResult {
    web.store.commission_remove(&web.cx, &operator, named::<CalendarDay>(&day)?.date()).await?;
    Ok(saved(&web, HERE))
}
