//! Orders for pick-up and the holds that keep their pieces.

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
            .check(Expr::col("total_yen").gte(0))
            .foreign_key(&mut fk("pickup_order", "account_id", "account"))
            .to_owned();
        let hold = Table::create()
            .table("hold")
            .col(pk_uuid("id"))
            .col(uuid("pickup_order_id"))
            .col(uuid("product_id"))
            .col(big_integer("quantity"))
            .col(big_integer("unit_price_yen"))
            .check(Expr::col("quantity").gt(0))
            .foreign_key(&mut fk("hold", "pickup_order_id", "pickup_order"))
            .foreign_key(&mut fk("hold", "product_id", "product"))
            .to_owned();
        // How an order ended; no row: its pieces are still held.
        let pickup_order_end = Table::create()
            .table("pickup_order_end")
            .col(uuid("pickup_order_id").primary_key())
            .col(timestamp_with_time_zone("at"))
            .col(word("outcome", &["picked_up", "cancelled", "expired"]))
            .col(uuid_null("by_account_id"))
            .foreign_key(&mut fk("pickup_order_end", "pickup_order_id", "pickup_order"))
            .to_owned();
        create(
            m,
            vec![pickup_order, hold, pickup_order_end],
            vec![
                unique("pickup_order", &["number"]),
                unique("pickup_order", &["idempotency_key"]),
                index("pickup_order", &["account_id"]),
                index("pickup_order", &["hold_until"]),
                unique("hold", &["pickup_order_id", "product_id"]),
                index("hold", &["product_id"]),
            ],
        )
        .await
    }
}
