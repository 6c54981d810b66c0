//! The mails about an order.

use domain::{mail::{Mail, unlinked}, orders::{OrderEnding, OrderLine, OrderView}, site::SiteSettings};

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
        trl!(l, mail.order_piece, title = unlinked(title), n = line.quantity, amount = amount).to_string()
    };
    order.lines.iter().map(piece).collect::<Vec<_>>().join("\n")
}
