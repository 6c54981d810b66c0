//! The page of one order: what is kept, until when, and the code for the counter.

use std::sync::Arc;

use domain::{orders::{OrderOutcome, OrderView}, site::{SiteSettings, WeekdayHours}};

use super::words::{photo, place, until, week};
use crate::{document::Document, format, page::{locale, page}, prelude::*, shop::translated, ui::{CartLine, DoneHeader, Hours, Line, LinkButton, Look, MoneyLines, More, PageHeader, Size, SpecList, Tab, paths}};

/// The address of an order's page. The key is its only secret; nothing about the buyer is in it.
pub fn order_path(order: &OrderView) -> String {
    format!("/orders/{}?key={}", order.id, order.key)
}

/// An order as its buyer (or the staff) sees it. `qr` is a drawing of the counter's address for this order.
#[component]
pub fn OrderPage(order: OrderView, qr: String, site: Arc<SiteSettings>, hours: Vec<WeekdayHours>) -> impl IntoView {
    let heading = tr!(orders.order_title, number = order.number).to_string();
    let is_open = order.end.is_none();
    let counter = is_open.then(|| view! { <Counter order=order.clone() qr/> });
    let place = is_open.then(|| view! { <Place site hours/> });
    let after = if is_open {
        let href = format!("/orders/{}/cancel?key={}", order.id, order.key);
        view! { <LinkButton href label=tr!(orders.cancel) look=Look::Danger size=Size::Wide/> }
    } else {
        view! { <LinkButton href=paths::SHOP label=tr!(orders.to_shop) look=Look::Second size=Size::Wide/> }
    };
    view! {
        <Document title=heading.clone() tab=Tab::Shop class="page narrow">
            {state_header(&order, heading)}
            <div class="stack g6">
                {counter}
                <Pieces order=order.clone()/>
                <Facts order/>
                {place}
                {after}
            </div>
        </Document>
    }
}

/// What state the order is in, in the largest words of the page.
fn state_header(order: &OrderView, heading: String) -> AnyView {
    let (title, text) = match order.end {
        None => {
            let text = tr!(orders.order_open_text, until = until(locale(), order.hold_until)).to_string();
            return view! { <DoneHeader title=tr!(orders.order_open) text/> }.into_any();
        }
        Some((OrderOutcome::PickedUp, _)) => (tr!(orders.order_picked_up), tr!(orders.order_picked_up_text)),
        Some((OrderOutcome::Cancelled, _)) => (tr!(orders.order_cancelled), tr!(orders.order_cancelled_text)),
        Some((OrderOutcome::Expired, _)) => (tr!(orders.order_expired), tr!(orders.order_expired_text)),
    };
    view! { <PageHeader title=format!("{heading} {title}") sub=text/> }.into_any()
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
fn Pieces(order: OrderView) -> impl IntoView {
    let l = locale();
    let lines = order
        .lines
        .iter()
        .map(|line| {
            let note = format!("{} × {}  {}", format::yen(l, line.unit_price), line.quantity, line.maker);
            view! {
                <CartLine
                    photo=photo(line.photo)
                    title=translated(&line.title, line.title_en.as_deref())
                    href=Some(format!("/shop/{}", line.product_number))
                    note
                    amount=format::yen(l, line.total())
                />
            }
        })
        .collect_view();
    let sum = Line::new(tr!(orders.order_total), format::yen(l, order.total)).note(tr!(orders.order_pay));
    view! {
        <section>
            <h2 class="h3">{tr!(orders.order_pieces)}</h2>
            <ul class="cart">{lines}</ul>
            <MoneyLines lines=vec![] sum/>
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
        (tr!(orders.order_until).to_owned(), until(l, order.hold_until)),
        (tr!(orders.order_placed_at).to_owned(), format::instant(l, order.created_at)),
        (tr!(orders.order_name).to_owned(), order.buyer.name),
    ];
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
