//! Bookings, what keeps a time, what happened to them, the waitlist.

use crate::dsl::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        cells(m).await?;
        events(m).await?;
        waitlist(m).await?;
        for_programs(m).await?;
        live_booking(m).await
    }
}

// tidy: long because a schema is the list of its columns.
async fn cells(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let booking = Table::create()
        .table("booking")
        .col(pk_uuid("id"))
        .col(uuid("account_id"))
        .col(uuid("unit_id"))
        .col(timestamp_with_time_zone("start_at"))
        .col(timestamp_with_time_zone("end_at"))
        .col(text("purpose"))
        .col(big_integer("fee_yen"))
        .col(timestamp_with_time_zone("created_at"))
        // Ages of the children who come along, as a JSON list.
        .col(text("children").default("[]"))
        .col(integer("kids_places").default(0))
        .col(text_null("note"))
        // Somebody without an account, booked by the staff in whose name the row stands.
        .col(text_null("guest"))
        // Why the staff set a soft rule aside.
        .col(text_null("override_reason"))
        .col(uuid_null("series_id"))
        // SEQUENCE of its calendar entry (RFC 5545): grows with each change.
        .col(integer("sequence").default(0))
        .check(Expr::col("fee_yen").gte(0))
        .foreign_key(&mut fk("booking", "account_id", "account"))
        .foreign_key(&mut fk("booking", "unit_id", "unit"))
        .to_owned();
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
    let maintenance_end = Table::create()
        .table("maintenance_end")
        .col(uuid("maintenance_id").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("by_account_id"))
        .foreign_key(&mut fk("maintenance_end", "maintenance_id", "maintenance"))
        .to_owned();
    // The last guard against double booking: one row per unit and quarter hour, for live bookings only. A cell is kept by
    // a booking, a hold or maintenance: one table, so that one unique index guards them all.
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
    // The kids' corner: places taken in each cell.
    let kids_cell = Table::create()
        .table("kids_cell")
        .col(big_integer("cell").primary_key())
        .col(integer("taken"))
        .check(Expr::col("taken").gte(0))
        .to_owned();
    create(
        m,
        vec![booking, booking_hold, maintenance, maintenance_end, booking_cell, kids_cell],
        vec![
            index("booking", &["account_id", "start_at"]),
            index("booking", &["unit_id", "start_at"]),
            index("booking", &["series_id"]),
            index("booking", &["start_at"]),
            index("booking_hold", &["account_id", "expires_at"]),
            index("maintenance", &["unit_id", "start_at"]),
            unique("booking_cell", &["unit_id", "cell"]),
            index("booking_cell", &["booking_id"]),
            index("booking_cell", &["hold_id"]),
            index("booking_cell", &["maintenance_id"]),
        ],
    )
    .await
}

async fn events(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let booking_cancellation = Table::create()
        .table("booking_cancellation")
        .col(uuid("booking_id").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("by_account_id"))
        .col(text_null("reason"))
        .col(text_null("note"))
        .foreign_key(&mut fk("booking_cancellation", "booking_id", "booking"))
        .to_owned();
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
        .col(text("way"))
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
        .col(text("kind"))
        .foreign_key(&mut fk("no_show", "booking_id", "booking"))
        .foreign_key(&mut fk("no_show", "account_id", "account"))
        .to_owned();
    create(
        m,
        vec![booking_cancellation, booking_move, check_in, check_out, no_show],
        vec![index("booking_move", &["booking_id"]), index("no_show", &["account_id", "at"])],
    )
    .await
}

async fn waitlist(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let waitlist_entry = Table::create()
        .table("waitlist_entry")
        .col(pk_uuid("id"))
        .col(uuid("account_id"))
        .col(uuid("equipment_type_id"))
        .col(uuid_null("unit_id"))
        .col(timestamp_with_time_zone("start_at"))
        .col(timestamp_with_time_zone("end_at"))
        .col(text("purpose"))
        .col(text("children"))
        .col(timestamp_with_time_zone("created_at"))
        .foreign_key(&mut fk("waitlist_entry", "account_id", "account"))
        .foreign_key(&mut fk("waitlist_entry", "equipment_type_id", "equipment_type"))
        .to_owned();
    // One offer for each place in the line: who lets it lapse leaves the line.
    let waitlist_offer = Table::create()
        .table("waitlist_offer")
        .col(uuid("entry_id").primary_key())
        .col(uuid("hold_id"))
        .col(timestamp_with_time_zone("at"))
        .col(timestamp_with_time_zone("expires_at"))
        .foreign_key(&mut fk("waitlist_offer", "entry_id", "waitlist_entry"))
        .to_owned();
    let waitlist_end = Table::create()
        .table("waitlist_end")
        .col(uuid("entry_id").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(text("outcome"))
        .foreign_key(&mut fk("waitlist_end", "entry_id", "waitlist_entry"))
        .to_owned();
    create(
        m,
        vec![waitlist_entry, waitlist_offer, waitlist_end],
        vec![
            index("waitlist_entry", &["equipment_type_id", "start_at"]),
            index("waitlist_entry", &["account_id", "start_at"]),
        ],
    )
    .await
}

async fn for_programs(m: &SchemaManager<'_>) -> Result<(), DbErr> {
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
    create(m, vec![idempotency_key, calendar_feed], vec![index("idempotency_key", &["created_at"])]).await
}

/// Bookings that were neither cancelled nor missed: what a live booking is, said once.
async fn live_booking(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let text = "CREATE VIEW live_booking AS SELECT b.* FROM booking b \
         WHERE NOT EXISTS (SELECT 1 FROM booking_cancellation c WHERE c.booking_id = b.id) \
         AND NOT EXISTS (SELECT 1 FROM no_show n WHERE n.booking_id = b.id)";
    m.get_connection().execute_unprepared(text).await?;
    Ok(())
}
