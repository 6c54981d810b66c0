//! The state of the counter in the browser, and what can be done to it.

use std::sync::Arc;

use domain::{
    Yen,
    catalog::lines_total,
    money::YEN_MAX,
    register::{
        CART_COOKIE, CART_COOKIE_SECONDS, CartContents, CartLine, LINE_QUANTITY_MAX, LINES_MAX, Tender, read_cash,
    },
};
use leptos::{html::Input, prelude::*};

use super::{
    props::{Answer, Found, Icons, Start, Texts},
    server::{SaleAnswer, SaleRequest, register_sale, register_search},
};

/// Copied into every handler: signals and shared words only.
#[derive(Clone, Copy)]
pub struct Till {
    pub lines: RwSignal<Vec<(Found, i64)>>,
    pub found: RwSignal<Vec<Found>>,
    pub tendered: RwSignal<i64>,
    pub is_cash: RwSignal<bool>,
    /// What the last act did.
    pub note: RwSignal<Option<String>>,
    /// Why the last act did nothing.
    pub trouble: RwSignal<Option<String>>,
    /// Why the sale was refused.
    pub refusal: RwSignal<Option<String>>,
    /// What is asked before so much cash is taken.
    pub ask: RwSignal<Option<String>>,
    /// Word of the reason why pieces are sold that the stock does not know of; empty for none.
    pub reason: RwSignal<String>,
    /// What was scanned and has not been answered yet, in that order. Nothing is sold before.
    pub unread: RwSignal<Vec<String>>,
    /// The scans are on their way.
    pub is_reading: RwSignal<bool>,
    /// Idempotency key of the sale.
    pub key: RwSignal<String>,
    /// The sale is on its way.
    pub is_sending: RwSignal<bool>,
    pub total: Memo<i64>,
    pub pieces: Memo<i64>,
    /// A line has more pieces than the stock.
    pub is_over: Memo<bool>,
    pub scan: NodeRef<Input>,
    orders: StoredValue<Arc<Vec<i64>>>,
    texts: StoredValue<Arc<Texts>>,
    icons: StoredValue<Arc<Icons>>,
}

impl Till {
    pub fn new(start: &Start, texts: Texts, icons: Icons) -> Till {
        let held_pieces: i64 = start.orders.iter().map(|order| order.pieces).sum();
        let held: Vec<Yen> = start.orders.iter().map(|order| Yen(order.total_yen)).collect();
        let orders: Vec<i64> = start.orders.iter().map(|order| order.number).collect();
        let lines = RwSignal::new(start.lines.clone());
        // An order's sum is one line more. What is too large for a sale is refused by the server.
        let total = move || {
            let held = held.iter().map(|sum| (*sum, 1));
            let cart = lines.with(|lines| {
                let cart = lines.iter().map(|(piece, n)| (Yen(piece.price_yen), *n));
                lines_total(held.chain(cart))
            });
            cart.map_or(YEN_MAX, |total| total.0)
        };
        let pieces = move || lines.with(|lines| lines.iter().map(|(_, n)| n).sum::<i64>());
        Till {
            lines,
            found: RwSignal::new(start.found.clone()),
            tendered: RwSignal::new(start.tendered_yen),
            is_cash: RwSignal::new(start.is_cash),
            note: RwSignal::new(start.note.clone()),
            trouble: RwSignal::new(None),
            refusal: RwSignal::new(start.error.clone()),
            ask: RwSignal::new(start.ask.clone()),
            reason: RwSignal::new(start.reason.clone()),
            unread: RwSignal::new(Vec::new()),
            is_reading: RwSignal::new(false),
            key: RwSignal::new(start.key.clone()),
            is_sending: RwSignal::new(false),
            total: Memo::new(move |_| total()),
            pieces: Memo::new(move |_| held_pieces + pieces()),
            is_over: Memo::new(move |_| lines.with(|lines| lines.iter().any(|(piece, n)| piece.is_over(*n)))),
            scan: NodeRef::new(),
            orders: StoredValue::new(Arc::new(orders)),
            texts: StoredValue::new(Arc::new(texts)),
            icons: StoredValue::new(Arc::new(icons)),
        }
    }

    /// Shared, not copied: taking one word out of a copy drops the others in place, at each use.
    pub fn texts(self) -> Arc<Texts> {
        self.texts.get_value()
    }

    pub fn icons(self) -> Arc<Icons> {
        self.icons.get_value()
    }

    /// `3,800円`.
    pub fn yen(self, yen: i64) -> String {
        self.texts.with_value(|texts| texts.yen(yen))
    }

    /// Numbers of the orders that are picked up.
    pub fn orders(self) -> Arc<Vec<i64>> {
        self.orders.get_value()
    }

    /// Something to sell, no sale on its way, and no scan that is not in the cart.
    pub fn can_sell(self) -> bool {
        self.pieces.get() > 0 && !self.is_sending.get() && self.unread.with(Vec::is_empty)
    }

    /// The cart as it is written down; follows every change.
    pub fn contents(self) -> CartContents {
        let line = |(piece, n): &(Found, i64)| CartLine { product_number: piece.number, quantity: *n };
        CartContents {
            lines: self.lines.with(|lines| lines.iter().map(line).collect()),
            orders: self.orders.with_value(|orders| orders.to_vec()),
            tender: if self.is_cash.get() { Tender::Cash } else { Tender::Cashless },
            tendered: Yen(self.tendered.get()),
            correction: self.reason.with(|reason| reason.parse().ok()),
            key: self.key.get(),
        }
    }

    /// Puts one piece into the cart. What the stock does not know of goes in too, and the line says so: a piece that was
    /// scanned must not leave unpaid.
    pub fn add(self, piece: Found) {
        let at = self.lines.with(|lines| lines.iter().position(|(line, _)| line.number == piece.number));
        let had = at.map_or(0, |at| self.lines.with(|lines| lines[at].1));
        if had >= LINE_QUANTITY_MAX || (at.is_none() && self.lines.with(|lines| lines.len() >= LINES_MAX)) {
            let words = self.texts.with_value(|texts| texts.full.replace("{title}", &piece.title));
            self.trouble.set(Some(words));
            return;
        }
        let words = self.texts.with_value(|texts| texts.added.replace("{title}", &piece.title));
        self.lines.update(|lines| match at {
            Some(at) => {
                lines[at].1 += 1;
                lines[at].0 = piece;
            }
            None => lines.push((piece, 1)),
        });
        self.found.set(Vec::new());
        // What was not found before stays on the screen until somebody touches something.
        self.note.set(Some(words));
        self.changed();
    }

    /// Changes a line by one; a line of none is gone.
    pub fn step(self, number: i64, by: i64) {
        self.lines.update(|lines| {
            for (_, n) in lines.iter_mut().filter(|(piece, _)| piece.number == number) {
                *n = (*n + by).clamp(0, LINE_QUANTITY_MAX);
            }
            lines.retain(|(_, n)| *n > 0);
        });
        self.say(None, None);
        self.changed();
    }

    pub fn press(self, key: &str) {
        let total = Yen(self.total.get_untracked());
        self.take(domain::register::press(Yen(self.tendered.get_untracked()), key, total));
    }

    /// So much cash is on the counter.
    pub fn take(self, cash: Yen) {
        self.tendered.set(cash.0);
        self.say(None, None);
        self.changed();
    }

    /// What was refused or asked was about another cart or another amount.
    pub fn changed(self) {
        self.refusal.set(None);
        self.ask.set(None);
    }

    /// Searches for what stands in the field. A code goes into the cart by itself and the field is free for the next.
    pub fn search(self) {
        let Some(field) = self.scan.get_untracked() else { return };
        let query = field.value();
        field.set_value("");
        if !query.trim().is_empty() {
            self.unread.update(|unread| unread.push(query));
            self.read();
        }
    }

    /// Asks for what was scanned, one after the other. What the network loses stays, and is asked for with the next scan.
    pub fn read(self) {
        if self.is_reading.get_untracked() {
            return;
        }
        self.is_reading.set(true);
        leptos::task::spawn_local(async move {
            let mut orders = Vec::new();
            while let Some(query) = self.unread.with_untracked(|unread| unread.first().cloned()) {
                let Ok(answer) = register_search(query.clone()).await else {
                    let codes = orders.drain(..).map(|order: i64| format!("TKO:{order}"));
                    self.unread.update(|unread| drop(unread.splice(0..0, codes)));
                    break;
                };
                self.unread.update(|unread| drop(unread.remove(0)));
                match answer.order {
                    Some(order) => orders.push(order),
                    None => self.answered(&query, answer),
                }
            }
            if !orders.is_empty() {
                return self.open_orders(&orders);
            }
            self.is_reading.set(false);
            if let Some(field) = self.scan.get_untracked() {
                let _ = field.focus();
            }
        });
    }

    fn answered(self, query: &str, answer: Answer) {
        let mut pieces = answer.pieces;
        if answer.exact
            && let Some(piece) = pieces.pop()
        {
            self.add(piece);
            return;
        }
        let none = pieces.is_empty().then(|| self.texts.with_value(|texts| texts.none_found.replace("{q}", query)));
        self.found.set(pieces);
        self.say(None, none);
    }

    /// Rings up the sale. What is in the cart stays when it is refused or the server cannot be reached, and the same key
    /// makes one sale of two tries. `confirmed`: somebody said yes to the cash.
    pub fn sell(self, is_confirmed: bool) {
        if !untrack(|| self.can_sell()) {
            return;
        }
        self.is_sending.set(true);
        self.changed();
        let cart = untrack(|| self.contents());
        let sale = SaleRequest {
            lines: cart.lines.iter().map(|line| (line.product_number, line.quantity)).collect(),
            orders: cart.orders,
            is_cash: cart.tender == Tender::Cash,
            tendered_yen: cart.tendered.0,
            confirmed_yen: is_confirmed.then_some(cart.tendered.0),
            reason: self.reason.get_untracked(),
            key: cart.key,
        };
        leptos::task::spawn_local(async move {
            match register_sale(sale).await {
                // The button stays still until the receipt is there.
                Ok(SaleAnswer::Done(receipt)) => return go(&receipt),
                Ok(SaleAnswer::Ask(words)) => self.ask.set(Some(words)),
                Ok(SaleAnswer::Refused(why, key)) => {
                    self.key.set(key);
                    self.refusal.set(Some(why));
                }
                Err(_) => self.refusal.set(Some(self.texts.with_value(|texts| texts.offline.clone()))),
            }
            self.is_sending.set(false);
            request_animation_frame(show_refusal);
        });
    }

    /// Loads the page anew with the orders beside all that is in the cart.
    fn open_orders(self, orders: &[i64]) {
        let mut cart = untrack(|| self.contents());
        orders.iter().for_each(|order| cart.add_order(*order));
        go(&format!("/staff/register?{cart}"));
    }

    fn say(self, note: Option<String>, trouble: Option<String>) {
        self.note.set(note);
        self.trouble.set(trouble);
    }
}

fn go(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(address);
    }
}

/// Keeps the cart where a reload, the way back and the next page find it: in the address and in a cookie. No service is
/// asked, so that it is kept when the network is lost.
pub fn keep_in_browser(cart: &CartContents) {
    use wasm_bindgen::JsCast;

    let Some(window) = web_sys::window() else { return };
    let address = format!("/staff/register?{cart}");
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
    let is_secure = window.location().protocol().is_ok_and(|protocol| protocol == "https:");
    let secure = if is_secure { "; secure" } else { "" };
    let age = if cart.is_empty() { 0 } else { CART_COOKIE_SECONDS };
    if let Some(document) = window.document().and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok()) {
        let _ = document.set_cookie(&format!("{CART_COOKIE}={cart}; path=/staff; max-age={age}; samesite=lax{secure}"));
    }
}

/// To where it is said why, which on a phone is far from the button.
fn show_refusal() {
    use wasm_bindgen::JsCast;

    let shown = document()
        .query_selector("#errors, #ask")
        .ok()
        .flatten()
        .and_then(|shown| shown.dyn_into::<web_sys::HtmlElement>().ok());
    let _ = shown.map(|shown| shown.focus());
}

/// The cash that was typed before this script ran; taking over the page empties the field.
pub fn typed_before() -> Option<i64> {
    use wasm_bindgen::JsCast;

    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let field: web_sys::HtmlInputElement = document().get_element_by_id("tendered")?.dyn_into().ok()?;
    read_cash(&field.value()).map(|yen| yen.0)
}
