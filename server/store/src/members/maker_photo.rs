//! A maker's own picture: its files first, then the row that shows them.

use domain::{Maker, PhotoId};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{Cx, Result, Store, entity::maker, ports::Images, shop::PhotoFiles};

impl Store {
    /// Gives the maker their picture, in place of the one they had. Files that no row shows are seen by nobody.
    ///
    /// # Errors
    /// [`domain::shop::ProductError::PhotoQuota`] when the maker has no room left,
    /// [`domain::shop::ProductError::PhotoNotKept`] when the files cannot be written.
    pub async fn maker_photo_set(&self, cx: &Cx, maker: &Maker, photo: PhotoFiles, images: &dyn Images) -> Result<()> {
        let id = self.photo_keep(cx, Some(maker.maker_id), photo, images).await?;
        self.maker_photo(cx, maker, Some(id)).await
    }

    /// Takes the picture away: the name's first letter stands there again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn maker_photo_remove(&self, cx: &Cx, maker: &Maker) -> Result<()> {
        self.maker_photo(cx, maker, None).await
    }

    async fn maker_photo(&self, _cx: &Cx, maker: &Maker, photo: Option<PhotoId>) -> Result<()> {
        self.write("maker_photo", |tx| async move {
            let row = maker::ActiveModel { id: Set(maker.maker_id), photo_id: Set(photo), ..Default::default() };
            maker::Entity::update(row).exec(&tx).await?;
            Ok(())
        })
        .await
    }
}
