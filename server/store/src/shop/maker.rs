//! A maker as everyone sees them. Never their name, address or account.

use domain::{DomainError, MakerId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Shelf, ShelfOf};
use crate::{Cx, Result, Store, entity::maker};

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
}

/// A maker with a page of their works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakerPage {
    pub maker: MakerCard,
    pub shelf: Shelf,
}

impl Store {
    /// The page of a maker by their word.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none.
    pub async fn maker_page(&self, cx: &Cx, slug: &str, page: u64) -> Result<MakerPage> {
        let row = maker::Entity::find().filter(maker::Column::Slug.eq(slug)).one(self.db.read()).await?;
        let row = row.ok_or(DomainError::NotFound)?;
        let shelf = self.shop_page(cx, ShelfOf::Maker(MakerId(row.id)), page).await?;
        let maker = MakerCard {
            id: MakerId(row.id),
            slug: row.slug,
            trade_name: row.trade_name,
            story: row.story,
            story_en: row.story_en,
            since_fiscal_year: row.since_fiscal_year,
        };
        Ok(MakerPage { maker, shelf })
    }
}
