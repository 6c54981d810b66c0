//! Reviews by those who bought, one for each line of an order.

use sea_orm_migration::{prelude::*, schema::*, sea_query::ExprTrait};

use crate::dsl::{create, fk, index, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let review = Table::create()
            .table("buyer_review")
            .col(pk_uuid("id"))
            .col(uuid("order_line_id"))
            .col(uuid("product_id"))
            .col(integer("stars").check(Expr::col("stars").between(1, 5)))
            .col(text("text"))
            .col(text("name"))
            .col(timestamp_with_time_zone("at"))
            .col(text("answer"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(timestamp_with_time_zone_null("taken_down_at"))
            .foreign_key(&mut fk("buyer_review", "order_line_id", "order_line"))
            .foreign_key(&mut fk("buyer_review", "product_id", "product"))
            .to_owned();
        let indexes = vec![
            unique("buyer_review", &["order_line_id"]),
            index("buyer_review", &["product_id", "at"]),
            index("buyer_review", &["at"]),
        ];
        create(m, vec![review], indexes).await
    }
}
