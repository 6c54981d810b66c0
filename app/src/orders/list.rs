//! A customer's own orders.

use domain::orders::{OrderList, OrderRow};

use super::words::state;
use crate::{document::Document, format, page::locale, prelude::*, ui::{Drawing, Empty, LinkRow, LinkRows, PageHeader, Pages, Tab, paths}};

/// The orders of the signed-in person, newest first.
#[component]
pub fn MyOrdersPage(orders: OrderList) -> impl IntoView {
    let (page, pages) = (orders.page, orders.pages);
    let list = if orders.rows.is_empty() {
        view! {
            <Empty
                drawing=Drawing::Bag
                title=tr!(orders.mine_empty)
                text=tr!(orders.mine_empty_text)
                action=(paths::SHOP.to_owned(), tr!(orders.to_shop).to_owned())
            />
        }
        .into_any()
    } else {
        let rows = orders.rows.iter().map(order_row).collect();
        view! { <LinkRows rows/> }.into_any()
    };
    view! {
        <Document title=tr!(orders.mine_title) tab=Tab::Me back=paths::ME class="page mid">
            <PageHeader title=tr!(orders.mine_title) sub=tr!(orders.mine_sub)/>
            {list}
            <Pages page pages href=|n| format!("/me/orders?page={n}")/>
        </Document>
    }
}

/// An order in a list that leads to its page.
pub fn order_row(order: &OrderRow) -> LinkRow {
    let (state, _) = state(order.state, order.delivery, order.hold_until);
    let note = format!("{}  {}", tr!(orders.order_title, number = order.number), state);
    LinkRow::new(format!("/orders/{}", order.id), pieces(order)).note(note).end(format::yen(locale(), order.total))
}

/// `コースター ×2、ポーチ ×1`.
pub(super) fn pieces(order: &OrderRow) -> String {
    let each = |(title, n): &(String, i64)| tr!(orders.pieces_n, title = title.clone(), n = *n).to_string();
    order.pieces.iter().map(each).collect::<Vec<_>>().join(" / ")
}
