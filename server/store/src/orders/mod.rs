//! Orders for pick-up: a customer's piece is held at once and paid for at the counter (取り置き・店頭払い).

mod end;
mod list;
mod place;
pub(crate) mod stock;
mod view;

use domain::{
    Paged, PhotoId, PickupOrderId, ProductId, Yen,
    orders::{Buyer, OrderOutcome},
};

use chrono::{DateTime, Utc};

pub(crate) use crate::link::request_key;
pub(crate) use end::end;
pub(crate) use view::held_lines;

/// Orders on a page of a list.
pub const ORDERS_PAGE: u32 = 20;

/// What a buyer sends.
#[derive(Clone, Debug)]
pub struct PlaceOrder {
    pub product_number: i64,
    /// 1 to [`domain::orders::ORDER_QUANTITY_MAX`].
    pub quantity: i64,
    pub buyer: Buyer,
    /// Made with the form; the same form sent twice places one order.
    pub idempotency_key: String,
}

/// An order that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderPlaced {
    pub id: PickupOrderId,
    pub number: i64,
    /// The secret of its page's address.
    pub key: String,
    /// The form had been sent before: nothing new happened.
    pub replayed: bool,
}

/// A product as the form shows it, before the order.
#[derive(Clone, Debug)]
pub struct Offer {
    pub product_number: i64,
    pub title: String,
    pub title_en: Option<String>,
    pub maker: String,
    pub photo: Option<PhotoId>,
    pub price: Yen,
    pub tax_rate_percent: i32,
    /// Pieces that can be reserved now; 0 when sold out.
    pub available: i64,
    /// When a hold that begins now would end.
    pub hold_until: DateTime<Utc>,
}

/// A piece that an order holds.
#[derive(Clone, Debug)]
pub struct HeldLine {
    pub product_id: ProductId,
    pub product_number: i64,
    pub title: String,
    pub title_en: Option<String>,
    pub maker: String,
    pub photo: Option<PhotoId>,
    pub quantity: i64,
    /// As it was when the order was placed.
    pub unit_price: Yen,
    pub tax_rate_percent: i32,
}

/// An order with all that its page shows.
#[derive(Clone, Debug)]
pub struct OrderView {
    pub id: PickupOrderId,
    pub number: i64,
    pub buyer: Buyer,
    pub created_at: DateTime<Utc>,
    pub hold_until: DateTime<Utc>,
    pub total: Yen,
    pub lines: Vec<HeldLine>,
    /// How and when it ended; `None` while its pieces are held.
    pub end: Option<(OrderOutcome, DateTime<Utc>)>,
    /// The secret of its page's address.
    pub key: String,
}

/// An order in a list.
#[derive(Clone, Debug)]
pub struct OrderRow {
    pub id: PickupOrderId,
    pub number: i64,
    pub name: String,
    pub phone: String,
    pub created_at: DateTime<Utc>,
    pub hold_until: DateTime<Utc>,
    pub total: Yen,
    /// Titles and quantities.
    pub pieces: Vec<(String, i64)>,
    pub outcome: Option<OrderOutcome>,
}

/// A page of orders.
pub type OrderList = Paged<OrderRow>;
