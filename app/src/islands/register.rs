//! The counter. Without the browser's half it is three plain forms that carry the cart in hidden fields; with it, lines,
//! total and change follow at once, and the same forms are posted.

mod cart;
mod pay;
mod props;
mod search;
mod server;
mod till;

use leptos::prelude::*;
use till::{Till, keep_in_browser, typed_before};

pub use props::{Answer, Found, HeldOrder, Icons, Reason, Start, Texts};
pub use server::{Answering, CounterHandle, CounterService, RegisterSale, RegisterSearch, SaleAnswer, SaleRequest};

/// The register: what is sold on the left, how it is paid on the right. The children are the held orders' pieces.
#[island]
pub fn Register(start: Start, texts: Texts, icons: Icons, reasons: Vec<Reason>, children: Children) -> impl IntoView {
    let till = Till::new(&start, texts, icons);
    let typed = typed_before();
    // Afterwards, so that the change beside it follows.
    Effect::new(move |_| {
        if let Some(yen) = typed {
            till.tendered.set(yen);
        }
    });
    Effect::new(move |_| keep_in_browser(&till.contents()));
    let Start { orders, query, .. } = start;
    let last_held = orders.last().map(|order| order.last.clone()).unwrap_or_default();
    view! {
        <section class="left" aria-labelledby="cart-h">
            {search::search_form(till, query)}
            {search::found(till)}
            {cart::cart(till, last_held, children)}
            {move || till.note.get().map(|note| view! { <p class="note ok tight" role="status">{note}</p> })}
        </section>
        {pay::pay_form(till, orders, reasons)}
        {pay::phone_bar(till)}
    }
}

/// One drawing; one type for all of them, which the wasm's size thanks us for.
fn icon(class: &'static str, drawing: &str) -> impl IntoView + use<> {
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true" inner_html=drawing.to_owned()></svg> }
}
