//! Which pieces of an order were refunded.

use domain::{
    OrderId, RefundId,
    orders::{OrderLine, lines_left},
    payments::RefundState,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::lines::lines;
use crate::{
    Result,
    entity::{order_line, refund, refund_line},
};

/// Positions and pieces of what was given back, or is on its way back.
pub(crate) async fn refunded_pieces(conn: &impl ConnectionTrait, order: OrderId) -> Result<Vec<(i64, i64)>> {
    let refunds = refund::Entity::find()
        .filter(refund::Column::OrderId.eq(order))
        .filter(refund::Column::State.ne(RefundState::Failed));
    let ids: Vec<RefundId> = refunds.all(conn).await?.into_iter().map(|refund| refund.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = refund_line::Entity::find().filter(refund_line::Column::RefundId.is_in(ids)).all(conn).await?;
    let lines = order_line::Entity::find().filter(order_line::Column::OrderId.eq(order)).all(conn).await?;
    let line = |row: &refund_line::Model| lines.iter().find(|line| line.id == row.order_line_id);
    Ok(rows.iter().filter_map(|row| Some((i64::from(line(row)?.position), row.quantity))).collect())
}

/// The lines of an order without what was refunded.
pub(super) async fn lines_to_hand_over(conn: &impl ConnectionTrait, order: OrderId) -> Result<Vec<OrderLine>> {
    Ok(lines_left(lines(conn, order).await?, &refunded_pieces(conn, order).await?))
}
