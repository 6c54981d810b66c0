//! The order form, which is also the last screen before the order: it shows the six items that the law asks for
//! (特定商取引法 12条の6).

use std::sync::Arc;

use domain::{Yen, form::amount, orders::{ORDER_QUANTITY_MAX, OrderOffer}, site::{SiteSettings, WeekdayHours}};

use super::{order::Place, words::{photo, until}};
use crate::{document::Document, form::{FormProblems, FormState}, format, page::locale, prelude::*, shop::{self, translated}, ui::{Bar, Button, CartLine, Drawing, Empty, Field, FieldSwap, Hidden, PageHeader, Select, Size, SpecList, Tab, paths}};

/// Reserving a piece that was opened `from` a list: who, how many, where and until when, and what the law wants to be seen before the button.
#[component]
pub fn ReservePage(
    offer: OrderOffer,
    form: FormState,
    site: Arc<SiteSettings>,
    hours: Vec<WeekdayHours>,
    from: shop::Place,
) -> impl IntoView {
    let back = from.piece(offer.product_number);
    let name = translated(&offer.title, offer.title_en.as_deref()).to_owned();
    let on_sale = offer.available > 0;
    let inside = if on_sale { open(offer, name, form, site, hours, from) } else { sold_out() };
    view! {
        <Document title=tr!(orders.reserve_title) tab=Tab::Shop back bar=on_sale swaps=true class="page mid">
            {inside}
        </Document>
    }
}

fn sold_out() -> AnyView {
    view! {
        <Empty
            drawing=Drawing::Shelf
            title=tr!(orders.sold_out_title)
            text=tr!(orders.sold_out_text)
            action=(paths::SHOP.to_owned(), tr!(orders.to_shop).to_owned())
        />
    }
    .into_any()
}

fn open(
    offer: OrderOffer,
    name: String,
    form: FormState,
    site: Arc<SiteSettings>,
    hours: Vec<WeekdayHours>,
    from: shop::Place,
) -> AnyView {
    let action = view! { <Button label=tr!(orders.submit) size=Size::Big form="reserve"/> }.into_any();
    let l = locale();
    let price = format::yen(l, offer.price);
    let chosen = amount(&form.value("quantity")).filter(|n| (1..=offer.available.min(ORDER_QUANTITY_MAX)).contains(n));
    let sum = match chosen {
        Some(n) => {
            let total = format::yen(l, offer.price.times(n).unwrap_or(Yen::ZERO));
            tr!(orders.quantity_option, n = n, total = total).to_string()
        }
        None => tr!(orders.price_each, price = price.clone()).to_string(),
    };
    view! {
        <PageHeader title=tr!(orders.reserve_title) sub=tr!(orders.reserve_lead)/>
        <div class="stack g6">
            <FormProblems title=tr!(orders.errors_title) form=form.clone()/>
            <ul class="cart">
                <CartLine
                    photo=photo(offer.photo)
                    title=name.clone()
                    href=Some(from.piece(offer.product_number))
                    note=offer.maker.clone()
                    amount=price.clone()
                />
            </ul>
            <Form offer=offer.clone() form from/>
            <Next offer=offer.clone()/>
            <Place site hours/>
            <Terms offer name/>
        </div>
        <Bar label=tr!(orders.submit) action>
            <p class="tiny mute">{tr!(orders.submit_note)}</p>
            <p class="price num" aria-live="polite">{sum}</p>
        </Bar>
    }
    .into_any()
}

#[component]
fn Form(offer: OrderOffer, form: FormState, from: shop::Place) -> impl IntoView {
    let action = format!("/shop/{}/reserve", offer.product_number);
    let mut hidden = from.fields();
    hidden.push(("key", form.value("key")));
    let quantity = quantity_field(&offer, &form, from.reserve(offer.product_number));
    view! {
        <form id="reserve" class="fields" method="post" action=action>
            <Hidden fields=hidden/>
            {quantity}
            <h2 class="h3">{tr!(orders.who)}</h2>
            <Field label=tr!(orders.name) name="name" value=form.value("name") hint=tr!(orders.name_hint) error=form.error("name")
                autocomplete="name" maxlength=60/>
            <Field label=tr!(orders.email) name="email" kind="email" value=form.value("email")
                hint=tr!(orders.email_hint) error=form.error("email") autocomplete="email" maxlength=254/>
            <Field label=tr!(orders.phone) name="phone" kind="tel" value=form.value("phone")
                hint=tr!(orders.phone_hint) error=form.error("phone") autocomplete="tel" required=false maxlength=30/>
            <p class="small mute">{tr!(orders.privacy_note)}</p>
            <p class="small mute">{tr!(ui.agree_before)}<a class="hit" href=paths::TERMS>{tr!(ui.terms)}</a>{tr!(ui.agree_after)}</p>
        </form>
    }
}

/// The quantity with the total of each choice, so that the total is seen without a script; hidden for one piece.
fn quantity_field(offer: &OrderOffer, form: &FormState, from: String) -> AnyView {
    if offer.available == 1 {
        return view! { <Hidden fields=vec![("quantity", "1".to_owned())]/> }.into_any();
    }
    let options = (1..=offer.available.min(ORDER_QUANTITY_MAX))
        .map(|n| {
            let total = format::yen(locale(), offer.price.times(n).unwrap_or(Yen::ZERO));
            (n.to_string(), tr!(orders.quantity_option, n = n, total = total).to_string())
        })
        .collect();
    let value = amount(&form.value("quantity")).unwrap_or(1).clamp(1, offer.available).to_string();
    let swap = FieldSwap { from, parts: ".bar" };
    view! { <Select label=tr!(orders.quantity) name="quantity" options value error=form.error("quantity") swap=Some(swap)/> }
        .into_any()
}

#[component]
fn Next(offer: OrderOffer) -> impl IntoView {
    let by = until(locale(), offer.hold_until);
    view! {
        <section class="stack g2">
            <h2 class="h3">{tr!(orders.next_title)}</h2>
            <ol class="prose">
                <li>{tr!(orders.next_1)}</li>
                <li>{tr!(orders.next_2, until = by).to_string()}</li>
                <li>{tr!(orders.next_3)}</li>
            </ol>
        </section>
    }
}

/// 分量, 価格と支払総額, 支払時期・方法, 引渡時期, 撤回・解除, 申込期間.
#[component]
fn Terms(offer: OrderOffer, name: String) -> impl IntoView {
    let l = locale();
    let price = format::yen(l, offer.price);
    let (quantity, total) = if offer.available == 1 {
        (
            tr!(orders.terms_quantity_one, title = name).to_string(),
            tr!(orders.terms_price_one, price = price).to_string(),
        )
    } else {
        (
            tr!(orders.terms_quantity_some, title = name, n = offer.available).to_string(),
            tr!(orders.terms_price_some, price = price).to_string(),
        )
    };
    let by = until(l, offer.hold_until);
    let facts = vec![
        (tr!(orders.terms_quantity).to_owned(), quantity),
        (tr!(orders.terms_price).to_owned(), total),
        (tr!(orders.terms_payment).to_owned(), tr!(orders.terms_payment_text).to_owned()),
        (tr!(orders.terms_delivery).to_owned(), tr!(orders.terms_delivery_text, until = by).to_string()),
        (tr!(orders.terms_cancel).to_owned(), tr!(orders.terms_cancel_text).to_owned()),
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
