//! `GET /api/v1/products`, and one of them.

use app::{page::Locale, ui::encoded_path};
use axum::extract::{Path, Query};
use domain::{
    DomainError,
    catalog::number_of,
    form::FormInput,
    shop::{PAGE_SIZE, ProductPage, ProductStatus, ProductTile, ShopFilter},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{PageResult, json, localize, problem::Problem, rfc3339};
use crate::web::Web;

/// A product in the shop. The title is in the language of `Accept-Language` where it was translated.
#[derive(Serialize, ToSchema)]
pub struct Product {
    #[schema(examples(1001))]
    number: i64,
    /// Its word in addresses: what it is called, and its number. It changes with the title; the number does not.
    #[schema(examples("ヒノキのコースター-1001"))]
    slug: String,
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

/// A product with all that its page says.
#[derive(Serialize, ToSchema)]
pub struct ProductDetails {
    #[serde(flatten)]
    product: Product,
    description: String,
    /// The category's word in addresses.
    category: String,
    /// The maker's word in addresses.
    maker_slug: String,
    tags: Vec<String>,
    /// Empty where the maker says nothing.
    materials: String,
    size: String,
    care: String,
    weight_grams: Option<i64>,
    /// The word of the machine in addresses that it was made on.
    equipment: Option<String>,
    /// WebP pictures of at most 1280 pixels a side, the cover first.
    images: Vec<String>,
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
    let slug = tile.slug();
    let english = tile.title_en.filter(|title| web.locale == Locale::en && !title.is_empty());
    Product {
        number: tile.number,
        slug: slug.clone(),
        title: english.unwrap_or(tile.title),
        maker: tile.maker_name,
        price_yen: tile.price.0,
        one_of_a_kind: tile.one_of_a_kind,
        available: tile.available,
        url: format!("{site}{}", encoded_path(&format!("/shop/{slug}"))),
        image: tile.photo_id.map(|id| format!("{site}/images/{id}/640")),
        published_at: rfc3339(tile.published_at),
    }
}

/// One product in the shop, sold ones included.
#[utoipa::path(get, path = "/api/v1/products/{slug}", tag = "products",
    params(("slug" = String, Path, description = "The product's slug, an old one too, or its number")),
    responses(
        (status = 200, body = ProductDetails),
        (status = 404, description = "There is none, or it is not in the shop", body = Problem)))]
pub async fn show(web: Web, Path(slug): Path<String>) -> PageResult {
    let number = number_of(&slug).ok_or(DomainError::NotFound)?;
    let page = web.store.product_page(&web.cx, number).await?;
    // A preview is for its maker's and the staff's eyes, and no product of the shop.
    if page.status != ProductStatus::Published {
        return Err(DomainError::NotFound.into());
    }
    json(&details(&web, page))
}

fn details(web: &Web, page: ProductPage) -> ProductDetails {
    let site = &web.state.config.site_url;
    let english = page.description_en.clone().filter(|text| web.locale == Locale::en && !text.is_empty());
    let care = if page.details.care.is_empty() { localize(web, &page.category_care) } else { &page.details.care };
    let product = product(
        web,
        ProductTile {
            id: page.id,
            number: page.number,
            title: page.title.clone(),
            title_en: page.title_en.clone(),
            price: page.price,
            one_of_a_kind: page.one_of_a_kind,
            maker_name: page.maker.trade_name.clone(),
            available: page.available,
            photo_id: page.photos.first().map(|photo| photo.id),
            colour: None,
            published_at: page.published_at.unwrap_or(web.cx.now),
        },
    );
    ProductDetails {
        product,
        description: english.unwrap_or_else(|| page.description.clone()),
        category: page.category_slug.clone(),
        maker_slug: page.maker.slug.clone(),
        tags: page.tags.iter().map(|tag| localize(web, &tag.name).to_owned()).collect(),
        materials: page.details.materials.clone(),
        size: page.details.size.clone(),
        care: care.to_owned(),
        weight_grams: page.details.weight_grams,
        equipment: page.equipment.as_ref().map(|machine| machine.slug.clone()),
        images: page.photos.iter().map(|photo| format!("{site}/images/{}/1280", photo.id)).collect(),
    }
}
