//! Equipment, certifications, bookings and their cells.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // tidy: long because a schema is the list of its columns.
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
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
        let booking = Table::create()
            .table("booking")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(uuid("unit_id"))
            .col(timestamp_with_time_zone("start_at"))
            .col(timestamp_with_time_zone("end_at"))
            .col(word("purpose", &["hobby", "community_business", "study"]))
            .col(big_integer("fee_yen"))
            .col(timestamp_with_time_zone("created_at"))
            .check(Expr::col("fee_yen").gte(0))
            .foreign_key(&mut fk("booking", "account_id", "account"))
            .foreign_key(&mut fk("booking", "unit_id", "unit"))
            .to_owned();
        // The last guard against double booking: one row per unit and quarter hour, for live bookings only.
        let booking_cell = Table::create()
            .table("booking_cell")
            .col(uuid("unit_id"))
            .col(big_integer("cell"))
            .col(uuid("booking_id"))
            .foreign_key(&mut fk("booking_cell", "unit_id", "unit"))
            .foreign_key(&mut fk("booking_cell", "booking_id", "booking"))
            .to_owned();
        let booking_cancellation = Table::create()
            .table("booking_cancellation")
            .col(uuid("booking_id").primary_key())
            .col(timestamp_with_time_zone("at"))
            .col(uuid_null("by_account_id"))
            .foreign_key(&mut fk("booking_cancellation", "booking_id", "booking"))
            .to_owned();
        create(
            m,
            vec![equipment_type, unit, certification, booking, booking_cell, booking_cancellation],
            vec![
                unique("equipment_type", &["slug"]),
                index("unit", &["equipment_type_id", "position"]),
                index("booking", &["account_id", "start_at"]),
                index("booking", &["unit_id", "start_at"]),
                unique("booking_cell", &["unit_id", "cell"]),
                index("booking_cell", &["booking_id"]),
            ],
        )
        .await
    }
}
