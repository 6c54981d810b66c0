//! What a price brings its maker.

use domain::{Yen, catalog::payout, form::amount, shop::{PRICE_YEN_MAX, PRICE_YEN_MIN}};

use crate::{format, page::locale, prelude::*};

/// 受け取り 2,960円（手数料20%・740円）.
pub fn payout_words(price: Yen, percent: i64) -> String {
    let parts = payout(price, percent);
    let (maker, commission) = (format::yen(locale(), parts.maker), format::yen(locale(), parts.commission));
    tr!(listing.payout, maker = maker, percent = percent, commission = commission).to_string()
}

/// The line under the field of the price, of what stands in it; `frontend/enhance/payout.ts` writes it anew at each key.
#[component]
pub fn PayoutLine(#[prop(into)] price: String, percent: i64) -> impl IntoView {
    let price = amount(&price).filter(|yen| (PRICE_YEN_MIN..=PRICE_YEN_MAX).contains(yen));
    let none = tr!(listing.payout_none, percent = percent).to_string();
    let words = price.map_or_else(|| none.clone(), |price| payout_words(Yen(price), percent));
    // The words with places for the script's figures.
    let (maker, commission) = (format::yen_place(locale(), "{maker}"), format::yen_place(locale(), "{commission}"));
    let template = tr!(listing.payout, maker = maker, percent = percent, commission = commission).to_string();
    view! {
        <output class="small num payout" for="f-price" data-percent=percent data-words=template data-none=none
            data-min=PRICE_YEN_MIN data-max=PRICE_YEN_MAX>{words}</output>
    }
}
