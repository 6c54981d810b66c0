//! Texts of the space's own, with the built-in ones in their place.

use domain::{orders::{HOLD_DAYS, ORDER_QUANTITY_MAX, READY_DAYS, SaleTerms}, payments::KONBINI_DAYS, site::SiteText};

use crate::{delivery::ways_words, format, page::{Locale, locale, page}};

/// What the space says itself, in the page's language; else the built-in words.
pub(crate) fn own(text: SiteText) -> String {
    own_terms(text, &SaleTerms::default())
}

/// As [`own`], of a text that may tell how the shop sells.
pub(crate) fn own_terms(text: SiteText, terms: &SaleTerms) -> String {
    let l = locale();
    page().site.text(text).map_or_else(|| built_in(l, text, terms), |own| format::localize(l, own).to_owned())
}

/// What is said while the space says nothing itself; empty where nothing is.
pub(crate) fn built_in(l: Locale, text: SiteText, terms: &SaleTerms) -> String {
    use SiteText as T;
    let (is_online, is_sent) = (terms.pays_online, !terms.posted.is_empty());
    match text {
        T::HomeTitle => trl!(l, site.home_title).to_owned(),
        T::HomeTitleClosed => trl!(l, site.home_title_closed).to_owned(),
        T::HomeLead => trl!(l, site.home_lead).to_owned(),
        T::LawPrice => trl!(l, legal.law_price_text).to_owned(),
        T::LawCosts if is_sent => trl!(l, legal.law_costs_sent, ways = ways_words(l, &terms.posted)).to_string(),
        T::LawCosts => trl!(l, legal.law_costs_text).to_owned(),
        T::LawQuantity => trl!(l, legal.law_quantity_text, n = ORDER_QUANTITY_MAX).to_string(),
        T::LawDeadline => trl!(l, legal.law_deadline_text).to_owned(),
        T::LawMethod if is_online => trl!(l, legal.law_method_online).to_owned(),
        T::LawMethod => trl!(l, legal.law_method_text).to_owned(),
        T::LawWhen if is_online => trl!(l, legal.law_when_online, days = KONBINI_DAYS).to_string(),
        T::LawWhen => trl!(l, legal.law_when_text).to_owned(),
        T::LawDelivery if is_sent => trl!(l, legal.law_delivery_sent, ready = READY_DAYS, days = HOLD_DAYS).to_string(),
        T::LawDelivery if is_online => {
            trl!(l, legal.law_delivery_ready, ready = READY_DAYS, days = HOLD_DAYS).to_string()
        }
        T::LawDelivery => trl!(l, legal.law_delivery_text, days = HOLD_DAYS).to_string(),
        T::LawCancel if is_online => trl!(l, legal.law_cancel_online).to_owned(),
        T::LawCancel => trl!(l, legal.law_cancel_text).to_owned(),
        T::LawReturns if is_sent => trl!(l, legal.law_returns_sent).to_owned(),
        T::LawReturns => trl!(l, legal.law_returns_text).to_owned(),
        T::LawSpecial => trl!(l, legal.law_special_text).to_owned(),
        T::ReceiptThanks => trl!(l, register.receipt_thanks).to_owned(),
        T::ShopLead => trl!(l, shop.sub).to_owned(),
        T::ShopPickup | T::ShopGuide | T::MailFooter => String::new(),
    }
}
