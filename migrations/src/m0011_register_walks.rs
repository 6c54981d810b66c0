//! What the counter was missing: carts that wait, several orders in one sale, pieces that the stock did not know of, and
//! which papers were issued for a sale.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // The id is the cart's idempotency key, so a sale under that key ends the waiting too.
        let parked_cart = Table::create()
            .table("parked_cart")
            .col(pk_uuid("id"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("account_id"))
            .col(text("contents"))
            .col(uuid_null("taken_by_account_id"))
            .col(timestamp_with_time_zone_null("taken_at"))
            .foreign_key(&mut fk("parked_cart", "account_id", "account"))
            .foreign_key(&mut fk("parked_cart", "taken_by_account_id", "account"))
            .to_owned();
        // The order is the key: it is paid for once. `sale.pickup_order_id` is written no more.
        let sale_order = Table::create()
            .table("sale_order")
            .col(pk_uuid("pickup_order_id"))
            .col(uuid("sale_id"))
            .foreign_key(&mut fk("sale_order", "pickup_order_id", "pickup_order"))
            .foreign_key(&mut fk("sale_order", "sale_id", "sale"))
            .to_owned();
        let stock_correction = Table::create()
            .table("stock_correction")
            .col(pk_uuid("id"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("account_id"))
            .col(uuid("product_id"))
            .col(big_integer("pieces"))
            .col(text("reason"))
            .col(uuid("sale_id"))
            .check(Expr::col("pieces").gt(0))
            .foreign_key(&mut fk("stock_correction", "account_id", "account"))
            .foreign_key(&mut fk("stock_correction", "product_id", "product"))
            .foreign_key(&mut fk("stock_correction", "sale_id", "sale"))
            .to_owned();
        // Whom a paper is addressed to is on the paper and in the books; it stands in no address.
        let receipt_issue = Table::create()
            .table("receipt_issue")
            .col(uuid("sale_id"))
            .col(integer("number"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("account_id"))
            .col(text("paper"))
            .col(text("addressee"))
            .col(text("purpose"))
            .primary_key(Index::create().col("sale_id").col("number"))
            .check(Expr::col("number").gt(0))
            .foreign_key(&mut fk("receipt_issue", "sale_id", "sale"))
            .foreign_key(&mut fk("receipt_issue", "account_id", "account"))
            .to_owned();
        create(
            m,
            vec![parked_cart, sale_order, stock_correction, receipt_issue],
            vec![
                index("parked_cart", &["at"]),
                index("sale_order", &["sale_id"]),
                index("stock_correction", &["sale_id"]),
                index("stock_correction", &["product_id"]),
            ],
        )
        .await?;
        let paid = "INSERT INTO sale_order (pickup_order_id, sale_id) \
                    SELECT pickup_order_id, id FROM sale WHERE pickup_order_id IS NOT NULL";
        m.get_connection().execute_unprepared(paid).await?;
        Ok(())
    }
}
