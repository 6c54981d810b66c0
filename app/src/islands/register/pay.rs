//! Total, how it is paid, change, and the button that ends the sale.

use domain::{
    Yen,
    register::{QUICK_TENDERS_MAX, quick_tenders, read_cash},
};
use leptos::prelude::*;

use super::{
    icon,
    props::{HeldOrder, Reason},
    search::keep,
    till::Till,
};

/// Keys of the pad, row by row; every fourth place holds an amount or an act.
const FIGURES: [[&str; 3]; 4] = [["7", "8", "9"], ["4", "5", "6"], ["1", "2", "3"], ["0", "00", "back"]];

/// The form that is posted at the end. Every key is a button of it, so that the pad works without a script too.
pub fn pay_form(till: Till, orders: Vec<HeldOrder>, reasons: Vec<Reason>) -> impl IntoView {
    let texts = till.texts();
    let total_note = move || till.texts().total_note.replace("{n}", &till.pieces.get().to_string());
    let done =
        move || if till.is_cash.get() { till.texts().done_cash.clone() } else { till.texts().done_cashless.clone() };
    view! {
        <form
            class="right"
            id="pay"
            method="post"
            action="/staff/register/sale"
            aria-labelledby="pay-h"
            on:submit=move |event| {
                // The buttons that only change the page carry a method of their own.
                if !event.submitter().is_some_and(|button| button.has_attribute("formmethod")) {
                    event.prevent_default();
                    till.sell(event.submitter().is_some_and(|button| button.has_attribute("data-confirm")));
                }
            }
        >
            // Enter in the amount presses the form's first button: work out the change, do not sell yet.
            <button class="sr" formmethod="get" formaction="/staff/register" tabindex="-1">{texts.calculate.clone()}</button>
            {keep(till)}
            {orders.into_iter().map(|order| order_strip(till, order)).collect_view()}
            {orders_link(till)}
            <h2 class="sr" id="pay-h">{texts.pay.clone()}</h2>
            <dl class="tot">
                <div>
                    <dt>{texts.total.clone()}" "<span class="tiny dim num">{total_note}</span></dt>
                    <dd class="num" aria-live="polite">{move || till.yen(till.total.get())}</dd>
                </div>
            </dl>
            {reason(till, reasons)}
            {tender(till)}
            {got(till)}
            {ask(till)}
            {keypad(till)}
            <button class="btn big wide done counter-only" disabled=move || !till.can_sell()>{done}</button>
        </form>
    }
}

/// An order at the counter.
fn order_strip(till: Till, order: HeldOrder) -> impl IntoView {
    let (texts, icons) = (till.texts(), till.icons());
    view! {
        <div class="member">
            {icon("i", &icons.bag)}
            <p class="grow"><b class="num">{order.label}</b><br/><span class="tiny">{order.name}</span></p>
            <button
                class="icon-btn"
                name="drop_order"
                value=order.number.to_string()
                formmethod="get"
                formaction="/staff/register"
                aria-label=texts.order_remove.clone()
            >
                {icon("i s", &icons.x)}
            </button>
        </div>
    }
}

/// The way to the list of orders; what is in the cart stays.
fn orders_link(till: Till) -> impl IntoView {
    let (texts, icons) = (till.texts(), till.icons());
    view! {
        <a class="member" href="/staff/orders">
            {icon("i", &icons.bag)}
            <span class="grow"><b>{texts.orders_link.clone()}</b>" "<span class="tiny">{texts.orders_link_note.clone()}</span></span>
            {icon("i s", &icons.right)}
        </a>
    }
}

/// Why pieces are sold that the stock does not know of; asked when there are such.
fn reason(till: Till, reasons: Vec<Reason>) -> impl IntoView {
    let texts = till.texts();
    let chosen = till.reason.get_untracked();
    let option = |(word, text): Reason| {
        let is_chosen = word == chosen;
        view! { <option value=word selected=is_chosen>{text}</option> }
    };
    view! {
        <div class=move || if till.is_over.get() { "over" } else { "over none" }>
            <label for="reason" class="b">{texts.reason.clone()}</label>
            <p class="tiny">{texts.reason_note.clone()}</p>
            <select
                class="in"
                id="reason"
                name="reason"
                on:change=move |event| {
                    till.reason.set(event_target_value(&event));
                    till.changed();
                }
            >
                <option value="">{texts.reason_none.clone()}</option>
                {reasons.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// What is asked before far more cash is taken than is due. Its button says yes to this amount only.
fn ask(till: Till) -> impl IntoView {
    move || {
        till.ask.get().map(|words| {
            let yen = till.tendered.get_untracked();
            let yes = till.texts().ask_yes.replace("{amount}", &till.yen(yen));
            view! {
                <div class="summary ask" id="ask" role="alert" tabindex="-1">
                    <p class="b">{words}</p>
                    <button class="btn small second" name="confirmed" value=yen.to_string() data-confirm>{yes}</button>
                </div>
            }
        })
    }
}

fn tender(till: Till) -> impl IntoView {
    let (texts, icons) = (till.texts(), till.icons());
    let is_cash = till.is_cash.get_untracked();
    let choice = move |value: &'static str, checked: bool, words: String, drawing: String| {
        view! {
            <label>
                <input
                    type="radio"
                    name="tender"
                    value=value
                    checked=checked
                    on:change=move |_| {
                        till.is_cash.set(value == "cash");
                        till.changed();
                    }
                />
                {icon("i", &drawing)}
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <div class="tender two-way" role="radiogroup" aria-label=texts.tender.clone()>
            {choice("cash", is_cash, texts.cash.clone(), icons.cash.clone())}
            {choice("cashless", !is_cash, texts.cashless.clone(), icons.card.clone())}
        </div>
    }
}

/// Cash in, change out. Hidden by the style sheet when the sale is cashless.
fn got(till: Till) -> impl IntoView {
    let texts = till.texts();
    let shown = move || match till.tendered.get() {
        0 => String::new(),
        yen => Yen(yen).to_string(),
    };
    let rest = move || till.tendered.get() - till.total.get();
    let is_short = move || till.tendered.get() > 0 && rest() < 0;
    let label = move || if is_short() { till.texts().short.clone() } else { till.texts().change.clone() };
    let amount = move || match rest() {
        _ if till.tendered.get() == 0 => "–".to_owned(),
        rest => till.yen(rest.abs()),
    };
    view! {
        <div class="got">
            <div>
                <p class="row sb">
                    <label class="tiny mute" for="tendered">{texts.tendered.clone()}</label>
                    {key(till, "clear".to_owned(), "link tiny", None, texts.clear.clone().into_any())}
                </p>
                <input
                    class="g num"
                    id="tendered"
                    name="tendered"
                    value=shown
                    prop:value=shown
                    placeholder="0"
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength="15"
                    on:input=move |event| typed(till, &event_target(&event), shown)
                    on:keydown=move |event| {
                        // The change is there already; Enter must not leave the page.
                        if event.key() == "Enter" {
                            event.prevent_default();
                        }
                    }
                />
            </div>
            <div class=move || if is_short() { "short" } else { "chg" } aria-live="polite">
                <p class="tiny">{label}</p>
                <p class="g num">{amount}</p>
            </div>
        </div>
    }
}

/// Takes over what was typed, writes it with its commas, and leaves the caret before the figures it stood before.
fn typed(till: Till, field: &web_sys::HtmlInputElement, shown: impl Fn() -> String) {
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let text = field.value();
    let caret = field.selection_start().ok().flatten().unwrap_or_default() as usize;
    let after = figures(&text.chars().skip(caret).collect::<String>());
    if let Some(cash) = read_cash(&text) {
        till.take(cash);
    }
    let written = untrack(shown);
    if written != text {
        field.set_value(&written);
        let at = (0..=written.len()).rev().find(|at| figures(&written[*at..]) >= after).unwrap_or(written.len());
        let at = u32::try_from(at).ok();
        let _ = field.set_selection_start(at).and_then(|()| field.set_selection_end(at));
    }
}

fn keypad(till: Till) -> impl IntoView {
    let texts = till.texts();
    let rows = FIGURES
        .into_iter()
        .zip(0..)
        .map(|(figures, row)| {
            let figures = figures.into_iter().map(|word| figure(till, word)).collect_view();
            let end = match row {
                0 => key(till, "exact".to_owned(), "key w", None, texts.exact.clone().into_any()).into_any(),
                n => quick(till, n - 1).into_any(),
            };
            view! { {figures} {end} }
        })
        .collect_view();
    view! { <div class="keys" role="group" aria-label=texts.keys.clone()>{rows}</div> }
}

fn figure(till: Till, word: &'static str) -> AnyView {
    if word == "back" {
        let label = till.texts().backspace.clone();
        return key(till, word.to_owned(), "key", Some(label), icon("i", &till.icons().back).into_any());
    }
    key(till, word.to_owned(), "key num", None, word.into_any())
}

fn key(till: Till, word: String, class: &'static str, label: Option<String>, inside: AnyView) -> AnyView {
    let value = word.clone();
    view! {
        <button
            class=class
            name="press"
            value=value
            formmethod="get"
            formaction="/staff/register"
            aria-label=label
            on:click=move |event| {
                event.prevent_default();
                till.press(&word);
            }
        >
            {inside}
        </button>
    }
    .into_any()
}

/// A note that the buyer may hand over. It follows the total, so its place stays and its amount changes.
fn quick(till: Till, at: usize) -> impl IntoView {
    debug_assert!(at < QUICK_TENDERS_MAX);
    let amount = move || quick_tenders(Yen(till.total.get())).get(at).map(|yen| yen.0);
    let value = move || amount().map(|yen| format!("={yen}"));
    let is_on = move || amount().is_some_and(|yen| till.tendered.get() == yen);
    view! {
        <button
            class=move || match amount() {
                None => "key w num off",
                Some(_) if is_on() => "key w num on",
                Some(_) => "key w num",
            }
            name="press"
            value=value
            formmethod="get"
            formaction="/staff/register"
            disabled=move || amount().is_none()
            on:click=move |event| {
                event.prevent_default();
                if let Some(word) = value() {
                    till.press(&word);
                }
            }
        >
            {move || amount().map(|yen| till.yen(yen))}
        </button>
    }
}

/// The total and the button under the thumb, on phones.
pub fn phone_bar(till: Till) -> impl IntoView {
    let texts = till.texts();
    let note = move || till.texts().total_note.replace("{n}", &till.pieces.get().to_string());
    view! {
        <div class="bar rg-bar" role="region" aria-label=texts.pay.clone()>
            <div>
                <div class="grow">
                    <p class="tiny mute num">{note}</p>
                    <p class="price num">{move || till.yen(till.total.get())}</p>
                </div>
                <button class="btn big" form="pay" disabled=move || !till.can_sell()>{texts.done.clone()}</button>
            </div>
        </div>
    }
}
