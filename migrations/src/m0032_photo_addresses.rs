//! Photos by their contents: one may stand in several listings, and files that are about to go are found by nobody.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, index, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // Set before the first file is deleted: whoever brings the same photo then keeps it elsewhere.
        let going = boolean("going").default(false).to_owned();
        m.alter_table(Table::alter().table("photo_file").add_column(going).to_owned()).await?;
        // SQLite changes no primary key: the rows move to a new table.
        m.drop_index(Index::drop().name("uq_photo_product_id_position").table("photo").to_owned()).await?;
        m.rename_table(Table::rename().table("photo", "photo_before").to_owned()).await?;
        let photo = Table::create()
            .table("photo")
            .col(uuid("product_id"))
            .col(uuid("id"))
            .col(integer("position"))
            .col(text("caption").default(""))
            .col(integer("width"))
            .col(integer("height"))
            .col(integer_null("colour"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("product_id").col("id"))
            .foreign_key(&mut fk("photo", "product_id", "product"))
            .to_owned();
        create(m, vec![photo], vec![unique("photo", &["product_id", "position"]), index("photo", &["id"])]).await?;
        let moved = "INSERT INTO photo (product_id, id, position, caption, width, height, colour, created_at) \
                     SELECT product_id, id, position, caption, width, height, colour, created_at FROM photo_before";
        m.get_connection().execute_unprepared(moved).await?;
        m.drop_table(Table::drop().table("photo_before").to_owned()).await
    }
}
