//! The mail about an order: Japanese first, then the same in English, for a guest has no language on record.

use domain::{mail::Mail, orders::{OrderLine, OrderView}, site::SiteSettings};

use super::words::{place, until};
use crate::{format, i18n::Locale};

/// Confirms an order, with the way to its page. `url` opens it.
pub fn order(order: &OrderView, site: &SiteSettings, url: &str) -> Mail {
    let number = order.number;
    let subject = trl!(Locale::ja, mail.order_subject, space = site.space_name.as_str(), number = number).to_string();
    let text = format!("{}\n\n--\n{}\n", text(Locale::ja, order, site, url), text(Locale::en, order, site, url));
    Mail { to: order.buyer.email.clone(), subject, text, attachment: None }
}

fn text(l: Locale, order: &OrderView, site: &SiteSettings, url: &str) -> String {
    let piece = |line: &OrderLine| {
        let title = match (l, line.title_en.as_deref()) {
            (Locale::en, Some(en)) if !en.is_empty() => en,
            _ => line.title.as_str(),
        };
        let amount = format::yen(l, line.total());
        trl!(l, mail.order_piece, title = title, n = line.quantity, amount = amount).to_string()
    };
    let pieces = order.lines.iter().map(piece).collect::<Vec<_>>().join("\n");
    trl!(
        l,
        mail.order_text,
        name = order.buyer.name.as_str(),
        number = order.number,
        pieces = pieces,
        total = format::yen(l, order.total),
        until = until(l, order.hold_until),
        place = place(site).join("\n"),
        url = url
    )
    .to_string()
}
