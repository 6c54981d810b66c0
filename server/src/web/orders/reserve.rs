//! The order form.

use app::{form::FormState, mail::language, orders::ReservePage, page::Flash, shop::Place};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    Actor, DomainError,
    form::FormInput,
    members::AccountError,
    orders::{Buyer, OrderError, PlaceOrder},
};
use leptos::prelude::*;
use store::Error;
use uuid::Uuid;

use crate::web::{PageResult, Posted, Web};

/// The address may say how many pieces were chosen, and from which list the piece was opened.
pub async fn form(web: Web, Path(number): Path<i64>, Query(query): Query<FormInput>) -> PageResult {
    let mut input = known_buyer(&web.cx.actor).input().with("key", fresh_key());
    for name in ["quantity"].into_iter().chain(Place::FIELDS).filter(|name| query.has(name)) {
        input.set(name, query.text(name));
    }
    page(&web, number, FormState::of(input)).await
}

pub async fn place(web: Web, Path(number): Path<i64>, Posted(mut input): Posted<FormInput>) -> PageResult {
    if input.text("key").trim().is_empty() {
        input.set("key", fresh_key());
    }
    let outcome = match PlaceOrder::read_pickup(&input, number) {
        Ok(cmd) => {
            let cmd = PlaceOrder { language: Some(language(web.locale)), client: Some(web.client.clone()), ..cmd };
            web.store.order_place(&web.cx, &cmd).await
        }
        Err(errors) => Err(errors.into()),
    };
    let form = match outcome {
        Ok(placed) => {
            let page = format!("/orders/{}?key={}", placed.id, placed.key);
            let flash = if placed.replayed { Flash::OrderRepeated } else { Flash::OrderPlaced };
            return Ok(web.redirect(&page, Some(flash)));
        }
        Err(Error::Domain(DomainError::Fields(errors))) => FormState::new(input, errors),
        Err(Error::Domain(DomainError::Order(refusal))) => {
            // Whoever sends it again after that message means another order.
            if refusal == OrderError::FormUsed {
                input.set("key", fresh_key());
            }
            FormState::of(input).refused(field_of(refusal), refusal)
        }
        Err(Error::Domain(DomainError::Account(refusal @ AccountError::TooManyAttempts { .. }))) => {
            let form = FormState::of(input).refused("", refusal);
            return page_with(&web, number, form, StatusCode::TOO_MANY_REQUESTS).await;
        }
        Err(error) => return Err(error.into()),
    };
    page(&web, number, form).await
}

/// The field that a refusal is about.
fn field_of(refusal: OrderError) -> &'static str {
    match refusal {
        OrderError::QuantityOutOfRange { .. } | OrderError::NotEnoughStock { .. } => "quantity",
        _ => "",
    }
}

/// The idempotency key of a form that was not sent yet.
pub fn fresh_key() -> String {
    Uuid::new_v4().simple().to_string()
}

/// The signed-in person's name and address, to save typing.
pub fn known_buyer(actor: &Actor) -> Buyer {
    actor.account().map_or_else(Buyer::default, |account| Buyer {
        name: account.display_name.clone(),
        email: account.email.clone(),
        phone: String::new(),
    })
}

async fn page(web: &Web, number: i64, form: FormState) -> PageResult {
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(web, number, form, status).await
}

async fn page_with(web: &Web, number: i64, form: FormState, status: StatusCode) -> PageResult {
    let offer = match web.store.order_offer(&web.cx, number).await {
        // The page of what was in the shop once says that it is paused or no longer sold.
        Err(Error::Domain(DomainError::NotFound)) if web.store.product_gone(&web.cx, number).await?.is_some() => {
            return Ok(web.redirect(&format!("/shop/{number}"), None));
        }
        other => other?,
    };
    let choices = web.store.shop_choices().await?;
    let from = Place::read(&form.input, &choices);
    let hours = web.store.weekday_hours().await?;
    let site = web.site.clone();
    Ok(web.page_with(status, || view! { <ReservePage offer form site hours from/> }))
}
