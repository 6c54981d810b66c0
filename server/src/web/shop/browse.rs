//! What everyone browses.

use app::{
    form::FormState,
    shop::{List, MakerPage, MakersPage, Narrowing, Place, ProductGonePage, ProductPage, ShopPage, Telling},
    ui::encoded_path,
};
use axum::{
    extract::{Path, Query},
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    DomainError,
    catalog::number_of,
    form::FormInput,
    reviews::Reviews,
    shop::{ProductPage as ProductPageData, Shelf, ShelfOf, ShopFilter},
};
use leptos::prelude::*;
use store::Error;

use super::json_ld::json_ld;
use crate::{
    share_picture::Card,
    web::{PageQuery, PageResult, Web, images::share_path, orders::sale_terms},
};

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

/// Any slug with the right number leads to the piece: by 308 to the one that says what it is called now, so that old
/// addresses, labels and QR codes go on working.
pub(super) async fn product(web: Web, Path(slug): Path<String>, Query(from): Query<FormInput>, uri: Uri) -> PageResult {
    let number = number_of(&slug).ok_or(DomainError::NotFound)?;
    let data = match web.store.product_page(&web.cx, number).await {
        Err(Error::Domain(DomainError::NotFound)) => return gone(&web, number).await,
        other => other?,
    };
    let own_slug = data.slug();
    if own_slug != slug {
        return Ok(moved(&own_slug, &uri));
    }
    let choices = web.store.shop_choices().await?;
    let mut place = Place::read(&from, &choices);
    // Another maker's list has no place for this piece.
    if matches!(&place.list, List::Maker(slug) if *slug != data.maker.slug) {
        place.list = List::default();
    }
    let kept = match web.cx.actor.customer() {
        Ok(customer) => Some(web.store.favourite_is(&web.cx, &customer, data.id).await?),
        Err(_) => None,
    };
    let reviews = web.store.reviews_of_piece(&web.cx, data.id, from.text("reviews").parse().unwrap_or(1)).await?;
    let (telling, terms) = (telling(&web, &data, &reviews), sale_terms(&web).await?);
    Ok(web.page(move || view! { <ProductPage data place telling kept reviews terms/> }))
}

fn telling(web: &Web, data: &ProductPageData, reviews: &Reviews) -> Telling {
    let site_url = &web.state.config.site_url;
    let address = format!("{site_url}{}", encoded_path(&format!("/shop/{}", data.slug())));
    let card = Card::of(data, &web.site.space_name);
    let picture = card.map(|card| format!("{site_url}{}", share_path(data.number, &card.digest())));
    let json_ld = json_ld(data, reviews, site_url, &address, &web.site.space_name);
    Telling { address, json_ld, picture }
}

/// The same address with the piece's own slug.
fn moved(slug: &str, asked: &Uri) -> Response {
    let query = asked.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("{}{query}", encoded_path(&format!("/shop/{slug}")))).into_response()
}

/// What was in the shop once says so, with a way on: 410 for good, 200 for a while.
async fn gone(web: &Web, number: i64) -> PageResult {
    let gone = web.store.product_gone(&web.cx, number).await?.ok_or(DomainError::NotFound)?;
    let status = if gone.paused { StatusCode::OK } else { StatusCode::GONE };
    Ok(web.page_with(status, move || view! { <ProductGonePage gone/> }))
}

pub(super) async fn maker(web: Web, Path(slug): Path<String>, Query(query): Query<PageQuery>) -> PageResult {
    let data = web.store.maker_page(&web.cx, &slug, query.page()).await?;
    let reviews = web.store.reviews_of_maker(&web.cx, data.maker.id).await?;
    let status = status_of(&data.shelf);
    let site_url = web.state.config.site_url.clone();
    Ok(web.page_with(status, move || view! { <MakerPage data reviews site_url/> }))
}

pub(super) async fn makers(web: Web, Query(query): Query<PageQuery>) -> PageResult {
    let list = web.store.makers_page(&web.cx, query.page()).await?;
    let is_past = list.makers.is_empty() && list.page > 1;
    let status = if is_past { StatusCode::NOT_FOUND } else { StatusCode::OK };
    let site_url = web.state.config.site_url.clone();
    Ok(web.page_with(status, move || view! { <MakersPage list site_url/> }))
}
