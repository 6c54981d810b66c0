//! A listing is begun as the copy of another.

use domain::{Maker, ProductId, shop::ListingDraft};
use sea_orm::EntityTrait;

use super::row::own;
use crate::{Cx, Result, Store, entity::product};

impl Store {
    /// Begins a draft with the words, price and options of another listing: without its photos, its pieces and what was
    /// ticked for its safety. Doing the same twice makes one.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`] for another maker's product, [`domain::shop::ProductError::TooMany`].
    pub async fn product_duplicate(&self, cx: &Cx, maker: &Maker, id: ProductId, copy: ProductId) -> Result<()> {
        let listing = self.product_listing(cx, maker, id).await?;
        if product::Entity::find_by_id(copy).one(self.db.read()).await?.is_some() {
            return own(self.db.read(), maker, copy).await.map(drop);
        }
        let draft = ListingDraft { stock: 0, stock_seen: None, safety: Vec::new(), ..listing.draft };
        self.product_save(cx, maker, copy, &draft).await
    }
}
