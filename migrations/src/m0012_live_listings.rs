//! Listings that change while they are in the shop: the words and the photo that wait for the staff.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // One change a product at most: what it shall say once the staff have seen it. Without a photo of its own it
        // keeps the one in the shop.
        let change = Table::create()
            .table("product_change")
            .col(uuid("product_id").primary_key())
            .col(text("title"))
            .col(text("description"))
            .col(uuid("category_id"))
            .col(uuid_null("equipment_type_id"))
            .col(uuid_null("photo_id"))
            .col(integer("photo_width"))
            .col(integer("photo_height"))
            .col(text("status"))
            .col(timestamp_with_time_zone("updated_at"))
            .foreign_key(&mut fk("product_change", "product_id", "product"))
            .foreign_key(&mut fk("product_change", "category_id", "category"))
            .foreign_key(&mut fk("product_change", "equipment_type_id", "equipment_type"))
            .to_owned();
        create(
            m,
            vec![change],
            vec![index("product_change", &["status", "updated_at"]), unique("product_change", &["photo_id"])],
        )
        .await?;
        // A draft stands in some category; whether its maker chose that.
        let chosen = boolean("category_chosen").default(true).to_owned();
        m.alter_table(Table::alter().table("product").add_column(chosen).to_owned()).await?;
        // Whether the staff decided on a change of a live listing.
        let of_change = boolean("of_change").default(false).to_owned();
        m.alter_table(Table::alter().table("product_review").add_column(of_change).to_owned()).await
    }
}
