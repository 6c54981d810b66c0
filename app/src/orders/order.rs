//! The page of one order: what is kept, until when, and the code for the counter.

use std::sync::Arc;

use domain::{Yen, orders::{Delivery, OrderState, OrderView, PayBy}, reviews::ReviewLine, site::{SiteSettings, WeekdayHours}};

use super::words::{line_note, photo, place, until, week};
use crate::{delivery::delivery, document::Document, format, page::{locale, page}, prelude::*, reviews::LineAct, shop::translated, ui::{Button, CartLine, DoneHeader, Hidden, Hours, Line, LinkButton, Look, MoneyLines, More, PageHeader, Size, SpecList, Tab, paths}};

/// The address of an order's page. The key is its only secret; nothing about the buyer is in it.
pub fn order_path(order: &OrderView) -> String {
    format!("/orders/{}?key={}", order.id, order.key)
}

/// An order as its buyer (or the staff) sees it. `qr` is a drawing of the counter's address for this order.
#[component]
pub fn OrderPage(
    order: OrderView,
    qr: String,
    site: Arc<SiteSettings>,
    hours: Vec<WeekdayHours>,
    /// What its buyer can review of it.
    reviews: Vec<ReviewLine>,
) -> impl IntoView {
    let heading = match order.pay_by {
        PayBy::Counter => tr!(orders.order_title, number = order.number).to_string(),
        PayBy::Online => tr!(orders.manage_title, number = order.number).to_string(),
    };
    let is_here = matches!(order.state, OrderState::Pending | OrderState::Ready);
    let is_pickup = order.delivery == Delivery::Pickup && !order.state.has_ended();
    let counter = is_here.then(|| view! { <Counter order=order.clone() qr/> });
    let place = is_pickup.then(|| view! { <Place site hours/> });
    let after = if order.state.is_unpaid() {
        let href = format!("/orders/{}/cancel?key={}", order.id, order.key);
        view! { <LinkButton href label=tr!(orders.cancel) look=Look::Danger size=Size::Wide/> }
    } else {
        view! { <LinkButton href=paths::SHOP label=tr!(orders.to_shop) look=Look::Second size=Size::Wide/> }
    };
    let pay = (order.state == OrderState::AwaitingPayment).then(|| view! { <Pay order=order.clone()/> });
    view! {
        <Document title=heading.clone() tab=Tab::Shop class="page narrow">
            {state_header(&order, heading)}
            <div class="stack g6">
                {pay}
                {counter}
                <Pieces order=order.clone() reviews/>
                <Facts order/>
                {place}
                {after}
            </div>
        </Document>
    }
}

/// What state the order is in, in the largest words of the page.
fn state_header(order: &OrderView, heading: String) -> AnyView {
    let by = until(locale(), order.hold_until);
    let (title, text) = match order.state {
        OrderState::Pending => (tr!(orders.order_open), tr!(orders.order_open_text, until = by).to_string()),
        OrderState::AwaitingPayment => (tr!(orders.order_awaiting), tr!(orders.order_awaiting_text, until = by).to_string()),
        OrderState::Paid | OrderState::Preparing if order.delivery.is_posted() => {
            (tr!(orders.order_paid), tr!(orders.order_paid_posted_text).to_owned())
        }
        OrderState::Paid | OrderState::Preparing => (tr!(orders.order_paid), tr!(orders.order_paid_text).to_owned()),
        OrderState::Ready => (tr!(orders.order_ready), tr!(orders.order_ready_text).to_owned()),
        OrderState::Shipped => (tr!(orders.order_shipped), tr!(orders.order_shipped_text).to_owned()),
        OrderState::Completed if order.delivery.is_posted() => {
            (tr!(orders.order_delivered), tr!(orders.order_delivered_text).to_owned())
        }
        OrderState::Completed => (tr!(orders.order_picked_up), tr!(orders.order_picked_up_text).to_owned()),
        OrderState::Cancelled => (tr!(orders.order_cancelled), tr!(orders.order_cancelled_text).to_owned()),
        OrderState::Expired => (tr!(orders.order_expired), tr!(orders.order_expired_text).to_owned()),
        OrderState::Refunded => (tr!(orders.order_refunded), tr!(orders.order_refunded_text).to_owned()),
    };
    match order.state {
        OrderState::Pending | OrderState::Paid | OrderState::Preparing | OrderState::Ready | OrderState::Shipped => {
            view! { <DoneHeader title=title text/> }.into_any()
        }
        _ => view! { <PageHeader title=format!("{heading} {title}") sub=text/> }.into_any(),
    }
}

/// The way to the provider's page; whoever has paid there already is told so in a moment.
#[component]
fn Pay(order: OrderView) -> impl IntoView {
    let reload = order_path(&order);
    view! {
        <section class="card stack g3">
            <form method="post" action=format!("/orders/{}/pay", order.id)>
                <Hidden fields=vec![("key", order.key.clone())]/>
                <Button label=tr!(orders.pay_now) size=Size::BigWide/>
            </form>
            <p class="small mute">{tr!(orders.pay_now_text)}</p>
            <p class="small"><a class="hit" href=reload>{tr!(orders.reload)}</a></p>
        </section>
    }
}

/// What is shown at the desk: the number, and a code that the register reads.
#[component]
fn Counter(order: OrderView, qr: String) -> impl IntoView {
    view! {
        <section class="card stack g3 ticket-desk">
            <h2 class="h3">{tr!(orders.order_number)}" "<span class="num">{order.number}</span></h2>
            <div class="qr" role="img" aria-label=tr!(orders.order_qr) inner_html=qr></div>
            <p class="small mute">{tr!(orders.order_qr_text)}</p>
        </section>
    }
}

#[component]
fn Pieces(order: OrderView, reviews: Vec<ReviewLine>) -> impl IntoView {
    let l = locale();
    let lines = order
        .lines
        .iter()
        .map(|line| {
            let note = line_note(format::yen(l, line.unit_price), line.quantity, &line.maker, &line.options);
            let review = reviews.iter().find(|review| review.position == line.position).cloned();
            let review = review.map(|review| view! { <LineAct line=review order=order.id key=order.key.clone()/> });
            view! {
                <CartLine
                    photo=photo(line.photo)
                    title=translated(&line.title, line.title_en.as_deref())
                    href=Some(format!("/shop/{}", line.product_number))
                    note
                    amount=format::yen(l, line.total())
                >
                    {review}
                </CartLine>
            }
        })
        .collect_view();
    let note = match order.pay_by {
        PayBy::Counter => tr!(orders.order_pay),
        PayBy::Online => tr!(common.tax_included),
    };
    let sum = Line::new(tr!(orders.order_total), format::yen(l, order.total)).note(note);
    let mut extras = Vec::new();
    for (label, yen) in [(tr!(orders.wrapping), order.wrapping()), (delivery(l, order.delivery), order.delivery_fee)] {
        if yen > Yen::ZERO {
            extras.push(Line::new(label, format::yen(l, yen)));
        }
    }
    let returned = (order.returned > Yen::ZERO).then(|| {
        let amount = format::yen(l, order.returned);
        view! { <p class="small num">{tr!(orders.order_returned, amount = amount).to_string()}</p> }
    });
    view! {
        <section>
            <h2 class="h3">{tr!(orders.order_pieces)}</h2>
            <ul class="cart">{lines}</ul>
            <MoneyLines lines=extras sum/>
            {returned}
        </section>
    }
}

#[component]
fn Facts(order: OrderView) -> impl IntoView {
    let l = locale();
    let contact: Vec<String> =
        [order.buyer.email, order.buyer.phone].into_iter().filter(|text| !text.is_empty()).collect();
    let mut facts = vec![
        (tr!(orders.order_number).to_owned(), order.number.to_string()),
        (tr!(orders.delivery).to_owned(), delivery(l, order.delivery).to_owned()),
        (tr!(orders.order_placed_at).to_owned(), format::instant(l, order.created_at)),
        (tr!(orders.order_name).to_owned(), order.buyer.name),
    ];
    if order.state.is_unpaid() {
        facts.insert(1, (tr!(orders.order_until).to_owned(), until(l, order.hold_until)));
    }
    if let Some(tracking) = order.tracking {
        facts.push((tr!(orders.tracking).to_owned(), tracking));
    }
    if let Some(address) = order.address {
        facts.push((tr!(orders.address).to_owned(), address.lines().join("\n")));
    }
    if !order.message.is_empty() {
        facts.push((tr!(orders.message).to_owned(), order.message));
    }
    if !contact.is_empty() {
        facts.push((tr!(orders.order_contact).to_owned(), contact.join("\n")));
    }
    view! { <SpecList facts/> }
}

/// Where and when pieces are picked up; the order form shows it too.
#[component]
pub(super) fn Place(site: Arc<SiteSettings>, hours: Vec<WeekdayHours>) -> impl IntoView {
    let rows = week(&hours, page().now);
    let lines = place(locale(), &site).into_iter().map(|line| view! { <span>{line}<br/></span> }).collect_view();
    view! {
        <section class="stack g2">
            <h2 class="h3">{tr!(orders.place)}</h2>
            <p>{lines}</p>
            <More summary=tr!(orders.hours)><Hours rows/></More>
        </section>
    }
}
