//! One order, for whoever may see it: by the secret of its address, its own buyer, or staff.

use std::collections::HashMap;

use domain::{
    AccountId, DomainError, OrderId,
    members::{Role, language_of},
    orders::{Buyer, OrderChange, OrderEnding, OrderOutcome, OrderView, order_total},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::lines::lines;
use crate::{
    Cx, Error, Result, Store,
    entity::{account, order_change, order_end, shop_order},
    link::{LinkKey, LinkPurpose},
    members::{nicknames_by_email, protected_of},
};

impl Store {
    /// An order's page. `key` is the secret of the address; an order's own account and staff need none. Staff see of a
    /// protected person the nickname alone.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a wrong key as for an unknown order.
    pub async fn order_view(&self, cx: &Cx, id: OrderId, key: Option<&str>) -> Result<OrderView> {
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
    pub async fn order_ended(&self, _cx: &Cx, id: OrderId) -> Result<Option<(OrderView, OrderEnding)>> {
        let db = self.db.read();
        let Some(order) = shop_order::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
        let Some(ending) = ending(db, &order).await? else { return Ok(None) };
        Ok(Some((view(db, &self.links, order).await?, ending)))
    }

    /// An order for the mail that is sent about it; jobs act on nobody's behalf.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none.
    pub async fn order_for_mail(&self, _cx: &Cx, id: OrderId) -> Result<OrderView> {
        let db = self.db.read();
        let order = shop_order::Entity::find_by_id(id).one(db).await?.ok_or(DomainError::NotFound)?;
        view(db, &self.links, order).await
    }
}

/// By whom an order ended; `None` while it stands, and when it was picked up. Whoever holds the secret of its address
/// acts for its buyer; staff are known by their account, unless the order is their own.
async fn ending(db: &impl ConnectionTrait, order: &shop_order::Model) -> Result<Option<OrderEnding>> {
    let Some(end) = order_end::Entity::find_by_id(order.id).one(db).await? else { return Ok(None) };
    let by = match end.by_account_id.filter(|by| Some(*by) != order.account_id) {
        Some(by) => account::Entity::find_by_id(by).one(db).await?,
        None => None,
    };
    let by_staff = by.is_some_and(|account| account.role >= Role::Staff);
    Ok(match end.outcome {
        OrderOutcome::PickedUp | OrderOutcome::Delivered | OrderOutcome::Refunded => None,
        OrderOutcome::Cancelled if by_staff => Some(OrderEnding::ByStaff),
        OrderOutcome::Cancelled => Some(OrderEnding::ByBuyer),
        OrderOutcome::Expired => Some(OrderEnding::ByTime),
    })
}

/// What staff see of the orders of protected persons: the nickname, and nothing by which to reach them; also where the
/// order was placed signed out, with the account's address.
pub(super) async fn hide_protected(db: &impl ConnectionTrait, orders: &mut [shop_order::Model]) -> Result<()> {
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
        // Where it is sent has to be read by whoever packs it; nobody else does.
        if order.state.has_ended() {
            order.address = None;
        }
    }
    Ok(())
}

/// The order, if this request may see it.
pub(crate) async fn visible(
    db: &impl ConnectionTrait,
    cx: &Cx,
    links: &LinkKey,
    id: OrderId,
    key: Option<&str>,
) -> Result<shop_order::Model> {
    let order = shop_order::Entity::find_by_id(id).one(db).await?.ok_or(DomainError::NotFound)?;
    let is_own = order.account_id.is_some() && order.account_id == cx.actor.account().map(|account| account.id);
    let has_key = match key {
        Some(key) => links.opens(LinkPurpose::Order(id), key)?,
        None => false,
    };
    if is_own || has_key || cx.actor.staff().is_ok() { Ok(order) } else { Err(DomainError::NotFound.into()) }
}

async fn view(db: &impl ConnectionTrait, links: &LinkKey, order: shop_order::Model) -> Result<OrderView> {
    let id = order.id;
    let end = order_end::Entity::find_by_id(order.id).one(db).await?;
    let end = end.map(|row| (row.outcome, row.at));
    let lines = lines(db, id).await?;
    // The pair of the check when it was written.
    if order_total(&lines, order.delivery_yen) != Some(order.total_yen) {
        return Err(Error::internal(format!("order {} does not add up to its total", order.number)));
    }
    Ok(OrderView {
        id,
        number: order.number,
        buyer: Buyer { name: order.name, email: order.email, phone: order.phone },
        language: language_of(&order.language),
        created_at: order.created_at,
        hold_until: order.hold_until,
        state: order.state,
        delivery: order.delivery,
        pay_by: order.pay_by,
        address: order.address,
        message: order.message,
        delivery_fee: order.delivery_yen,
        total: order.total_yen,
        paid: order.paid_yen,
        returned: order.returned_yen,
        tracking: order.tracking,
        alert: order.alert,
        lines,
        changes: changes(db, id).await?,
        end,
        key: links.key(LinkPurpose::Order(id))?,
    })
}

/// The states of an order with who brought it there.
async fn changes(db: &impl ConnectionTrait, id: OrderId) -> Result<Vec<OrderChange>> {
    let rows = order_change::Entity::find()
        .filter(order_change::Column::OrderId.eq(id))
        .order_by_asc(order_change::Column::Position)
        .all(db)
        .await?;
    let people: Vec<AccountId> = rows.iter().filter_map(|row| row.by_account_id).collect();
    let names: HashMap<AccountId, String> = account::Entity::find()
        .filter(account::Column::Id.is_in(people))
        .filter(account::Column::Role.is_in([Role::Staff, Role::Operator]))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.display_name))
        .collect();
    let change = |row: order_change::Model| OrderChange {
        state: row.state,
        at: row.at,
        by: row.by_account_id.and_then(|id| names.get(&id).cloned()),
        note: row.note,
    };
    Ok(rows.into_iter().map(change).collect())
}
