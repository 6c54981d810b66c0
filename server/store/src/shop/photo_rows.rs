//! The photos of a listing as rows: those in the shop, and those that it shall have.

use domain::{ProductId, shop::PhotoRef};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};

use crate::{
    Cx, Result, Tx,
    entity::{photo, product_change_photo},
};

/// Pixels as a column holds them.
pub(super) fn side(pixels: u32) -> i32 {
    i32::try_from(pixels).unwrap_or(i32::MAX)
}

fn pixels(side: i32) -> u32 {
    u32::try_from(side).unwrap_or(0)
}

fn place(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX)
}

/// Those of the listing itself, the cover first.
pub(super) async fn of_product(conn: &impl ConnectionTrait, id: ProductId) -> Result<Vec<PhotoRef>> {
    let rows = photo::Entity::find().filter(photo::Column::ProductId.eq(id)).order_by_asc(photo::Column::Position);
    let photo = |row: photo::Model| PhotoRef {
        id: row.id,
        width: pixels(row.width),
        height: pixels(row.height),
        colour: row.colour,
        caption: row.caption,
    };
    Ok(rows.all(conn).await?.into_iter().map(photo).collect())
}

/// Those that a live listing shall have, the cover first.
pub(super) async fn of_change(conn: &impl ConnectionTrait, id: ProductId) -> Result<Vec<PhotoRef>> {
    use product_change_photo::{Column, Entity, Model};
    let rows = Entity::find().filter(Column::ProductId.eq(id)).order_by_asc(Column::Position);
    let photo = |row: Model| PhotoRef {
        id: row.photo_id,
        width: pixels(row.width),
        height: pixels(row.height),
        colour: row.colour,
        caption: row.caption,
    };
    Ok(rows.all(conn).await?.into_iter().map(photo).collect())
}

/// Makes these the listing's photos, in this order.
pub(super) async fn put_of_product(cx: &Cx, tx: &Tx, id: ProductId, photos: &[PhotoRef]) -> Result<()> {
    photo::Entity::delete_many().filter(photo::Column::ProductId.eq(id)).exec(tx).await?;
    let row = |(at, photo): (usize, &PhotoRef)| photo::ActiveModel {
        id: Set(photo.id),
        product_id: Set(id),
        position: Set(place(at)),
        caption: Set(photo.caption.clone()),
        width: Set(side(photo.width)),
        height: Set(side(photo.height)),
        colour: Set(photo.colour),
        created_at: Set(cx.now),
    };
    let rows: Vec<_> = photos.iter().enumerate().map(row).collect();
    if !rows.is_empty() {
        photo::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Makes these the photos that a live listing shall have, in this order.
pub(super) async fn put_of_change(tx: &Tx, id: ProductId, photos: &[PhotoRef]) -> Result<()> {
    use product_change_photo::{ActiveModel, Column, Entity};
    Entity::delete_many().filter(Column::ProductId.eq(id)).exec(tx).await?;
    let row = |(at, photo): (usize, &PhotoRef)| ActiveModel {
        product_id: Set(id),
        photo_id: Set(photo.id),
        position: Set(place(at)),
        caption: Set(photo.caption.clone()),
        width: Set(side(photo.width)),
        height: Set(side(photo.height)),
        colour: Set(photo.colour),
    };
    let rows: Vec<_> = photos.iter().enumerate().map(row).collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
