//! 特定商取引法に基づく表記, for goods that are reserved here and paid for and picked up in the shop.

use std::sync::Arc;

use domain::{orders::{HOLD_DAYS, ORDER_QUANTITY_MAX}, site::SiteSettings};

use super::{prose::DemoNotice, words::address};
use crate::{document::Document, prelude::*, ui::PageHeader};

/// The legal notice of the seller.
#[component]
pub fn LawPage(site: Arc<SiteSettings>) -> impl IntoView {
    let rows = seller(&site).into_iter().chain(terms_of_sale());
    let rows = rows.map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view();
    view! {
        <Document title=tr!(ui.law) class="page mid">
            <PageHeader title=tr!(ui.law)/>
            <div class="stack">
                <DemoNotice words=tr!(legal.law_demo)/>
                <dl class="says">{rows}</dl>
            </div>
        </Document>
    }
}

/// Who sells: from the settings. What was not entered says so.
fn seller(site: &SiteSettings) -> Vec<(&'static str, String)> {
    let entered = |text: String| if text.is_empty() { tr!(legal.missing).to_owned() } else { text };
    let phone = match site.phone.as_str() {
        "" => tr!(legal.missing).to_owned(),
        phone => tr!(legal.law_phone_text, phone = phone.to_owned()).to_string(),
    };
    let invoice = match site.invoice_number.as_str() {
        "" => tr!(legal.law_invoice_none).to_owned(),
        number => number.to_owned(),
    };
    vec![
        (tr!(legal.law_seller), entered(site.issuer_name.clone())),
        (tr!(legal.law_person), entered(site.responsible_person.clone())),
        (tr!(legal.law_address), entered(address(site))),
        (tr!(legal.law_phone), phone),
        (tr!(legal.law_mail), entered(site.email.clone())),
        (tr!(legal.law_invoice), invoice),
    ]
}

fn terms_of_sale() -> Vec<(&'static str, String)> {
    let text = str::to_owned;
    vec![
        (tr!(legal.law_price), text(tr!(legal.law_price_text))),
        (tr!(legal.law_costs), text(tr!(legal.law_costs_text))),
        (tr!(legal.law_quantity), tr!(legal.law_quantity_text, n = ORDER_QUANTITY_MAX).to_string()),
        (tr!(legal.law_deadline), text(tr!(legal.law_deadline_text))),
        (tr!(legal.law_method), text(tr!(legal.law_method_text))),
        (tr!(legal.law_when), text(tr!(legal.law_when_text))),
        (tr!(legal.law_delivery), tr!(legal.law_delivery_text, days = HOLD_DAYS).to_string()),
        (tr!(legal.law_cancel), text(tr!(legal.law_cancel_text))),
        (tr!(legal.law_returns), text(tr!(legal.law_returns_text))),
        (tr!(legal.law_special), text(tr!(legal.law_special_text))),
    ]
}
