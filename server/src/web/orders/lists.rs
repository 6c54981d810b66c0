//! Lists of orders: one's own, and the open ones for staff.

use app::orders::{MyOrdersPage, OrdersBoardPage};
use axum::extract::Query;
use domain::orders::OrderQueue;
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

/// The queue in the address; text, so that what is none is the first one.
#[derive(Deserialize)]
pub struct QueueQuery {
    #[serde(default)]
    queue: String,
}

impl QueueQuery {
    fn queue(&self) -> OrderQueue {
        self.queue.parse().unwrap_or_default()
    }
}

pub async fn open(
    web: Web,
    staff: Staff,
    Query(queue): Query<QueueQuery>,
    Query(query): Query<PageQuery>,
) -> PageResult {
    board(&web, &staff, queue.queue(), String::new(), query.page()).await
}

/// A search by name is posted, so that the name stands in no address and no log.
pub async fn find(
    web: Web,
    staff: Staff,
    Query(queue): Query<QueueQuery>,
    Posted(FindForm { q }): Posted<FindForm>,
) -> PageResult {
    board(&web, &staff, queue.queue(), q, 1).await
}

async fn board(web: &Web, staff: &Staff, queue: OrderQueue, query: String, page: u32) -> PageResult {
    let orders = web.store.orders_board(&web.cx, staff, queue, &query, page).await?;
    let counts = web.store.orders_board_counts(&web.cx, staff).await?;
    Ok(web.page(|| view! { <OrdersBoardPage orders queue counts query/> }))
}
