//! A maker as everyone sees them. Never their name, address or account.

use domain::{
    DomainError,
    shop::{MakerCard, MakerPage, ShelfOf},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{Cx, Result, Store, entity::maker};

impl Store {
    /// The page of a maker by their word.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none.
    pub async fn maker_page(&self, cx: &Cx, slug: &str, page: u64) -> Result<MakerPage> {
        let row = maker::Entity::find().filter(maker::Column::Slug.eq(slug)).one(self.db.read()).await?;
        let row = row.ok_or(DomainError::NotFound)?;
        let shelf = self.shop_page(cx, ShelfOf::Maker(row.id), page).await?;
        let maker = MakerCard {
            id: row.id,
            slug: row.slug,
            trade_name: row.trade_name,
            story: row.story,
            story_en: row.story_en,
            since_fiscal_year: row.since_fiscal_year,
        };
        Ok(MakerPage { maker, shelf })
    }
}
