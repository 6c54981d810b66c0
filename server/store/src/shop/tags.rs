//! The tags of products.

use domain::{
    BilingualText, ProductId, TagId,
    shop::{TAGS_MAX, Tag, TagIds},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Result, Store, Tx,
    entity::{product_tag, tag},
};

impl Store {
    /// All tags in their order, the ended too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tags(&self) -> Result<Vec<Tag>> {
        let read = async { Ok(in_order(self.db.read()).await?.into_iter().map(shown).collect()) };
        Ok(self.remembered(&self.tags, read).await?.to_vec())
    }
}

pub(super) async fn in_order(conn: &impl ConnectionTrait) -> Result<Vec<tag::Model>> {
    let rows = tag::Entity::find().order_by_asc(tag::Column::Position).order_by_asc(tag::Column::Id);
    Ok(rows.limit(TAGS_MAX as u64).all(conn).await?)
}

fn shown(row: tag::Model) -> Tag {
    Tag {
        id: row.id,
        slug: row.slug,
        name: BilingualText::new(row.name_ja, row.name_en),
        ended: row.ended_at.is_some(),
    }
}

/// These tags as pages show them, in the operator's order.
pub(super) async fn by_ids(conn: &impl ConnectionTrait, ids: &TagIds) -> Result<Vec<Tag>> {
    if ids.0.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tag::Entity::find().filter(tag::Column::Id.is_in(ids.0.iter().copied()));
    let rows = rows.order_by_asc(tag::Column::Position).order_by_asc(tag::Column::Id);
    Ok(rows.all(conn).await?.into_iter().map(shown).collect())
}

/// The tags that a product has.
pub(super) async fn of_product(conn: &impl ConnectionTrait, id: ProductId) -> Result<TagIds> {
    let rows = product_tag::Entity::find().filter(product_tag::Column::ProductId.eq(id)).all(conn).await?;
    Ok(TagIds::new(rows.into_iter().map(|row| row.tag_id)))
}

/// Gives a product these tags and no others.
pub(super) async fn put(tx: &Tx, id: ProductId, tags: &TagIds) -> Result<()> {
    product_tag::Entity::delete_many().filter(product_tag::Column::ProductId.eq(id)).exec(tx).await?;
    let rows: Vec<_> =
        tags.0.iter().map(|tag| product_tag::ActiveModel { product_id: Set(id), tag_id: Set(*tag) }).collect();
    if !rows.is_empty() {
        product_tag::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Of the tags that a form names those that there are; an ended one stays with the product that has it.
pub(super) async fn existing(tx: &Tx, wanted: &[TagId], has: &TagIds) -> Result<TagIds> {
    if wanted.is_empty() {
        return Ok(TagIds::default());
    }
    let rows = tag::Entity::find().filter(tag::Column::Id.is_in(wanted.iter().copied())).all(tx).await?;
    let stays = |row: &tag::Model| row.ended_at.is_none() || has.0.contains(&row.id);
    Ok(TagIds::new(rows.iter().filter(|row| stays(row)).map(|row| row.id)))
}
