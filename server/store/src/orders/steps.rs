//! What staff do with orders that are paid: pack, make ready, send, hand over.

use domain::{
    DomainError, OrderId, Staff,
    catalog::StockChange,
    form::{FieldError, FieldErrors, bounded},
    orders::{OrderError, OrderState, OrderStep, stock_changes},
    site::{AuditAction, AuditChange},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    end::change_stock,
    refunded::lines_to_hand_over,
    state::{Step, set_alert, take_step},
};
use crate::{
    Cx, Result, Store,
    entity::shop_order,
    jobs::{self, Job},
    site::audit_changes,
};

/// Characters of a tracking number.
const TRACKING_CHARS_MAX: usize = 30;
/// Days after which what was posted has arrived, unless somebody said so before.
const ARRIVED_DAYS: i64 = 14;

impl Store {
    /// Takes a step with an order: its pieces leave the stock when they are sent or handed over, and its buyer is mailed
    /// what matters to them. `tracking` is asked for when it is sent.
    ///
    /// # Errors
    /// [`OrderError::WrongState`] or [`OrderError::AlreadyEnded`] when the step does not follow,
    /// [`DomainError::Fields`] without a tracking number.
    pub async fn order_step(
        &self,
        cx: &Cx,
        staff: &Staff,
        id: OrderId,
        step: OrderStep,
        tracking: &str,
    ) -> Result<OrderState> {
        let is_by_hand =
            matches!(step, OrderStep::Prepare | OrderStep::MakeReady | OrderStep::Ship | OrderStep::Complete);
        if !is_by_hand {
            return Err(OrderError::WrongState.into());
        }
        let tracking = if step == OrderStep::Ship { Some(tracking_number(tracking)?) } else { None };
        let tracking = &tracking;
        self.write("order_step", |tx| async move {
            let order = shop_order::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            let to = order.state.after(step, order.delivery)?;
            let by = Some(staff.account_id);
            if !take_step(cx, &tx, id, &Step { from: order.state, to, by, note: "" }).await? {
                return Err(OrderError::WrongState.into());
            }
            if let Some(tracking) = tracking {
                shop_order::Entity::update_many()
                    .col_expr(shop_order::Column::Tracking, Expr::value(tracking.clone()))
                    .filter(shop_order::Column::Id.eq(id))
                    .exec(&tx)
                    .await?;
                let arrived = cx.now + chrono::TimeDelta::days(ARRIVED_DAYS);
                jobs::enqueue_at(cx, &tx, Job::OrderArrival { order_id: id }, arrived).await?;
            }
            if order.state.holds_pieces() && !to.holds_pieces() {
                let sold = stock_changes(&lines_to_hand_over(&tx, id).await?, StockChange::SellReserved);
                change_stock(cx, &tx, &sold).await?;
            }
            if matches!(to, OrderState::Ready | OrderState::Shipped) {
                jobs::enqueue(cx, &tx, Job::OrderStateMail { order_id: id, state: to }).await?;
            }
            let change = AuditChange::new("state", order.state, to);
            audit_changes(cx, &tx, AuditAction::OrderStep, order.number, &[change]).await?;
            Ok(to)
        })
        .await
    }

    /// What was posted long enough ago has arrived; nothing for an order that is elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn order_arrived(&self, cx: &Cx, id: OrderId) -> Result<()> {
        self.write("order_arrived", |tx| async move {
            let step = Step { from: OrderState::Shipped, to: OrderState::Completed, by: None, note: "" };
            take_step(cx, &tx, id, &step).await.map(|_| ())
        })
        .await
    }

    /// Somebody has looked at what was wrong with an order.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is nothing to look at.
    pub async fn order_alert_seen(&self, cx: &Cx, _staff: &Staff, id: OrderId) -> Result<()> {
        self.write("order_alert_seen", |tx| async move {
            let order = shop_order::Entity::find_by_id(id).one(&tx).await?;
            let Some((order, alert)) = order.and_then(|order| order.alert.map(|alert| (order, alert))) else {
                return Err(DomainError::NotFound.into());
            };
            set_alert(&tx, id, None).await?;
            let change = AuditChange::new("alert", alert, "");
            audit_changes(cx, &tx, AuditAction::OrderAlertSeen, order.number, &[change]).await
        })
        .await
    }
}

fn tracking_number(typed: &str) -> Result<String> {
    let typed: String = domain::form::narrow(typed).chars().filter(|c| !c.is_whitespace()).collect();
    let wrong = |error: FieldError| DomainError::Fields(FieldErrors::of("tracking", error));
    if typed.is_empty() {
        return Err(wrong(FieldError::Missing).into());
    }
    let typed = bounded(&typed, TRACKING_CHARS_MAX).map_err(wrong)?;
    if typed.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        Ok(typed)
    } else {
        Err(wrong(FieldError::NotANumber).into())
    }
}
