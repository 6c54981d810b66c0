//! The checkout: its form, the last screen, and the order. Nothing is kept before the order is placed: what was typed
//! travels in the pages.

use app::{
    form::FormState,
    mail::language,
    orders::{CheckoutPage, ConfirmPage},
    page::Flash,
};
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    DomainError, OrderId, calendar,
    form::{FieldError, FieldErrors, FormInput, Reader},
    members::AccountError,
    orders::{Address, Basket, BasketView, OrderError, OrderPlaced, PlaceOrder, SaleTerms},
    payments::PaymentsKind,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use super::{
    basket::{basket_of, keep_basket, look, refused},
    pay::to_payment,
    reserve::{fresh_key, known_buyer},
};
use crate::{
    postal,
    web::{PageResult, Posted, Web},
};

pub async fn form(web: Web, headers: HeaderMap) -> PageResult {
    let basket = basket_of(&headers);
    let view = look(&web, &basket).await?;
    // A cart that cannot be ordered as it stands says what is wrong with it.
    if !view.is_fine() {
        return Ok(web.redirect("/cart", None));
    }
    let input = known_buyer(&web.cx.actor).input().with("key", fresh_key());
    page(&web, view, FormState::of(input), StatusCode::OK).await
}

/// The last screen, or the form again with everything that is wrong with it.
pub async fn confirm(web: Web, headers: HeaderMap, Posted(mut input): Posted<FormInput>) -> PageResult {
    let basket = basket_of(&headers);
    let view = look(&web, &basket).await?;
    if !view.is_fine() {
        return Ok(web.redirect("/cart", None));
    }
    if input.text("key").is_empty() {
        input.set("key", fresh_key());
    }
    if input.text("act") == "postal" {
        return with_address(&web, view, input).await;
    }
    let order = match PlaceOrder::read(&input, basket.lines) {
        Ok(order) => order,
        Err(errors) => {
            return page(&web, view, FormState::new(input, errors), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    if !order.delivery.takes(&view.parcels()) {
        let form = FormState::of(input).refused("delivery", OrderError::NotSentThisWay);
        return page(&web, view, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let terms = web.store.checkout_terms(&web.cx).await?;
    Ok(web.page(|| view! { <ConfirmPage basket=view terms order input/> }))
}

/// The form with the address of its postal code.
async fn with_address(web: &Web, view: BasketView, mut input: FormInput) -> PageResult {
    let mut read = Reader::new(&input);
    let code = read.postal_code("postal_code");
    let errors = match read.done(code) {
        Ok(code) => {
            let places = postal::places(&code);
            Address::fill(&mut input, &places);
            match places.is_empty() {
                true => FieldErrors::of("postal_code", FieldError::PostalCodeUnknown),
                false => FieldErrors::default(),
            }
        }
        Err(errors) => errors,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(web, view, FormState::new(input, errors), status).await
}

/// Back from the last screen: the form with what was typed.
pub async fn edit(web: Web, headers: HeaderMap, Posted(input): Posted<FormInput>) -> PageResult {
    let view = look(&web, &basket_of(&headers)).await?;
    if !view.is_fine() {
        return Ok(web.redirect("/cart", None));
    }
    page(&web, view, FormState::of(input), StatusCode::OK).await
}

/// Places the order of the cart, and leads on to the payment or the order's page.
pub async fn place(web: Web, headers: HeaderMap, Posted(mut input): Posted<FormInput>) -> PageResult {
    let basket = basket_of(&headers);
    // A form without a key is nobody's to send again.
    if input.text("key").trim().is_empty() {
        input.set("key", fresh_key());
    }
    // The browser's way back after an order: its cart is empty, and its form leads to the order again.
    if basket.lines.is_empty()
        && let Some(placed) = web.store.order_of_key(&web.cx, input.text("key")).await?
    {
        return done(&web, &placed).await;
    }
    let outcome = match PlaceOrder::read(&input, basket.lines.clone()) {
        Ok(cmd) => {
            let cmd = PlaceOrder {
                language: Some(language(web.locale)),
                client: Some(web.client.clone()),
                pays_online: pays_online(&web),
                ..cmd
            };
            web.store.order_place(&web.cx, &cmd).await
        }
        Err(errors) => Err(errors.into()),
    };
    match outcome {
        Ok(placed) => done(&web, &placed).await,
        Err(Error::Domain(DomainError::Fields(errors))) => {
            let view = look(&web, &basket).await?;
            page(&web, view, FormState::new(input, errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Domain(why @ DomainError::Order(refusal))) => match refusal {
            OrderError::NotEnoughStock { .. }
            | OrderError::NotForSale { .. }
            | OrderError::NotWrapped { .. }
            | OrderError::OptionsChanged { .. }
            | OrderError::NoLines
            | OrderError::TooManyLines { .. }
            | OrderError::QuantityOutOfRange { .. } => refused(&web, &basket, StatusCode::CONFLICT, &why).await,
            refusal => {
                // Whoever sends it again after that message means another order.
                if refusal == OrderError::FormUsed {
                    input.set("key", fresh_key());
                }
                let view = look(&web, &basket).await?;
                let form = FormState::of(input).refused(field_of(refusal), refusal);
                page(&web, view, form, StatusCode::UNPROCESSABLE_ENTITY).await
            }
        },
        Err(Error::Domain(DomainError::Account(refusal @ AccountError::TooManyAttempts { .. }))) => {
            let view = look(&web, &basket).await?;
            let form = FormState::of(input).refused("", refusal);
            page(&web, view, form, StatusCode::TOO_MANY_REQUESTS).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The cart is ordered: it is empty now.
async fn done(web: &Web, placed: &OrderPlaced) -> PageResult {
    let mut response = match placed.payment {
        Some(_) => to_payment(web, placed.id, Some(&placed.key)).await?,
        None => {
            let flash = if placed.replayed { Flash::OrderRepeated } else { Flash::OrderPlaced };
            web.redirect(&format!("/orders/{}?key={}", placed.id, placed.key), Some(flash))
        }
    };
    keep_basket(web, &mut response, &Basket::default());
    Ok(response)
}

/// The secret of the address, as the form sends it.
#[derive(Deserialize)]
pub struct Key {
    key: Option<String>,
}

/// Leads (again) to the page where an order is paid.
pub async fn pay(web: Web, Path(id): Path<OrderId>, Posted(Key { key }): Posted<Key>) -> PageResult {
    to_payment(&web, id, key.as_deref()).await
}

/// How the shop sells today.
pub async fn sale_terms(web: &Web) -> store::Result<SaleTerms> {
    let rates = web.store.delivery_rates().await?;
    Ok(SaleTerms::on(calendar::day_of(web.cx.now), &rates, pays_online(web)))
}

/// Whether there is a provider of payments.
pub fn pays_online(web: &Web) -> bool {
    web.state.payments.kind() != PaymentsKind::CounterOnly
}

fn field_of(refusal: OrderError) -> &'static str {
    match refusal {
        OrderError::NotSentThisWay => "delivery",
        OrderError::CounterNeedsPickup | OrderError::NotPaidOnline => "pay_by",
        _ => "",
    }
}

async fn page(
    web: &Web,
    basket: BasketView,
    form: FormState,
    status: StatusCode,
) -> Result<Response, crate::web::PageError> {
    let terms = web.store.checkout_terms(&web.cx).await?;
    let pays_online = pays_online(web);
    Ok(web.page_with(status, || view! { <CheckoutPage basket terms form pays_online/> }))
}
