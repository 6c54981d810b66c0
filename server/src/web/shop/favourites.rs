//! Pieces that somebody keeps in mind: an account's in its rows, a visitor's in a cookie.

use app::shop::FavouritesPage;
use axum::http::HeaderMap;
use domain::{DomainError, catalog::number_of, form::FormInput, members::local_path};
use leptos::prelude::*;

use crate::{
    favourites,
    web::{PageResult, Posted, Web, failure::Failure},
};

/// Where they are listed.
const LIST: &str = "/favourites";

pub(super) async fn list(web: Web, headers: HeaderMap) -> PageResult {
    let tiles = match web.cx.actor.customer() {
        Ok(customer) => web.store.favourites_own(&web.cx, &customer).await?,
        Err(_) => web.store.favourites_named(&web.cx, &favourites::read(&headers)).await?,
    };
    Ok(web.page(move || view! { <FavouritesPage tiles/> }))
}

/// Adds a piece or takes it out. A number that nothing has does no harm: it is listed nowhere.
pub(super) async fn change(web: Web, headers: HeaderMap, Posted(input): Posted<FormInput>) -> PageResult {
    let number = number_of(input.text("product")).ok_or(DomainError::NotFound)?;
    let wanted = match input.text("act") {
        "add" => true,
        "remove" => false,
        _ => return Err(Failure::BadRequest.into()),
    };
    let mut response = web.redirect(local_path(input.text("next")).unwrap_or(LIST), None);
    match web.cx.actor.customer() {
        Ok(customer) => web.store.favourite_set(&web.cx, &customer, number, wanted).await?,
        Err(_) => {
            let kept = favourites::read(&headers).with(number, wanted);
            favourites::set(web.state.config.secure(), response.headers_mut(), &kept);
        }
    }
    Ok(response)
}
