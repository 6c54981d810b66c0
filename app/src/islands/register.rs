//! The counter. Without the browser's half it is three plain forms that carry the cart in hidden fields; with it, lines,
//! total and change follow at once, and the same forms are posted.

mod cart;
mod pay;
mod props;
mod search;
mod till;

use leptos::prelude::*;

pub use props::{Answer, Found, Held, HeldOrder, Icons, Start, Texts};
use till::Till;

/// The register: what is sold on the left, how it is paid on the right.
#[island]
pub fn Register(start: Start, texts: Texts, icons: Icons) -> impl IntoView {
    let till = Till::new(&start, texts, icons);
    let Start { order, query, error, key, .. } = start;
    let held = order.as_ref().map(|order| order.lines.clone()).unwrap_or_default();
    view! {
        <section class="left" aria-labelledby="cart-h">
            {search::search_form(till, query)}
            {search::found(till, error)}
            {cart::cart(till, held)}
            {move || till.note.get().map(|note| view! { <p class="note ok tight" role="status">{note}</p> })}
        </section>
        {pay::pay_form(till, order, key)}
        {pay::phone_bar(till)}
    }
}
