//! Open orders at the counter: find one, ring it up, or take it back.

use domain::orders::{OrderList, OrderRow};

use super::{list::pieces, words::until};
use crate::{document::Document, format, page::locale, prelude::*, ui::{Col, DataTable, Drawing, Empty, LinkButton, Look, PageHeader, Pages, Search, Size, StaffAt, StaffLinks, cell}};

/// The list with its search. `query` is what was searched for, empty for all; it shows one page of what it found.
#[component]
pub fn OpenOrdersPage(orders: OrderList, query: String) -> impl IntoView {
    let (page, pages) = (orders.page, orders.pages);
    let pages = if query.is_empty() { pages } else { 1 };
    let list = if orders.rows.is_empty() { nothing(&query) } else { table(&orders) };
    view! {
        <Document title=tr!(orders.staff_title) class="page">
            <StaffLinks at=StaffAt::Orders/>
            <PageHeader title=tr!(orders.staff_title) sub=tr!(orders.staff_sub)/>
            <div class="stack g5">
                <Search action="/staff/orders" label=tr!(orders.staff_search) value=query posted=true/>
                {list}
                <Pages page pages href=|n| format!("/staff/orders?page={n}")/>
            </div>
        </Document>
    }
}

fn nothing(query: &str) -> AnyView {
    if query.is_empty() {
        return view! { <Empty drawing=Drawing::Bag title=tr!(orders.staff_empty)/> }.into_any();
    }
    view! {
        <Empty
            drawing=Drawing::Bag
            title=tr!(orders.staff_none, query = query.to_owned()).to_string()
            text=tr!(orders.staff_none_text)
            action=("/staff/orders".to_owned(), tr!(orders.staff_all).to_owned())
        />
    }
    .into_any()
}

fn table(orders: &OrderList) -> AnyView {
    let cols = vec![
        Col::text(tr!(orders.col_number)),
        Col::text(tr!(orders.col_name)),
        Col::text(tr!(orders.col_pieces)),
        Col::text(tr!(orders.col_until)),
        Col::num(tr!(orders.col_total)),
        Col::text(tr!(orders.col_act)),
    ];
    let rows = orders.rows.iter().map(row).collect();
    view! {
        <p class="count small mute num">{tr!(orders.staff_count, n = orders.total).to_string()}</p>
        <DataTable caption=tr!(orders.staff_title) cols rows/>
    }
    .into_any()
}

fn row(order: &OrderRow) -> Vec<AnyView> {
    let l = locale();
    let number = order.number;
    let page = format!("/orders/{}", order.id);
    let name = if order.phone.is_empty() {
        order.name.clone().into_any()
    } else {
        view! { {order.name.clone()}<br/><span class="tiny dim num">{order.phone.clone()}</span> }.into_any()
    };
    let acts = view! {
        <span class="row wrap">
            <LinkButton href=format!("/staff/register?order={number}") label=tr!(orders.ring_up) size=Size::Small/>
            <LinkButton
                href=format!("/orders/{}/cancel", order.id)
                label=tr!(orders.cancel_yes)
                look=Look::Quiet
                size=Size::Small
            />
        </span>
    };
    vec![
        cell(view! { <a href=page>{number}</a> }),
        cell(name),
        cell(pieces(order)),
        cell(until(l, order.hold_until)),
        cell(format::yen(l, order.total)),
        cell(acts),
    ]
}
