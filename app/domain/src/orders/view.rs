//! What pages and mails show of orders.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Address, Buyer, Delivery, DeliveryRate, OrderOutcome, OrderState, PayBy};
use crate::{
    MakerId, OrderId, Paged, PaymentId, PhotoId, ProductId, Yen,
    catalog::{Parcel, ProductSnapshot},
    members::Language,
};

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
    /// What was chosen of it, as plain text; empty for nothing.
    pub options: String,
    /// Days that its maker needs, of what is made to order.
    pub lead_days: Option<i64>,
    /// Where it stands in the order, from 0.
    pub position: i64,
    /// What wrapping a piece as a gift costs; `None`: it is not wrapped.
    pub wrapping: Option<Yen>,
    /// A packed piece, as the product says today; `None`: it is not sent.
    pub parcel: Option<Parcel>,
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
            options: String::new(),
            lead_days: product.lead_days.filter(|_| product.made_to_order),
            position: 0,
            wrapping: None,
            parcel: product.parcel,
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
    pub id: OrderId,
    pub number: i64,
    /// The secret of its page's address.
    pub key: String,
    /// The form had been sent before: nothing new happened.
    pub replayed: bool,
    /// What is to be paid online, where it is.
    pub payment: Option<PaymentId>,
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

/// What the checkout shows beside the pieces.
#[derive(Clone, Debug)]
pub struct CheckoutTerms {
    pub rates: Vec<DeliveryRate>,
    pub today: NaiveDate,
    /// When a hold for the counter that begins now would end.
    pub hold_until: DateTime<Utc>,
}

/// An order with all that its page shows.
#[derive(Clone, Debug)]
pub struct OrderView {
    pub id: OrderId,
    pub number: i64,
    pub buyer: Buyer,
    /// In which the buyer is written to; `None`: in both.
    pub language: Option<Language>,
    pub created_at: DateTime<Utc>,
    pub hold_until: DateTime<Utc>,
    pub state: OrderState,
    pub delivery: Delivery,
    pub pay_by: PayBy,
    /// Where to; `None` when it is picked up, or is not kept any more.
    pub address: Option<Address>,
    /// For the card that goes with a gift.
    pub message: String,
    pub delivery_fee: Yen,
    /// Pieces, wrapping and delivery.
    pub total: Yen,
    pub paid: Yen,
    /// What went back, or is on its way back.
    pub returned: Yen,
    /// The post's number, where it was sent.
    pub tracking: Option<String>,
    /// What staff have to look at; staff alone see it.
    pub alert: Option<OrderAlert>,
    pub lines: Vec<OrderLine>,
    /// Its states, the first first.
    pub changes: Vec<OrderChange>,
    /// How and when it ended; `None` while it goes on.
    pub end: Option<(OrderOutcome, DateTime<Utc>)>,
    /// The secret of its page's address.
    pub key: String,
}

impl OrderView {
    /// What wrapping costs, all of it.
    pub fn wrapping(&self) -> Yen {
        self.lines.iter().map(|line| Yen(line.wrapping.unwrap_or(Yen::ZERO).0.saturating_mul(line.quantity))).sum()
    }
}

/// A step that an order took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderChange {
    pub state: OrderState,
    pub at: DateTime<Utc>,
    /// The name of the member of staff, for the staff; `None`: its buyer, time or the payment provider.
    pub by: Option<String>,
    /// Why, where somebody said so.
    pub note: String,
}

/// Something about an order that a person has to look at.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum OrderAlert {
    /// It was paid after its pieces had been given back; the money returns by itself.
    PaidTooLate,
    /// Another amount, or another currency, than asked for was paid.
    WrongAmount,
    /// The buyer's bank asks the money back.
    Disputed,
    /// The provider could not give the money back.
    RefundFailed,
}

/// What the staff's board shows.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum OrderQueue {
    /// All that has not ended.
    #[default]
    Open,
    /// Paid, and nobody has begun.
    New,
    /// Begun, to be packed or made.
    ToPack,
    /// Packed or new, and goes by post.
    ToShip,
    /// Waits at the counter, paid or to be paid.
    Pickup,
    /// Past the day that was promised.
    Late,
    /// Somebody has to look.
    Alerts,
    Ended,
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
    pub id: OrderId,
    pub number: i64,
    pub name: String,
    pub phone: String,
    pub created_at: DateTime<Utc>,
    pub hold_until: DateTime<Utc>,
    pub total: Yen,
    /// Titles and quantities.
    pub pieces: Vec<(String, i64)>,
    pub state: OrderState,
    pub delivery: Delivery,
    pub alert: Option<OrderAlert>,
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
            has_required_option: false,
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
