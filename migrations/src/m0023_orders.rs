//! Orders of many pieces: how they are sent and paid, their states as rows, payments, refunds, and every movement of
//! money with its document.

use sea_orm_migration::{prelude::*, schema::*, sea_query::ExprTrait};

use crate::dsl::{create, fk, index, unique};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        rename(m).await?;
        columns(m).await?;
        create(m, vec![order_change(), delivery_rate()], Vec::new()).await?;
        create(m, vec![payment(), payment_event(), refund(), refund_line(), money_event()], indexes()).await?;
        carry_over(m).await
    }
}

/// An order is not only picked up any more.
async fn rename(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (from, to) in [("pickup_order", "shop_order"), ("pickup_order_end", "order_end")] {
        m.rename_table(Table::rename().table(from, to).to_owned()).await?;
    }
    for table in ["order_end", "order_line", "sale_order"] {
        m.alter_table(Table::alter().table(table).rename_column("pickup_order_id", "order_id").to_owned()).await?;
    }
    // A piece may stand in an order twice, once wrapped as a gift.
    let twice = Index::drop().name("uq_order_line_pickup_order_id_product_id").table("order_line").to_owned();
    m.drop_index(twice).await
}

async fn columns(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let word = |name: &'static str, default: &'static str| text(name).default(default).to_owned();
    let yen = |name: &'static str| big_integer(name).default(0).check(Expr::col(name).gte(0)).to_owned();
    for (table, column) in [
        ("shop_order", word("state", "pending")),
        ("shop_order", word("delivery", "pickup")),
        ("shop_order", word("pay_by", "counter")),
        ("shop_order", json_null("address")),
        ("shop_order", word("message", "")),
        ("shop_order", yen("delivery_yen")),
        ("shop_order", yen("paid_yen")),
        ("shop_order", yen("returned_yen")),
        ("shop_order", text_null("tracking")),
        ("shop_order", text_null("alert")),
        // The day by which it is promised to be sent or to lie at the counter.
        ("shop_order", date_null("due_day")),
        ("order_line", integer("position").default(0).to_owned()),
        ("order_line", big_integer_null("wrapping_yen")),
        ("order_line", word("options", "")),
        ("order_line", big_integer_null("lead_days")),
    ] {
        m.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
    }
    Ok(())
}

fn order_change() -> TableCreateStatement {
    Table::create()
        .table("order_change")
        .col(uuid("order_id"))
        .col(integer("position"))
        .col(text("state"))
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("by_account_id"))
        .col(text("note"))
        .primary_key(Index::create().col("order_id").col("position"))
        .foreign_key(&mut fk("order_change", "order_id", "shop_order"))
        .foreign_key(&mut fk("order_change", "by_account_id", "account"))
        .to_owned()
}

fn delivery_rate() -> TableCreateStatement {
    Table::create()
        .table("delivery_rate")
        .col(text("delivery"))
        .col(date("from_day"))
        .col(big_integer("price_yen"))
        .check(Expr::col("price_yen").gte(0))
        .primary_key(Index::create().col("delivery").col("from_day"))
        .to_owned()
}

/// A page of the provider on which an order is paid, and what came of it.
fn payment() -> TableCreateStatement {
    Table::create()
        .table("payment")
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(text("state"))
        .col(big_integer("amount_yen"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(text_null("session_id"))
        .col(text_null("url"))
        .col(text_null("payment_intent"))
        .col(text_null("method"))
        .check(Expr::col("amount_yen").gt(0))
        .foreign_key(&mut fk("payment", "order_id", "shop_order"))
        .to_owned()
}

/// What the provider told, each once: its id is the key.
fn payment_event() -> TableCreateStatement {
    Table::create()
        .table("payment_event")
        .col(text("id").primary_key())
        .col(timestamp_with_time_zone("at"))
        .col(text("kind"))
        .to_owned()
}

fn refund() -> TableCreateStatement {
    Table::create()
        .table("refund")
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(uuid("payment_id"))
        .col(text("state"))
        .col(big_integer("amount_yen"))
        .col(text("reason"))
        .col(boolean("with_delivery"))
        .col(uuid_null("by_account_id"))
        .col(timestamp_with_time_zone("at"))
        .col(text_null("provider_id"))
        .col(text("idempotency_key"))
        .col(text("request_digest"))
        .check(Expr::col("amount_yen").gt(0))
        .foreign_key(&mut fk("refund", "order_id", "shop_order"))
        .foreign_key(&mut fk("refund", "payment_id", "payment"))
        .foreign_key(&mut fk("refund", "by_account_id", "account"))
        .to_owned()
}

fn refund_line() -> TableCreateStatement {
    Table::create()
        .table("refund_line")
        .col(uuid("refund_id"))
        .col(uuid("order_line_id"))
        .col(big_integer("quantity"))
        .col(boolean("restocked"))
        .check(Expr::col("quantity").gt(0))
        .primary_key(Index::create().col("refund_id").col("order_line_id"))
        .foreign_key(&mut fk("refund_line", "refund_id", "refund"))
        .foreign_key(&mut fk("refund_line", "order_line_id", "order_line"))
        .to_owned()
}

/// Every movement of money at the provider with its document, of which it is written once: the ledger posts from here.
fn money_event() -> TableCreateStatement {
    Table::create()
        .table("money_event")
        .col(pk_uuid("id"))
        .col(text("kind"))
        .col(text("document"))
        .col(uuid("order_id"))
        .col(uuid_null("payment_id"))
        .col(uuid_null("refund_id"))
        .col(big_integer("amount_yen"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut fk("money_event", "order_id", "shop_order"))
        .foreign_key(&mut fk("money_event", "payment_id", "payment"))
        .foreign_key(&mut fk("money_event", "refund_id", "refund"))
        .to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    // One page at a time: whoever wants another waits for the end of the first.
    let mut one_open = unique("payment", &["order_id"]);
    one_open.name("uq_payment_open_order").and_where(Expr::col("state").is_in(["open", "pending"]));
    let mut board = index("shop_order", &["state", "hold_until"]);
    board.and_where(Expr::col("state").is_not_in(["completed", "cancelled", "expired", "refunded"]));
    let mut alerts = index("shop_order", &["alert"]);
    alerts.and_where(Expr::col("alert").is_not_null());
    vec![
        one_open,
        board,
        alerts,
        unique("order_line", &["order_id", "position"]),
        index("payment", &["order_id"]),
        unique("payment", &["session_id"]),
        unique("payment", &["payment_intent"]),
        index("refund", &["order_id"]),
        index("refund", &["payment_id"]),
        unique("refund", &["provider_id"]),
        unique("refund", &["idempotency_key"]),
        unique("money_event", &["document", "kind"]),
        index("money_event", &["order_id"]),
    ]
}

/// Orders from before say their states too.
async fn carry_over(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let state = "CASE (SELECT e.outcome FROM order_end e WHERE e.order_id = shop_order.id) \
        WHEN 'picked_up' THEN 'completed' WHEN 'cancelled' THEN 'cancelled' WHEN 'expired' THEN 'expired' \
        ELSE 'pending' END";
    for sql in [
        format!("UPDATE shop_order SET state = {state}"),
        "INSERT INTO order_change (order_id, position, state, at, by_account_id, note) \
         SELECT id, 0, 'pending', created_at, NULL, '' FROM shop_order"
            .to_owned(),
        "INSERT INTO order_change (order_id, position, state, at, by_account_id, note) \
         SELECT o.id, 1, o.state, e.at, e.by_account_id, '' FROM shop_order o JOIN order_end e ON e.order_id = o.id"
            .to_owned(),
        "INSERT INTO delivery_rate (delivery, from_day, price_yen) VALUES ('click_post', '2000-01-01', 185), \
         ('letter_pack_light', '2000-01-01', 430), ('letter_pack_plus', '2000-01-01', 600)"
            .to_owned(),
    ] {
        m.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}
