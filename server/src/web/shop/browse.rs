//! What everyone browses.

use app::shop::{MakerPage, ProductPage, ShopPage};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    DomainError,
    shop::{Category, Shelf, ShelfOf},
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

pub(super) async fn product(web: Web, Path(number): Path<String>) -> PageResult {
    let data = web.store.product_page(&web.cx, named(&number)?).await?;
    let site_url = web.state.config.site_url.clone();
    let json_ld = json_ld(&data, &site_url);
    Ok(web.page(move || view! { <ProductPage data json_ld site_url/> }))
}

pub(super) async fn maker(web: Web, Path(slug): Path<String>, Query(query): Query<PageQuery>) -> PageResult {
    let data = web.store.maker_page(&web.cx, &slug, query.page()).await?;
    let status = status_of(&data.shelf);
    Ok(web.page_with(status, move || view! { <MakerPage data/> }))
}
