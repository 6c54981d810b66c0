//! Accounts that were closed; the files of photos, so that a maker's can be counted and those that nothing shows found; the
//! ways to what is old enough to go.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let closed = timestamp_with_time_zone_null("closed_at").to_owned();
        m.alter_table(Table::alter().table("account").add_column(closed).to_owned()).await?;
        // Written before the files, and gone after them. Photos of machines have no maker.
        let photo_file = Table::create()
            .table("photo_file")
            .col(pk_uuid("photo_id"))
            .col(uuid_null("maker_id"))
            .col(big_integer("bytes"))
            .col(timestamp_with_time_zone("created_at"))
            .check(Expr::col("bytes").gte(0))
            .to_owned();
        create(
            m,
            vec![photo_file],
            vec![
                index("photo_file", &["maker_id"]),
                index("photo_file", &["created_at"]),
                index("pickup_order_end", &["at"]),
                index("receipt_issue", &["at"]),
                index("waitlist_entry", &["end_at"]),
                index("waitlist_offer", &["hold_id"]),
            ],
        )
        .await?;
        // What was uploaded before has no size here; it counts as nothing.
        let known = "INSERT INTO photo_file (photo_id, maker_id, bytes, created_at) \
                     SELECT ph.id, p.maker_id, 0, ph.created_at FROM photo ph JOIN product p ON p.id = ph.product_id";
        m.get_connection().execute_unprepared(known).await?;
        let waiting = "INSERT INTO photo_file (photo_id, maker_id, bytes, created_at) \
                       SELECT c.photo_id, p.maker_id, 0, c.updated_at FROM product_change c \
                       JOIN product p ON p.id = c.product_id WHERE c.photo_id IS NOT NULL";
        m.get_connection().execute_unprepared(waiting).await?;
        Ok(())
    }
}
