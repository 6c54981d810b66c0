//! One order's page, opened by the key in its address.

use app::{
    orders::{CancelOrderPage, OrderPage},
    page::Flash,
};
use axum::extract::{Path, Query};
use domain::OrderId;
use leptos::prelude::*;
use serde::Deserialize;

use crate::{
    url_encode::url_encode,
    web::{PageResult, Posted, Web, qr},
};

/// The secret of the address; an order's own account and staff need none.
#[derive(Deserialize)]
pub struct Key {
    key: Option<String>,
}

pub async fn show(web: Web, Path(id): Path<OrderId>, Query(Key { key }): Query<Key>) -> PageResult {
    let order = web.store.order_view(&web.cx, id, key.as_deref()).await?;
    let hours = web.store.weekday_hours().await?;
    let reviews = web.store.review_lines(&web.cx, id, key.as_deref()).await?;
    let site = web.site.clone();
    let qr = qr::svg(&format!("{}/staff/register?order={}", web.state.config.site_url, order.number));
    Ok(web.page(|| view! { <OrderPage order qr site hours reviews/> }))
}

pub async fn cancel_ask(web: Web, Path(id): Path<OrderId>, Query(Key { key }): Query<Key>) -> PageResult {
    let order = web.store.order_view(&web.cx, id, key.as_deref()).await?;
    let by_staff = is_staff(&web) && key.is_none();
    Ok(web.page(|| view! { <CancelOrderPage order by_staff/> }))
}

pub async fn cancel(web: Web, Path(id): Path<OrderId>, Posted(Key { key }): Posted<Key>) -> PageResult {
    web.store.order_cancel(&web.cx, id, key.as_deref()).await?;
    let back = match key {
        None if is_staff(&web) => "/staff/orders".to_owned(),
        None => format!("/orders/{id}"),
        Some(key) => format!("/orders/{id}?key={}", url_encode(&key)),
    };
    Ok(web.redirect(&back, Some(Flash::OrderCancelled)))
}

fn is_staff(web: &Web) -> bool {
    web.cx.actor.staff().is_ok()
}
