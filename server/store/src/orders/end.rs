//! How orders end: picked up, cancelled, expired. The end row's primary key lets it happen once.

use domain::{
    AccountId, DomainError, PickupOrderId, Staff,
    orders::{OrderError, OrderOutcome},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use super::{stock, view::visible};
use crate::{
    Cx, Result, Store, Tx,
    entity::{hold, pickup_order, pickup_order_end},
    site,
};

impl Store {
    /// The buyer takes the order back; its pieces return to the stock.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a wrong key, [`OrderError::AlreadyEnded`] the second time.
    pub async fn order_cancel(&self, cx: &Cx, id: PickupOrderId, key: Option<&str>) -> Result<()> {
        self.write("order_cancel", |tx| async move {
            let order = visible(&*tx, cx, id, key).await?;
            let by = cx.actor.account().map(|account| account.id);
            cancel(cx, &tx, PickupOrderId(order.id), by).await?;
            match cx.actor.staff() {
                Ok(_) => site::audit(cx, &tx, "order.cancel", order.number).await,
                Err(_) => Ok(()),
            }
        })
        .await
    }

    /// Staff take an order back by its number.
    ///
    /// # Errors
    /// [`DomainError::NotFound`], or [`OrderError::AlreadyEnded`] the second time.
    pub async fn order_cancel_by_staff(&self, cx: &Cx, staff: &Staff, number: i64) -> Result<()> {
        self.write("order_cancel_by_staff", |tx| async move {
            let order = pickup_order::Entity::find().filter(pickup_order::Column::Number.eq(number));
            let order = order.one(&*tx).await?.ok_or(DomainError::NotFound)?;
            cancel(cx, &tx, PickupOrderId(order.id), Some(staff.account_id)).await?;
            site::audit(cx, &tx, "order.cancel", number).await
        })
        .await
    }

    /// Ends an order whose hold has run out. Returns whether it did: not before its time, and not when it has ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn order_expire(&self, cx: &Cx, id: PickupOrderId) -> Result<bool> {
        self.write("order_expire", |tx| async move {
            let Some(order) = pickup_order::Entity::find_by_id(id.0).one(&*tx).await? else { return Ok(false) };
            if order.hold_until > cx.now || !end(cx, &tx, id, OrderOutcome::Expired, None).await? {
                return Ok(false);
            }
            return_pieces(&tx, id).await?;
            Ok(true)
        })
        .await
    }
}

async fn cancel(cx: &Cx, tx: &Tx, id: PickupOrderId, by: Option<AccountId>) -> Result<()> {
    if !end(cx, tx, id, OrderOutcome::Cancelled, by).await? {
        return Err(OrderError::AlreadyEnded.into());
    }
    return_pieces(tx, id).await
}

/// Writes the end of an order; `false` when it had ended.
pub(crate) async fn end(
    cx: &Cx,
    tx: &Tx,
    id: PickupOrderId,
    outcome: OrderOutcome,
    by: Option<AccountId>,
) -> Result<bool> {
    let row = pickup_order_end::ActiveModel {
        pickup_order_id: Set(id.0),
        at: Set(cx.now),
        outcome: Set(outcome.as_str().to_owned()),
        by_account_id: Set(by.map(|account| account.0)),
    };
    let written = pickup_order_end::Entity::insert(row)
        .on_conflict(OnConflict::column(pickup_order_end::Column::PickupOrderId).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await?;
    Ok(written == 1)
}

/// Puts an order's pieces back, in the order of their products, as every writer of stock does.
async fn return_pieces(tx: &Tx, id: PickupOrderId) -> Result<()> {
    let holds = hold::Entity::find()
        .filter(hold::Column::PickupOrderId.eq(id.0))
        .order_by_asc(hold::Column::ProductId)
        .all(&**tx)
        .await?;
    for row in holds {
        stock::give_back(tx, row.product_id, row.quantity).await?;
    }
    Ok(())
}
