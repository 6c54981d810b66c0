//! Booking in full: rules of types and plans, holds, children, moves, check-ins, no-shows, waitlist, maintenance.

use crate::dsl::*;
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, integer, pk_uuid, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        type_rules(m).await?;
        plans(m).await?;
        cells(m).await?;
        booking_columns(m).await?;
        events(m).await?;
        waitlist(m).await?;
        the_rest(m).await?;
        live_booking(m).await
    }
}

async fn type_rules(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = vec![
        big_integer("charge_yen_min").default(0).to_owned(),
        integer("minutes_step").default(15).to_owned(),
        integer("buffer_minutes").default(0).to_owned(),
        integer("notice_minutes").default(0).to_owned(),
        integer("cancel_minutes").default(0).to_owned(),
        text("child_rule").default("welcome").to_owned(),
        integer("child_under").default(0).to_owned(),
        // What it is for: words of `domain::booking::Use`, by commas.
        text("uses").default("").to_owned(),
        timestamp_with_time_zone_null("retired_at"),
    ];
    add_columns(m, "equipment_type", columns).await?;
    add_columns(m, "unit", vec![timestamp_with_time_zone_null("retired_at")]).await?;
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
    create(m, vec![opening_break], vec![]).await
}

async fn plans(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let plan = Table::create()
        .table("plan")
        .col(pk_uuid("id"))
        .col(text("name_ja"))
        .col(text("name_en"))
        .col(integer("horizon_days"))
        .col(integer("at_once_max"))
        .col(integer("minutes_day_max"))
        .col(integer("minutes_week_max"))
        .col(integer("rate_percent"))
        .col(integer("position"))
        .check(Expr::col("rate_percent").between(0, 100))
        .to_owned();
    let account_plan = Table::create()
        .table("account_plan")
        .col(uuid("account_id").primary_key())
        .col(uuid("plan_id"))
        .col(timestamp_with_time_zone("since"))
        .foreign_key(&mut fk("account_plan", "account_id", "account"))
        .foreign_key(&mut fk("account_plan", "plan_id", "plan"))
        .to_owned();
    create(m, vec![plan, account_plan], vec![index("plan", &["position"])]).await
}

/// A cell is kept by a booking, a hold or maintenance: one table, so that one unique index guards them all.
async fn cells(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let booking_hold = Table::create()
        .table("booking_hold")
        .col(pk_uuid("id"))
        .col(uuid("account_id"))
        .col(uuid("unit_id"))
        .col(timestamp_with_time_zone("start_at"))
        .col(timestamp_with_time_zone("end_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(uuid_null("waitlist_entry_id"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut fk("booking_hold", "account_id", "account"))
        .foreign_key(&mut fk("booking_hold", "unit_id", "unit"))
        .to_owned();
    let maintenance = Table::create()
        .table("maintenance")
        .col(pk_uuid("id"))
        .col(uuid("unit_id"))
        .col(timestamp_with_time_zone("start_at"))
        .col(timestamp_with_time_zone("end_at"))
        .col(text("reason"))
        .col(uuid_null("by_account_id"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut fk("maintenance", "unit_id", "unit"))
        .to_owned();
    let indexes =
        vec![index("booking_hold", &["account_id", "expires_at"]), index("maintenance", &["unit_id", "start_at"])];
    create(m, vec![booking_hold, maintenance], indexes).await?;

    // SQLite cannot make a column nullable: the table is written anew, its rows with it.
    m.drop_index(Index::drop().name("uq_booking_cell_unit_id_cell").table("booking_cell").to_owned()).await?;
    m.drop_index(Index::drop().name("ix_booking_cell_booking_id").table("booking_cell").to_owned()).await?;
    m.rename_table(Table::rename().table("booking_cell", "booking_cell_old").to_owned()).await?;
    let booking_cell = Table::create()
        .table("booking_cell")
        .col(uuid("unit_id"))
        .col(big_integer("cell"))
        .col(uuid_null("booking_id"))
        .col(uuid_null("hold_id"))
        .col(uuid_null("maintenance_id"))
        // Of a hold: from then on the cell is free, and whoever books it takes the row away.
        .col(timestamp_with_time_zone_null("expires_at"))
        .check(Expr::cust(
            "(CASE WHEN booking_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN hold_id IS NULL THEN 0 ELSE 1 END) \
             + (CASE WHEN maintenance_id IS NULL THEN 0 ELSE 1 END) = 1",
        ))
        .foreign_key(&mut fk("booking_cell", "unit_id", "unit"))
        .foreign_key(&mut fk("booking_cell", "booking_id", "booking"))
        .foreign_key(&mut fk("booking_cell", "hold_id", "booking_hold"))
        .foreign_key(&mut fk("booking_cell", "maintenance_id", "maintenance"))
        .to_owned();
    create(m, vec![booking_cell], vec![]).await?;
    m.get_connection()
        .execute_unprepared(
            "INSERT INTO booking_cell (unit_id, cell, booking_id) SELECT unit_id, cell, booking_id FROM booking_cell_old",
        )
        .await?;
    m.drop_table(Table::drop().table("booking_cell_old").to_owned()).await?;
    for index in [
        unique("booking_cell", &["unit_id", "cell"]),
        index("booking_cell", &["booking_id"]),
        index("booking_cell", &["hold_id"]),
        index("booking_cell", &["maintenance_id"]),
    ] {
        m.create_index(index).await?;
    }
    Ok(())
}

async fn booking_columns(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = vec![
        // Ages of the children who come along, as a JSON list.
        text("children").default("[]").to_owned(),
        integer("kids_places").default(0).to_owned(),
        text_null("note"),
        // Somebody without an account, booked by the staff in whose name the row stands.
        text_null("guest"),
        // Why the staff set a soft rule aside.
        text_null("override_reason"),
        uuid_null("series_id"),
        // SEQUENCE of its calendar entry (RFC 5545): grows with each change.
        integer("sequence").default(0).to_owned(),
    ];
    add_columns(m, "booking", columns).await?;
    m.create_index(index("booking", &["series_id"])).await?;
    m.create_index(index("booking", &["start_at"])).await?;
    add_columns(m, "booking_cancellation", vec![text_null("reason"), text_null("note")]).await
}

async fn events(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let booking_move = Table::create()
        .table("booking_move")
        .col(pk_uuid("id"))
        .col(uuid("booking_id"))
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("by_account_id"))
        .col(uuid("from_unit_id"))
        .col(timestamp_with_time_zone("from_start_at"))
        .col(timestamp_with_time_zone("from_end_at"))
        .foreign_key(&mut fk("booking_move", "booking_id", "booking"))
        .to_owned();
    let check_in = Table::create()
        .table("check_in")
        .col(uuid("booking_id").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("by_account_id"))
        .col(word("way", &["code", "staff"]))
        .foreign_key(&mut fk("check_in", "booking_id", "booking"))
        .to_owned();
    let check_out = Table::create()
        .table("check_out")
        .col(uuid("booking_id").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("by_account_id"))
        .foreign_key(&mut fk("check_out", "booking_id", "booking"))
        .to_owned();
    // What counts against a member: not having come, or having cancelled late without a reason that excuses it.
    let no_show = Table::create()
        .table("no_show")
        .col(uuid("booking_id").primary_key())
        .col(uuid("account_id"))
        .col(timestamp_with_time_zone("at"))
        .col(word("kind", &["absent", "late_cancel"]))
        .foreign_key(&mut fk("no_show", "booking_id", "booking"))
        .foreign_key(&mut fk("no_show", "account_id", "account"))
        .to_owned();
    // The kids' corner: places taken in each cell.
    let kids_cell = Table::create()
        .table("kids_cell")
        .col(big_integer("cell").primary_key())
        .col(integer("taken"))
        .check(Expr::col("taken").gte(0))
        .to_owned();
    let indexes = vec![index("booking_move", &["booking_id"]), index("no_show", &["account_id", "at"])];
    create(m, vec![booking_move, check_in, check_out, no_show, kids_cell], indexes).await
}

async fn waitlist(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let entry = Table::create()
        .table("waitlist_entry")
        .col(pk_uuid("id"))
        .col(uuid("account_id"))
        .col(uuid("equipment_type_id"))
        .col(uuid_null("unit_id"))
        .col(timestamp_with_time_zone("start_at"))
        .col(timestamp_with_time_zone("end_at"))
        .col(word("purpose", &["hobby", "community_business", "study"]))
        .col(text("children"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut fk("waitlist_entry", "account_id", "account"))
        .foreign_key(&mut fk("waitlist_entry", "equipment_type_id", "equipment_type"))
        .to_owned();
    // One offer for each place in the line: who lets it lapse leaves the line.
    let offer = Table::create()
        .table("waitlist_offer")
        .col(uuid("entry_id").primary_key())
        .col(uuid("hold_id"))
        .col(timestamp_with_time_zone("at"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut fk("waitlist_offer", "entry_id", "waitlist_entry"))
        .to_owned();
    let end = Table::create()
        .table("waitlist_end")
        .col(uuid("entry_id").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(word("outcome", &["booked", "lapsed", "left", "passed"]))
        .foreign_key(&mut fk("waitlist_end", "entry_id", "waitlist_entry"))
        .to_owned();
    let indexes = vec![
        index("waitlist_entry", &["equipment_type_id", "start_at"]),
        index("waitlist_entry", &["account_id", "start_at"]),
    ];
    create(m, vec![entry, offer, end], indexes).await
}

async fn the_rest(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // The API's answers by Idempotency-Key, each with a digest of the request that it answers.
    let idempotency_key = Table::create()
        .table("idempotency_key")
        .col(uuid("account_id"))
        .col(text("key"))
        .col(text("digest"))
        .col(integer("status"))
        .col(text("body"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("account_id").col("key"))
        .foreign_key(&mut fk("idempotency_key", "account_id", "account"))
        .to_owned();
    // The secret address of a member's calendar is derived from this version; renewing it raises the version.
    let calendar_feed = Table::create()
        .table("calendar_feed")
        .col(uuid("account_id").primary_key())
        .col(integer("version"))
        .col(timestamp_with_time_zone("renewed_at"))
        .foreign_key(&mut fk("calendar_feed", "account_id", "account"))
        .to_owned();
    let maintenance_end = Table::create()
        .table("maintenance_end")
        .col(uuid("maintenance_id").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("by_account_id"))
        .foreign_key(&mut fk("maintenance_end", "maintenance_id", "maintenance"))
        .to_owned();
    // When each kind of periodic job last ran, by whichever server did it.
    let periodic_run = Table::create()
        .table("periodic_run")
        .col(text("kind").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(boolean("ok"))
        .col(text_null("error"))
        .to_owned();
    let indexes = vec![index("idempotency_key", &["created_at"])];
    create(m, vec![idempotency_key, calendar_feed, maintenance_end, periodic_run], indexes).await
}

/// Bookings that were neither cancelled nor missed: what a live booking is, said once.
async fn live_booking(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let text = "CREATE VIEW live_booking AS SELECT b.* FROM booking b \
         WHERE NOT EXISTS (SELECT 1 FROM booking_cancellation c WHERE c.booking_id = b.id) \
         AND NOT EXISTS (SELECT 1 FROM no_show n WHERE n.booking_id = b.id)";
    m.get_connection().execute_unprepared(text).await?;
    Ok(())
}

/// One statement each: SQLite adds one column at a time.
async fn add_columns(m: &SchemaManager<'_>, table: &'static str, columns: Vec<ColumnDef>) -> Result<(), DbErr> {
    for column in columns {
        m.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
    }
    Ok(())
}
