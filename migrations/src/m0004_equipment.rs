//! Kinds of equipment, their units, who may use them, and when the space is open.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        kinds(m).await?;
        hours(m).await
    }
}

// tidy: long because a schema is the list of its columns.
async fn kinds(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let equipment_type = Table::create()
        .table("equipment_type")
        .col(pk_uuid("id"))
        .col(text("slug"))
        .col(text("name_ja"))
        .col(text("name_en"))
        .col(text("summary_ja"))
        .col(text("summary_en"))
        .col(text("limits_ja"))
        .col(text("limits_en"))
        .col(text("child_rule_ja"))
        .col(text("child_rule_en"))
        .col(big_integer("rate_yen_per_hour"))
        .col(integer("minutes_min"))
        .col(integer("minutes_max"))
        .col(boolean("induction_required"))
        .col(integer("position"))
        .col(big_integer("charge_yen_min").default(0))
        .col(integer("minutes_step").default(15))
        .col(integer("buffer_minutes").default(0))
        .col(integer("notice_minutes").default(0))
        .col(integer("cancel_minutes").default(0))
        .col(text("child_rule").default("welcome"))
        .col(integer("child_under").default(0))
        // What it is for: words of `domain::booking::Use`, by commas.
        .col(text("uses").default(""))
        .col(timestamp_with_time_zone_null("retired_at"))
        .col(uuid_null("photo_id"))
        .check(Expr::col("rate_yen_per_hour").gte(0))
        .check(Expr::col("minutes_min").gt(0))
        .check(Expr::col("minutes_min").lte(Expr::col("minutes_max")))
        .to_owned();
    let unit = Table::create()
        .table("unit")
        .col(pk_uuid("id"))
        .col(uuid("equipment_type_id"))
        .col(text("name_ja"))
        .col(text("name_en"))
        .col(integer("position"))
        .col(timestamp_with_time_zone_null("retired_at"))
        .foreign_key(&mut fk("unit", "equipment_type_id", "equipment_type"))
        .to_owned();
    let certification = Table::create()
        .table("certification")
        .col(uuid("account_id"))
        .col(uuid("equipment_type_id"))
        .col(timestamp_with_time_zone("certified_at"))
        .col(timestamp_with_time_zone_null("lapses_at"))
        .primary_key(Index::create().col("account_id").col("equipment_type_id"))
        .foreign_key(&mut fk("certification", "account_id", "account"))
        .foreign_key(&mut fk("certification", "equipment_type_id", "equipment_type"))
        .to_owned();
    create(
        m,
        vec![equipment_type, unit, certification],
        vec![
            unique("equipment_type", &["slug"]),
            index("equipment_type", &["photo_id"]),
            index("unit", &["equipment_type_id", "position"]),
        ],
    )
    .await
}

async fn hours(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Weekday 0 is Monday; a weekday without a row is closed. Minutes after midnight, Asia/Tokyo.
    let opening_hour = Table::create()
        .table("opening_hour")
        .col(integer("weekday").primary_key())
        .col(integer("open_minute"))
        .col(integer("close_minute"))
        .check(Expr::col("weekday").between(0, 6))
        .check(Expr::col("open_minute").lt(Expr::col("close_minute")))
        .to_owned();
    // Breaks of a weekday (0 is Monday), minutes after midnight, Asia/Tokyo.
    let opening_break = Table::create()
        .table("opening_break")
        .col(integer("weekday"))
        .col(integer("from_minute"))
        .col(integer("to_minute"))
        .primary_key(Index::create().col("weekday").col("from_minute"))
        .check(Expr::col("weekday").between(0, 6))
        .check(Expr::col("from_minute").lt(Expr::col("to_minute")))
        .to_owned();
    let closure = Table::create()
        .table("closure")
        .col(date("day").primary_key())
        .col(text("reason_ja"))
        .col(text("reason_en"))
        .to_owned();
    create(m, vec![opening_hour, opening_break, closure], vec![]).await
}
