//! A listing is begun as the copy of another.

use domain::{Maker, ProductId, shop::ListingDraft};
use sea_orm::EntityTrait;

use super::{
    photo::photos_of,
    photo_rows,
    row::{editable, own},
};
use crate::{Cx, Result, Store, entity::product};

impl Store {
    /// Begins a draft with the words, photos, price and options of another listing: without its pieces and what was ticked
    /// for its safety. The photos are rows that show the same files. Doing the same twice makes one.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`] for another maker's product, [`domain::shop::ProductError::TooMany`].
    pub async fn product_duplicate(&self, cx: &Cx, maker: &Maker, id: ProductId, copy: ProductId) -> Result<()> {
        let listing = self.product_listing(cx, maker, id).await?;
        if product::Entity::find_by_id(copy).one(self.db.read()).await?.is_some() {
            return own(self.db.read(), maker, copy).await.map(drop);
        }
        let draft = ListingDraft { stock: 0, stock_seen: None, safety: Vec::new(), ..listing.draft };
        self.product_save(cx, maker, copy, &draft).await?;
        self.write("product_duplicate", |tx| async move {
            let photos = photos_of(&tx, &own(&tx, maker, id).await?).await?;
            let copy = editable(&tx, maker, copy).await?;
            photo_rows::put_of_product(cx, &tx, copy.id, &photos).await
        })
        .await
    }
}
