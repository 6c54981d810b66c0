//! `/api/v1/orders`: ordering without an account, and one's own orders.

mod body;

use axum::{
    extract::{DefaultBodyLimit, Path, Query},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use domain::{OrderId, orders::PlaceOrder};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    body::{Body, bytes, read},
    idempotency::{Keyed, REPLAYED},
    json,
};
use crate::web::{AppState, Customer, PageQuery, PageResult, Web, named, orders::payment_address};

pub use body::{OrderBody, OrderList, OrderRequest};

/// Largest body of a request, in bytes.
const BODY_BYTES_MAX: usize = 32 * 1024;

/// Bounds the body of a request.
pub fn small_bodies(handler: MethodRouter<AppState>) -> MethodRouter<AppState> {
    handler.layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
}

/// Orders pieces. No token is needed; with one the order is its owner's. With an `Idempotency-Key` the request can be sent
/// again: it gets the first order.
#[utoipa::path(post, path = "/api/v1/orders", tag = "orders",
    params(("Idempotency-Key" = Option<String>, Header,
        description = "1 to 200 visible ASCII characters, of the program's choice")),
    request_body = OrderRequest,
    responses(
        (status = 201, body = OrderBody, headers(
            ("Location" = String, description = "the order's secret address in the API"),
            ("Idempotency-Replayed" = String, description = "`true` when this order was placed before"))),
        (status = 400, description = "no JSON", body = super::problem::Problem),
        (status = 401, description = "a token that does not work", body = super::problem::Problem),
        (status = 409, description = "it cannot be ordered: `sold_out` and `not_for_sale` name the line's `product`, \
            `not_sent`, `payment_unavailable`, `too_many_open`", body = super::problem::Problem),
        (status = 413, description = "over 32 KB", body = super::problem::Problem),
        (status = 422, description = "a field cannot be read, or the key came with another request",
            body = super::problem::Problem),
        (status = 429, description = "too many orders of one network or to one address", body = super::problem::Problem)))]
pub async fn create(web: Web, headers: HeaderMap, body: Body) -> PageResult {
    let bytes = bytes(body)?;
    let keyed = Keyed::read(&headers, &Method::POST, "/api/v1/orders", &bytes)?;
    let key = keyed.map_or_else(|| Uuid::new_v4().simple().to_string(), |keyed| keyed.scoped("api-order"));
    let cmd = read::<OrderRequest>(&bytes)?.command()?;
    let cmd = PlaceOrder {
        language: Some(app::mail::language(web.locale)),
        client: Some(web.client.clone()),
        pays_online: crate::web::orders::pays_online(&web),
        idempotency_key: key,
        ..cmd
    };
    let placed = web.store.order_place(&web.cx, &cmd).await?;
    let order = web.store.order_view(&web.cx, placed.id, Some(&placed.key)).await?;
    let pay_url = match placed.payment {
        Some(_) => payment_address(&web, placed.id, Some(&placed.key)).await?,
        None => None,
    };
    let location = format!("/api/v1/orders/{}?key={}", placed.id, placed.key);
    let body = OrderBody::of(order, &web.state.config.site_url, pay_url);
    let mut response = (StatusCode::CREATED, [(header::LOCATION, location)], axum::Json(body)).into_response();
    if placed.replayed {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(private(response))
}

#[derive(Deserialize)]
pub struct Key {
    key: Option<String>,
}

/// One order, by the secret of its address or its owner's token.
#[utoipa::path(get, path = "/api/v1/orders/{id}", tag = "orders",
    params(("id" = String, Path, description = "the order's id"),
        ("key" = Option<String>, Query, description = "the secret of its address")),
    responses((status = 200, body = OrderBody), (status = 404, description = "no such order, or another key", body = super::problem::Problem)))]
pub async fn show(web: Web, Path(id): Path<String>, Query(Key { key }): Query<Key>) -> PageResult {
    let id: OrderId = named(&id)?;
    let order = web.store.order_view(&web.cx, id, key.as_deref()).await?;
    Ok(private(json(&OrderBody::of(order, &web.state.config.site_url, None))?))
}

/// One's own orders, the newest first.
#[utoipa::path(get, path = "/api/v1/orders", tag = "orders", security(("bearer" = ["read"])),
    params(("page" = Option<u32>, Query, description = "counted from 1; 1 when left out")),
    responses((status = 200, body = OrderList), (status = 401, body = super::problem::Problem),
        (status = 403, description = "the token has not the scope (`scope_missing`)", body = super::problem::Problem)))]
pub async fn list(web: Web, customer: Customer, Query(query): Query<PageQuery>) -> PageResult {
    let orders = web.store.orders_mine(&web.cx, &customer, query.page()).await?;
    Ok(private(json(&OrderList::of(orders, &web.state.config.site_url))?))
}

/// Nobody keeps what holds somebody's name.
fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
