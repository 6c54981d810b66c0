//! How orders end: picked up, cancelled, expired. The end row's primary key lets it happen once.

use domain::{
    AccountId, PickupOrderId,
    orders::{EndOrder, OrderEnd, OrderError, end_order},
    site::AuditAction,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{OnConflict, Query},
};

use super::{lines::facts, view::visible};
use crate::{
    Cx, Error, Result, Store, Tx,
    catalog::stock,
    entity::{pickup_order, pickup_order_end},
    jobs::{self, Job},
    site,
};

impl Store {
    /// The buyer takes the order back, or staff do; its pieces return to the stock, and its buyer gets a mail.
    ///
    /// # Errors
    /// [`DomainDomainError::NotFound`] for a wrong key, [`OrderError::AlreadyEnded`] the second time.
    pub async fn order_cancel(&self, cx: &Cx, id: PickupOrderId, key: Option<&str>) -> Result<()> {
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
    pub async fn order_expire(&self, cx: &Cx, id: PickupOrderId) -> Result<bool> {
        self.write("order_expire", |tx| async move {
            let Some(order) = pickup_order::Entity::find_by_id(id).one(&tx).await? else { return Ok(false) };
            match end_order(&facts(&tx, &order).await?, EndOrder::Expire, cx.now)? {
                Some(end) => {
                    let ended = finish(cx, &tx, id, &end, None).await?;
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
    let ended =
        Query::select().column(pickup_order_end::Column::PickupOrderId).from(pickup_order_end::Entity).to_owned();
    let open = pickup_order::Entity::find()
        .filter(pickup_order::Column::AccountId.eq(account))
        .filter(pickup_order::Column::Id.not_in_subquery(ended));
    for order in open.all(tx).await? {
        cancel(cx, tx, &order, Some(account)).await?;
    }
    Ok(())
}

async fn cancel(cx: &Cx, tx: &Tx, order: &pickup_order::Model, by: Option<AccountId>) -> Result<()> {
    let end = end_order(&facts(tx, order).await?, EndOrder::Cancel, cx.now)?.ok_or(OrderError::AlreadyEnded)?;
    if finish(cx, tx, order.id, &end, by).await? { Ok(()) } else { Err(OrderError::AlreadyEnded.into()) }
}

/// Writes the end and frees the pieces; `false`, and nothing, when somebody else ended it.
async fn finish(cx: &Cx, tx: &Tx, id: PickupOrderId, end: &OrderEnd, by: Option<AccountId>) -> Result<bool> {
    if !write_end(cx, tx, id, end, by).await? {
        return Ok(false);
    }
    match stock::apply(tx, &end.stock).await? {
        None => Ok(true),
        Some(product) => Err(Error::internal(format!("product {product} has fewer pieces reserved than its orders"))),
    }
}

/// Writes the end of an order; `false` when it had ended. The stock is the caller's to change.
pub(crate) async fn write_end(
    cx: &Cx,
    tx: &Tx,
    id: PickupOrderId,
    end: &OrderEnd,
    by: Option<AccountId>,
) -> Result<bool> {
    let row = pickup_order_end::ActiveModel {
        pickup_order_id: Set(id),
        at: Set(cx.now),
        outcome: Set(end.outcome),
        by_account_id: Set(by),
    };
    let written = pickup_order_end::Entity::insert(row)
        .on_conflict(OnConflict::column(pickup_order_end::Column::PickupOrderId).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(written == 1)
}
