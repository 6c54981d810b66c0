//! The field for scanning and searching, and what it found.

use leptos::prelude::*;

use super::{icon, props::Found, till::Till};

/// The cart in hidden fields, so that a plain form keeps it.
pub fn keep(till: Till) -> impl IntoView {
    let lines = move || {
        let hidden = |(piece, n): &(Found, i64)| {
            let line = format!("{}x{n}", piece.number);
            view! { <input type="hidden" name="line" value=line/> }
        };
        till.lines.with(|lines| lines.iter().map(hidden).collect_view())
    };
    let orders = till.orders();
    let order = |order: &i64| view! { <input type="hidden" name="order" value=order.to_string()/> };
    let orders = orders.iter().map(order).collect_view();
    // It belongs to the cart: on the browser's way back the sale is known.
    let key = view! { <input type="hidden" name="key" value=move || till.key.get()/> };
    view! { {lines} {orders} {key} }
}

/// How it is paid, in hidden fields, for the forms that are not the payment's.
pub fn keep_payment(till: Till) -> impl IntoView {
    view! {
        <input type="hidden" name="tender" value=move || if till.is_cash.get() { "cash" } else { "cashless" }/>
        <input type="hidden" name="tendered" value=move || till.tendered.get().to_string()/>
        <input type="hidden" name="reason" value=move || till.reason.get()/>
    }
}

/// Scanners type the code and press Enter; the field keeps the focus for the next label.
pub fn search_form(till: Till, query: String) -> impl IntoView {
    let (texts, icons) = (till.texts(), till.icons());
    view! {
        <form
            class="search"
            role="search"
            action="/staff/register"
            data-scan
            on:submit=move |event| {
                event.prevent_default();
                till.search();
            }
        >
            <label class="sr" for="scan">{texts.scan.clone()}</label>
            {icon("i", &icons.scan)}
            <input
                class="in"
                id="scan"
                type="search"
                name="q"
                value=query
                placeholder=texts.scan.clone()
                maxlength="100"
                autocomplete="off"
                autofocus
                enterkeyhint="search"
                node_ref=till.scan
            />
            {keep(till)}
            {keep_payment(till)}
        </form>
    }
}

/// What was found, to choose from; and what went wrong.
pub fn found(till: Till) -> impl IntoView {
    let error = move || {
        let error = till.refusal.get();
        error.map(|error| {
            view! { <div class="summary" id="errors" role="alert" tabindex="-1"><p class="b">{error}</p></div> }
        })
    };
    let label = till.texts().results.clone();
    let results = move || {
        let pieces = till.found.get();
        (!pieces.is_empty()).then(|| {
            let rows = pieces.into_iter().map(|piece| result(till, piece)).collect_view();
            view! { <ul class="picks" aria-label=label.clone()>{rows}</ul> }
        })
    };
    view! {
        <form class="found" action="/staff/register" aria-live="polite">
            {error}
            {move || till.trouble.get().map(|words| view! { <p class="note warn tight">{words}</p> })}
            {move || unread(till)}
            {keep(till)}
            {keep_payment(till)}
            {results}
        </form>
    }
}

/// What was scanned and did not reach the server: it waits, and can be sent again.
fn unread(till: Till) -> Option<impl IntoView> {
    let n = till.unread.with(Vec::len);
    (n > 0 && !till.is_reading.get()).then(|| {
        let texts = till.texts();
        let words = texts.unread.replace("{n}", &n.to_string());
        view! {
            <div class="note warn tight unread">
                <p>{words}</p>
                <button type="button" class="btn small second" on:click=move |_| till.read()>{texts.again.clone()}</button>
            </div>
        }
    })
}

fn result(till: Till, piece: Found) -> impl IntoView {
    let texts = till.texts();
    let number = piece.number;
    let left = match piece.available {
        None => texts.to_order.clone(),
        Some(0) => texts.sold_out.clone(),
        Some(n) => texts.left.replace("{n}", &n.to_string()),
    };
    let about = format!("{} · {} · {left}", piece.maker, piece.number);
    let (photo, title, price) = (piece.photo.clone(), piece.title.clone(), till.yen(piece.price_yen));
    view! {
        <li>
            <button
                class="pick"
                name="add"
                value=number.to_string()
                on:click=move |event| {
                    event.prevent_default();
                    till.trouble.set(None);
                    till.add(piece.clone());
                    if let Some(field) = till.scan.get_untracked() {
                        let _ = field.focus();
                    }
                }
            >
                <img src=photo width="44" height="44" alt=""/>
                <span class="grow"><b>{title}</b><span class="tiny dim">{about}</span></span>
                <b class="num">{price}</b>
            </button>
        </li>
    }
}
