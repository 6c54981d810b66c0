//! The staff's board: what is new, to pack, to send, waiting for pick-up, late, or wants a look.

use domain::orders::{OrderList, OrderQueue, OrderRow, OrderState};

use super::{list::pieces, words::{alert, state, until}};
use crate::{delivery::delivery, document::Document, format, page::locale, prelude::*, ui::{ChipLink, ChipLinks, Col, DataTable, Drawing, Empty, LinkButton, PageHeader, Pages, Search, Size, StaffAt, StaffLinks, Tag, Tone, cell}};

/// One queue of the board with its search. `query` is what was searched for, empty for all.
#[component]
pub fn OrdersBoardPage(
    orders: OrderList,
    queue: OrderQueue,
    counts: Vec<(OrderQueue, u64)>,
    query: String,
) -> impl IntoView {
    let (page, pages) = (orders.page, orders.pages);
    let pages = if query.is_empty() { pages } else { 1 };
    let list = if orders.rows.is_empty() { nothing(&query) } else { table(&orders) };
    let mut chips: Vec<ChipLink> = counts.into_iter().map(|(of, n)| chip(of, Some(n), of == queue)).collect();
    chips.push(chip(OrderQueue::Ended, None, queue == OrderQueue::Ended));
    view! {
        <Document title=tr!(orders.staff_title) class="page">
            <StaffLinks at=StaffAt::Orders/>
            <PageHeader title=tr!(orders.staff_title) sub=tr!(orders.staff_sub)/>
            <div class="stack g5">
                <ChipLinks label=tr!(orders.queues) chips scroll=true/>
                <Search action=address(queue) label=tr!(orders.staff_search) value=query posted=true/>
                {list}
                <Pages page pages href=move |n| format!("{}&page={n}", address(queue))/>
            </div>
        </Document>
    }
}

fn address(queue: OrderQueue) -> String {
    format!("/staff/orders?queue={queue}")
}

fn chip(queue: OrderQueue, count: Option<u64>, on: bool) -> ChipLink {
    let words = match queue {
        OrderQueue::Open => tr!(orders.queue_open),
        OrderQueue::New => tr!(orders.queue_new),
        OrderQueue::ToPack => tr!(orders.queue_to_pack),
        OrderQueue::ToShip => tr!(orders.queue_to_ship),
        OrderQueue::Pickup => tr!(orders.queue_pickup),
        OrderQueue::Late => tr!(orders.queue_late),
        OrderQueue::Alerts => tr!(orders.queue_alerts),
        OrderQueue::Ended => tr!(orders.queue_ended),
    };
    let label = match count {
        Some(n) => format!("{words} {n}"),
        None => words.to_owned(),
    };
    ChipLink { href: address(queue), label, on }
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
        Col::text(tr!(orders.col_state)),
        Col::text(tr!(orders.col_name)),
        Col::text(tr!(orders.col_pieces)),
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
    let page = format!("/staff/orders/{}", order.id);
    let name = if order.phone.is_empty() {
        order.name.clone().into_any()
    } else {
        view! { <span>{order.name.clone()}<br/><span class="tiny dim num">{order.phone.clone()}</span></span> }.into_any()
    };
    let (words, tone) = state(order.state, order.delivery, order.hold_until);
    let alerted = order.alert.map(|of| view! { <br/><Tag label=alert(of) tone=Tone::Bad/> });
    let by = (order.state == OrderState::AwaitingPayment).then(|| view! { <br/><span class="tiny dim num">{until(l, order.hold_until)}</span> });
    let way = view! { <br/><span class="tiny dim">{delivery(l, order.delivery)}</span> };
    let act = if order.state == OrderState::Pending {
        view! { <LinkButton href=format!("/staff/register?order={number}") label=tr!(orders.ring_up) size=Size::Small/> }
    } else {
        view! { <LinkButton href=page.clone() label=tr!(orders.open_order) size=Size::Small/> }
    };
    vec![
        cell(view! { <a href=page>{number}</a> }),
        cell(view! { <span><Tag label=words tone/>{by}{alerted}</span> }),
        cell(name),
        cell(view! { <span>{pieces(order)}{way}</span> }),
        cell(format::yen(l, order.total)),
        cell(act),
    ]
}
