//! `/operator/shop/delivery`: what delivery costs.

use app::{form::FormState, orders::DeliveryRatesPage};
use domain::{
    DomainError, Operator, calendar,
    form::{CalendarDay, FormInput},
    orders::{Delivery, DeliveryRate},
};
use leptos::prelude::*;
use store::Error;

use crate::web::{
    PageResult, Posted, Web,
    forms::{refused, rerender, saved},
    named,
};

const AT: &str = "/operator/shop/delivery";

pub async fn show(web: Web, _operator: Operator) -> PageResult {
    let rates = web.store.delivery_rates().await?;
    let form = FormState::of(FormInput::default().with("from", calendar::day_of(web.cx.now)));
    Ok(web.page(move || view! { <DeliveryRatesPage rates form/> }))
}

pub async fn set(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let outcome = match DeliveryRate::read(&input, calendar::day_of(web.cx.now)) {
        Ok(rate) => web.store.delivery_rate_set(&web.cx, &operator, rate).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, AT)) };
    let (form, rates) = (refused(input, error)?, web.store.delivery_rates().await?);
    Ok(rerender(&web, move || view! { <DeliveryRatesPage rates form/> }))
}

pub async fn remove(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let delivery: Delivery = named(input.text("delivery"))?;
    let from = named::<CalendarDay>(input.text("from"))?.date();
    web.store.delivery_rate_remove(&web.cx, &operator, delivery, from).await?;
    Ok(saved(&web, AT))
}
