//! A product's photo: its files first, then its row; and who may see it.

use domain::{
    Actor, DomainError, Maker, MakerId, PhotoId, ProductId,
    shop::{PhotoAct, PhotoRef, ProductStatus, caption, with_photo},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::{
    PhotoFiles, change, photo_rows,
    row::{editable, set_status},
    statement,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{equipment_type, product},
    ports::Images,
};

/// Who may see a photo, for the caches between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoView {
    /// Of a published product or a maker: anyone, for ever.
    Public,
    /// Of what is not in the shop, or not yet: this person, now.
    Private,
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
    /// [`DomainError::NotFound`] for another maker's product, [`domain::shop::ProductError::NotEditable`] while the staff have it,
    /// [`domain::shop::ProductError::TooManyPhotos`], [`domain::shop::ProductError::PhotoQuota`] when the maker has no room left,
    /// [`domain::shop::ProductError::PhotoNotKept`] when the files cannot be written.
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
        let owner = Some(maker.maker_id);
        let (id, width, height, colour) = (photo.address(owner), photo.width, photo.height, photo.colour);
        let added = PhotoRef { id, width, height, colour, caption: String::new() };
        with_photo(photos_of(read, &row).await?, added.clone())?;
        let id = self.photo_keep(cx, owner, photo, images).await?;
        let added = &PhotoRef { id, ..added };
        self.write("photo_add", |tx| async move {
            let row = editable(&tx, maker, product_id).await?;
            let before = photos_of(&tx, &row).await?;
            let photos = with_photo(before.clone(), added.clone())?;
            if photos == before { Ok(()) } else { put(cx, &tx, &row, &photos).await }
        })
        .await?;
        Ok(id)
    }

    /// Writes captions, and puts the photos of a listing into another order or takes one away; a live one changes once
    /// the staff have seen it. A photo that is not there any more changes nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for another maker's product, [`domain::shop::ProductError::NotEditable`] while the staff have it.
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
            WHERE cp.photo_id = $1 \
            UNION ALL SELECT 'published' AS status, m.id AS maker_id FROM maker m WHERE m.photo_id = $1";
        let seen = Seen::find_by_statement(statement(read, sql, vec![id.into()])).all(read).await?;
        // One that is in the shop can be of a change of it too, or of another listing; a maker's own picture is published.
        let is_published = seen.iter().any(|seen| seen.status == ProductStatus::Published);
        if seen.is_empty() {
            // The logo and photos of machines are for everyone.
            let equipment = equipment_type::Entity::find().filter(equipment_type::Column::PhotoId.eq(id));
            if self.site().await?.logo == Some(id) {
                return Ok(PhotoView::Public);
            }
            return equipment.one(read).await?.map(|_| PhotoView::Public).ok_or(DomainError::NotFound.into());
        }
        if is_published {
            return Ok(PhotoView::Public);
        }
        match seen.iter().any(|seen| may_preview(&cx.actor, seen.maker_id)) {
            true => Ok(PhotoView::Private),
            false => Err(DomainError::NotFound.into()),
        }
    }
}

/// The photos that a maker sees in the form.
pub(super) async fn photos_of(conn: &impl ConnectionTrait, row: &product::Model) -> Result<Vec<PhotoRef>> {
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
