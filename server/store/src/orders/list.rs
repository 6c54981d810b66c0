//! Lists of orders: a customer's own, and the open ones for staff.

use std::collections::HashMap;

use domain::{
    AccountId, Customer, OrderId, Staff, calendar,
    orders::{Delivery, OrderList, OrderQueue, OrderRow, OrderState},
    register::Scan,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, Func},
};
use strum::IntoEnumIterator;

use super::{ORDERS_PAGE, view::hide_protected};
use crate::{
    Cx, Result, Store,
    entity::{order_line, shop_order},
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
        let mine = shop_order::Entity::find()
            .filter(shop_order::Column::AccountId.eq(customer.account_id))
            .order_by_desc(shop_order::Column::Number);
        list(self.db.read(), mine, ForWhom::Buyer, page).await
    }

    /// The staff's board: the orders of one queue, the most pressing first. `query` is an order's number or code, or part
    /// of a name; empty for all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn orders_board(
        &self,
        cx: &Cx,
        _staff: &Staff,
        queue: OrderQueue,
        query: &str,
        page: u32,
    ) -> Result<OrderList> {
        let orders = shop_order::Entity::find().filter(in_queue(queue, cx)).filter(matching(query));
        let orders = match queue {
            OrderQueue::Ended => orders.order_by_desc(shop_order::Column::Number),
            _ => orders.order_by_asc(shop_order::Column::HoldUntil).order_by_asc(shop_order::Column::Number),
        };
        list(self.db.read(), orders, ForWhom::Staff, page).await
    }

    /// How many orders each queue of the board holds but the ended ones, in the order of the queues.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn orders_board_counts(&self, cx: &Cx, _staff: &Staff) -> Result<Vec<(OrderQueue, u64)>> {
        let mut counts = Vec::new();
        for queue in OrderQueue::iter().filter(|queue| *queue != OrderQueue::Ended) {
            let n = shop_order::Entity::find().filter(in_queue(queue, cx)).count(self.db.read()).await?;
            counts.push((queue, n));
        }
        Ok(counts)
    }

    /// A person's orders for the staff, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn orders_of(&self, _cx: &Cx, _staff: &Staff, account: AccountId, page: u32) -> Result<OrderList> {
        let theirs = shop_order::Entity::find()
            .filter(shop_order::Column::AccountId.eq(account))
            .order_by_desc(shop_order::Column::Number);
        list(self.db.read(), theirs, ForWhom::Staff, page).await
    }
}

/// Which orders stand in a queue of the board.
fn in_queue(queue: OrderQueue, cx: &Cx) -> Condition {
    use OrderState::{
        AwaitingPayment, Cancelled, Completed, Expired, Paid, Pending, Preparing, Ready, Refunded, Shipped,
    };
    use shop_order::Column;
    let states = |states: &[OrderState]| Condition::all().add(Column::State.is_in(states.iter().copied()));
    match queue {
        OrderQueue::Open => states(&[Pending, AwaitingPayment, Paid, Preparing, Ready]),
        OrderQueue::New => states(&[Paid]),
        OrderQueue::ToPack => states(&[Preparing]),
        OrderQueue::ToShip => states(&[Paid, Preparing]).add(Column::Delivery.ne(Delivery::Pickup)),
        OrderQueue::Pickup => states(&[Pending, Ready]),
        OrderQueue::Late => states(&[Paid, Preparing]).add(Column::DueDay.lt(calendar::day_of(cx.now))),
        OrderQueue::Alerts => Condition::all().add(Column::Alert.is_not_null()),
        OrderQueue::Ended => states(&[Shipped, Completed, Cancelled, Expired, Refunded]),
    }
}

fn matching(query: &str) -> Condition {
    match Scan::read(query) {
        Scan::Nothing => Condition::all(),
        // On this page a bare number is an order's.
        Scan::Product(number) | Scan::Order(number) => Condition::all().add(shop_order::Column::Number.eq(number)),
        Scan::Words(words) => {
            let name = Func::lower(Expr::col((shop_order::Entity, shop_order::Column::Name)));
            // What was typed signed out with a protected person's address is not searched.
            let typed = Condition::any()
                .add(shop_order::Column::AccountId.is_not_null())
                .add(shop_order::Column::Email.not_in_subquery(protected_emails()));
            Condition::all().add(Expr::expr(name).like(contains(&words))).add(typed)
        }
    }
}

/// Who reads a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ForWhom {
    Buyer,
    Staff,
}

/// A page of orders with their pieces: three queries, two more for the staff, however many orders.
async fn list<C>(db: &C, orders: Select<shop_order::Entity>, whose: ForWhom, page: u32) -> Result<OrderList>
where
    C: ConnectionTrait,
{
    let total = orders.clone().count(db).await?;
    let window = Window::new(page, ORDERS_PAGE, total);
    let mut orders = orders.offset(window.offset).limit(window.limit).all(db).await?;
    if whose == ForWhom::Staff {
        hide_protected(db, &mut orders).await?;
    }
    let ids: Vec<OrderId> = orders.iter().map(|order| order.id).collect();
    let mut pieces = titles(db, &ids).await?;
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
            state: order.state,
            delivery: order.delivery,
            alert: order.alert,
        })
        .collect();
    Ok(window.of(rows))
}

/// What each order holds: titles and quantities.
async fn titles(db: &impl ConnectionTrait, orders: &[OrderId]) -> Result<HashMap<OrderId, Vec<(String, i64)>>> {
    let lines = order_line::Entity::find()
        .filter(order_line::Column::OrderId.is_in(orders.to_vec()))
        .order_by_asc(order_line::Column::Position);
    let mut out: HashMap<OrderId, Vec<(String, i64)>> = HashMap::new();
    for row in lines.all(db).await? {
        out.entry(row.order_id).or_default().push((row.title, row.quantity));
    }
    Ok(out)
}
