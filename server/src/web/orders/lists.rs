//! Lists of orders: one's own, and the open ones for staff.

use app::orders::{MyOrdersPage, OpenOrdersPage};
use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;

use crate::web::{Customer, PageQuery, PageResult, Posted, Staff, Web};

#[derive(Deserialize)]
pub struct FindForm {
    #[serde(default)]
    q: String,
}

pub async fn mine(web: Web, customer: Customer, Query(query): Query<PageQuery>) -> PageResult {
    let orders = web.store.orders_mine(&web.cx, &customer, query.page()).await?;
    Ok(web.page(|| view! { <MyOrdersPage orders/> }))
}

pub async fn open(web: Web, staff: Staff, Query(query): Query<PageQuery>) -> PageResult {
    let orders = web.store.orders_open(&web.cx, &staff, "", query.page()).await?;
    Ok(web.page(|| view! { <OpenOrdersPage orders query=String::new()/> }))
}

/// A search by name is posted, so that the name stands in no address and no log.
pub async fn find(web: Web, staff: Staff, Posted(FindForm { q }): Posted<FindForm>) -> PageResult {
    let orders = web.store.orders_open(&web.cx, &staff, &q, 1).await?;
    Ok(web.page(|| view! { <OpenOrdersPage orders query=q/> }))
}
