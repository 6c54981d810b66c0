//! The last screen before the order: the six items that the law asks for (特定商取引法 12条の6), and the button.

use domain::{Yen, form::FormInput, orders::{BasketView, CheckoutTerms, Delivery, PAYMENT_MINUTES, PayBy, PlaceOrder, READY_DAYS, delivery_price}, payments::KONBINI_DAYS};

use super::{checkout::CheckoutSteps, words::{line_note, photo, until}};
use crate::{delivery::delivery, document::Document, format, page::locale, prelude::*, shop::translated, ui::{Bar, Button, CartLine, Hidden, Line, Look, MoneyLines, PageHeader, Size, SpecList, Tab, paths}};

/// The fields of the checkout, which travel on in the page: nothing is kept before the order is placed.
pub const CHECKOUT_FIELDS: [&str; 12] = [
    "key", "delivery", "pay_by", "postal_code", "prefecture", "city", "street", "building", "name", "email", "phone", "message",
];

/// What will be ordered, for good.
#[component]
pub fn ConfirmPage(basket: BasketView, terms: CheckoutTerms, order: PlaceOrder, input: FormInput) -> impl IntoView {
    let l = locale();
    let fee = delivery_price(&terms.rates, order.delivery, terms.today).unwrap_or(Yen::ZERO);
    let total = format::yen(l, basket.total().unwrap_or(Yen::ZERO) + fee);
    let hidden: Vec<_> = CHECKOUT_FIELDS.into_iter().map(|name| (name, input.text(name).to_owned())).collect();
    let again = hidden.clone();
    let label = match order.pay_by {
        PayBy::Online => tr!(orders.confirm_pay),
        PayBy::Counter => tr!(orders.confirm_reserve),
    };
    let action = view! { <Button label size=Size::Big form="place"/> }.into_any();
    view! {
        <Document title=tr!(orders.confirm_title) tab=Tab::Shop back=paths::CART bar=true class="page mid">
            <CheckoutSteps current=2/>
            <PageHeader title=tr!(orders.confirm_title) sub=tr!(orders.confirm_sub)/>
            <div class="stack g6">
                <ConfirmPieces basket=basket.clone() order=order.clone() fee/>
                <SixItems basket terms order=order.clone() total=total.clone()/>
                <Where order/>
                <form method="post" action="/checkout/edit">
                    <Hidden fields=again/>
                    <Button label=tr!(orders.confirm_edit) look=Look::Second size=Size::Wide/>
                </form>
                <form id="place" method="post" action="/orders"><Hidden fields=hidden/></form>
                <p class="small mute">{tr!(ui.agree_before)}<a class="hit" href=paths::TERMS>{tr!(ui.terms)}</a>{tr!(ui.agree_after)}</p>
            </div>
            <Bar label action>
                <p class="tiny mute">{tr!(orders.terms_total)}</p>
                <p class="price num">{total}<small>{tr!(common.tax_included)}</small></p>
            </Bar>
        </Document>
    }
}

#[component]
fn ConfirmPieces(basket: BasketView, order: PlaceOrder, fee: Yen) -> impl IntoView {
    let l = locale();
    let rows = basket
        .rows
        .iter()
        .map(|row| {
            let product = &row.product;
            let amount = format::yen(l, row.price().times(row.line.quantity).unwrap_or(Yen::ZERO));
            let chosen = row.chosen.as_ref().map(|chosen| chosen.summary.as_str()).unwrap_or_default();
            let note = line_note(format::yen(l, row.price()), row.line.quantity, &product.maker, chosen);
            let title = translated(&product.title, product.title_en.as_deref()).to_owned();
            view! { <CartLine photo=photo(product.photo) title href=None note amount/> }
        })
        .collect_view();
    let wrapping: Yen =
        basket.rows.iter().filter_map(|row| row.wrapping()?.times(row.line.quantity)).sum();
    let mut lines = vec![];
    if basket.rows.iter().any(|row| row.wrapping().is_some()) {
        lines.push(Line::new(tr!(orders.wrapping), format::yen(l, wrapping)));
    }
    lines.push(Line::new(delivery(l, order.delivery), format::yen(l, fee)));
    let total = basket.total().unwrap_or(Yen::ZERO) + fee;
    let sum = Line::new(tr!(orders.terms_total), format::yen(l, total)).note(tr!(common.tax_included));
    view! {
        <section class="stack g2">
            <h2 class="h3">{tr!(orders.order_pieces)}</h2>
            <ul class="cart">{rows}</ul>
            <MoneyLines lines sum/>
        </section>
    }
}

/// 分量, 価格と支払総額, 支払時期・方法, 引渡時期, 撤回・解除, 申込期間.
#[component]
fn SixItems(basket: BasketView, terms: CheckoutTerms, order: PlaceOrder, total: String) -> impl IntoView {
    let l = locale();
    let by = until(l, terms.hold_until);
    let quantity = tr!(orders.terms_quantity_all, n = basket.count(), kinds = basket.rows.len()).to_string();
    let payment = match order.pay_by {
        PayBy::Online => {
            tr!(orders.terms_payment_online, days = KONBINI_DAYS, minutes = PAYMENT_MINUTES).to_string()
        }
        PayBy::Counter => tr!(orders.terms_payment_text).to_owned(),
    };
    let lead = basket.lead_days();
    let days = READY_DAYS + lead;
    let slowest = match lead {
        0 => String::new(),
        lead => tr!(orders.terms_delivery_lead, lead = lead).to_string(),
    };
    let handing = match (order.pay_by, order.delivery) {
        (PayBy::Counter, _) => tr!(orders.terms_delivery_text, until = by).to_string(),
        (PayBy::Online, Delivery::Pickup) => tr!(orders.terms_delivery_pickup, days = days).to_string() + &slowest,
        (PayBy::Online, _) => tr!(orders.terms_delivery_posted, days = days).to_string() + &slowest,
    };
    let cancel = match order.pay_by {
        PayBy::Online => tr!(orders.terms_cancel_online),
        PayBy::Counter => tr!(orders.terms_cancel_text),
    };
    let facts = vec![
        (tr!(orders.terms_quantity).to_owned(), quantity),
        (tr!(orders.terms_price).to_owned(), tr!(orders.terms_price_all, total = total).to_string()),
        (tr!(orders.terms_payment).to_owned(), payment),
        (tr!(orders.terms_delivery).to_owned(), handing),
        (tr!(orders.terms_cancel).to_owned(), cancel.to_owned()),
        (tr!(orders.terms_period).to_owned(), tr!(orders.terms_period_text).to_owned()),
    ];
    view! {
        <section class="stack g2" id="terms">
            <h2 class="h3">{tr!(orders.terms_title)}</h2>
            <SpecList facts/>
            <p class="small"><a href=paths::LAW>{tr!(orders.terms_law)}</a></p>
        </section>
    }
}

/// Who orders, and where to.
#[component]
fn Where(order: PlaceOrder) -> impl IntoView {
    let contact: Vec<String> =
        [order.buyer.email, order.buyer.phone].into_iter().filter(|text| !text.is_empty()).collect();
    let mut facts = vec![(tr!(orders.order_name).to_owned(), order.buyer.name), (tr!(orders.order_contact).to_owned(), contact.join("\n"))];
    if let Some(address) = order.address {
        facts.push((tr!(orders.address).to_owned(), address.lines().join("\n")));
    }
    if !order.message.is_empty() {
        facts.push((tr!(orders.message).to_owned(), order.message));
    }
    view! {
        <section class="stack g2">
            <h2 class="h3">{tr!(orders.who)}</h2>
            <SpecList facts/>
        </section>
    }
}
