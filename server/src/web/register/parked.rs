//! Carts that wait: parking, the list, bringing back.

use app::{error, page::Flash, register::ParkedPage};
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{CartId, DomainError, register::CartContents};
use leptos::prelude::*;
use store::Error;

use super::{
    counter::to_counter,
    state::{CartState, standing},
};
use crate::web::{PageResult, Posted, Staff, Web};

pub async fn park(web: Web, staff: Staff, Posted(pairs): Posted<Vec<(String, String)>>) -> PageResult {
    let cart = CartState::read(&pairs).cart;
    match web.store.cart_park(&web.cx, &staff, &cart).await {
        Ok(is_parked) => Ok(to_counter(&web, &CartContents::default(), "", is_parked.then_some(Flash::CartParked))),
        Err(refused) => list(&web, &staff, true, refused).await,
    }
}

pub async fn show(web: Web, staff: Staff, headers: HeaderMap) -> PageResult {
    let carts = web.store.carts_parked(&web.cx, &staff).await?;
    let standing = !standing(&headers).is_empty();
    Ok(web.page(|| view! { <ParkedPage carts standing error=None/> }))
}

pub async fn resume(web: Web, staff: Staff, headers: HeaderMap, Path(id): Path<CartId>) -> PageResult {
    let standing = standing(&headers);
    match web.store.cart_resume(&web.cx, &staff, id, &standing).await {
        Ok(cart) => Ok(to_counter(&web, &cart, "", Some(Flash::CartResumed))),
        Err(refused) => list(&web, &staff, !standing.is_empty(), refused).await,
    }
}

pub async fn discard(web: Web, staff: Staff, Path(id): Path<CartId>) -> PageResult {
    web.store.cart_discard(&web.cx, &staff, id).await?;
    Ok(web.redirect("/staff/register/parked", None))
}

/// The list, and why nothing was parked or brought back.
async fn list(web: &Web, staff: &Staff, standing: bool, refused: Error) -> Result<Response, crate::web::PageError> {
    let Error::Domain(DomainError::Register(_)) = refused else { return Err(refused.into()) };
    let error = Some(error::message(web.locale, refused.public()));
    let carts = web.store.carts_parked(&web.cx, staff).await?;
    Ok(web.page_with(StatusCode::UNPROCESSABLE_ENTITY, || view! { <ParkedPage carts standing error/> }))
}
