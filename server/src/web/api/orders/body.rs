//! An order as programs see it.

use std::collections::HashMap;

use domain::{
    DomainError, Paged, ProductOptionId,
    catalog::{OptionPick, number_of},
    form::{FormInput, Text},
    orders::{
        Address, Buyer, Delivery, ORDER_LINES_MAX, OrderRow, OrderState, OrderView, PayBy, PickedLine, PlaceOrder,
    },
};
use serde::{Deserialize, Serialize};
use store::Error;
use utoipa::ToSchema;

use crate::web::api::{body::Fields, rfc3339};

/// A text of a request; longer ones are refused before they are read.
type Short = Text<254>;

/// What to order. Fields that are not listed are ignored.
#[derive(Deserialize, ToSchema)]
pub struct OrderRequest {
    /// Up to 50.
    lines: Vec<OrderLineRequest>,
    /// `pickup` (when left out), `click_post`, `letter_pack_light` or `letter_pack_plus`.
    #[schema(value_type = Option<String>, examples("pickup"))]
    delivery: Option<Delivery>,
    /// `counter` (when left out), for pick-up only, or `online`.
    #[schema(value_type = Option<String>, examples("counter"))]
    payment: Option<PayBy>,
    contact: ContactRequest,
    /// Where to, unless it is picked up.
    address: Option<AddressRequest>,
    /// For the card that goes with a gift.
    #[schema(value_type = Option<String>, max_length = 200)]
    message: Option<Text<200>>,
}

/// One product of an order.
#[derive(Deserialize, ToSchema)]
pub struct OrderLineRequest {
    /// The product's `slug`, or its number.
    #[schema(value_type = String, examples("1001"))]
    product: ProductWord,
    /// 1 to 20.
    #[schema(examples(1))]
    quantity: i64,
    /// Wrapped as a gift, where its maker does that.
    #[serde(default)]
    gift_wrap: bool,
    /// What is chosen: by the option's id a choice's id, or the text.
    #[serde(default)]
    #[schema(value_type = HashMap<String, String>)]
    options: HashMap<ProductOptionId, Short>,
}

/// A slug, or the number that it ends with, also as a number.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum ProductWord {
    Number(i64),
    Slug(Short),
}

/// Who orders.
#[derive(Deserialize, ToSchema)]
pub struct ContactRequest {
    #[schema(value_type = String)]
    name: Short,
    #[schema(value_type = String, examples("hanako@example.jp"))]
    email: Short,
    #[schema(value_type = Option<String>)]
    phone: Option<Short>,
}

/// Where an order is sent.
#[derive(Deserialize, ToSchema)]
pub struct AddressRequest {
    #[schema(value_type = String, examples("181-0013"))]
    postal_code: Short,
    #[schema(value_type = String, examples("東京都"))]
    prefecture: Short,
    #[schema(value_type = String, examples("三鷹市"))]
    city: Short,
    #[schema(value_type = String, examples("下連雀3-38-4"))]
    street: Short,
    #[schema(value_type = Option<String>)]
    building: Option<Short>,
}

impl Fields for OrderRequest {
    const REQUIRED: &'static [&'static str] = &["lines", "contact"];
    const OPTIONAL: &'static [&'static str] = &["delivery", "payment", "address", "message"];
}

impl OrderRequest {
    /// # Errors
    /// Everything that is wrong with its fields.
    pub fn command(self) -> Result<PlaceOrder, Error> {
        let text = |text: Option<Short>| text.map(Text::into_inner).unwrap_or_default();
        let contact = FormInput::default()
            .with("name", self.contact.name.into_inner())
            .with("email", self.contact.email.into_inner())
            .with("phone", text(self.contact.phone));
        let buyer = Buyer::read(&contact).map_err(DomainError::Fields)?;
        let delivery = self.delivery.unwrap_or_default();
        let address = self.address.filter(|_| delivery.is_posted()).map(|address| Address {
            postal_code: address.postal_code.into_inner(),
            prefecture: address.prefecture.into_inner(),
            city: address.city.into_inner(),
            street: address.street.into_inner(),
            building: text(address.building),
        });
        // One more than an order may have is enough to refuse it.
        let lines = self.lines.into_iter().take(ORDER_LINES_MAX + 1).map(OrderLineRequest::picked).collect();
        let pay_by = self.payment.unwrap_or_default();
        let message = self.message.map(Text::into_inner).unwrap_or_default();
        Ok(PlaceOrder { lines, delivery, pay_by, address, message, buyer, ..PlaceOrder::default() })
    }
}

impl OrderLineRequest {
    /// A word that names no product orders none: the number 0 is nobody's.
    fn picked(self) -> PickedLine {
        let product_number = match self.product {
            ProductWord::Number(number) => number,
            ProductWord::Slug(slug) => number_of(&slug.into_inner()).unwrap_or(0),
        };
        let mut picks: Vec<OptionPick> =
            self.options.into_iter().map(|(option, value)| OptionPick { option, value: value.into_inner() }).collect();
        // The same request is the same order, in whatever order a program wrote it.
        picks.sort_by_key(|pick| pick.option.0);
        PickedLine { product_number, quantity: self.quantity, wrapped: self.gift_wrap, picks }
    }
}

/// An order that stands. Titles, makers and prices are as they were when it was placed.
#[derive(Serialize, ToSchema)]
pub struct OrderBody {
    #[schema(format = Uuid)]
    id: String,
    #[schema(examples(12))]
    number: i64,
    /// `pending` (kept for pick-up, unpaid), `awaiting_payment`, `paid`, `preparing`, `ready`, `shipped`, `completed`,
    /// `cancelled`, `expired` or `refunded`.
    #[schema(value_type = String, examples("pending"))]
    state: OrderState,
    #[schema(value_type = String)]
    delivery: Delivery,
    #[schema(value_type = String)]
    payment: PayBy,
    lines: Vec<OrderLineBody>,
    delivery_yen: i64,
    /// Tax, wrapping and delivery included.
    total_yen: i64,
    refunded_yen: i64,
    /// Until when the pieces are kept; `null` once it is paid or has ended.
    #[schema(format = DateTime)]
    hold_until: Option<String>,
    /// The order's page, at a secret address.
    url: String,
    /// Where it is paid online; only in the answer to the order itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pay_url: Option<String>,
    tracking: Option<String>,
}

/// A line of an order.
#[derive(Serialize, ToSchema)]
pub struct OrderLineBody {
    product: i64,
    title: String,
    maker: String,
    quantity: i64,
    /// Tax included.
    unit_price_yen: i64,
    tax_rate_percent: i32,
    /// What was chosen, in its maker's words; empty for nothing.
    options: String,
}

impl OrderBody {
    pub fn of(order: OrderView, site: &str, pay_url: Option<String>) -> OrderBody {
        let hold_until = order.state.is_unpaid().then(|| rfc3339(order.hold_until));
        let lines = order.lines.iter().map(|line| OrderLineBody {
            product: line.product_number,
            title: line.title.clone(),
            maker: line.maker.clone(),
            quantity: line.quantity,
            unit_price_yen: line.unit_price.0,
            tax_rate_percent: line.tax_rate_percent,
            options: line.options.clone(),
        });
        OrderBody {
            id: order.id.to_string(),
            number: order.number,
            state: order.state,
            delivery: order.delivery,
            payment: order.pay_by,
            lines: lines.collect(),
            delivery_yen: order.delivery_fee.0,
            total_yen: order.total.0,
            refunded_yen: order.returned.0,
            hold_until,
            url: format!("{site}{}", app::orders::order_path(&order)),
            pay_url,
            tracking: order.tracking,
        }
    }
}

/// A page of one's own orders.
#[derive(Serialize, ToSchema)]
pub struct OrderList {
    /// Counted from 1.
    page: u32,
    pages: u32,
    orders: Vec<OrderRowBody>,
}

/// An order in a list.
#[derive(Serialize, ToSchema)]
pub struct OrderRowBody {
    #[schema(format = Uuid)]
    id: String,
    number: i64,
    #[schema(value_type = String)]
    state: OrderState,
    total_yen: i64,
    #[schema(format = DateTime)]
    created_at: String,
    /// Its page, for whoever is signed in.
    url: String,
}

impl OrderList {
    pub fn of(orders: Paged<OrderRow>, site: &str) -> OrderList {
        let row = |order: OrderRow| OrderRowBody {
            id: order.id.to_string(),
            number: order.number,
            state: order.state,
            total_yen: order.total.0,
            created_at: rfc3339(order.created_at),
            url: format!("{site}/orders/{}", order.id),
        };
        OrderList { page: orders.page, pages: orders.pages, orders: orders.rows.into_iter().map(row).collect() }
    }
}
