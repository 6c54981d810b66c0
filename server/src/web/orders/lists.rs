//! Lists of orders: one's own, and the open ones for staff.

use app::orders::{MyOrdersPage, OpenOrdersPage};
use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;

use crate::web::{Customer, PageResult, Posted, Staff, Web};

#[derive(Deserialize)]
pub struct PageOf {
    page: Option<u32>,
}

#[derive(Deserialize)]
pub struct Find {
    #[serde(default)]
    q: String,
}

pub async fn mine(web: Web, customer: Customer, Query(PageOf { page }): Query<PageOf>) -> PageResult {
    let orders = web.store.orders_mine(&web.cx, &customer, page.unwrap_or(1)).await?;
    Ok(web.page(|| view! { <MyOrdersPage orders/> }))
}

pub async fn open(web: Web, staff: Staff, Query(PageOf { page }): Query<PageOf>) -> PageResult {
    let orders = web.store.orders_open(&web.cx, &staff, "", page.unwrap_or(1)).await?;
    Ok(web.page(|| view! { <OpenOrdersPage orders query=String::new()/> }))
}

/// A search by name is posted, so that the name stands in no address and no log.
pub async fn find(web: Web, staff: Staff, Posted(Find { q }): Posted<Find>) -> PageResult {
    let orders = web.store.orders_open(&web.cx, &staff, &q, 1).await?;
    Ok(web.page(|| view! { <OpenOrdersPage orders query=q/> }))
}
