//! The one way in which an order's state changes: a guarded update and a row with who and when.

use domain::{
    AccountId, OrderId,
    orders::{OrderAlert, OrderOutcome, OrderState},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use crate::{
    Cx, Result, Tx,
    entity::{order_change, order_end, shop_order},
};

/// A step of an order.
pub(crate) struct Step<'s> {
    pub from: OrderState,
    pub to: OrderState,
    /// `None`: its buyer by the secret address, time, or the payment provider.
    pub by: Option<AccountId>,
    pub note: &'s str,
}

/// Takes the step; `false`, and nothing, when the order is no longer where the decision saw it.
pub(crate) async fn take_step(cx: &Cx, tx: &Tx, id: OrderId, step: &Step<'_>) -> Result<bool> {
    let moved = shop_order::Entity::update_many()
        .col_expr(shop_order::Column::State, Expr::value(step.to))
        .filter(shop_order::Column::Id.eq(id))
        .filter(shop_order::Column::State.eq(step.from))
        .exec(tx)
        .await?;
    if moved.rows_affected == 0 {
        return Ok(false);
    }
    let last: Option<Option<i32>> = order_change::Entity::find()
        .select_only()
        .expr(order_change::Column::Position.max())
        .filter(order_change::Column::OrderId.eq(id))
        .into_tuple()
        .one(tx)
        .await?;
    write_change(cx, tx, id, last.flatten().map_or(0, |last| last + 1), step).await?;
    if let Some(outcome) = outcome(step) {
        write_end(cx, tx, id, outcome, step.by).await?;
    }
    Ok(true)
}

/// The first state of a new order.
pub(super) async fn begin(cx: &Cx, tx: &Tx, id: OrderId, state: OrderState) -> Result<()> {
    let by = cx.actor.account().map(|account| account.id);
    write_change(cx, tx, id, 0, &Step { from: state, to: state, by, note: "" }).await
}

async fn write_change(cx: &Cx, tx: &Tx, id: OrderId, position: i32, step: &Step<'_>) -> Result<()> {
    let row = order_change::ActiveModel {
        order_id: Set(id),
        position: Set(position),
        state: Set(step.to),
        at: Set(cx.now),
        by_account_id: Set(step.by),
        note: Set(step.note.to_owned()),
    };
    order_change::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// How an order ends by this step; `None` while it goes on.
fn outcome(step: &Step<'_>) -> Option<OrderOutcome> {
    match step.to {
        OrderState::Completed if step.from == OrderState::Shipped => Some(OrderOutcome::Delivered),
        OrderState::Completed => Some(OrderOutcome::PickedUp),
        OrderState::Cancelled => Some(OrderOutcome::Cancelled),
        OrderState::Expired => Some(OrderOutcome::Expired),
        OrderState::Refunded => Some(OrderOutcome::Refunded),
        OrderState::Pending
        | OrderState::AwaitingPayment
        | OrderState::Paid
        | OrderState::Preparing
        | OrderState::Ready
        | OrderState::Shipped => None,
    }
}

/// The first end stays: what is refunded after it was picked up was picked up.
async fn write_end(cx: &Cx, tx: &Tx, id: OrderId, outcome: OrderOutcome, by: Option<AccountId>) -> Result<()> {
    let row =
        order_end::ActiveModel { order_id: Set(id), at: Set(cx.now), outcome: Set(outcome), by_account_id: Set(by) };
    order_end::Entity::insert(row)
        .on_conflict(OnConflict::column(order_end::Column::OrderId).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Says that somebody has to look at an order; `None`: somebody has.
pub(crate) async fn set_alert(tx: &Tx, id: OrderId, alert: Option<OrderAlert>) -> Result<()> {
    shop_order::Entity::update_many()
        .col_expr(shop_order::Column::Alert, Expr::value(alert))
        .filter(shop_order::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
