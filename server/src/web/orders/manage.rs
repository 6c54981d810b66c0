//! One order as staff work on it.

use app::{form::FormState, orders::ManageOrderPage, page::Flash};
use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{
    DomainError, OrderId,
    form::{FieldErrors, FormInput, amount},
    orders::{OrderError, OrderStep, RefundFacts, RefundLine, RefundOrder, RefundScope, refund_reason},
};
use leptos::prelude::*;
use store::Error;

use super::reserve::fresh_key;
use crate::{
    jobs::payments::close_pages,
    web::{PageError, PageResult, Posted, Staff, Web, failure::Failure},
};

pub async fn show(web: Web, staff: Staff, Path(id): Path<OrderId>) -> PageResult {
    page(&web, &staff, id, FormState::of(FormInput::default().with("key", fresh_key())), StatusCode::OK).await
}

/// Takes the next step: `step`, and `tracking` where it is sent.
pub async fn step(web: Web, staff: Staff, Path(id): Path<OrderId>, Posted(input): Posted<FormInput>) -> PageResult {
    let step: OrderStep = input.text("step").parse().map_err(|_| Failure::BadRequest)?;
    match web.store.order_step(&web.cx, &staff, id, step, input.text("tracking")).await {
        Ok(_) => Ok(saved(&web, id)),
        Err(error) => again(&web, &staff, id, input, error).await,
    }
}

/// Gives back what is chosen, or everything (`all`).
pub async fn refund(web: Web, staff: Staff, Path(id): Path<OrderId>, Posted(input): Posted<FormInput>) -> PageResult {
    let facts = web.store.refund_left(&web.cx, &staff, id).await?;
    let outcome = match read_refund(&input, &facts) {
        Ok(cmd) => web.store.order_refund(&web.cx, &staff, id, &cmd).await,
        Err(errors) => Err(errors.into()),
    };
    match outcome {
        Ok(()) => Ok(saved(&web, id)),
        Err(error) => again(&web, &staff, id, input, error).await,
    }
}

/// `all`, or `quantity-0`, `quantity-1`, … by line and `with_delivery`; `restock`, `reason`, `key`.
fn read_refund(input: &FormInput, facts: &RefundFacts) -> Result<RefundOrder, FieldErrors> {
    let mut errors = FieldErrors::default();
    let reason = refund_reason(input.text("reason")).unwrap_or_else(|error| {
        errors.note("reason", error);
        String::new()
    });
    let restock = input.has("restock");
    let scope = if input.has("all") {
        RefundScope::Rest { restock }
    } else {
        let lines = facts.lines.iter().map(|line| read_line(input, &mut errors, line.position, restock)).collect();
        RefundScope::Some { lines, with_delivery: input.has("with_delivery") }
    };
    let idempotency_key = input.text("key").to_owned();
    if errors.is_empty() { Ok(RefundOrder { scope, reason, idempotency_key }) } else { Err(errors) }
}

fn read_line(input: &FormInput, errors: &mut FieldErrors, position: i64, restock: bool) -> RefundLine {
    let field = format!("quantity-{position}");
    let quantity = match input.text(&field) {
        "" => 0,
        typed => amount(typed).unwrap_or_else(|| {
            errors.note(field, domain::form::FieldError::NotANumber);
            0
        }),
    };
    RefundLine { position, quantity, restock }
}

/// Ends a payment that is under way, so that the pieces can be sold at the counter; not when it was paid meanwhile.
pub async fn release(web: Web, staff: Staff, Path(id): Path<OrderId>) -> PageResult {
    let closed = close_pages(&web.store, web.state.payments.as_ref(), &web.cx, id).await.map_err(Error::internal)?;
    let order = web.store.order_view(&web.cx, id, None).await?;
    if !order.state.is_unpaid() && !order.state.has_ended() {
        return again(&web, &staff, id, FormInput::default(), OrderError::WrongState.into()).await;
    }
    if closed && order.state.is_unpaid() {
        web.store.order_cancel(&web.cx, id, None).await?;
    } else if order.state.is_unpaid() {
        // The number for the konbini is out: it may be paid at any moment.
        return again(&web, &staff, id, FormInput::default(), OrderError::WrongState.into()).await;
    }
    Ok(saved(&web, id))
}

pub async fn seen(web: Web, staff: Staff, Path(id): Path<OrderId>) -> PageResult {
    web.store.order_alert_seen(&web.cx, &staff, id).await?;
    Ok(saved(&web, id))
}

fn saved(web: &Web, id: OrderId) -> Response {
    web.redirect(&format!("/staff/orders/{id}"), Some(Flash::Saved))
}

/// The page with what was typed and why it was refused.
async fn again(web: &Web, staff: &Staff, id: OrderId, mut input: FormInput, error: Error) -> PageResult {
    if input.text("key").is_empty() || matches!(error, Error::Domain(DomainError::Order(OrderError::FormUsed))) {
        input.set("key", fresh_key());
    }
    let form = match error {
        Error::Domain(DomainError::Fields(errors)) => FormState::new(input, errors),
        Error::Domain(DomainError::Order(refusal)) => FormState::of(input).refused("", refusal),
        other => return Err(other.into()),
    };
    page(web, staff, id, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn page(
    web: &Web,
    staff: &Staff,
    id: OrderId,
    form: FormState,
    status: StatusCode,
) -> Result<Response, PageError> {
    let order = web.store.order_view(&web.cx, id, None).await?;
    let refund = web.store.refund_left(&web.cx, staff, id).await?;
    Ok(web.page_with(status, || view! { <ManageOrderPage order refund form/> }))
}
