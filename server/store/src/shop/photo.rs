//! A product's photo: its files first, then its row; and who may see it.

use domain::{
    Actor, DomainError, Maker, MakerId, PhotoId, ProductId,
    data::DataRule,
    shop::{ProductError, ProductStatus},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::{change, row::editable, statement};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{equipment_type, photo_file},
    ports::Images,
    site::data_rules,
};

/// One stored size of a photo.
pub struct PhotoFile {
    /// The size's name: its longest side at most, in pixels.
    pub side: u32,
    /// WebP.
    pub bytes: Vec<u8>,
}

/// A photo ready to be stored: upright, without metadata, in all sizes.
pub struct PhotoFiles {
    /// Of the largest size, in pixels.
    pub width: u32,
    pub height: u32,
    pub files: Vec<PhotoFile>,
}

impl PhotoFiles {
    /// Of all sizes together.
    pub(crate) fn bytes(&self) -> i64 {
        let bytes: usize = self.files.iter().map(|file| file.bytes.len()).sum();
        i64::try_from(bytes).unwrap_or(i64::MAX)
    }
}

/// Writes down that files are about to be written.
pub(crate) async fn photo_file_add(cx: &Cx, tx: &Tx, id: PhotoId, maker_id: Option<MakerId>, bytes: i64) -> Result<()> {
    let row = photo_file::ActiveModel {
        photo_id: Set(id),
        maker_id: Set(maker_id),
        bytes: Set(bytes),
        created_at: Set(cx.now),
    };
    photo_file::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Who may see a photo, for the caches between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoView {
    /// Of a published product: anyone, for ever.
    Public,
    /// Of what is not in the shop, or not yet: this person, now.
    Private,
}

/// Where a photo's file of one size is kept.
pub fn photo_key(id: PhotoId, side: u32) -> String {
    format!("photos/{id}/{side}.webp")
}

#[derive(FromQueryResult)]
struct Seen {
    status: ProductStatus,
    maker_id: MakerId,
}

impl Store {
    /// Gives a listing its photo, in place of the one it had; a live one gets it once the staff have seen it. The files
    /// are there before the row that shows them; files that no row shows are seen by nobody.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for another maker's product, [`domain::shop::ProductError::NotEditable`] while the
    /// staff have it, [`ProductError::PhotoQuota`] when the maker has no room left, [`Error::Internal`] when the files
    /// cannot be kept.
    pub async fn photo_add(
        &self,
        cx: &Cx,
        maker: &Maker,
        product_id: ProductId,
        photo: PhotoFiles,
        images: &dyn Images,
    ) -> Result<PhotoId> {
        // Refused before the files are written, and again with the row.
        editable(self.db.read(), maker, product_id).await?;
        let id = cx.new_id();
        self.photo_room(cx, maker, id, photo.bytes()).await?;
        for file in photo.files {
            images.put(&photo_key(id, file.side), file.bytes).await.map_err(Error::Internal)?;
        }
        let side = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
        let (width, height) = (side(photo.width), side(photo.height));
        self.write("photo_add", |tx| async move {
            let row = editable(&tx, maker, product_id).await?;
            match row.status.is_live() {
                true => change::write_photo(cx, &tx, &row, (id, width, height)).await,
                false => change::set_photo(cx, &tx, product_id, (id, width, height)).await,
            }
        })
        .await?;
        Ok(id)
    }

    /// Counts a photo's files before they are written.
    ///
    /// # Errors
    /// [`ProductError::PhotoQuota`] when the maker's photos are as many as may be.
    async fn photo_room(&self, cx: &Cx, maker: &Maker, id: PhotoId, bytes: i64) -> Result<()> {
        let maker_id = maker.maker_id;
        self.write("photo_room", |tx| async move {
            let megabytes_max = data_rules(&tx).await?.get(DataRule::PhotoMegabytes);
            let sql = "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes FROM photo_file WHERE maker_id = $1";
            let row = tx.query_one_raw(statement(&tx, sql, vec![maker_id.into()])).await?;
            let taken = row.map(|row| row.try_get::<i64>("", "bytes")).transpose()?.unwrap_or(0);
            if taken.saturating_add(bytes) > megabytes_max * 1024 * 1024 {
                return Err(ProductError::PhotoQuota { megabytes_max }.into());
            }
            photo_file_add(cx, &tx, id, Some(maker_id), bytes).await
        })
        .await
    }

    /// Whether this person may see a photo.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none, or its product is not published and neither theirs nor are they
    /// staff.
    pub async fn photo_view(&self, cx: &Cx, id: PhotoId) -> Result<PhotoView> {
        let read = self.db.read();
        // The photo of a change is not published, whatever its product is.
        let sql = "SELECT p.status, p.maker_id FROM photo ph JOIN product p ON p.id = ph.product_id WHERE ph.id = $1 \
            UNION ALL \
            SELECT c.status, p.maker_id FROM product_change c JOIN product p ON p.id = c.product_id \
            WHERE c.photo_id = $1";
        let seen = Seen::find_by_statement(statement(read, sql, vec![id.into()])).one(read).await?;
        let Some(seen) = seen else {
            // The logo and photos of machines are for everyone.
            let equipment = equipment_type::Entity::find().filter(equipment_type::Column::PhotoId.eq(id));
            if self.site().await?.logo == Some(id) {
                return Ok(PhotoView::Public);
            }
            return equipment.one(read).await?.map(|_| PhotoView::Public).ok_or(DomainError::NotFound.into());
        };
        if seen.status == ProductStatus::Published {
            return Ok(PhotoView::Public);
        }
        if may_preview(&cx.actor, seen.maker_id) { Ok(PhotoView::Private) } else { Err(DomainError::NotFound.into()) }
    }
}

/// The maker of an unpublished product and the staff may look at it.
pub(super) fn may_preview(actor: &Actor, maker_id: MakerId) -> bool {
    actor.staff().is_ok() || actor.account().and_then(|account| account.maker_id).is_some_and(|id| id == maker_id)
}
