//! What an order holds, as it was when it was placed.

use domain::{
    OrderId,
    orders::{OrderFacts, OrderLine, OrderState},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Cx, Result, Tx,
    catalog::cover_photos,
    entity::{order_line, shop_order},
};

/// An order that is to be paid at the counter.
pub(crate) struct OpenOrder {
    pub id: OrderId,
    pub number: i64,
    pub name: String,
    pub facts: OrderFacts,
}

/// The order with this number, if it is to be paid at the counter.
pub(crate) async fn open_order(conn: &impl ConnectionTrait, number: i64) -> Result<Option<OpenOrder>> {
    let order = shop_order::Entity::find().filter(shop_order::Column::Number.eq(number)).one(conn).await?;
    let Some(order) = order.filter(|order| order.state == OrderState::Pending) else { return Ok(None) };
    let facts = facts(conn, &order).await?;
    Ok(Some(OpenOrder { id: order.id, number, name: order.name, facts }))
}

/// What the decision on an order's end looks at.
pub(super) async fn facts(conn: &impl ConnectionTrait, order: &shop_order::Model) -> Result<OrderFacts> {
    let lines = lines(conn, order.id).await?;
    Ok(OrderFacts { lines, hold_until: order.hold_until, state: order.state, delivery: order.delivery })
}

/// An order's lines, by product number.
pub(crate) async fn lines(conn: &impl ConnectionTrait, id: OrderId) -> Result<Vec<OrderLine>> {
    let rows = order_line::Entity::find()
        .filter(order_line::Column::OrderId.eq(id))
        .order_by_asc(order_line::Column::Position)
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
        position: row.position.into(),
        wrapping: row.wrapping_yen,
        options: row.options,
        lead_days: row.lead_days,
        parcel: None,
        made_to_order: row.made_to_order,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Writes the lines of a new order.
pub(super) async fn insert_lines(cx: &Cx, tx: &Tx, order: OrderId, lines: &[OrderLine]) -> Result<()> {
    let rows = lines.iter().zip(0..).map(|(line, position)| order_line::ActiveModel {
        id: Set(cx.new_id()),
        order_id: Set(order),
        product_id: Set(line.product_id),
        product_number: Set(line.product_number),
        title: Set(line.title.clone()),
        title_en: Set(line.title_en.clone()),
        maker_id: Set(line.maker_id),
        maker_name: Set(line.maker.clone()),
        quantity: Set(line.quantity),
        unit_price_yen: Set(line.unit_price),
        tax_rate_percent: Set(line.tax_rate_percent),
        position: Set(position),
        wrapping_yen: Set(line.wrapping),
        options: Set(line.options.clone()),
        lead_days: Set(line.lead_days),
        made_to_order: Set(line.made_to_order),
    });
    order_line::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
