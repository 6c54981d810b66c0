//! What everyone browses.

use app::{
    form::FormState,
    shop::{List, MakerPage, Narrowing, Place, ProductGonePage, ProductPage, ShopPage},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    DomainError,
    form::FormInput,
    shop::{Shelf, ShelfOf, ShopFilter},
};
use leptos::prelude::*;
use store::Error;

use super::json_ld::json_ld;
use crate::web::{PageQuery, PageResult, Web, named};

/// Works that are shown where nothing was found.
const OTHERS: usize = 8;

pub(super) async fn shelf(web: Web, Query(input): Query<FormInput>) -> PageResult {
    let choices = web.store.shop_choices().await?;
    let (filter, errors) = ShopFilter::read(&input, &choices);
    let page = input.text("page").parse().unwrap_or(1);
    let shelf = web.store.shop_find(&web.cx, &filter, page).await?;
    let is_unknown = errors.first_of(&["category", "tag", "maker"]).is_some();
    let status = if is_unknown { StatusCode::NOT_FOUND } else { status_of(&shelf) };
    let mut others = Vec::new();
    if shelf.tiles.is_empty() && filter.is_narrowed() {
        others = web.store.shop_page(&web.cx, ShelfOf::All, 1).await?.tiles;
        others.truncate(OTHERS);
    }
    let narrowing = Narrowing { filter, form: FormState::new(input, errors), choices };
    let site_url = web.state.config.site_url.clone();
    Ok(web.page_with(status, move || view! { <ShopPage shelf narrowing others site_url/> }))
}

/// A page past the end says so to machines too.
fn status_of(shelf: &Shelf) -> StatusCode {
    if shelf.tiles.is_empty() && shelf.page > 1 { StatusCode::NOT_FOUND } else { StatusCode::OK }
}

pub(super) async fn product(web: Web, Path(number): Path<String>, Query(from): Query<FormInput>) -> PageResult {
    let number = named(&number)?;
    let data = match web.store.product_page(&web.cx, number).await {
        Err(Error::Domain(DomainError::NotFound)) => return gone(&web, number).await,
        other => other?,
    };
    let choices = web.store.shop_choices().await?;
    let mut place = Place::read(&from, &choices);
    // Another maker's list has no place for this piece.
    if matches!(&place.list, List::Maker(slug) if *slug != data.maker.slug) {
        place.list = List::default();
    }
    let site_url = web.state.config.site_url.clone();
    let json_ld = json_ld(&data, &site_url);
    Ok(web.page(move || view! { <ProductPage data place json_ld site_url/> }))
}

/// What was in the shop once says so, with a way on: 410 for good, 200 for a while.
async fn gone(web: &Web, number: i64) -> PageResult {
    let gone = web.store.product_gone(&web.cx, number).await?.ok_or(DomainError::NotFound)?;
    let status = if gone.paused { StatusCode::OK } else { StatusCode::GONE };
    Ok(web.page_with(status, move || view! { <ProductGonePage gone/> }))
}

pub(super) async fn maker(web: Web, Path(slug): Path<String>, Query(query): Query<PageQuery>) -> PageResult {
    let data = web.store.maker_page(&web.cx, &slug, query.page()).await?;
    let status = status_of(&data.shelf);
    Ok(web.page_with(status, move || view! { <MakerPage data/> }))
}
