//! What the provider tells is taken once: the event and its effect are written in one transaction.

use domain::{
    PaymentId,
    orders::{OrderAlert, OrderState, OrderStep, due_day},
    payments::{
        MoneyKind, PaymentDispute, PaymentEffect, PaymentEvent, PaymentEventKind, PaymentFacts, PaymentSession,
        PaymentState, on_session,
    },
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{
    money::{Money, write_money},
    refund::{provider_refund, refund_all},
};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{payment, payment_event, shop_order},
    jobs::{self, Job},
    kpi::participation_of_makers,
    orders::{Step, end_unpaid, lines, set_alert, take_step},
};

/// Minutes after a payment at which its fee is asked for: the provider knows it by then.
const FEE_MINUTES: i64 = 2;

impl Store {
    /// Takes an event of the provider: its id and its effect in one transaction, so that whatever comes again, in
    /// whatever order, changes nothing more. Returns whether it was new.
    ///
    /// # Errors
    /// When the database fails; the provider sends it again then.
    pub async fn payment_event(&self, cx: &Cx, event: &PaymentEvent) -> Result<bool> {
        self.write("payment_event", |tx| async move {
            if !first_time(cx, &tx, event).await? {
                return Ok(false);
            }
            match &event.kind {
                PaymentEventKind::SessionCompleted(page)
                | PaymentEventKind::SessionPaidLate(page)
                | PaymentEventKind::SessionExpired(page) => page_news(cx, &tx, page, false).await?,
                PaymentEventKind::SessionFailed(page) => page_news(cx, &tx, page, true).await?,
                PaymentEventKind::Refund(refund) => provider_refund(cx, &tx, refund).await?,
                PaymentEventKind::Dispute(dispute) => disputed(cx, &tx, dispute).await?,
                PaymentEventKind::Other(_) => {}
            }
            Ok(true)
        })
        .await
    }

    /// As [`Store::payment_event`], of a page that the provider was asked about.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payment_seen(&self, cx: &Cx, page: &PaymentSession) -> Result<()> {
        self.write("payment_seen", |tx| async move { page_news(cx, &tx, page, false).await }).await
    }
}

/// Writes that the event came; `false` when it had come before.
async fn first_time(cx: &Cx, tx: &Tx, event: &PaymentEvent) -> Result<bool> {
    let row = payment_event::ActiveModel {
        id: Set(event.id.clone()),
        at: Set(cx.now),
        kind: Set(kind_word(&event.kind).to_owned()),
    };
    let written = payment_event::Entity::insert(row)
        .on_conflict(OnConflict::column(payment_event::Column::Id).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(written == 1)
}

fn kind_word(kind: &PaymentEventKind) -> &str {
    match kind {
        PaymentEventKind::SessionCompleted(_) => "session_completed",
        PaymentEventKind::SessionPaidLate(_) => "session_paid_late",
        PaymentEventKind::SessionFailed(_) => "session_failed",
        PaymentEventKind::SessionExpired(_) => "session_expired",
        PaymentEventKind::Refund(_) => "refund",
        PaymentEventKind::Dispute(_) => "dispute",
        PaymentEventKind::Other(name) => name,
    }
}

/// A page that is not of ours (another system on the same account of the provider) is left alone.
async fn page_news(cx: &Cx, tx: &Tx, page: &PaymentSession, has_failed: bool) -> Result<()> {
    let Some(row) = payment_of(tx, page).await? else { return Ok(()) };
    let Some(order) = shop_order::Entity::find_by_id(row.order_id).one(tx).await? else { return Ok(()) };
    let facts = PaymentFacts { state: row.state, order: order.state, amount: row.amount_yen };
    let effect = on_session(facts, page, has_failed, cx.now);
    match effect {
        PaymentEffect::Nothing => Ok(()),
        PaymentEffect::Wait { until } => {
            move_payment(tx, &row, PaymentState::Pending, page).await?;
            wait_until(cx, tx, &order, until).await
        }
        PaymentEffect::Pay => {
            move_payment(tx, &row, PaymentState::Paid, page).await?;
            money_in(cx, tx, &row, &order, page).await?;
            pay(cx, tx, &order).await
        }
        PaymentEffect::TakeAndReturn(alert) => {
            move_payment(tx, &row, PaymentState::Paid, page).await?;
            money_in(cx, tx, &row, &order, page).await?;
            set_alert(tx, order.id, Some(alert)).await?;
            // Another currency is for a person to give back: the amount is not ours to write.
            if page.currency_is_yen {
                refund_all(cx, tx, &order, row.id, page.amount).await?;
            }
            Ok(())
        }
        PaymentEffect::End(state) => {
            move_payment(tx, &row, state, page).await?;
            end_unpaid(cx, tx, &order).await
        }
    }
}

async fn payment_of(tx: &Tx, page: &PaymentSession) -> Result<Option<payment::Model>> {
    let by_page = payment::Entity::find().filter(payment::Column::SessionId.eq(&page.id)).one(tx).await?;
    if by_page.is_some() {
        return Ok(by_page);
    }
    // The server that made the page died before it could write so.
    let Some(id) = page.reference.as_deref().and_then(|id| id.parse::<PaymentId>().ok()) else { return Ok(None) };
    let row = payment::Entity::find_by_id(id).one(tx).await?;
    Ok(row.filter(|row| row.session_id.is_none()))
}

async fn move_payment(tx: &Tx, row: &payment::Model, to: PaymentState, page: &PaymentSession) -> Result<()> {
    let mut update = payment::Entity::update_many()
        .col_expr(payment::Column::State, Expr::value(to))
        .col_expr(payment::Column::SessionId, Expr::value(page.id.clone()))
        .col_expr(payment::Column::Url, Expr::value(None::<String>))
        .filter(payment::Column::Id.eq(row.id))
        .filter(payment::Column::State.eq(row.state));
    if let Some(intent) = &page.payment_intent {
        update = update.col_expr(payment::Column::PaymentIntent, Expr::value(intent.clone()));
    }
    if let Some(method) = page.method {
        update = update.col_expr(payment::Column::Method, Expr::value(method));
    }
    match update.exec(tx).await?.rows_affected {
        1 => Ok(()),
        _ => Err(Error::internal(format!("payment {} moved meanwhile", row.id))),
    }
}

/// The pieces are kept until the konbini's deadline has passed.
async fn wait_until(cx: &Cx, tx: &Tx, order: &shop_order::Model, until: chrono::DateTime<chrono::Utc>) -> Result<()> {
    shop_order::Entity::update_many()
        .col_expr(shop_order::Column::HoldUntil, Expr::value(until))
        .filter(shop_order::Column::Id.eq(order.id))
        .exec(tx)
        .await?;
    jobs::enqueue_at(cx, tx, Job::OrderExpiry { order_id: order.id }, until).await?;
    jobs::enqueue(cx, tx, Job::OrderStateMail { order_id: order.id, state: OrderState::AwaitingPayment }).await
}

/// Writes the money that came in, once, and asks for its fee.
async fn money_in(
    cx: &Cx,
    tx: &Tx,
    row: &payment::Model,
    order: &shop_order::Model,
    page: &PaymentSession,
) -> Result<()> {
    if !page.currency_is_yen {
        return Ok(());
    }
    let document = page.payment_intent.clone().unwrap_or_else(|| page.id.clone());
    let money = Money { kind: MoneyKind::Payment, document, amount: page.amount };
    if !write_money(cx, tx, &money, order.id, Some(row.id), None).await? {
        return Err(Error::internal(format!("payment {} was written before", row.id)));
    }
    shop_order::Entity::update_many()
        .col_expr(shop_order::Column::PaidYen, Expr::col(shop_order::Column::PaidYen).add(page.amount.0))
        .filter(shop_order::Column::Id.eq(order.id))
        .exec(tx)
        .await?;
    let later = cx.now + chrono::TimeDelta::minutes(FEE_MINUTES);
    jobs::enqueue_at(cx, tx, Job::PaymentFee { payment_id: row.id }, later).await
}

/// The order is paid: from now on it is staff's to pack, and its makers have sold something.
async fn pay(cx: &Cx, tx: &Tx, order: &shop_order::Model) -> Result<()> {
    let to = order.state.after(OrderStep::Pay, order.delivery)?;
    if !take_step(cx, tx, order.id, &Step { from: order.state, to, by: None, note: "" }).await? {
        return Err(Error::internal(format!("order {} moved meanwhile", order.number)));
    }
    let lines = lines(tx, order.id).await?;
    let lead_days = lines.iter().filter_map(|line| line.lead_days).max().unwrap_or(0);
    shop_order::Entity::update_many()
        .col_expr(shop_order::Column::DueDay, Expr::value(due_day(cx.now, lead_days)))
        .filter(shop_order::Column::Id.eq(order.id))
        .exec(tx)
        .await?;
    participation_of_makers(cx, tx, lines.iter().map(|line| line.maker_id), order.id.0).await?;
    jobs::enqueue(cx, tx, Job::OrderStateMail { order_id: order.id, state: to }).await
}

/// A bank asks the money back, or has decided.
async fn disputed(cx: &Cx, tx: &Tx, dispute: &PaymentDispute) -> Result<()> {
    let Some(intent) = &dispute.payment_intent else { return Ok(()) };
    let row = payment::Entity::find().filter(payment::Column::PaymentIntent.eq(intent)).one(tx).await?;
    let Some(row) = row else { return Ok(()) };
    let (order, payment) = (row.order_id, Some(row.id));
    let money = |kind| Money { kind, document: dispute.id.clone(), amount: dispute.amount };
    // The decision may be told before the dispute itself.
    if write_money(cx, tx, &money(MoneyKind::Dispute), order, payment, None).await? {
        set_alert(tx, order, Some(OrderAlert::Disputed)).await?;
    }
    if dispute.won == Some(true) {
        write_money(cx, tx, &money(MoneyKind::DisputeReturned), order, payment, None).await?;
    }
    Ok(())
}
