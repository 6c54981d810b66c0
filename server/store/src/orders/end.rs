//! How orders end that were not paid online: picked up, cancelled, expired. The guarded step lets it happen once.

use domain::{
    AccountId, OrderId, ProductId,
    catalog::StockChange,
    orders::{EndOrder, OrderEnd, OrderError, OrderFacts, OrderState, end_order},
    site::AuditAction,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    lines::facts,
    state::{Step, take_step},
    view::visible,
};
use crate::{
    Cx, Error, Result, Store, Tx,
    catalog::stock,
    entity::shop_order,
    jobs::{self, Job},
    site,
};

impl Store {
    /// Whether an order still waits for its money although its hold has run out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn order_is_over(&self, cx: &Cx, id: OrderId) -> Result<bool> {
        let order = shop_order::Entity::find_by_id(id).one(self.db.read()).await?;
        Ok(order.is_some_and(|order| order.state.is_unpaid() && order.hold_until <= cx.now))
    }

    /// The buyer takes the order back, or staff do; its pieces return to the stock, and its buyer gets a mail.
    ///
    /// # Errors
    /// [`DomainDomainError::NotFound`] for a wrong key, [`OrderError::AlreadyEnded`] the second time.
    pub async fn order_cancel(&self, cx: &Cx, id: OrderId, key: Option<&str>) -> Result<()> {
        self.write("order_cancel", |tx| async move {
            let order = visible(&tx, cx, &self.links, id, key).await?;
            let by = cx.actor.account().map(|account| account.id);
            cancel(cx, &tx, &order, by).await?;
            jobs::enqueue(cx, &tx, Job::OrderEndedMail { order_id: id }).await?;
            match cx.actor.staff() {
                Ok(_) => site::audit(cx, &tx, AuditAction::OrderCancel, order.number).await,
                Err(_) => Ok(()),
            }
        })
        .await
    }

    /// Ends an order whose hold has run out, and mails that. Returns whether it did: not before its time, and not when it has ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn order_expire(&self, cx: &Cx, id: OrderId) -> Result<bool> {
        self.write("order_expire", |tx| async move {
            let Some(order) = shop_order::Entity::find_by_id(id).one(&tx).await? else { return Ok(false) };
            match end_order(&facts(&tx, &order).await?, EndOrder::Expire, cx.now)? {
                Some(end) => {
                    let ended = finish(cx, &tx, &order, &end, None).await?;
                    if ended {
                        jobs::enqueue(cx, &tx, Job::OrderEndedMail { order_id: id }).await?;
                    }
                    Ok(ended)
                }
                None => Ok(false),
            }
        })
        .await
    }
}

/// Takes back all open orders of an account that is being closed; nobody is left to mail it to.
pub(crate) async fn cancel_all(cx: &Cx, tx: &Tx, account: AccountId) -> Result<()> {
    let open = shop_order::Entity::find()
        .filter(shop_order::Column::AccountId.eq(account))
        .filter(shop_order::Column::State.is_in([OrderState::Pending, OrderState::AwaitingPayment]));
    for order in open.all(tx).await? {
        cancel(cx, tx, &order, Some(account)).await?;
    }
    Ok(())
}

async fn cancel(cx: &Cx, tx: &Tx, order: &shop_order::Model, by: Option<AccountId>) -> Result<()> {
    let end = end_order(&facts(tx, order).await?, EndOrder::Cancel, cx.now)?.ok_or(OrderError::AlreadyEnded)?;
    if finish(cx, tx, order, &end, by).await? { Ok(()) } else { Err(OrderError::AlreadyEnded.into()) }
}

/// Takes the last step and frees the pieces; `false`, and nothing, when somebody else was quicker.
async fn finish(cx: &Cx, tx: &Tx, order: &shop_order::Model, end: &OrderEnd, by: Option<AccountId>) -> Result<bool> {
    let step = Step { from: order.state, to: end.state, by, note: "" };
    if !take_step(cx, tx, order.id, &step).await? {
        return Ok(false);
    }
    change_stock(cx, tx, &end.stock).await?;
    Ok(true)
}

/// Frees or takes what an order has reserved: less than that there cannot be.
pub(crate) async fn change_stock(cx: &Cx, tx: &Tx, changes: &[(ProductId, StockChange)]) -> Result<()> {
    match stock::apply(cx, tx, changes).await? {
        None => Ok(()),
        Some(product) => Err(Error::internal(format!("product {product} has fewer pieces reserved than its orders"))),
    }
}

/// Ends an order whose payment will not come, and mails that; nothing when it has ended or was paid.
pub(crate) async fn end_unpaid(cx: &Cx, tx: &Tx, order: &shop_order::Model) -> Result<()> {
    if order.state != OrderState::AwaitingPayment {
        return Ok(());
    }
    let facts = OrderFacts { hold_until: cx.now, ..facts(tx, order).await? };
    let Some(end) = end_order(&facts, EndOrder::Expire, cx.now)? else { return Ok(()) };
    if finish(cx, tx, order, &end, None).await? {
        jobs::enqueue(cx, tx, Job::OrderEndedMail { order_id: order.id }).await?;
    }
    Ok(())
}
