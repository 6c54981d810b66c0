//! What a live listing shall say: its words and photo wait for the staff while the ones they have seen stay in the shop.

use domain::{
    CategoryId, DomainError, EquipmentTypeId, Maker, PhotoId, ProductId,
    shop::{Listing, ListingDraft, ProductStatus, check_change},
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{row::own, search_text};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{photo, product, product_change},
    site::audit,
};

impl Store {
    /// Gives up the change of a live listing: what is in the shop stays. Without one nothing changes.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for another maker's product.
    pub async fn product_change_drop(&self, cx: &Cx, maker: &Maker, id: ProductId) -> Result<()> {
        self.write("product_change_drop", |tx| async move {
            let row = own(&tx, maker, id).await?;
            if delete(&tx, id).await? {
                audit(cx, &tx, AuditAction::ProductChangeDrop, row.number).await
            } else {
                Ok(())
            }
        })
        .await
    }
}

pub(super) async fn find(conn: &impl ConnectionTrait, id: ProductId) -> Result<Option<product_change::Model>> {
    Ok(product_change::Entity::find_by_id(id).one(conn).await?)
}

/// Writes what the listing shall say. The same as what is in the shop, with no photo, is no change.
pub(super) async fn write_words(
    cx: &Cx,
    tx: &Tx,
    live: &product::Model,
    draft: &ListingDraft,
    (category_id, equipment_type_id): (CategoryId, Option<EquipmentTypeId>),
) -> Result<()> {
    let before = find(tx, live.id).await?;
    let same = draft.title == live.title
        && draft.description == live.description
        && category_id == live.category_id
        && equipment_type_id == live.equipment_type_id;
    match before {
        Some(before) if same && before.photo_id.is_none() => delete(tx, live.id).await.map(drop),
        None if same => Ok(()),
        // Sent again as it stands: what the staff may be looking at stays what it is.
        Some(before)
            if before.title == draft.title
                && before.description == draft.description
                && before.category_id == category_id
                && before.equipment_type_id == equipment_type_id =>
        {
            Ok(())
        }
        before => {
            let before = before.unwrap_or_else(|| unchanged(cx, live));
            let title = draft.title.clone();
            let description = draft.description.clone();
            put(cx, tx, product_change::Model { title, description, category_id, equipment_type_id, ..before }).await
        }
    }
}

/// Writes the photo that the listing shall show: its id, width and height in pixels.
pub(super) async fn write_photo(
    cx: &Cx,
    tx: &Tx,
    live: &product::Model,
    (photo_id, photo_width, photo_height): (PhotoId, i32, i32),
) -> Result<()> {
    let before = find(tx, live.id).await?.unwrap_or_else(|| unchanged(cx, live));
    put(cx, tx, product_change::Model { photo_id: Some(photo_id), photo_width, photo_height, ..before }).await
}

/// Hands the change to the staff; nothing when there is none, or it is there already.
///
/// # Errors
/// [`DomainError::Listing`] with everything that is wrong with it.
pub(super) async fn submit(cx: &Cx, tx: &Tx, live: &product::Model) -> Result<()> {
    let Some(change) = find(tx, live.id).await? else { return Ok(()) };
    if change.status == ProductStatus::Submitted {
        return Ok(());
    }
    let problems = check_change(&as_listing(&change));
    if !problems.is_empty() {
        return Err(Error::Domain(DomainError::Listing(problems)));
    }
    set_status(cx, tx, live.id, ProductStatus::Submitted).await?;
    audit(cx, tx, AuditAction::ProductChange, live.number).await
}

/// The change as the rules look at it; numbers and photo are those in the shop.
pub(super) fn as_listing(change: &product_change::Model) -> Listing {
    Listing {
        title: change.title.clone(),
        description: change.description.clone(),
        has_category: true,
        has_photo: true,
        ..Listing::default()
    }
}

pub(super) async fn set_status(cx: &Cx, tx: &Tx, id: ProductId, status: ProductStatus) -> Result<()> {
    let row = product_change::ActiveModel {
        product_id: Set(id),
        status: Set(status),
        updated_at: Set(cx.now),
        ..Default::default()
    };
    product_change::Entity::update(row).exec(tx).await?;
    Ok(())
}

/// Puts the change in the place of what was there, and ends it. An English text is of the words it translates: it goes
/// with them.
pub(super) async fn put_in_place(cx: &Cx, tx: &Tx, live: &product::Model) -> Result<()> {
    let Some(change) = find(tx, live.id).await? else { return Ok(()) };
    let title_en = live.title_en.clone().filter(|_| change.title == live.title);
    let description_en = live.description_en.clone().filter(|_| change.description == live.description);
    let row = product::ActiveModel {
        id: Set(live.id),
        title: Set(change.title),
        title_en: Set(title_en),
        description: Set(change.description),
        description_en: Set(description_en),
        category_id: Set(change.category_id),
        equipment_type_id: Set(change.equipment_type_id),
        updated_at: Set(cx.now),
        ..Default::default()
    };
    product::Entity::update(row).exec(tx).await?;
    search_text::refresh(tx, live.id).await?;
    delete(tx, live.id).await?;
    if let Some(id) = change.photo_id {
        set_photo(cx, tx, live.id, (id, change.photo_width, change.photo_height)).await?;
    }
    Ok(())
}

/// Makes this the product's one photo.
pub(super) async fn set_photo(
    cx: &Cx,
    tx: &Tx,
    product_id: ProductId,
    (id, width, height): (PhotoId, i32, i32),
) -> Result<()> {
    photo::Entity::delete_many().filter(photo::Column::ProductId.eq(product_id)).exec(tx).await?;
    let row = photo::ActiveModel {
        id: Set(id),
        product_id: Set(product_id),
        position: Set(0),
        width: Set(width),
        height: Set(height),
        created_at: Set(cx.now),
    };
    photo::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// A change that changes nothing yet.
fn unchanged(cx: &Cx, live: &product::Model) -> product_change::Model {
    product_change::Model {
        product_id: live.id,
        title: live.title.clone(),
        description: live.description.clone(),
        category_id: live.category_id,
        equipment_type_id: live.equipment_type_id,
        photo_id: None,
        photo_width: 0,
        photo_height: 0,
        status: ProductStatus::Draft,
        updated_at: cx.now,
    }
}

/// Writes the row; what is written now nobody has seen.
async fn put(cx: &Cx, tx: &Tx, change: product_change::Model) -> Result<()> {
    use product_change::Column as C;
    let row = product_change::ActiveModel {
        product_id: Set(change.product_id),
        title: Set(change.title),
        description: Set(change.description),
        category_id: Set(change.category_id),
        equipment_type_id: Set(change.equipment_type_id),
        photo_id: Set(change.photo_id),
        photo_width: Set(change.photo_width),
        photo_height: Set(change.photo_height),
        status: Set(ProductStatus::Draft),
        updated_at: Set(cx.now),
    };
    let all = [
        C::Title,
        C::Description,
        C::CategoryId,
        C::EquipmentTypeId,
        C::PhotoId,
        C::PhotoWidth,
        C::PhotoHeight,
        C::Status,
        C::UpdatedAt,
    ];
    let replace = OnConflict::column(C::ProductId).update_columns(all).to_owned();
    product_change::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// Whether there was one.
async fn delete(tx: &Tx, id: ProductId) -> Result<bool> {
    Ok(product_change::Entity::delete_by_id(id).exec(tx).await?.rows_affected > 0)
}
