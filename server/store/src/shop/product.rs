//! One product with all its page shows.

use chrono::{DateTime, Utc};
use domain::{
    BilingualText, CategoryId, DomainError, MakerId, PhotoId, ProductId, Yen,
    shop::{Details, EquipmentRef, MakerCard, PhotoRef, ProductGone, ProductPage, ProductStatus, ProductTile, Tag},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{
    available,
    photo::may_preview,
    photo_rows,
    selling::{SellingRow, selling_columns},
    shelf, similar, statement, tags,
};
use crate::{Cx, Result, Store, catalog::product_options};

/// Other works of the maker beside one.
const OTHERS_MAX: usize = 4;

#[derive(FromQueryResult)]
pub(super) struct ProductRow {
    pub id: ProductId,
    pub number: i64,
    pub status: ProductStatus,
    pub title: String,
    pub title_en: Option<String>,
    pub description: String,
    pub description_en: Option<String>,
    pub price_yen: Yen,
    pub tax_rate_percent: i32,
    pub one_of_a_kind: bool,
    #[sea_orm(nested)]
    pub selling: SellingRow,
    pub available: i64,
    pub published_at: Option<DateTime<Utc>>,
    pub category_id: CategoryId,
    pub category_slug: String,
    pub category_ja: String,
    pub category_en: String,
    pub care_ja: String,
    pub care_en: String,
    pub details: Details,
    pub equipment_slug: Option<String>,
    pub equipment_ja: Option<String>,
    pub equipment_en: Option<String>,
    pub maker_id: MakerId,
    pub maker_slug: String,
    pub maker_name: String,
    pub story: String,
    pub story_en: Option<String>,
    pub since_fiscal_year: i32,
    pub maker_photo_id: Option<PhotoId>,
}

const PRODUCT: &str = concat!(
    "SELECT p.id, p.number, p.status, p.title, p.title_en, p.description, p.description_en, \
    p.price_yen, p.tax_rate_percent, p.one_of_a_kind, p.published_at, ",
    selling_columns!(),
    ", ",
    available!(),
    ", p.category_id, c.slug AS category_slug, c.name_ja AS category_ja, c.name_en AS category_en, \
    c.care_ja, c.care_en, p.details, \
    e.slug AS equipment_slug, e.name_ja AS equipment_ja, e.name_en AS equipment_en, \
    m.id AS maker_id, m.slug AS maker_slug, m.trade_name AS maker_name, m.story, m.story_en, m.since_fiscal_year, \
    m.photo_id AS maker_photo_id \
    FROM product p \
    JOIN maker m ON m.id = p.maker_id \
    JOIN category c ON c.id = p.category_id \
    LEFT JOIN equipment_type e ON e.id = p.equipment_type_id \
    LEFT JOIN stock s ON s.product_id = p.id "
);

impl Store {
    /// The page of a product by its number.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none, or it is not in the shop and the one who asks is neither its maker
    /// nor staff.
    pub async fn product_page(&self, cx: &Cx, number: i64) -> Result<ProductPage> {
        let read = self.db.read();
        let query = statement(read, format!("{PRODUCT} WHERE p.number = $1"), vec![number.into()]);
        let row = ProductRow::find_by_statement(query).one(read).await?.ok_or(DomainError::NotFound)?;
        if row.status != ProductStatus::Published && !may_preview(&cx.actor, row.maker_id) {
            return Err(DomainError::NotFound.into());
        }
        let is_own = cx.actor.account().and_then(|account| account.maker_id) == Some(row.maker_id);
        Ok(ProductPage { own: is_own, ..with_the_rest(read, row).await? })
    }

    /// What stands at the address of a product that was in the shop once and is not now; `None` for any other. Nothing
    /// that the staff have not seen is in it: its maker may have changed what was there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn product_gone(&self, _cx: &Cx, number: i64) -> Result<Option<ProductGone>> {
        let read = self.db.read();
        let query = statement(read, format!("{PRODUCT} WHERE p.number = $1"), vec![number.into()]);
        let Some(row) = ProductRow::find_by_statement(query).one(read).await? else { return Ok(None) };
        if row.status == ProductStatus::Published || row.published_at.is_none() {
            return Ok(None);
        }
        let page = with_the_rest(read, row).await?;
        let paused = page.status == ProductStatus::Paused;
        let title = paused.then_some((page.title, page.title_en));
        Ok(Some(ProductGone { number, paused, title, maker: page.maker, others: page.others }))
    }
}

/// The product as its page shows it, by id; for the staff's review.
pub(super) async fn product_by_id(connection: &impl ConnectionTrait, id: ProductId) -> Result<ProductPage> {
    let query = statement(connection, format!("{PRODUCT} WHERE p.id = $1"), vec![id.into()]);
    let row = ProductRow::find_by_statement(query).one(connection).await?.ok_or(DomainError::NotFound)?;
    with_the_rest(connection, row).await
}

async fn with_the_rest(connection: &impl ConnectionTrait, row: ProductRow) -> Result<ProductPage> {
    let photos = photo_rows::of_product(connection, row.id).await?;
    let options = product_options(connection, row.id).await?;
    let tag_ids = tags::of_product(connection, row.id).await?;
    let tags = tags::by_ids(connection, &tag_ids).await?;
    let like = similar::Like { id: row.id, maker: row.maker_id, category: row.category_id, tags: &tag_ids.0 };
    let similar = similar::tiles(connection, &like).await?;
    let more = OTHERS_MAX as u64 + 1;
    let mut others = shelf::tiles_of_maker(connection, row.maker_id, more).await?;
    others.retain(|tile| tile.id != row.id);
    others.truncate(OTHERS_MAX);
    Ok(ProductPage { options, ..row.page(photos, tags, others, similar) })
}

impl ProductRow {
    fn page(
        self,
        photos: Vec<PhotoRef>,
        tags: Vec<Tag>,
        others: Vec<ProductTile>,
        similar: Vec<ProductTile>,
    ) -> ProductPage {
        let equipment = match (self.equipment_slug, self.equipment_ja, self.equipment_en) {
            (Some(slug), Some(name_ja), Some(name_en)) => Some(EquipmentRef { slug, name_ja, name_en }),
            _ => None,
        };
        let maker = MakerCard {
            id: self.maker_id,
            slug: self.maker_slug,
            trade_name: self.maker_name,
            story: self.story,
            story_en: self.story_en,
            since_fiscal_year: self.since_fiscal_year,
            photo_id: self.maker_photo_id,
        };
        ProductPage {
            id: self.id,
            number: self.number,
            status: self.status,
            title: self.title,
            title_en: self.title_en,
            description: self.description,
            description_en: self.description_en,
            price: self.price_yen,
            tax_rate_percent: self.tax_rate_percent,
            one_of_a_kind: self.one_of_a_kind,
            available: self.available,
            selling: self.selling.selling(&[]),
            options: Vec::new(),
            category_slug: self.category_slug,
            category_ja: self.category_ja,
            category_en: self.category_en,
            category_care: BilingualText::new(self.care_ja, self.care_en),
            details: self.details,
            tags,
            equipment,
            maker,
            photos,
            others,
            similar,
            published_at: self.published_at,
            own: false,
        }
    }
}
