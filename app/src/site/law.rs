//! 特定商取引法に基づく表記, and what it says of returns on a page of its own.

use std::sync::Arc;

use domain::{orders::SaleTerms, site::{SiteSettings, SiteText}};

use super::{prose::{Contact, DemoNotice}, words::address};
use crate::{document::Document, own::own_terms, prelude::*, ui::{PageHeader, paths}};

/// The legal notice of the seller.
#[component]
pub fn LawPage(site: Arc<SiteSettings>, terms: SaleTerms) -> impl IntoView {
    let rows = seller(&site).into_iter().chain(terms_of_sale(&terms));
    let rows = rows.map(|(name, value)| view! { <dt>{name}</dt><dd class="pre">{value}</dd> }).collect_view();
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

/// What somebody wants to know who is not happy with a piece.
#[component]
pub fn ReturnsPage(site: Arc<SiteSettings>, terms: SaleTerms) -> impl IntoView {
    view! {
        <Document title=tr!(ui.returns) class="page mid">
            <PageHeader title=tr!(legal.returns_title)/>
            <div class="prose">
                <DemoNotice words=tr!(legal.law_demo)/>
                <h2>{tr!(legal.law_returns)}</h2>
                <p class="pre">{own_terms(SiteText::LawReturns, &terms)}</p>
                <h2>{tr!(legal.law_cancel)}</h2>
                <p class="pre">{own_terms(SiteText::LawCancel, &terms)}</p>
                <h2>{tr!(legal.returns_how)}</h2>
                <p>{tr!(legal.returns_how_text)}</p>
                <Contact site=&site/>
                <p><a href=paths::LAW>{tr!(ui.law)}</a></p>
            </div>
        </Document>
    }
}

fn terms_of_sale(terms: &SaleTerms) -> Vec<(&'static str, String)> {
    use SiteText as T;
    let own = |text| own_terms(text, terms);
    vec![
        (tr!(legal.law_price), own(T::LawPrice)),
        (tr!(legal.law_costs), own(T::LawCosts)),
        (tr!(legal.law_quantity), own(T::LawQuantity)),
        (tr!(legal.law_deadline), own(T::LawDeadline)),
        (tr!(legal.law_method), own(T::LawMethod)),
        (tr!(legal.law_when), own(T::LawWhen)),
        (tr!(legal.law_delivery), own(T::LawDelivery)),
        (tr!(legal.law_cancel), own(T::LawCancel)),
        (tr!(legal.law_returns), own(T::LawReturns)),
        (tr!(legal.law_special), own(T::LawSpecial)),
    ]
}
