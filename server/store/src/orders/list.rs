//! Lists of orders: a customer's own, and the open ones for staff.

use std::collections::HashMap;

use domain::{
    AccountId, Customer, PickupOrderId, Staff,
    orders::{OrderList, OrderOutcome, OrderRow},
    register::Scan,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, Func, Query},
};

use super::{ORDERS_PAGE, view::hide_protected};
use crate::{
    Cx, Result, Store,
    entity::{order_line, pickup_order, pickup_order_end},
    members::protected_emails,
    paged::Window,
    search::contains,
};

impl Store {
    /// The customer's orders, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn orders_mine(&self, _cx: &Cx, customer: &Customer, page: u32) -> Result<OrderList> {
        let mine = pickup_order::Entity::find()
            .filter(pickup_order::Column::AccountId.eq(customer.account_id))
            .order_by_desc(pickup_order::Column::Number);
        list(self.db.read(), mine, ForWhom::Buyer, page).await
    }

    /// Orders whose pieces wait at the counter, the soonest to run out first. `query` is an order's number or code, or
    /// part of a name; empty for all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn orders_open(&self, _cx: &Cx, _staff: &Staff, query: &str, page: u32) -> Result<OrderList> {
        let ended =
            Query::select().column(pickup_order_end::Column::PickupOrderId).from(pickup_order_end::Entity).to_owned();
        let matching = match Scan::read(query) {
            Scan::Nothing => Condition::all(),
            // On this page a bare number is an order's.
            Scan::Product(number) | Scan::Order(number) => {
                Condition::all().add(pickup_order::Column::Number.eq(number))
            }
            Scan::Words(words) => {
                let name = Func::lower(Expr::col((pickup_order::Entity, pickup_order::Column::Name)));
                // What was typed signed out with a protected person's address is not searched.
                let typed = Condition::any()
                    .add(pickup_order::Column::AccountId.is_not_null())
                    .add(pickup_order::Column::Email.not_in_subquery(protected_emails()));
                Condition::all().add(Expr::expr(name).like(contains(&words))).add(typed)
            }
        };
        let open = pickup_order::Entity::find()
            .filter(pickup_order::Column::Id.not_in_subquery(ended))
            .filter(matching)
            .order_by_asc(pickup_order::Column::HoldUntil)
            .order_by_asc(pickup_order::Column::Number);
        list(self.db.read(), open, ForWhom::Staff, page).await
    }

    /// A person's orders for the staff, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn orders_of(&self, _cx: &Cx, _staff: &Staff, account: AccountId, page: u32) -> Result<OrderList> {
        let theirs = pickup_order::Entity::find()
            .filter(pickup_order::Column::AccountId.eq(account))
            .order_by_desc(pickup_order::Column::Number);
        list(self.db.read(), theirs, ForWhom::Staff, page).await
    }
}

/// Who reads a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ForWhom {
    Buyer,
    Staff,
}

/// A page of orders with their pieces and ends: four queries, two more for the staff, however many orders.
async fn list<C>(db: &C, orders: Select<pickup_order::Entity>, whose: ForWhom, page: u32) -> Result<OrderList>
where
    C: ConnectionTrait,
{
    let total = orders.clone().count(db).await?;
    let window = Window::new(page, ORDERS_PAGE, total);
    let mut orders = orders.offset(window.offset).limit(window.limit).all(db).await?;
    if whose == ForWhom::Staff {
        hide_protected(db, &mut orders).await?;
    }
    let ids: Vec<PickupOrderId> = orders.iter().map(|order| order.id).collect();
    let mut pieces = titles(db, &ids).await?;
    let ends = pickup_order_end::Entity::find().filter(pickup_order_end::Column::PickupOrderId.is_in(ids));
    let ends: HashMap<PickupOrderId, OrderOutcome> =
        ends.all(db).await?.into_iter().map(|row| (row.pickup_order_id, row.outcome)).collect();
    let rows = orders
        .into_iter()
        .map(|order| OrderRow {
            id: order.id,
            number: order.number,
            name: order.name,
            phone: order.phone,
            created_at: order.created_at,
            hold_until: order.hold_until,
            total: order.total_yen,
            pieces: pieces.remove(&order.id).unwrap_or_default(),
            outcome: ends.get(&order.id).copied(),
        })
        .collect();
    Ok(window.of(rows))
}

/// What each order holds: titles and quantities.
async fn titles(
    db: &impl ConnectionTrait,
    orders: &[PickupOrderId],
) -> Result<HashMap<PickupOrderId, Vec<(String, i64)>>> {
    let lines = order_line::Entity::find()
        .filter(order_line::Column::PickupOrderId.is_in(orders.to_vec()))
        .order_by_asc(order_line::Column::ProductNumber);
    let mut out: HashMap<PickupOrderId, Vec<(String, i64)>> = HashMap::new();
    for row in lines.all(db).await? {
        out.entry(row.pickup_order_id).or_default().push((row.title, row.quantity));
    }
    Ok(out)
}
