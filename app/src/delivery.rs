//! Words of how things reach their buyers, for orders, pieces and the legal notice.

use domain::{Yen, orders::Delivery};

use crate::{format, i18n::Locale};

/// A way of delivery by name.
pub(crate) fn delivery(l: Locale, delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Pickup => trl!(l, orders.way_pickup),
        Delivery::ClickPost => trl!(l, orders.way_click_post),
        Delivery::LetterPackLight => trl!(l, orders.way_letter_pack_light),
        Delivery::LetterPackPlus => trl!(l, orders.way_letter_pack_plus),
    }
}

/// What a way of delivery is like.
pub(crate) fn delivery_text(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Pickup => tr!(orders.way_pickup_text),
        Delivery::ClickPost => tr!(orders.way_click_post_text),
        Delivery::LetterPackLight => tr!(orders.way_letter_pack_light_text),
        Delivery::LetterPackPlus => tr!(orders.way_letter_pack_plus_text),
    }
}

/// `クリックポスト 185円、レターパックライト 430円`.
pub(crate) fn ways_words(l: Locale, ways: &[(Delivery, Yen)]) -> String {
    let words: Vec<_> = ways.iter().map(|(way, yen)| format!("{} {}", delivery(l, *way), format::yen(l, *yen))).collect();
    words.join(trl!(l, site.and))
}
