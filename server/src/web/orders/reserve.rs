//! The order form.

use app::orders::{ReserveForm, ReservePage};
use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{
    Actor, DomainError,
    orders::{Buyer, OrderError, PlaceOrder},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;
use uuid::Uuid;

use app::page::Flash;

use crate::web::{PageResult, Posted, Web};

#[derive(Deserialize)]
pub struct PostedOrder {
    key: String,
    #[serde(default)]
    quantity: String,
    name: String,
    email: String,
    #[serde(default)]
    phone: String,
}

pub async fn form(web: Web, Path(number): Path<i64>) -> PageResult {
    let form = ReserveForm {
        buyer: known_buyer(&web.cx.actor),
        quantity: 1,
        idempotency_key: fresh_key(),
        problems: Vec::new(),
    };
    page(&web, StatusCode::OK, number, form).await
}

pub async fn place(web: Web, Path(number): Path<i64>, Posted(posted): Posted<PostedOrder>) -> PageResult {
    let cmd = PlaceOrder {
        product_number: number,
        // What is no number is out of range, and said so.
        quantity: posted.quantity.trim().parse().unwrap_or(0),
        buyer: Buyer { name: posted.name, email: posted.email, phone: posted.phone },
        idempotency_key: posted.key,
    };
    let problems = match web.store.order_place(&web.cx, &cmd).await {
        Ok(placed) => {
            let page = format!("/orders/{}?key={}", placed.id, placed.key);
            let flash = if placed.replayed { Flash::OrderRepeated } else { Flash::OrderPlaced };
            return Ok(web.redirect(&page, Some(flash)));
        }
        Err(Error::Domain(DomainError::Buyer(problems))) => problems,
        Err(Error::Domain(DomainError::Order(problem))) => vec![problem],
        Err(error) => return Err(error.into()),
    };
    let PlaceOrder { buyer, quantity, mut idempotency_key, .. } = cmd;
    // Whoever sends it again after that message means another order.
    if problems.contains(&OrderError::FormUsed) {
        idempotency_key = fresh_key();
    }
    let form = ReserveForm { buyer, quantity, idempotency_key, problems };
    page(&web, StatusCode::UNPROCESSABLE_ENTITY, number, form).await
}

/// The idempotency key of a form that was not sent yet.
fn fresh_key() -> String {
    Uuid::new_v4().simple().to_string()
}

/// The signed-in person's name and address, to save typing.
fn known_buyer(actor: &Actor) -> Buyer {
    actor.account().map_or_else(Buyer::default, |account| Buyer {
        name: account.display_name.clone(),
        email: account.email.clone(),
        phone: String::new(),
    })
}

async fn page(
    web: &Web,
    status: StatusCode,
    number: i64,
    form: ReserveForm,
) -> Result<Response, crate::web::PageError> {
    let offer = web.store.order_offer(&web.cx, number).await?;
    let hours = web.store.weekday_hours().await?;
    let site = web.state.site.clone();
    Ok(web.page_with(status, || view! { <ReservePage offer form site hours/> }))
}
