//! The register's page, its search for the browser, and the sale.

use app::{
    error,
    page::Flash,
    register::{CounterPage, CounterView},
};
use axum::{extract::Query, http::StatusCode, response::Response};
use domain::{
    DomainError, Yen,
    money::YEN_MAX,
    register::{Lookup, RecordSale, RegisterError, press},
};
use leptos::prelude::*;
use store::Error;
use uuid::Uuid;

use super::state::{CartState, sale_lines};
use crate::web::{PageResult, Posted, Staff, Web};

type Pairs = Vec<(String, String)>;

pub async fn show(web: Web, staff: Staff, Query(pairs): Query<Pairs>) -> PageResult {
    let mut state = CartState::read(&pairs);
    if !is_key(&state.key) {
        state.key = fresh_key();
    } else if let Some(number) = web.store.sale_of_key(&web.cx, &staff, &state.key).await? {
        return sold_before(&web, &staff, number).await;
    }
    let mut lookup = web.store.register_lookup(&web.cx, &staff, &state.query).await?;
    // A code goes into the cart by itself, as it does in the browser.
    if let Some(order) = lookup.order_number.take() {
        state.order = Some(order);
        state.query.clear();
    }
    if lookup.exact
        && let Some(product) = lookup.products.pop_if(|product| product.available() > 0)
    {
        state.added = Some(product.number);
        state.add(product.number);
        state.query.clear();
    }
    page(&web, &staff, StatusCode::OK, state, lookup, None).await
}

/// The way back after a receipt: the cart was sold, and an empty one follows.
async fn sold_before(web: &Web, staff: &Staff, number: i64) -> PageResult {
    let words = error::message(web.locale, &DomainError::Register(RegisterError::SoldBefore { number }));
    let state = CartState { key: fresh_key(), ..CartState::default() };
    page(web, staff, StatusCode::OK, state, Lookup::default(), Some(words)).await
}

pub async fn sale(web: Web, staff: Staff, Posted(pairs): Posted<Pairs>) -> PageResult {
    let mut state = CartState::read(&pairs);
    let cmd = sale_lines(&pairs).map_err(Error::from).map(|lines| RecordSale {
        lines,
        order: state.order,
        tender: state.tender(),
        tendered: state.tendered,
        idempotency_key: state.key.clone(),
    });
    let outcome = match cmd {
        Ok(cmd) => web.store.sale_record(&web.cx, &staff, &cmd).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(sale) => {
            let flash = if sale.replayed { Flash::SaleRepeated } else { Flash::SaleDone };
            Ok(web.redirect(&format!("/staff/sales/{}", sale.id), Some(flash)))
        }
        // Every line and the amount stay; the message says what to change.
        Err(refused @ Error::Domain(DomainError::Register(_))) => {
            let words = error::message(web.locale, refused.public());
            // Whoever presses again after that message means another sale.
            if matches!(refused, Error::Domain(DomainError::Register(RegisterError::FormUsed))) {
                state.key = fresh_key();
            }
            page(&web, &staff, StatusCode::UNPROCESSABLE_ENTITY, state, Lookup::default(), Some(words)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The idempotency key of a cart that was not sold yet.
pub fn fresh_key() -> String {
    Uuid::new_v4().simple().to_string()
}

/// Whether a key is of the form in which they are given out.
fn is_key(key: &str) -> bool {
    key.len() == 32 && Uuid::try_parse(key).is_ok()
}

async fn page(
    web: &Web,
    staff: &Staff,
    status: StatusCode,
    state: CartState,
    lookup: Lookup,
    error: Option<String>,
) -> Result<Response, crate::web::PageError> {
    let cart = web.store.register_cart(&web.cx, staff, &state.lines, state.order).await?;
    let tendered = match &state.press {
        Some(key) => press(state.tendered, key, cart.total().unwrap_or(Yen(YEN_MAX))),
        None => state.tendered,
    };
    let added = cart.rows.iter().find(|(product, _)| Some(product.number) == state.added);
    let counter = CounterView {
        added: added.map(|(product, _)| product.title.clone()),
        tender: state.tender(),
        cart,
        lookup,
        query: state.query,
        tendered,
        idempotency_key: state.key,
        error,
    };
    Ok(web.page_with(status, || view! { <CounterPage counter/> }))
}
