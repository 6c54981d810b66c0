//! One order, for whoever may see it: by the secret of its address, its own buyer, or staff.

use domain::{
    AccountId, DomainError, PickupOrderId,
    catalog::lines_total,
    members::{Role, language_of},
    orders::{Buyer, OrderEnding, OrderOutcome, OrderView},
};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::lines::lines;
use crate::{
    Cx, Error, Result, Store,
    entity::{account, pickup_order, pickup_order_end},
    link::{LinkKey, LinkPurpose},
    members::{nicknames_by_email, protected_of},
};

impl Store {
    /// An order's page. `key` is the secret of the address; an order's own account and staff need none. Staff see of a
    /// protected person the nickname alone.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a wrong key as for an unknown order.
    pub async fn order_view(&self, cx: &Cx, id: PickupOrderId, key: Option<&str>) -> Result<OrderView> {
        let db = self.db.read();
        let mut order = [visible(db, cx, &self.links, id, key).await?];
        let is_own =
            order[0].account_id.is_some() && order[0].account_id == cx.actor.account().map(|account| account.id);
        if key.is_none() && !is_own {
            hide_protected(db, &mut order).await?;
        }
        let [order] = order;
        view(db, &self.links, order).await
    }

    /// An order that ended without a pick-up, and by whom, for the mail about it; `None` for any other.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn order_ended(&self, _cx: &Cx, id: PickupOrderId) -> Result<Option<(OrderView, OrderEnding)>> {
        let db = self.db.read();
        let Some(order) = pickup_order::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
        let Some(ending) = ending(db, &order).await? else { return Ok(None) };
        Ok(Some((view(db, &self.links, order).await?, ending)))
    }

    /// An order for the mail that is sent about it; jobs act on nobody's behalf.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none.
    pub async fn order_for_mail(&self, _cx: &Cx, id: PickupOrderId) -> Result<OrderView> {
        let db = self.db.read();
        let order = pickup_order::Entity::find_by_id(id).one(db).await?.ok_or(DomainError::NotFound)?;
        view(db, &self.links, order).await
    }
}

/// By whom an order ended; `None` while it stands, and when it was picked up. Whoever holds the secret of its address
/// acts for its buyer; staff are known by their account, unless the order is their own.
async fn ending(db: &impl ConnectionTrait, order: &pickup_order::Model) -> Result<Option<OrderEnding>> {
    let Some(end) = pickup_order_end::Entity::find_by_id(order.id).one(db).await? else { return Ok(None) };
    let by = match end.by_account_id.filter(|by| Some(*by) != order.account_id) {
        Some(by) => account::Entity::find_by_id(by).one(db).await?,
        None => None,
    };
    let by_staff = by.is_some_and(|account| account.role >= Role::Staff);
    Ok(match end.outcome {
        OrderOutcome::PickedUp => None,
        OrderOutcome::Cancelled if by_staff => Some(OrderEnding::ByStaff),
        OrderOutcome::Cancelled => Some(OrderEnding::ByBuyer),
        OrderOutcome::Expired => Some(OrderEnding::ByTime),
    })
}

/// What staff see of the orders of protected persons: the nickname, and nothing by which to reach them; also where the
/// order was placed signed out, with the account's address.
pub(super) async fn hide_protected(db: &impl ConnectionTrait, orders: &mut [pickup_order::Model]) -> Result<()> {
    let emails = orders.iter().filter(|order| !order.email.is_empty()).map(|order| order.email.clone()).collect();
    let by_email = nicknames_by_email(db, emails).await?;
    let owners: Vec<AccountId> = orders.iter().filter_map(|order| order.account_id).collect();
    let protected = protected_of(db, &owners).await?;
    for order in orders {
        let is_account = order.account_id.is_some_and(|id| protected.contains(&id));
        if let Some(nickname) = by_email.get(&order.email) {
            order.name.clone_from(nickname);
        } else if !is_account {
            continue;
        }
        (order.email, order.phone) = (String::new(), String::new());
    }
    Ok(())
}

/// The order, if this request may see it.
pub(super) async fn visible(
    db: &impl ConnectionTrait,
    cx: &Cx,
    links: &LinkKey,
    id: PickupOrderId,
    key: Option<&str>,
) -> Result<pickup_order::Model> {
    let order = pickup_order::Entity::find_by_id(id).one(db).await?.ok_or(DomainError::NotFound)?;
    let is_own = order.account_id.is_some() && order.account_id == cx.actor.account().map(|account| account.id);
    let has_key = match key {
        Some(key) => links.opens(LinkPurpose::PickupOrder(id), key)?,
        None => false,
    };
    if is_own || has_key || cx.actor.staff().is_ok() { Ok(order) } else { Err(DomainError::NotFound.into()) }
}

async fn view(db: &impl ConnectionTrait, links: &LinkKey, order: pickup_order::Model) -> Result<OrderView> {
    let id = order.id;
    let end = pickup_order_end::Entity::find_by_id(order.id).one(db).await?;
    let end = end.map(|row| (row.outcome, row.at));
    let lines = lines(db, id).await?;
    // The pair of the check when it was written.
    if lines_total(lines.iter().map(|line| (line.unit_price, line.quantity))) != Some(order.total_yen) {
        return Err(Error::internal(format!("order {} does not add up to its total", order.number)));
    }
    Ok(OrderView {
        id,
        number: order.number,
        buyer: Buyer { name: order.name, email: order.email, phone: order.phone },
        language: language_of(&order.language),
        created_at: order.created_at,
        hold_until: order.hold_until,
        total: order.total_yen,
        lines,
        end,
        key: links.key(LinkPurpose::PickupOrder(id))?,
    })
}
