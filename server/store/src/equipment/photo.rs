//! A photo of a kind of machine: its files first, then the row that shows them.

use domain::{Operator, PhotoId, site::AuditAction};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::lookup::by_slug;
use crate::{Cx, Result, Store, entity::equipment_type, ports::Images, shop::PhotoFiles, site::audit};

impl Store {
    /// Gives a kind of machine its photo, in place of the one it had. Files that no row shows are seen by nobody.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`]; [`domain::shop::ProductError::PhotoNotKept`] when the files cannot be written.
    pub async fn type_photo_set(
        &self,
        cx: &Cx,
        operator: &Operator,
        slug: &str,
        photo: PhotoFiles,
        images: &dyn Images,
    ) -> Result<()> {
        // Refused before the files are written, and again with the row.
        by_slug(self.db().read(), slug).await?;
        let id = self.photo_keep(cx, None, photo, images).await?;
        self.type_photo(cx, operator, slug, Some(id)).await
    }

    /// Takes the photo away: the drawing stands there again.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`]; when the database fails.
    pub async fn type_photo_remove(&self, cx: &Cx, operator: &Operator, slug: &str) -> Result<()> {
        self.type_photo(cx, operator, slug, None).await
    }

    async fn type_photo(&self, cx: &Cx, _operator: &Operator, slug: &str, photo: Option<PhotoId>) -> Result<()> {
        self.write("type_photo", |tx| async move {
            let mut row = by_slug(&tx, slug).await?.into_active_model();
            row.photo_id = Set(photo);
            equipment_type::Entity::update(row).exec(&tx).await?;
            let action = if photo.is_some() { AuditAction::TypePhoto } else { AuditAction::TypePhotoRemove };
            audit(cx, &tx, action, slug).await
        })
        .await
    }
}
