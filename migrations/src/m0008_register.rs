//! Counter sales and their lines, with all that a receipt says frozen in them.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let sale = Table::create()
            .table("sale")
            .col(pk_uuid("id"))
            .col(big_integer("number"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("staff_account_id"))
            .col(text("staff_name"))
            .col(text("issuer_name"))
            .col(text("issuer_invoice_number"))
            .col(text("issuer_address"))
            .col(text("issuer_phone"))
            .col(uuid_null("pickup_order_id"))
            .col(big_integer("total_yen"))
            .col(text("tender"))
            .col(big_integer("tendered_yen"))
            .col(big_integer("change_yen"))
            .col(text("idempotency_key"))
            .col(text("request_digest"))
            .check(Expr::col("total_yen").gt(0))
            .check(Expr::col("change_yen").gte(0))
            .foreign_key(&mut fk("sale", "staff_account_id", "account"))
            .foreign_key(&mut fk("sale", "pickup_order_id", "pickup_order"))
            .to_owned();
        let sale_line = Table::create()
            .table("sale_line")
            .col(pk_uuid("id"))
            .col(uuid("sale_id"))
            .col(integer("position"))
            .col(uuid("product_id"))
            .col(uuid("maker_id"))
            .col(text("maker_name"))
            .col(text("title"))
            .col(big_integer("quantity"))
            .col(big_integer("unit_price_yen"))
            .col(integer("tax_rate_percent"))
            .check(Expr::col("quantity").gt(0))
            .foreign_key(&mut fk("sale_line", "sale_id", "sale"))
            .foreign_key(&mut fk("sale_line", "product_id", "product"))
            .foreign_key(&mut fk("sale_line", "maker_id", "maker"))
            .to_owned();
        create(
            m,
            vec![sale, sale_line],
            vec![
                unique("sale", &["number"]),
                unique("sale", &["idempotency_key"]),
                unique("sale", &["pickup_order_id"]),
                index("sale", &["at"]),
                unique("sale_line", &["sale_id", "position"]),
                index("sale_line", &["maker_id"]),
                index("sale_line", &["product_id"]),
            ],
        )
        .await
    }
}
