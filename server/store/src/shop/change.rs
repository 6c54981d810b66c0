//! What a live listing shall say: its words and photos wait for the staff while the ones they have seen stay in the shop.

use domain::{
    CategoryId, DomainError, EquipmentTypeId, Maker, ProductId,
    shop::{Details, Listing, PhotoRef, ProductStatus, TagIds, check_change},
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};

use super::{photo_rows, row::own, safety, search_text, tags};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{product, product_change},
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

/// What a listing says in words, apart from its photos.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub title: String,
    pub description: String,
    pub category_id: CategoryId,
    pub equipment_type_id: Option<EquipmentTypeId>,
    pub details: Details,
    pub tags: TagIds,
}

impl Words {
    fn of_change(change: &product_change::Model) -> Words {
        Words {
            title: change.title.clone(),
            description: change.description.clone(),
            category_id: change.category_id,
            equipment_type_id: change.equipment_type_id,
            details: change.details.clone(),
            tags: change.tags.clone(),
        }
    }

    async fn of_product(tx: &Tx, live: &product::Model) -> Result<Words> {
        Ok(Words {
            title: live.title.clone(),
            description: live.description.clone(),
            category_id: live.category_id,
            equipment_type_id: live.equipment_type_id,
            details: live.details.clone(),
            tags: tags::of_product(tx, live.id).await?,
        })
    }
}

/// Writes what the listing shall say. The same as what is in the shop, with its photos, is no change.
pub(super) async fn write_words(cx: &Cx, tx: &Tx, live: &product::Model, words: Words) -> Result<()> {
    let before = find(tx, live.id).await?;
    let same = words == Words::of_product(tx, live).await?;
    let has_photos = before.as_ref().is_some_and(|before| before.has_photos);
    match before {
        Some(_) if same && !has_photos => delete(tx, live.id).await.map(drop),
        None if same => Ok(()),
        // Sent again as it stands: what the staff may be looking at stays what it is.
        Some(before) if Words::of_change(&before) == words => Ok(()),
        _ => put(cx, tx, live.id, words, has_photos).await,
    }
}

/// The photos that the listing shall have: those in the shop, as long as none are changed.
pub(super) async fn photos(conn: &impl ConnectionTrait, live: &product::Model) -> Result<Vec<PhotoRef>> {
    match find(conn, live.id).await? {
        Some(change) if change.has_photos => photo_rows::of_change(conn, live.id).await,
        _ => photo_rows::of_product(conn, live.id).await,
    }
}

/// Writes the photos that the listing shall have. The same as in the shop are no change.
pub(super) async fn write_photos(cx: &Cx, tx: &Tx, live: &product::Model, photos: &[PhotoRef]) -> Result<()> {
    let same = photos == photo_rows::of_product(tx, live.id).await?;
    let before = find(tx, live.id).await?;
    let in_shop = Words::of_product(tx, live).await?;
    let words = before.as_ref().map_or_else(|| in_shop.clone(), Words::of_change);
    if same && words == in_shop {
        return delete(tx, live.id).await.map(drop);
    }
    put(cx, tx, live.id, words, !same).await?;
    photo_rows::put_of_change(tx, live.id, if same { &[] } else { photos }).await
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
    let problems = check_change(&as_listing(tx, &change).await?);
    if !problems.is_empty() {
        return Err(Error::Domain(DomainError::Listing(problems)));
    }
    set_status(cx, tx, live.id, ProductStatus::Submitted).await?;
    audit(cx, tx, AuditAction::ProductChange, live.number).await
}

/// The change as the rules look at it; its numbers are those in the shop.
pub(super) async fn as_listing(conn: &impl ConnectionTrait, change: &product_change::Model) -> Result<Listing> {
    let photos = match change.has_photos {
        true => photo_rows::of_change(conn, change.product_id).await?.len(),
        false => photo_rows::of_product(conn, change.product_id).await?.len(),
    };
    let age = change.details.target_age;
    Ok(Listing {
        unticked: safety::unticked(conn, change.product_id, change.category_id, age).await?,
        title: change.title.clone(),
        description: change.description.clone(),
        details: change.details.clone(),
        tags: change.tags.0.len(),
        has_category: true,
        has_photo: photos > 0,
        ..Listing::default()
    })
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
    let photos = photo_rows::of_change(tx, live.id).await?;
    delete(tx, live.id).await?;
    let row = product::ActiveModel {
        id: Set(live.id),
        title: Set(change.title),
        title_en: Set(title_en),
        description: Set(change.description),
        description_en: Set(description_en),
        category_id: Set(change.category_id),
        equipment_type_id: Set(change.equipment_type_id),
        details: Set(change.details),
        updated_at: Set(cx.now),
        ..Default::default()
    };
    product::Entity::update(row).exec(tx).await?;
    tags::put(tx, live.id, &change.tags).await?;
    if change.has_photos {
        photo_rows::put_of_product(cx, tx, live.id, &photos).await?;
    }
    search_text::refresh(tx, live.id).await
}

/// Writes the row; what is written now nobody has seen.
async fn put(cx: &Cx, tx: &Tx, id: ProductId, words: Words, has_photos: bool) -> Result<()> {
    use product_change::Column as C;
    let row = product_change::ActiveModel {
        product_id: Set(id),
        title: Set(words.title),
        description: Set(words.description),
        category_id: Set(words.category_id),
        equipment_type_id: Set(words.equipment_type_id),
        details: Set(words.details),
        tags: Set(words.tags),
        has_photos: Set(has_photos),
        status: Set(ProductStatus::Draft),
        updated_at: Set(cx.now),
    };
    let all = [
        C::Title,
        C::Description,
        C::CategoryId,
        C::EquipmentTypeId,
        C::Details,
        C::Tags,
        C::HasPhotos,
        C::Status,
        C::UpdatedAt,
    ];
    let replace = OnConflict::column(C::ProductId).update_columns(all).to_owned();
    product_change::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// Whether there was one.
async fn delete(tx: &Tx, id: ProductId) -> Result<bool> {
    photo_rows::put_of_change(tx, id, &[]).await?;
    Ok(product_change::Entity::delete_by_id(id).exec(tx).await?.rows_affected > 0)
}
