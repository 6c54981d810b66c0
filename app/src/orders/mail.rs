//! The mails about an order.

use domain::{Yen, mail::{Mail, unlinked}, orders::{OrderEnding, OrderLine, OrderState, OrderView}, payments::RefundNews, site::SiteSettings};

use super::words::{place, until};
use crate::{format, i18n::Locale, mail::{letter, space}};

/// Confirms an order, with the way to its page. `url` opens it.
pub fn order(order: &OrderView, site: &SiteSettings, url: &str) -> Mail {
    let number = order.number;
    let subject = |l: Locale| trl!(l, mail.order_subject, space = space(l, site), number = number).to_string();
    letter(&order.buyer.email, order.language, subject, |l| placed_text(l, order, site, url))
}

/// Tells that an order ended without a pick-up, by whom, and that nothing is to be paid. `url` opens the shop.
pub fn ended(order: &OrderView, ending: OrderEnding, site: &SiteSettings, url: &str) -> Mail {
    let number = order.number;
    let subject = |l: Locale| match ending {
        OrderEnding::ByTime => trl!(l, mail.order_expired_subject, space = space(l, site), number = number).to_string(),
        OrderEnding::ByBuyer | OrderEnding::ByStaff => {
            trl!(l, mail.order_cancelled_subject, space = space(l, site), number = number).to_string()
        }
    };
    letter(&order.buyer.email, order.language, subject, |l| ended_text(l, order, ending, site, url))
}

/// Tells what became of an order that is paid online: paid, ready, sent, or that the konbini is waited for. `url` opens it.
pub fn state(order: &OrderView, state: OrderState, site: &SiteSettings, url: &str) -> Mail {
    let number = order.number;
    let subject = |l: Locale| {
        let space = space(l, site);
        match state {
            OrderState::Ready => trl!(l, mail.order_ready_subject, space = space, number = number).to_string(),
            OrderState::Shipped => trl!(l, mail.order_shipped_subject, space = space, number = number).to_string(),
            OrderState::AwaitingPayment => {
                trl!(l, mail.order_konbini_subject, space = space, number = number).to_string()
            }
            _ => trl!(l, mail.order_paid_subject, space = space, number = number).to_string(),
        }
    };
    letter(&order.buyer.email, order.language, subject, |l| state_text(l, order, state, site, url))
}

fn state_text(l: Locale, order: &OrderView, state: OrderState, site: &SiteSettings, url: &str) -> String {
    let news = match state {
        OrderState::Ready => trl!(l, mail.order_ready).to_string(),
        OrderState::Shipped => {
            let tracking = order.tracking.clone().unwrap_or_default();
            trl!(l, mail.order_shipped, way = crate::delivery::delivery(l, order.delivery), tracking = tracking).to_string()
        }
        OrderState::AwaitingPayment => {
            trl!(l, mail.order_konbini, until = until(l, order.hold_until)).to_string()
        }
        _ if order.delivery.is_posted() => trl!(l, mail.order_paid_posted).to_string(),
        _ => trl!(l, mail.order_paid_pickup).to_string(),
    };
    trl!(
        l,
        mail.order_state_text,
        name = unlinked(&order.buyer.name),
        news = news,
        number = order.number,
        pieces = pieces(l, order),
        extras = extras(l, order),
        total = format::yen(l, order.total),
        place = place(l, site).join("\n"),
        url = url
    )
    .to_string()
}

/// Lines for wrapping and delivery, each with its line break; nothing where there is neither.
fn extras(l: Locale, order: &OrderView) -> String {
    let way = crate::delivery::delivery(l, order.delivery);
    let mut lines = String::new();
    for (label, yen) in [(trl!(l, orders.wrapping).to_string(), order.wrapping()), (way.to_owned(), order.delivery_fee)] {
        if yen > Yen::ZERO {
            lines.push_str(&trl!(l, mail.order_extra, label = label, amount = format::yen(l, yen)).to_string());
            lines.push('\n');
        }
    }
    lines
}

/// Tells that money went back, how much and why. `url` opens the order.
pub fn refunded(order: &OrderView, refund: &RefundNews, site: &SiteSettings, url: &str) -> Mail {
    let number = order.number;
    let subject =
        |l: Locale| trl!(l, mail.order_refund_subject, space = space(l, site), number = number).to_string();
    letter(&order.buyer.email, order.language, subject, |l| {
        let reason = match refund.reason.as_str() {
            "" => trl!(l, mail.order_refund_by_itself).to_string(),
            reason => unlinked(reason),
        };
        trl!(
            l,
            mail.order_refund_text,
            name = unlinked(&order.buyer.name),
            number = number,
            amount = format::yen(l, refund.amount),
            reason = reason,
            place = place(l, site).join("\n"),
            url = url
        )
        .to_string()
    })
}

fn placed_text(l: Locale, order: &OrderView, site: &SiteSettings, url: &str) -> String {
    trl!(
        l,
        mail.order_text,
        name = unlinked(&order.buyer.name),
        number = order.number,
        pieces = pieces(l, order),
        total = format::yen(l, order.total),
        until = until(l, order.hold_until),
        place = place(l, site).join("\n"),
        url = url
    )
    .to_string()
}

fn ended_text(l: Locale, order: &OrderView, ending: OrderEnding, site: &SiteSettings, url: &str) -> String {
    let how = match ending {
        OrderEnding::ByBuyer => trl!(l, mail.order_by_buyer).to_string(),
        OrderEnding::ByStaff => trl!(l, mail.order_by_staff).to_string(),
        OrderEnding::ByTime => trl!(l, mail.order_by_time, until = until(l, order.hold_until)).to_string(),
    };
    trl!(
        l,
        mail.order_ended_text,
        name = unlinked(&order.buyer.name),
        how = how,
        number = order.number,
        pieces = pieces(l, order),
        total = format::yen(l, order.total),
        place = place(l, site).join("\n"),
        url = url
    )
    .to_string()
}

/// A line for each piece of an order.
fn pieces(l: Locale, order: &OrderView) -> String {
    let piece = |line: &OrderLine| {
        let title = match (l, line.title_en.as_deref()) {
            (Locale::en, Some(en)) if !en.is_empty() => en,
            _ => line.title.as_str(),
        };
        let amount = format::yen(l, line.total());
        let title = if line.options.is_empty() { title.to_owned() } else { format!("{title} ({})", line.options) };
        trl!(l, mail.order_piece, title = unlinked(&title), n = line.quantity, amount = amount).to_string()
    };
    order.lines.iter().map(piece).collect::<Vec<_>>().join("\n")
}
