//! Orders for pick-up: who, what as it was on that day, and how it ended.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let pickup_order = Table::create()
            .table("pickup_order")
            .col(pk_uuid("id"))
            .col(big_integer("number"))
            .col(uuid_null("account_id"))
            .col(text("name"))
            .col(text("email"))
            .col(text("phone"))
            .col(big_integer("total_yen"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("hold_until"))
            .col(text("idempotency_key"))
            .col(text("request_digest"))
            .check(Expr::col("total_yen").gte(0))
            .foreign_key(&mut fk("pickup_order", "account_id", "account"))
            .to_owned();
        // Frozen when the order is placed; nothing reads the product for it later but the photo.
        let order_line = Table::create()
            .table("order_line")
            .col(pk_uuid("id"))
            .col(uuid("pickup_order_id"))
            .col(uuid("product_id"))
            .col(big_integer("product_number"))
            .col(text("title"))
            .col(text_null("title_en"))
            .col(uuid("maker_id"))
            .col(text("maker_name"))
            .col(big_integer("quantity"))
            .col(big_integer("unit_price_yen"))
            .col(integer("tax_rate_percent"))
            .check(Expr::col("quantity").gt(0))
            .check(Expr::col("unit_price_yen").gte(0))
            .foreign_key(&mut fk("order_line", "pickup_order_id", "pickup_order"))
            .foreign_key(&mut fk("order_line", "product_id", "product"))
            .foreign_key(&mut fk("order_line", "maker_id", "maker"))
            .to_owned();
        // How an order ended; no row: its pieces are still reserved.
        let pickup_order_end = Table::create()
            .table("pickup_order_end")
            .col(uuid("pickup_order_id").primary_key())
            .col(timestamp_with_time_zone("at"))
            .col(text("outcome"))
            .col(uuid_null("by_account_id"))
            .foreign_key(&mut fk("pickup_order_end", "pickup_order_id", "pickup_order"))
            .to_owned();
        create(
            m,
            vec![pickup_order, order_line, pickup_order_end],
            vec![
                unique("pickup_order", &["number"]),
                unique("pickup_order", &["idempotency_key"]),
                index("pickup_order", &["account_id"]),
                index("pickup_order", &["hold_until"]),
                unique("order_line", &["pickup_order_id", "product_id"]),
                index("order_line", &["product_id"]),
                index("order_line", &["maker_id"]),
            ],
        )
        .await
    }
}
