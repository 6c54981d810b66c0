//! A product's photo: its files first, then its row; and who may see it.

use domain::{
    Actor, DomainError, Maker, MakerId, PhotoId, ProductId,
    data::DataRule,
    shop::{PhotoAct, PhotoRef, ProductError, ProductStatus, caption, with_photo},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::{
    change, photo_rows,
    row::{editable, set_status},
    statement,
};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{equipment_type, photo_file, product},
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
    /// On the average, 0xRRGGBB.
    pub colour: Option<i32>,
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

/// Where everything of a photo is kept.
pub fn photo_folder(id: PhotoId) -> String {
    format!("photos/{id}")
}

/// Where a photo's file of one size is kept.
pub fn photo_key(id: PhotoId, side: u32) -> String {
    format!("photos/{id}/{side}.webp")
}

/// Where the JPEG copy of that file is kept, once somebody has asked for it.
pub fn photo_jpeg_key(id: PhotoId, side: u32) -> String {
    format!("photos/{id}/{side}.jpg")
}

/// Where the picture is kept that messengers show of a piece with this cover; all of a cover begin alike.
pub fn share_key(id: PhotoId, digest: &str) -> String {
    format!("photos/{id}/share-{digest}.jpg")
}

#[derive(FromQueryResult)]
struct Seen {
    status: ProductStatus,
    maker_id: MakerId,
}

impl Store {
    /// Adds a photo behind those of a listing; a live one gets it once the staff have seen it. The files are there
    /// before the row that shows them; files that no row shows are seen by nobody.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for another maker's product, [`ProductError::NotEditable`] while the staff have it,
    /// [`ProductError::TooManyPhotos`], [`ProductError::PhotoQuota`] when the maker has no room left,
    /// [`Error::Internal`] when the files cannot be kept.
    pub async fn photo_add(
        &self,
        cx: &Cx,
        maker: &Maker,
        product_id: ProductId,
        photo: PhotoFiles,
        images: &dyn Images,
    ) -> Result<PhotoId> {
        // Refused before the files are written, and again with the row.
        let read = self.db.read();
        let row = editable(read, maker, product_id).await?;
        let id = cx.new_id();
        let added =
            PhotoRef { id, width: photo.width, height: photo.height, colour: photo.colour, caption: String::new() };
        with_photo(photos_of(read, &row).await?, added.clone())?;
        self.photo_room(cx, maker, id, photo.bytes()).await?;
        for file in photo.files {
            images.put(&photo_key(id, file.side), file.bytes).await.map_err(Error::Internal)?;
        }
        let added = &added;
        self.write("photo_add", |tx| async move {
            let row = editable(&tx, maker, product_id).await?;
            let photos = with_photo(photos_of(&tx, &row).await?, added.clone())?;
            put(cx, &tx, &row, &photos).await
        })
        .await?;
        Ok(id)
    }

    /// Writes captions, and puts the photos of a listing into another order or takes one away; a live one changes once
    /// the staff have seen it. A photo that is not there any more changes nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for another maker's product, [`ProductError::NotEditable`] while the staff have it.
    pub async fn photos_arrange(
        &self,
        cx: &Cx,
        maker: &Maker,
        product_id: ProductId,
        captions: &[(PhotoId, String)],
        act: Option<PhotoAct>,
    ) -> Result<()> {
        self.write("photos_arrange", |tx| async move {
            let row = editable(&tx, maker, product_id).await?;
            let before = photos_of(&tx, &row).await?;
            let mut photos = before.clone();
            for photo in &mut photos {
                if let Some((_, typed)) = captions.iter().find(|(id, _)| *id == photo.id) {
                    photo.caption = caption(typed);
                }
            }
            if let Some(act) = act {
                photos = act.done(photos);
            }
            if photos == before { Ok(()) } else { put(cx, &tx, &row, &photos).await }
        })
        .await
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
            SELECT c.status, p.maker_id FROM product_change_photo cp \
            JOIN product_change c ON c.product_id = cp.product_id JOIN product p ON p.id = cp.product_id \
            WHERE cp.photo_id = $1";
        let seen = Seen::find_by_statement(statement(read, sql, vec![id.into()])).all(read).await?;
        // One that is in the shop can be of a change of it too.
        let is_published = seen.iter().any(|seen| seen.status == ProductStatus::Published);
        let Some(seen) = seen.into_iter().next() else {
            // The logo and photos of machines are for everyone.
            let equipment = equipment_type::Entity::find().filter(equipment_type::Column::PhotoId.eq(id));
            if self.site().await?.logo == Some(id) {
                return Ok(PhotoView::Public);
            }
            return equipment.one(read).await?.map(|_| PhotoView::Public).ok_or(DomainError::NotFound.into());
        };
        if is_published {
            return Ok(PhotoView::Public);
        }
        if may_preview(&cx.actor, seen.maker_id) { Ok(PhotoView::Private) } else { Err(DomainError::NotFound.into()) }
    }
}

/// The photos that a maker sees in the form.
async fn photos_of(conn: &impl ConnectionTrait, row: &product::Model) -> Result<Vec<PhotoRef>> {
    match row.status.is_live() {
        true => change::photos(conn, row).await,
        false => photo_rows::of_product(conn, row.id).await,
    }
}

async fn put(cx: &Cx, tx: &Tx, row: &product::Model, photos: &[PhotoRef]) -> Result<()> {
    match row.status.is_live() {
        true => change::write_photos(cx, tx, row, photos).await,
        false => {
            photo_rows::put_of_product(cx, tx, row.id, photos).await?;
            // What the staff approve must be what they saw.
            set_status(cx, tx, row.id, row.status).await
        }
    }
}

/// The maker of an unpublished product and the staff may look at it.
pub(super) fn may_preview(actor: &Actor, maker_id: MakerId) -> bool {
    actor.staff().is_ok() || actor.account().and_then(|account| account.maker_id).is_some_and(|id| id == maker_id)
}
