//! The state of the counter in the browser, and what can be done to it.

use std::sync::Arc;

use domain::{
    Yen,
    catalog::lines_total,
    money::YEN_MAX,
    register::{LINE_QUANTITY_MAX, LINES_MAX, read_cash},
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
    /// Idempotency key of the sale.
    pub key: RwSignal<String>,
    /// The sale is on its way.
    pub is_sending: RwSignal<bool>,
    pub total: Memo<i64>,
    pub pieces: Memo<i64>,
    pub order: Option<i64>,
    pub scan: NodeRef<Input>,
    texts: StoredValue<Arc<Texts>>,
    icons: StoredValue<Arc<Icons>>,
}

impl Till {
    pub fn new(start: &Start, texts: Texts, icons: Icons) -> Till {
        let held = start.order.as_ref().map_or((0, 0), |order| (order.pieces, order.total_yen));
        let lines = RwSignal::new(start.lines.clone());
        // The order's sum is one line more. What is too large for a sale is refused by the server.
        let total = move || {
            let held = [(Yen(held.1), 1)];
            let cart = lines.with(|lines| {
                let cart = lines.iter().map(|(piece, n)| (Yen(piece.price_yen), *n));
                lines_total(held.into_iter().chain(cart))
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
            key: RwSignal::new(start.key.clone()),
            is_sending: RwSignal::new(false),
            total: Memo::new(move |_| total()),
            pieces: Memo::new(move |_| held.0 + pieces()),
            order: start.order.as_ref().map(|order| order.number),
            scan: NodeRef::new(),
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

    /// Something to sell, and no sale on its way.
    pub fn can_sell(self) -> bool {
        self.pieces.get() > 0 && !self.is_sending.get()
    }

    /// Puts one piece into the cart, as far as the stock goes.
    pub fn add(self, piece: Found) {
        let at = self.lines.with(|lines| lines.iter().position(|(line, _)| line.number == piece.number));
        let had = at.map_or(0, |at| self.lines.with(|lines| lines[at].1));
        let full = at.is_none() && self.lines.with(|lines| lines.len() >= LINES_MAX);
        if had >= piece.available.min(LINE_QUANTITY_MAX) || full {
            let words = self.texts.with_value(|texts| texts.over_stock.clone());
            let words = words.replace("{title}", &piece.title).replace("{n}", &piece.available.to_string());
            self.say(None, Some(words));
            return;
        }
        let words = self.texts.with_value(|texts| texts.added.replace("{title}", &piece.title));
        self.lines.update(|lines| match at {
            Some(at) => lines[at].1 += 1,
            None => lines.push((piece, 1)),
        });
        self.found.set(Vec::new());
        self.say(Some(words), None);
    }

    /// Changes a line by one; a line of none is gone.
    pub fn step(self, number: i64, by: i64) {
        self.lines.update(|lines| {
            for (piece, n) in lines.iter_mut().filter(|(piece, _)| piece.number == number) {
                *n = (*n + by).min(piece.available.min(LINE_QUANTITY_MAX)).max(0);
            }
            lines.retain(|(_, n)| *n > 0);
        });
        self.say(None, None);
    }

    pub fn press(self, key: &str) {
        let total = Yen(self.total.get_untracked());
        self.tendered.update(|yen| *yen = domain::register::press(Yen(*yen), key, total).0);
    }

    /// Searches for what stands in the field. A code goes into the cart by itself and the field is free for the next.
    pub fn search(self) {
        let Some(field) = self.scan.get_untracked() else { return };
        let query = field.value();
        if query.trim().is_empty() {
            return;
        }
        field.set_value("");
        leptos::task::spawn_local(async move {
            match register_search(query.clone()).await {
                Ok(answer) => self.answered(&query, answer),
                Err(_) => {
                    field.set_value(&query);
                    self.say(None, Some(self.texts.with_value(|texts| texts.offline.clone())));
                }
            }
            let _ = field.focus();
        });
    }

    fn answered(self, query: &str, answer: Answer) {
        if let Some(order) = answer.order {
            self.open_order(order);
            return;
        }
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
    /// makes one sale of two tries.
    pub fn sell(self) {
        if self.is_sending.get_untracked() || self.pieces.get_untracked() == 0 {
            return;
        }
        self.is_sending.set(true);
        self.refusal.set(None);
        let sale = SaleRequest {
            lines: self.lines.with_untracked(|lines| lines.iter().map(|(piece, n)| (piece.number, *n)).collect()),
            order: self.order,
            is_cash: self.is_cash.get_untracked(),
            tendered_yen: self.tendered.get_untracked(),
            key: self.key.get_untracked(),
        };
        leptos::task::spawn_local(async move {
            match register_sale(sale).await {
                // The button stays still until the receipt is there.
                Ok(SaleAnswer::Done(receipt)) => return go(&receipt),
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

    /// Loads the page anew with the order, and the lines that are in the cart.
    fn open_order(self, order: i64) {
        let mut address = format!("/staff/register?order={order}");
        self.lines.with_untracked(|lines| {
            for (piece, n) in lines {
                address.push_str(&format!("&line={}x{n}", piece.number));
            }
        });
        go(&address);
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

/// To where it is said why, which on a phone is far from the button.
fn show_refusal() {
    use wasm_bindgen::JsCast;

    let shown = document().get_element_by_id("errors").and_then(|shown| shown.dyn_into::<web_sys::HtmlElement>().ok());
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
