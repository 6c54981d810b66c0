//! What pages and mails show of orders.

use chrono::{DateTime, Utc};

use super::{Buyer, OrderOutcome};
use crate::{MakerId, Paged, PhotoId, PickupOrderId, ProductId, Yen, catalog::ProductSnapshot, members::Language};

/// A line of an order, as the product was when the order was placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    pub product_id: ProductId,
    pub product_number: i64,
    pub title: String,
    pub title_en: Option<String>,
    pub maker_id: MakerId,
    /// The maker's trade name.
    pub maker: String,
    pub quantity: i64,
    pub unit_price: Yen,
    pub tax_rate_percent: i32,
    /// It was to be made when it was ordered: none of the stock is kept for it.
    pub made_to_order: bool,
    /// Today's photo: decoration, and all that is not of the day of the order.
    pub photo: Option<PhotoId>,
}

impl OrderLine {
    /// So many pieces of a product as it is now.
    pub fn of(product: &ProductSnapshot, quantity: i64) -> OrderLine {
        OrderLine {
            product_id: product.id,
            product_number: product.number,
            title: product.title.clone(),
            title_en: product.title_en.clone(),
            maker_id: product.maker_id,
            maker: product.maker.clone(),
            quantity,
            unit_price: product.price,
            tax_rate_percent: product.tax_rate_percent,
            made_to_order: product.made_to_order,
            photo: product.photo,
        }
    }

    /// Price times quantity.
    pub fn total(&self) -> Yen {
        Yen(self.unit_price.0.saturating_mul(self.quantity))
    }
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
pub struct OrderOffer {
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

/// An order with all that its page shows.
#[derive(Clone, Debug)]
pub struct OrderView {
    pub id: PickupOrderId,
    pub number: i64,
    pub buyer: Buyer,
    /// In which the buyer is written to; `None`: in both.
    pub language: Option<Language>,
    pub created_at: DateTime<Utc>,
    pub hold_until: DateTime<Utc>,
    pub total: Yen,
    pub lines: Vec<OrderLine>,
    /// How and when it ended; `None` while its pieces are held.
    pub end: Option<(OrderOutcome, DateTime<Utc>)>,
    /// The secret of its page's address.
    pub key: String,
}

/// By whom an order ended without a pick-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderEnding {
    ByBuyer,
    ByStaff,
    /// Its time ran out.
    ByTime,
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

#[cfg(test)]
pub(crate) mod sample {
    //! A product and a moment for the tests of decisions.

    use uuid::Uuid;

    use super::*;
    use crate::catalog::Stock;

    pub fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000, 0).unwrap()
    }

    /// At 10 %, 100 yen times its number.
    pub fn product(number: u128, on_hand: i64, reserved: i64) -> ProductSnapshot {
        ProductSnapshot {
            id: ProductId(Uuid::from_u128(number)),
            number: i64::try_from(number).unwrap(),
            title: format!("作品{number}"),
            title_en: None,
            maker_id: MakerId(Uuid::from_u128(7)),
            maker: "木暖工房".into(),
            price: Yen(100 * i64::try_from(number).unwrap()),
            tax_rate_percent: 10,
            stock: Stock::new(on_hand, reserved).unwrap(),
            made_to_order: false,
            lead_days: None,
            parcel: None,
            gift_wrap: None,
            published: true,
            photo: None,
        }
    }
}
