//! Money that goes back: asked for by staff or by itself, sent by a job, and told by the provider.

use domain::{
    AccountId, DomainError, OrderId, PaymentId, RefundId, Staff, Yen,
    orders::{
        OrderAlert, OrderError, OrderLine, OrderStep, RefundFacts, RefundLine, RefundOrder, refund_order, refund_stock,
    },
    payments::{MoneyKind, PaymentState, ProviderRefund, RefundNews, RefundRequest, RefundState},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::money::{Money, write_money};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{order_line, payment, refund, refund_line, shop_order},
    jobs::{self, Job},
    link::FormKey,
    orders::{Step, change_stock, lines, refunded_pieces, set_alert, take_step},
    site::audit_changes,
};

impl Store {
    /// Gives back the money of some pieces of an order, or of all. Pieces that are in the house go back on sale or are
    /// written off; the money is sent by a job. The same form sent again is one refund.
    ///
    /// # Errors
    /// [`OrderError::NothingToRefund`], [`OrderError::RefundTooLarge`] past what was paid, [`OrderError::FormUsed`],
    /// [`OrderError::WrongState`] for an order that was not paid online.
    pub async fn order_refund(&self, cx: &Cx, staff: &Staff, id: OrderId, cmd: &RefundOrder) -> Result<()> {
        let form = &FormKey::new(&cmd.idempotency_key, &cmd.contents());
        self.write("order_refund", |tx| async move {
            let first = refund::Entity::find().filter(refund::Column::IdempotencyKey.eq(&form.key)).one(&tx).await?;
            if let Some(first) = first {
                return if first.request_digest == form.digest { Ok(()) } else { Err(OrderError::FormUsed.into()) };
            }
            let order = shop_order::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            let facts = refund_facts(&tx, &order).await?;
            let new = refund_order(&facts, cmd)?;
            let payment = payment_with(&tx, id, new.amount).await?.ok_or(OrderError::WrongState)?;
            let row = NewRow {
                order: id,
                payment,
                amount: new.amount,
                reason: &cmd.reason,
                with_delivery: new.with_delivery,
                by: Some(staff.account_id),
                form,
            };
            let refund = insert(cx, &tx, &row).await?;
            give_back_pieces(cx, &tx, refund, &order, &facts.lines, &new.lines).await?;
            if new.is_whole {
                end_refunded(cx, &tx, &order, Some(staff.account_id)).await?;
            }
            let change = AuditChange::new("refunded", facts.returned.0, (facts.returned + new.amount).0);
            audit_changes(cx, &tx, AuditAction::OrderRefund, order.number, &[change]).await
        })
        .await
    }

    /// What staff may still give back of an order.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn refund_left(&self, _cx: &Cx, _staff: &Staff, id: OrderId) -> Result<RefundFacts> {
        let db = self.db.read();
        let order = shop_order::Entity::find_by_id(id).one(db).await?.ok_or(DomainError::NotFound)?;
        refund_facts(db, &order).await
    }

    /// A refund for the mail about it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refund_for_mail(&self, _cx: &Cx, id: RefundId) -> Result<Option<RefundNews>> {
        let row = refund::Entity::find_by_id(id).one(self.db.read()).await?;
        Ok(row.map(|row| RefundNews { order_id: row.order_id, amount: row.amount_yen, reason: row.reason }))
    }

    /// What a job has to ask of the provider; `None` when that is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refund_request(&self, _cx: &Cx, id: RefundId) -> Result<Option<RefundRequest>> {
        let db = self.db.read();
        let Some(row) = refund::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
        if row.provider_id.is_some() || row.state != RefundState::Pending {
            return Ok(None);
        }
        let paid = payment::Entity::find_by_id(row.payment_id).one(db).await?;
        let Some(payment_intent) = paid.and_then(|paid| paid.payment_intent) else { return Ok(None) };
        let (reference, idempotency_key) = (id.to_string(), format!("refund-{id}"));
        Ok(Some(RefundRequest { payment_intent, amount: row.amount_yen, reference, idempotency_key }))
    }

    /// Writes what the provider made of a refund.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refund_told(&self, cx: &Cx, told: &ProviderRefund) -> Result<()> {
        self.write("refund_told", |tx| async move { provider_refund(cx, &tx, told).await }).await
    }

    /// The provider refused a refund for good: staff have to look.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refund_refused(&self, _cx: &Cx, id: RefundId) -> Result<()> {
        self.write("refund_refused", |tx| async move {
            let row = refund::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            failed(&tx, &row).await
        })
        .await
    }
}

/// Everything of a payment goes back by itself.
pub(super) async fn refund_all(
    cx: &Cx,
    tx: &Tx,
    order: &shop_order::Model,
    payment: PaymentId,
    amount: Yen,
) -> Result<()> {
    let form = &FormKey::new(&format!("refund-of-{payment}"), "");
    let row = NewRow { order: order.id, payment, amount, reason: "", with_delivery: true, by: None, form };
    insert(cx, tx, &row).await.map(|_| ())
}

/// A refund as the provider tells it: one of ours, or one that was made at the provider's.
pub(super) async fn provider_refund(cx: &Cx, tx: &Tx, told: &ProviderRefund) -> Result<()> {
    let Some(row) = refund_of(cx, tx, told).await? else { return Ok(()) };
    refund::Entity::update_many()
        .col_expr(refund::Column::ProviderId, Expr::value(told.id.clone()))
        .filter(refund::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    let money = |kind| Money { kind, document: told.id.clone(), amount: row.amount_yen };
    let (order, payment, refund) = (row.order_id, Some(row.payment_id), Some(row.id));
    match told.state {
        // What has failed does not succeed later: an older message came late.
        RefundState::Succeeded if row.state == RefundState::Pending => {
            set_state(tx, row.id, RefundState::Succeeded).await?;
            if write_money(cx, tx, &money(MoneyKind::Refund), order, payment, refund).await? {
                jobs::enqueue(cx, tx, Job::RefundMail { refund_id: row.id }).await?;
            }
            Ok(())
        }
        RefundState::Failed if row.state != RefundState::Failed => {
            if row.state == RefundState::Succeeded {
                write_money(cx, tx, &money(MoneyKind::RefundReturned), order, payment, refund).await?;
            }
            failed(tx, &row).await
        }
        RefundState::Succeeded | RefundState::Failed | RefundState::Pending => Ok(()),
    }
}

async fn refund_of(cx: &Cx, tx: &Tx, told: &ProviderRefund) -> Result<Option<refund::Model>> {
    let known = refund::Entity::find().filter(refund::Column::ProviderId.eq(&told.id)).one(tx).await?;
    if known.is_some() {
        return Ok(known);
    }
    if let Some(id) = told.reference.as_deref().and_then(|id| id.parse::<RefundId>().ok()) {
        return Ok(refund::Entity::find_by_id(id).one(tx).await?);
    }
    let Some(intent) = &told.payment_intent else { return Ok(None) };
    let paid = payment::Entity::find().filter(payment::Column::PaymentIntent.eq(intent)).one(tx).await?;
    let Some(paid) = paid else { return Ok(None) };
    let form = &FormKey::new(&told.id, "");
    let row = NewRow {
        order: paid.order_id,
        payment: paid.id,
        amount: told.amount,
        reason: "",
        with_delivery: false,
        by: None,
        form,
    };
    let id = insert(cx, tx, &row).await?;
    end_if_all_returned(cx, tx, id, paid.order_id).await?;
    Ok(refund::Entity::find_by_id(id).one(tx).await?)
}

/// Money was given back at the provider's, for no piece that it names. When it was the last, the order is over: pieces in
/// the house go back on sale, those that have left are out of our hands.
async fn end_if_all_returned(cx: &Cx, tx: &Tx, refund: RefundId, order: OrderId) -> Result<()> {
    let order = shop_order::Entity::find_by_id(order).one(tx).await?.ok_or(DomainError::NotFound)?;
    if order.returned_yen < order.paid_yen || order.state.after(OrderStep::RefundAll, order.delivery).is_err() {
        return Ok(());
    }
    let facts = refund_facts(tx, &order).await?;
    let rest = facts.rest(order.state.holds_pieces());
    give_back_pieces(cx, tx, refund, &order, &facts.lines, &rest).await?;
    end_refunded(cx, tx, &order, None).await
}

struct NewRow<'r> {
    order: OrderId,
    payment: PaymentId,
    amount: Yen,
    reason: &'r str,
    with_delivery: bool,
    by: Option<AccountId>,
    form: &'r FormKey,
}

/// Writes a refund and counts it: what goes back never passes what was paid, whoever else is writing one.
async fn insert(cx: &Cx, tx: &Tx, new: &NewRow<'_>) -> Result<RefundId> {
    let after = Expr::col(shop_order::Column::ReturnedYen).add(new.amount.0);
    let counted = shop_order::Entity::update_many()
        .col_expr(shop_order::Column::ReturnedYen, after.clone())
        .filter(shop_order::Column::Id.eq(new.order))
        .filter(after.lte(Expr::col(shop_order::Column::PaidYen)))
        .exec(tx)
        .await?;
    if counted.rows_affected == 0 {
        let order = shop_order::Entity::find_by_id(new.order).one(tx).await?.ok_or(DomainError::NotFound)?;
        return Err(OrderError::RefundTooLarge { left: order.paid_yen.minus(order.returned_yen) }.into());
    }
    let id = cx.new_id();
    let row = refund::ActiveModel {
        id: Set(id),
        order_id: Set(new.order),
        payment_id: Set(new.payment),
        state: Set(RefundState::Pending),
        amount_yen: Set(new.amount),
        reason: Set(new.reason.to_owned()),
        with_delivery: Set(new.with_delivery),
        by_account_id: Set(new.by),
        at: Set(cx.now),
        provider_id: Set(None),
        idempotency_key: Set(new.form.key.clone()),
        request_digest: Set(new.form.digest.clone()),
    };
    refund::Entity::insert(row).exec_without_returning(tx).await?;
    jobs::enqueue(cx, tx, Job::RefundSend { refund_id: id }).await?;
    Ok(id)
}

/// Writes which pieces a refund is for, and puts them back on sale or writes them off.
async fn give_back_pieces(
    cx: &Cx,
    tx: &Tx,
    refund: RefundId,
    order: &shop_order::Model,
    ordered: &[OrderLine],
    lines: &[RefundLine],
) -> Result<()> {
    let rows = order_line::Entity::find().filter(order_line::Column::OrderId.eq(order.id)).all(tx).await?;
    for line in lines {
        let ordered = rows.iter().find(|row| i64::from(row.position) == line.position);
        let ordered = ordered.ok_or_else(|| Error::internal("a refund of a line that is none"))?;
        let row = refund_line::ActiveModel {
            refund_id: Set(refund),
            order_line_id: Set(ordered.id),
            quantity: Set(line.quantity),
            restocked: Set(line.restock),
        };
        refund_line::Entity::insert(row).exec_without_returning(tx).await?;
    }
    change_stock(cx, tx, &refund_stock(ordered, lines, order.state)).await
}

async fn set_state(tx: &Tx, id: RefundId, state: RefundState) -> Result<()> {
    let update = refund::Entity::update_many().col_expr(refund::Column::State, Expr::value(state));
    update.filter(refund::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// The money is with the shop: it may be given back another way, and somebody has to.
async fn failed(tx: &Tx, row: &refund::Model) -> Result<()> {
    if row.state == RefundState::Failed {
        return Ok(());
    }
    set_state(tx, row.id, RefundState::Failed).await?;
    let less = Expr::col(shop_order::Column::ReturnedYen).sub(row.amount_yen.0);
    let update = shop_order::Entity::update_many().col_expr(shop_order::Column::ReturnedYen, less);
    update.filter(shop_order::Column::Id.eq(row.order_id)).exec(tx).await?;
    set_alert(tx, row.order_id, Some(OrderAlert::RefundFailed)).await
}

/// An order of which everything was given back is over.
async fn end_refunded(cx: &Cx, tx: &Tx, order: &shop_order::Model, by: Option<AccountId>) -> Result<()> {
    let to = order.state.after(OrderStep::RefundAll, order.delivery)?;
    if take_step(cx, tx, order.id, &Step { from: order.state, to, by, note: "" }).await? {
        return Ok(());
    }
    Err(OrderError::WrongState.into())
}

/// What the decision on a refund looks at.
async fn refund_facts(conn: &impl ConnectionTrait, order: &shop_order::Model) -> Result<RefundFacts> {
    let lines: Vec<OrderLine> = lines(conn, order.id).await?;
    let refunds = refund::Entity::find()
        .filter(refund::Column::OrderId.eq(order.id))
        .filter(refund::Column::State.ne(RefundState::Failed))
        .all(conn)
        .await?;
    let wrapping: Yen = lines.iter().map(|line| Yen(line.wrapping.unwrap_or(Yen::ZERO).0 * line.quantity)).sum();
    Ok(RefundFacts {
        refunded: refunded_pieces(conn, order.id).await?,
        delivery_refunded: refunds.iter().any(|refund| refund.with_delivery),
        extras: order.delivery_yen + wrapping,
        paid: order.paid_yen,
        returned: order.returned_yen,
        lines,
    })
}

/// A payment of the order of which so much is left.
async fn payment_with(tx: &Tx, order: OrderId, amount: Yen) -> Result<Option<PaymentId>> {
    let paid = payment::Entity::find()
        .filter(payment::Column::OrderId.eq(order))
        .filter(payment::Column::State.eq(PaymentState::Paid))
        .order_by_asc(payment::Column::CreatedAt);
    for payment in paid.all(tx).await? {
        let returned: Yen = refund::Entity::find()
            .filter(refund::Column::PaymentId.eq(payment.id))
            .filter(refund::Column::State.ne(RefundState::Failed))
            .all(tx)
            .await?
            .iter()
            .map(|refund| refund.amount_yen)
            .sum();
        if payment.amount_yen.minus(returned) >= amount {
            return Ok(Some(payment.id));
        }
    }
    Ok(None)
}
