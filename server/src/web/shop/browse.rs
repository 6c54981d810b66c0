//! What everyone browses.

use app::shop::{List, MakerPage, Place, ProductGonePage, ProductPage, ShopPage};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    DomainError,
    shop::{Category, PAGE_MAX, Shelf, ShelfOf},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use super::json_ld::json_ld;
use crate::web::{PageQuery, PageResult, Web, named};

#[derive(Deserialize)]
pub(super) struct ShopQuery {
    category: Option<String>,
}

pub(super) async fn shelf(web: Web, Query(query): Query<ShopQuery>, Query(page): Query<PageQuery>) -> PageResult {
    let categories = web.store.categories().await?;
    let category = query.category.filter(|slug| !slug.is_empty());
    let of = shelf_of(&categories, category.as_deref())?;
    let shelf = web.store.shop_page(&web.cx, of, page.page()).await?;
    let status = status_of(&shelf);
    Ok(web.page_with(status, move || view! { <ShopPage shelf categories category/> }))
}

fn shelf_of(categories: &[Category], slug: Option<&str>) -> Result<ShelfOf, Error> {
    let Some(slug) = slug else { return Ok(ShelfOf::All) };
    let found = categories.iter().find(|category| category.slug == slug);
    found.map(|category| ShelfOf::Category(category.id)).ok_or(DomainError::NotFound.into())
}

/// A page past the end says so to machines too.
fn status_of(shelf: &Shelf) -> StatusCode {
    if shelf.tiles.is_empty() && shelf.page > 1 { StatusCode::NOT_FOUND } else { StatusCode::OK }
}

/// The list that a piece was opened from.
#[derive(Deserialize)]
pub(super) struct PlaceQuery {
    category: Option<String>,
    maker: Option<String>,
}

pub(super) async fn product(
    web: Web,
    Path(number): Path<String>,
    Query(from): Query<PlaceQuery>,
    Query(page): Query<PageQuery>,
) -> PageResult {
    let number = named(&number)?;
    let data = match web.store.product_page(&web.cx, number).await {
        Err(Error::Domain(DomainError::NotFound)) => return gone(&web, number).await,
        other => other?,
    };
    let categories = web.store.categories().await?;
    // Words that name no list of this piece lead to the whole shelf.
    let list = match (from.category, from.maker) {
        (Some(slug), _) if categories.iter().any(|category| category.slug == slug) => List::Category(slug),
        (_, Some(slug)) if slug == data.maker.slug => List::Maker(slug),
        _ => List::Shop,
    };
    let place = Place { list, page: page.page::<u64>().clamp(1, PAGE_MAX) };
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
