//! What everyone who browses sees: the shelf, a product, its maker.

use chrono::{DateTime, Utc};

use super::{Details, ProductStatus, SafetyCheck, Selling};
use crate::{
    BilingualText, CategoryId, MakerId, PhotoId, ProductId, TagId, Yen,
    catalog::{ProductOption, product_slug},
};

/// A category of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub id: CategoryId,
    /// Its word in addresses.
    pub slug: String,
    pub name_ja: String,
    pub name_en: String,
    /// Nothing new is listed in it.
    pub ended: bool,
    /// What makers tick of a piece in it.
    pub checks: Vec<SafetyCheck>,
}

/// A word that pieces of several categories share, such as 地域資源.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub id: TagId,
    /// Its word in addresses.
    pub slug: String,
    pub name: BilingualText,
    /// No piece gets it any more.
    pub ended: bool,
}

/// Which products of the shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShelfOf {
    #[default]
    All,
    Category(CategoryId),
    Maker(MakerId),
}

/// What a tile shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductTile {
    pub id: ProductId,
    pub number: i64,
    pub title: String,
    pub title_en: Option<String>,
    pub price: Yen,
    pub one_of_a_kind: bool,
    pub maker_name: String,
    /// Pieces that can be had now; at 0 the piece stays on the shelf as sold.
    pub available: i64,
    /// The cover.
    pub photo_id: Option<PhotoId>,
    /// The cover's colour on the average, 0xRRGGBB.
    pub colour: Option<i32>,
    pub published_at: DateTime<Utc>,
}

impl ProductTile {
    /// Its word in addresses.
    pub fn slug(&self) -> String {
        product_slug(&self.title, self.number)
    }
}

/// A page of the shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    pub tiles: Vec<ProductTile>,
    /// Counted from 1.
    pub page: u64,
    /// Pages that are known to exist; the last one where `total` is known.
    pub pages: u64,
    /// How many products there are; `None` when they were too many to count or the page lies past the end.
    pub total: Option<u64>,
}

/// Who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakerCard {
    pub id: MakerId,
    /// Their word in addresses.
    pub slug: String,
    pub trade_name: String,
    pub story: String,
    pub story_en: Option<String>,
    pub since_fiscal_year: i32,
    /// Their own picture.
    pub photo_id: Option<PhotoId>,
}

/// A maker whose works are in the shop, to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopMaker {
    pub id: MakerId,
    /// Their word in addresses.
    pub slug: String,
    pub trade_name: String,
}

/// A maker as the list of makers shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakerTile {
    /// Their word in addresses.
    pub slug: String,
    pub trade_name: String,
    pub story: String,
    pub story_en: Option<String>,
    /// How many pieces are in the shop.
    pub pieces: i64,
    /// The cover of the newest piece.
    pub photo_id: Option<PhotoId>,
    /// Its colour on the average, 0xRRGGBB.
    pub colour: Option<i32>,
}

/// A page of the makers whose works are in the shop, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MakerList {
    pub makers: Vec<MakerTile>,
    /// Counted from 1.
    pub page: u64,
    pub pages: u64,
    pub total: u64,
}

/// A maker with a page of their works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakerPage {
    pub maker: MakerCard,
    pub shelf: Shelf,
}

/// The machine a product was made on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquipmentRef {
    pub slug: String,
    pub name_ja: String,
    pub name_en: String,
}

/// A photo and the size of its largest file in pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoRef {
    pub id: PhotoId,
    pub width: u32,
    pub height: u32,
    /// On the average, 0xRRGGBB.
    pub colour: Option<i32>,
    /// What it shows, in its maker's words; may be empty.
    pub caption: String,
}

/// One product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductPage {
    pub id: ProductId,
    pub number: i64,
    /// Anything but published is seen by its maker and the staff only.
    pub status: ProductStatus,
    pub title: String,
    pub title_en: Option<String>,
    pub description: String,
    pub description_en: Option<String>,
    pub price: Yen,
    pub tax_rate_percent: i32,
    pub one_of_a_kind: bool,
    pub available: i64,
    pub selling: Selling,
    /// What can be chosen of it, in the maker's order.
    pub options: Vec<ProductOption>,
    pub category_slug: String,
    pub category_ja: String,
    pub category_en: String,
    /// What its category says about care, where its maker says nothing; may be empty.
    pub category_care: BilingualText,
    pub details: Details,
    pub tags: Vec<Tag>,
    pub equipment: Option<EquipmentRef>,
    pub maker: MakerCard,
    /// The cover first.
    pub photos: Vec<PhotoRef>,
    /// Other works of the maker.
    pub others: Vec<ProductTile>,
    /// Works of other makers that share tags or the category, those that can be had first.
    pub similar: Vec<ProductTile>,
    pub published_at: Option<DateTime<Utc>>,
    /// It is the one's who asks.
    pub own: bool,
}

impl ProductPage {
    /// Its word in addresses.
    pub fn slug(&self) -> String {
        product_slug(&self.title, self.number)
    }
}

/// What stands at the address of a piece that was in the shop and cannot be bought now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductGone {
    pub number: i64,
    /// Its maker has stopped selling it for a while only; then `title` is what the staff approved.
    pub paused: bool,
    pub title: Option<(String, Option<String>)>,
    pub maker: MakerCard,
    /// Other works of the maker.
    pub others: Vec<ProductTile>,
}
