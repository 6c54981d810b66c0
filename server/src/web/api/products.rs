//! `GET /api/v1/products`.

use app::page::Locale;
use axum::extract::Query;
use domain::{
    DomainError,
    form::FormInput,
    shop::{PAGE_SIZE, ProductTile, ShopFilter},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{PageResult, json, problem::Problem, rfc3339};
use crate::web::Web;

/// A product in the shop. The title is in the language of `Accept-Language` where it was translated.
#[derive(Serialize, ToSchema)]
pub struct Product {
    #[schema(examples(1001))]
    number: i64,
    title: String,
    /// The maker's trade name.
    maker: String,
    /// Tax included.
    price_yen: i64,
    one_of_a_kind: bool,
    /// Pieces that can be had now; 0 when sold.
    available: i64,
    /// The product's page.
    url: String,
    /// A WebP picture of at most 640 pixels a side.
    image: Option<String>,
    #[schema(format = DateTime)]
    published_at: String,
}

/// A page of products, the newest first.
#[derive(Serialize, ToSchema)]
pub struct ProductList {
    /// Counted from 1.
    page: u64,
    /// Products on a full page.
    page_size: u64,
    /// The next page; `null` on the last.
    next_page: Option<u64>,
    /// How many there are in all; `null` when they are too many to count.
    total: Option<u64>,
    products: Vec<Product>,
}

/// Products in the shop, sold ones included unless the filter says otherwise. A page past the end is empty. Empty parameters
/// count as left out.
#[utoipa::path(get, path = "/api/v1/products", tag = "products",
    params(
        ("q" = Option<String>, Query, description = "Words that must all be found, in part too: at most 5, of 40 characters"),
        ("category" = Option<String>, Query, description = "A category's word in addresses"),
        ("tag" = Option<String>, Query, description = "A tag's word in addresses"),
        ("maker" = Option<String>, Query, description = "A maker's word in addresses"),
        ("price_min" = Option<i64>, Query, description = "In yen"),
        ("price_max" = Option<i64>, Query, description = "In yen"),
        ("in_stock" = Option<String>, Query, description = "`1` leaves out what is sold"),
        ("sort" = Option<String>, Query, description = "`new` (when left out), `price_low` or `price_high`"),
        ("page" = Option<u64>, Query, description = "Counted from 1; 1 when left out")),
    responses(
        (status = 200, body = ProductList),
        (status = 422, description = "A category, tag or maker that there is not, or a price that is no number", body = Problem)))]
pub async fn list(web: Web, Query(input): Query<FormInput>) -> PageResult {
    let page = input.text("page").parse().unwrap_or(1);
    let choices = web.store.shop_choices().await?;
    let (filter, errors) = ShopFilter::read(&input, &choices);
    if !errors.is_empty() {
        return Err(DomainError::Fields(errors).into());
    }
    let shelf = web.store.shop_find(&web.cx, &filter, page).await?;
    let next_page = (!shelf.tiles.is_empty() && shelf.page < shelf.pages).then(|| shelf.page + 1);
    let products = shelf.tiles.into_iter().map(|tile| product(&web, tile)).collect();
    json(&ProductList { page: shelf.page, page_size: PAGE_SIZE, next_page, total: shelf.total, products })
}

fn product(web: &Web, tile: ProductTile) -> Product {
    let site = &web.state.config.site_url;
    let english = tile.title_en.filter(|title| web.locale == Locale::en && !title.is_empty());
    Product {
        number: tile.number,
        title: english.unwrap_or(tile.title),
        maker: tile.maker_name,
        price_yen: tile.price.0,
        one_of_a_kind: tile.one_of_a_kind,
        available: tile.available,
        url: format!("{site}/shop/{}", tile.number),
        image: tile.photo_id.map(|id| format!("{site}/images/{id}/640")),
        published_at: rfc3339(tile.published_at),
    }
}
