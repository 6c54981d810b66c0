//! Every movement of money at the provider, with its document: the ledger posts from here.

use domain::{OrderId, PaymentId, RefundId, Yen, payments::MoneyKind};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::{Cx, Result, Tx, entity::money_event};

/// A movement of money at the provider.
pub(super) struct Money {
    pub kind: MoneyKind,
    pub document: String,
    pub amount: Yen,
}

/// Writes a movement once; `false` when it was written before.
pub(super) async fn write_money(
    cx: &Cx,
    tx: &Tx,
    money: &Money,
    order: OrderId,
    payment: Option<PaymentId>,
    refund: Option<RefundId>,
) -> Result<bool> {
    let row = money_event::ActiveModel {
        id: Set(cx.new_id()),
        kind: Set(money.kind),
        document: Set(money.document.clone()),
        order_id: Set(order),
        payment_id: Set(payment),
        refund_id: Set(refund),
        amount_yen: Set(money.amount),
        at: Set(cx.now),
    };
    let once = OnConflict::columns([money_event::Column::Document, money_event::Column::Kind]).do_nothing().to_owned();
    let written = money_event::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
    Ok(written == 1)
}
