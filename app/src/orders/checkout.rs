//! The checkout: how it is received, who orders, how it is paid. Without an account.

use domain::{Yen, orders::{BasketView, CheckoutTerms, Delivery, PayBy, delivery_price}};

use super::words::until;
use crate::{delivery::{delivery, delivery_text}, document::Document, form::{FormProblems, FormState, PostalCodeField}, format, page::locale, prelude::*, ui::{Bar, Button, Choice, Field, Hidden, PageHeader, RadioCards, Size, Steps, Tab, TextArea, paths}};

/// The form of the checkout. `pays_online`: there is a payment provider.
#[component]
pub fn CheckoutPage(basket: BasketView, terms: CheckoutTerms, form: FormState, pays_online: bool) -> impl IntoView {
    let total = format::yen(locale(), basket.total().unwrap_or(Yen::ZERO));
    let action = view! { <Button label=tr!(orders.checkout_next) size=Size::Big form="checkout"/> }.into_any();
    let is_gift = basket.rows.iter().any(|row| row.wrapping().is_some());
    let message = is_gift.then(|| {
        view! {
            <TextArea label=tr!(orders.message) name="message" value=form.value("message") hint=tr!(orders.message_hint)
                error=form.error("message") required=false rows=3 maxlength=200/>
        }
    });
    view! {
        <Document title=tr!(orders.checkout_title) tab=Tab::Shop back=paths::CART bar=true class="page mid">
            <CheckoutSteps current=1/>
            <PageHeader title=tr!(orders.checkout_title) sub=tr!(orders.checkout_sub)/>
            <div class="stack g6">
                <FormProblems title=tr!(orders.errors_title) form=form.clone()/>
                <form id="checkout" class="fields" method="post" action="/checkout">
                    <Hidden fields=vec![("key", form.value("key"))]/>
                    <Ways basket=basket.clone() terms=terms.clone() form=form.clone()/>
                    <AddressFields form=form.clone()/>
                    <Contact form=form.clone()/>
                    <Payment terms form=form.clone() pays_online/>
                    {message}
                    <p class="small mute">{tr!(orders.checkout_privacy)}</p>
                </form>
            </div>
            <Bar label=tr!(orders.checkout_next) action>
                <p class="tiny mute">{tr!(orders.checkout_without_delivery)}</p>
                <p class="price num">{total}<small>{tr!(common.tax_included)}</small></p>
            </Bar>
        </Document>
    }
}

/// Cart, details, confirmation.
#[component]
pub(super) fn CheckoutSteps(current: usize) -> impl IntoView {
    let steps = vec![
        tr!(orders.step_basket).to_owned(),
        tr!(orders.step_details).to_owned(),
        tr!(orders.step_confirm).to_owned(),
    ];
    view! { <Steps label=tr!(orders.steps) steps current/> }
}

/// Pick-up, and what the pieces fit into, each with its price; what does not fit says why.
#[component]
fn Ways(basket: BasketView, terms: CheckoutTerms, form: FormState) -> impl IntoView {
    let l = locale();
    let parcels = basket.parcels();
    let is_sent = Delivery::ALL.iter().any(|way| way.is_posted() && way.takes(&parcels));
    let choices = Delivery::ALL
        .into_iter()
        // Where nothing can be sent, nobody has to read how.
        .filter(|way| is_sent || !way.is_posted())
        .filter_map(|way| {
            let price = delivery_price(&terms.rates, way, terms.today)?;
            let fits = way.takes(&parcels);
            let note = if fits { delivery_text(way).to_owned() } else { tr!(orders.way_too_large).to_owned() };
            let end = if price == Yen::ZERO { tr!(common.free_of_charge).to_owned() } else { format::yen(l, price) };
            Some(Choice::new(way.to_string(), delivery(l, way)).note(note).end(end).off(!fits))
        })
        .collect();
    let value = if form.value("delivery").is_empty() { Delivery::Pickup.to_string() } else { form.value("delivery") };
    let only_here = (!is_sent).then(|| view! { <p class="small mute">{tr!(orders.way_only_pickup)}</p> });
    view! {
        <RadioCards legend=tr!(orders.delivery) name="delivery" choices value error=form.error("delivery")/>
        {only_here}
    }
}

/// Only what is sent needs an address: the style hides it while pick-up is chosen.
#[component]
fn AddressFields(form: FormState) -> impl IntoView {
    let part = |name: &'static str, label: String, autocomplete: &'static str, hint: Option<String>| {
        view! {
            <Field label name value=form.value(name) hint=hint.unwrap_or_default() error=form.error(name) autocomplete
                required=false unmarked=true maxlength=80/>
        }
    };
    view! {
        <fieldset class="fields address">
            <legend class="h3">{tr!(orders.address)}</legend>
            <p class="hint">{tr!(orders.address_hint)}</p>
            <PostalCodeField form=form.clone() button=true/>
            {part("prefecture", tr!(orders.prefecture).to_owned(), "address-level1", None)}
            {part("city", tr!(orders.city).to_owned(), "address-level2", None)}
            {part("street", tr!(orders.street).to_owned(), "address-line1", Some(tr!(orders.street_hint).to_owned()))}
            {part("building", tr!(orders.building).to_owned(), "address-line2", None)}
        </fieldset>
    }
}

#[component]
fn Contact(form: FormState) -> impl IntoView {
    view! {
        <h2 class="h3">{tr!(orders.who)}</h2>
        <Field label=tr!(orders.name) name="name" value=form.value("name") hint=tr!(orders.checkout_name_hint)
            error=form.error("name") autocomplete="name" maxlength=60/>
        <Field label=tr!(orders.email) name="email" kind="email" value=form.value("email")
            hint=tr!(orders.checkout_email_hint) error=form.error("email") autocomplete="email" maxlength=254/>
        <Field label=tr!(orders.phone) name="phone" kind="tel" value=form.value("phone") hint=tr!(orders.phone_hint)
            error=form.error("phone") autocomplete="tel" required=false maxlength=30/>
    }
}

#[component]
fn Payment(terms: CheckoutTerms, form: FormState, pays_online: bool) -> impl IntoView {
    let by = until(locale(), terms.hold_until);
    let mut choices = Vec::new();
    if pays_online {
        let online = Choice::new(PayBy::Online.to_string(), tr!(orders.pay_online));
        choices.push(online.note(tr!(orders.pay_online_text)));
    }
    let counter = Choice::new(PayBy::Counter.to_string(), tr!(orders.pay_counter));
    choices.push(counter.note(tr!(orders.pay_counter_text, until = by).to_string()));
    let first = if pays_online { PayBy::Online } else { PayBy::Counter };
    let value = if form.value("pay_by").is_empty() { first.to_string() } else { form.value("pay_by") };
    view! { <RadioCards legend=tr!(orders.payment) name="pay_by" choices value error=form.error("pay_by")/> }
}
