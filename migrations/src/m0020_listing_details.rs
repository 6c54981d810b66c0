//! What a listing says beside its story, tags, several photos with captions, and what a category says about care.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, fk_to, index, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let tag = Table::create()
            .table("tag")
            .col(pk_uuid("id"))
            .col(text("slug"))
            .col(text("name_ja"))
            .col(text("name_en"))
            .col(integer("position"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .to_owned();
        let product_tag = Table::create()
            .table("product_tag")
            .col(uuid("product_id"))
            .col(uuid("tag_id"))
            .primary_key(Index::create().col("product_id").col("tag_id"))
            .foreign_key(&mut fk("product_tag", "product_id", "product"))
            .foreign_key(&mut fk("product_tag", "tag_id", "tag"))
            .to_owned();
        // The photos that a live listing shall have once the staff have seen them, all of them, in their order.
        let change_photo = Table::create()
            .table("product_change_photo")
            .col(uuid("product_id"))
            .col(uuid("photo_id"))
            .col(integer("position"))
            .col(text("caption"))
            .col(integer("width"))
            .col(integer("height"))
            .primary_key(Index::create().col("product_id").col("photo_id"))
            .foreign_key(&mut fk_to("product_change_photo", "product_id", "product_change", "product_id"))
            .to_owned();
        create(
            m,
            vec![tag, product_tag, change_photo],
            vec![
                unique("tag", &["slug"]),
                index("product_tag", &["tag_id", "product_id"]),
                unique("product_change_photo", &["product_id", "position"]),
                index("product_change_photo", &["photo_id"]),
            ],
        )
        .await?;
        columns(m).await?;
        one_photo_to_many(m).await
    }
}

async fn columns(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let empty = |column: &str| text(column.to_owned()).default("").to_owned();
    for (table, column) in [
        ("product", json("details").default("{}").to_owned()),
        ("product_change", json("details").default("{}").to_owned()),
        ("product_change", json("tags").default("[]").to_owned()),
        // Whether the photos change too; without it those in the shop stay.
        ("product_change", boolean("has_photos").default(false).to_owned()),
        ("photo", empty("caption")),
        ("category", empty("care_ja")),
        ("category", empty("care_en")),
    ] {
        m.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
    }
    Ok(())
}

/// What waits for the staff keeps its photo.
async fn one_photo_to_many(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = m.get_connection();
    for sql in [
        "INSERT INTO product_change_photo (product_id, photo_id, position, caption, width, height) \
         SELECT product_id, photo_id, 0, '', photo_width, photo_height FROM product_change \
         WHERE photo_id IS NOT NULL",
        "UPDATE product_change SET has_photos = TRUE WHERE photo_id IS NOT NULL",
    ] {
        db.execute_unprepared(sql).await?;
    }
    m.drop_index(Index::drop().name("uq_product_change_photo_id").table("product_change").to_owned()).await?;
    for column in ["photo_id", "photo_width", "photo_height"] {
        m.alter_table(Table::alter().table("product_change").drop_column(column).to_owned()).await?;
    }
    Ok(())
}
