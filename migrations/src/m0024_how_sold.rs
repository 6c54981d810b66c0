//! How a piece is sold: made when it is ordered or not, how it is sent and wrapped, what can be chosen of it, and which
//! of the two rates of tax it has.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, index, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        columns(m).await?;
        options(m).await?;
        rates_by_class(m).await
    }
}

async fn columns(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let within = |column: &'static str, most: i64, least: i64| {
        big_integer_null(column).check(Expr::col(column).between(least, most)).to_owned()
    };
    let no = |column: &'static str| boolean(column).default(false).to_owned();
    let class =
        text("tax_class").default("standard").check(Expr::col("tax_class").is_in(["standard", "reduced"])).to_owned();
    for (table, column) in [
        ("product", no("made_to_order")),
        ("product", within("lead_days", 90, 1)),
        ("product", within("parcel_thickness_mm", 1_000, 1)),
        ("product", within("parcel_weight_g", 30_000, 1)),
        ("product", no("parcel_fits_a4")),
        ("product", within("gift_wrap_yen", 2_000, 0)),
        ("product", class),
        // What was ordered to be made has never been in the stock, whatever the piece is later.
        ("order_line", no("made_to_order")),
    ] {
        m.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
    }
    Ok(())
}

async fn options(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let extra = || big_integer("extra_yen").check(Expr::col("extra_yen").between(0, 100_000)).to_owned();
    let option = Table::create()
        .table("product_option")
        .col(pk_uuid("id"))
        .col(uuid("product_id"))
        .col(integer("position"))
        .col(text("name"))
        .col(text("kind").check(Expr::col("kind").is_in(["choice", "text"])))
        .col(boolean("required"))
        .col(big_integer("max_chars").check(Expr::col("max_chars").between(1, 60)))
        .col(extra())
        .foreign_key(&mut fk("product_option", "product_id", "product"))
        .to_owned();
    let choice = Table::create()
        .table("product_option_choice")
        .col(pk_uuid("id"))
        .col(uuid("option_id"))
        .col(integer("position"))
        .col(text("label"))
        .col(extra())
        .foreign_key(&mut fk("product_option_choice", "option_id", "product_option"))
        .to_owned();
    let indexes = vec![
        unique("product_option", &["product_id", "position"]),
        index("product_option_choice", &["option_id", "position"]),
    ];
    create(m, vec![option, choice], indexes).await
}

/// SQLite cannot change a primary key: the few rows move to a table of the same name.
async fn rates_by_class(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let rate = Table::create()
        .table("tax_rate_by_class")
        .col(text("class").check(Expr::col("class").is_in(["standard", "reduced"])))
        .col(date("from_day"))
        .col(integer("percent"))
        .primary_key(Index::create().col("class").col("from_day"))
        .check(Expr::col("percent").between(0, 100))
        .to_owned();
    create(m, vec![rate], vec![]).await?;
    let db = m.get_connection();
    db.execute_unprepared(
        "INSERT INTO tax_rate_by_class (class, from_day, percent) SELECT 'standard', from_day, percent FROM tax_rate",
    )
    .await?;
    m.drop_table(Table::drop().table("tax_rate").to_owned()).await?;
    m.rename_table(Table::rename().table("tax_rate_by_class", "tax_rate").to_owned()).await
}
