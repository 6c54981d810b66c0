//! The mails about an order: Japanese first, then the same in English, for a guest has no language on record.

use domain::{mail::Mail, orders::{OrderEnding, OrderLine, OrderView}, site::SiteSettings};

use super::words::{place, until};
use crate::{format, i18n::Locale, mail::in_both_languages};

/// Confirms an order, with the way to its page. `url` opens it.
pub fn order(order: &OrderView, site: &SiteSettings, url: &str) -> Mail {
    let number = order.number;
    let subject = trl!(Locale::ja, mail.order_subject, space = site.space_name.as_str(), number = number).to_string();
    let text = in_both_languages(|l| placed_text(l, order, site, url));
    Mail { to: order.buyer.email.clone(), subject, text, attachment: None }
}

/// Tells that an order ended without a pick-up, by whom, and that nothing is to be paid. `url` opens the shop.
pub fn ended(order: &OrderView, ending: OrderEnding, site: &SiteSettings, url: &str) -> Mail {
    let (space, number) = (site.space_name.as_str(), order.number);
    let subject = match ending {
        OrderEnding::ByTime => trl!(Locale::ja, mail.order_expired_subject, space = space, number = number).to_string(),
        OrderEnding::ByBuyer | OrderEnding::ByStaff => {
            trl!(Locale::ja, mail.order_cancelled_subject, space = space, number = number).to_string()
        }
    };
    let text = in_both_languages(|l| ended_text(l, order, ending, site, url));
    Mail { to: order.buyer.email.clone(), subject, text, attachment: None }
}

fn placed_text(l: Locale, order: &OrderView, site: &SiteSettings, url: &str) -> String {
    trl!(
        l,
        mail.order_text,
        name = order.buyer.name.as_str(),
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
        name = order.buyer.name.as_str(),
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
        trl!(l, mail.order_piece, title = title, n = line.quantity, amount = amount).to_string()
    };
    order.lines.iter().map(piece).collect::<Vec<_>>().join("\n")
}
