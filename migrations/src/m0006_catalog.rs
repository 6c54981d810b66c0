//! Makers, products with their prices and stock, photos, reviews.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // tidy: long because a schema is the list of its columns.
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let maker = Table::create()
            .table("maker")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(text("slug"))
            .col(text("trade_name"))
            .col(text("story"))
            .col(text_null("story_en"))
            .col(integer("since_fiscal_year"))
            .col(timestamp_with_time_zone("created_at"))
            .foreign_key(&mut fk("maker", "account_id", "account"))
            .to_owned();
        let category = Table::create()
            .table("category")
            .col(pk_uuid("id"))
            .col(text("slug"))
            .col(text("name_ja"))
            .col(text("name_en"))
            .col(integer("position"))
            .to_owned();
        // `number` is what people read and scan. Price and rate are the newest of `product_price`, written with it.
        let product = Table::create()
            .table("product")
            .col(pk_uuid("id"))
            .col(big_integer("number"))
            .col(uuid("maker_id"))
            .col(uuid("category_id"))
            .col(text("title"))
            .col(text_null("title_en"))
            .col(text("description"))
            .col(text_null("description_en"))
            .col(big_integer("price_yen"))
            .col(integer("tax_rate_percent"))
            .col(boolean("one_of_a_kind"))
            .col(uuid_null("equipment_type_id"))
            .col(text("status"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .col(timestamp_with_time_zone_null("published_at"))
            .check(Expr::col("price_yen").gte(0))
            .check(Expr::col("tax_rate_percent").between(0, 100))
            .foreign_key(&mut fk("product", "maker_id", "maker"))
            .foreign_key(&mut fk("product", "category_id", "category"))
            .foreign_key(&mut fk("product", "equipment_type_id", "equipment_type"))
            .to_owned();
        // What a product cost, and at which rate of tax, from an instant on.
        let product_price = Table::create()
            .table("product_price")
            .col(uuid("product_id"))
            .col(timestamp_with_time_zone("from_at"))
            .col(big_integer("price_yen"))
            .col(integer("tax_rate_percent"))
            .primary_key(Index::create().col("product_id").col("from_at"))
            .check(Expr::col("price_yen").gte(0))
            .check(Expr::col("tax_rate_percent").between(0, 100))
            .foreign_key(&mut fk("product_price", "product_id", "product"))
            .to_owned();
        let product_review = Table::create()
            .table("product_review")
            .col(pk_uuid("id"))
            .col(uuid("product_id"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("by_account_id"))
            .col(text("decision"))
            .col(text("note"))
            .foreign_key(&mut fk("product_review", "product_id", "product"))
            .foreign_key(&mut fk("product_review", "by_account_id", "account"))
            .to_owned();
        // One row serves the shelf and the web. What can be had is on hand minus reserved, and is written nowhere.
        let stock = Table::create()
            .table("stock")
            .col(uuid("product_id").primary_key())
            .col(big_integer("on_hand"))
            .col(big_integer("reserved"))
            .check(Expr::col("reserved").gte(0))
            .check(Expr::col("reserved").lte(Expr::col("on_hand")))
            .foreign_key(&mut fk("stock", "product_id", "product"))
            .to_owned();
        let photo = Table::create()
            .table("photo")
            .col(pk_uuid("id"))
            .col(uuid("product_id"))
            .col(integer("position"))
            .col(integer("width"))
            .col(integer("height"))
            .col(timestamp_with_time_zone("created_at"))
            .foreign_key(&mut fk("photo", "product_id", "product"))
            .to_owned();
        create(
            m,
            vec![maker, category, product, product_price, product_review, stock, photo],
            vec![
                unique("maker", &["account_id"]),
                unique("maker", &["slug"]),
                unique("category", &["slug"]),
                unique("product", &["number"]),
                index("product", &["status", "published_at", "id"]),
                index("product", &["category_id", "status", "published_at", "id"]),
                index("product", &["maker_id", "status", "published_at", "id"]),
                index("product_review", &["product_id"]),
                unique("photo", &["product_id", "position"]),
            ],
        )
        .await
    }
}
