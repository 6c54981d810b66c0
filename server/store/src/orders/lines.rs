//! What an order holds, as it was when it was placed.

use domain::{
    PickupOrderId,
    orders::{OrderFacts, OrderLine},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Cx, Result, Tx,
    catalog::cover_photos,
    entity::{order_line, pickup_order, pickup_order_end},
};

/// An order that has not ended, for the counter.
pub(crate) struct OpenOrder {
    pub id: PickupOrderId,
    pub number: i64,
    pub name: String,
    pub facts: OrderFacts,
}

/// The order with this number, unless it has ended.
pub(crate) async fn open_order(conn: &impl ConnectionTrait, number: i64) -> Result<Option<OpenOrder>> {
    let order = pickup_order::Entity::find().filter(pickup_order::Column::Number.eq(number)).one(conn).await?;
    let Some(order) = order else { return Ok(None) };
    let facts = facts(conn, &order).await?;
    let open = OpenOrder { id: order.id, number, name: order.name, facts };
    Ok((!open.facts.ended).then_some(open))
}

/// What the decision on an order's end looks at.
pub(super) async fn facts(conn: &impl ConnectionTrait, order: &pickup_order::Model) -> Result<OrderFacts> {
    let ended = pickup_order_end::Entity::find_by_id(order.id).one(conn).await?.is_some();
    let lines = lines(conn, order.id).await?;
    Ok(OrderFacts { lines, hold_until: order.hold_until, ended })
}

/// An order's lines, by product number.
pub(super) async fn lines(conn: &impl ConnectionTrait, id: PickupOrderId) -> Result<Vec<OrderLine>> {
    let rows = order_line::Entity::find()
        .filter(order_line::Column::PickupOrderId.eq(id))
        .order_by_asc(order_line::Column::ProductNumber)
        .all(conn)
        .await?;
    let photos = cover_photos(conn, rows.iter().map(|row| row.product_id).collect()).await?;
    let line = |row: order_line::Model| OrderLine {
        photo: photos.get(&row.product_id).copied(),
        product_id: row.product_id,
        product_number: row.product_number,
        title: row.title,
        title_en: row.title_en,
        maker_id: row.maker_id,
        maker: row.maker_name,
        quantity: row.quantity,
        unit_price: row.unit_price_yen,
        tax_rate_percent: row.tax_rate_percent,
        made_to_order: row.made_to_order,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Writes the lines of a new order.
pub(super) async fn insert_lines(cx: &Cx, tx: &Tx, order: PickupOrderId, lines: &[OrderLine]) -> Result<()> {
    let rows = lines.iter().map(|line| order_line::ActiveModel {
        id: Set(cx.new_id()),
        pickup_order_id: Set(order),
        product_id: Set(line.product_id),
        product_number: Set(line.product_number),
        title: Set(line.title.clone()),
        title_en: Set(line.title_en.clone()),
        maker_id: Set(line.maker_id),
        maker_name: Set(line.maker.clone()),
        quantity: Set(line.quantity),
        unit_price_yen: Set(line.unit_price),
        tax_rate_percent: Set(line.tax_rate_percent),
        made_to_order: Set(line.made_to_order),
    });
    order_line::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
