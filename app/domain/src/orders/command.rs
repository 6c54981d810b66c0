//! What a buyer sends to order.

use super::{Address, Buyer, Delivery, ORDER_QUANTITY_MAX, PayBy, PickedLine};
use crate::{
    form::{FieldError, FieldErrors, FormInput, Reader},
    members::Language,
};

/// Characters of the card that goes with a gift.
pub const MESSAGE_CHARS_MAX: usize = 200;
/// What a buyer sends.
#[derive(Clone, Debug, Default)]
pub struct PlaceOrder {
    /// One to [`ORDER_LINES_MAX`].
    pub lines: Vec<PickedLine>,
    pub delivery: Delivery,
    pub pay_by: PayBy,
    /// Where to, unless it is picked up.
    pub address: Option<Address>,
    /// For the card that goes with a gift; empty without one.
    pub message: String,
    pub buyer: Buyer,
    /// In which the buyer is written to; `None`: in both.
    pub language: Option<Language>,
    /// The asking network address, by which strangers are throttled; `None`: nobody from outside asks.
    pub client: Option<String>,
    /// There is a provider by whom orders are paid online.
    pub pays_online: bool,
    /// Made with the form; the same form sent twice places one order.
    pub idempotency_key: String,
}

impl PlaceOrder {
    /// The form of one piece that is kept for pick-up: the buyer's fields, `quantity` and `key`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read_pickup(input: &FormInput, product_number: i64) -> Result<PlaceOrder, FieldErrors> {
        let mut read = Reader::new(input);
        let quantity = read.number("quantity", 1, ORDER_QUANTITY_MAX);
        let buyer = Buyer::read(input).map_err(|errors| read.note_all(errors)).unwrap_or_default();
        let idempotency_key = input.text("key").to_owned();
        let lines = vec![PickedLine { product_number, quantity, ..PickedLine::default() }];
        read.done(PlaceOrder { lines, buyer, idempotency_key, ..PlaceOrder::default() })
    }

    /// The form of the checkout, of these pieces: the buyer's fields, `delivery`, the address where it is sent, `pay_by`,
    /// `message` and `key`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput, lines: Vec<PickedLine>) -> Result<PlaceOrder, FieldErrors> {
        let mut read = Reader::new(input);
        let buyer = Buyer::read(input).map_err(|errors| read.note_all(errors)).unwrap_or_default();
        let delivery = read.chosen::<Delivery>("delivery").unwrap_or_default();
        let address =
            delivery.is_posted().then(|| Address::read(input).map_err(|errors| read.note_all(errors)).ok()).flatten();
        let pay_by = read.chosen::<PayBy>("pay_by").unwrap_or_default();
        if pay_by == PayBy::Counter && delivery.is_posted() {
            read.note("pay_by", FieldError::NotAChoice);
        }
        let message = message(&mut read, input);
        let idempotency_key = input.text("key").to_owned();
        read.done(PlaceOrder {
            lines,
            delivery,
            pay_by,
            address,
            message,
            buyer,
            idempotency_key,
            ..PlaceOrder::default()
        })
    }

    /// Everything that makes two orders different. Under one key it must be the same.
    pub fn contents(&self) -> String {
        let Buyer { name, email, phone } = &self.buyer;
        let lines: Vec<String> = self.lines.iter().map(PickedLine::to_string).collect();
        let address = self.address.as_ref().map(|address| address.lines().join("\n")).unwrap_or_default();
        let (delivery, pay_by, message) = (self.delivery, self.pay_by, &self.message);
        format!("{}\n{name}\n{email}\n{phone}\n{delivery} {pay_by}\n{address}\n{message}", lines.join(" "))
    }
}

fn message(read: &mut Reader<'_>, input: &FormInput) -> String {
    let text = input.text("message").trim().replace("\r\n", "\n");
    match crate::form::bounded(&text, MESSAGE_CHARS_MAX) {
        Ok(text) => text,
        Err(error) => {
            if !text.is_empty() {
                read.note("message", error);
            }
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cmd(lines: &[(i64, i64)]) -> PlaceOrder {
        let line = |(product_number, quantity): &(i64, i64)| PickedLine {
            product_number: *product_number,
            quantity: *quantity,
            ..PickedLine::default()
        };
        let buyer = Buyer { name: "山田".into(), email: "hanako@example.jp".into(), phone: String::new() };
        PlaceOrder { lines: lines.iter().map(line).collect(), buyer, ..PlaceOrder::default() }
    }

    fn home() -> Address {
        Address { postal_code: "1810013".into(), city: "三鷹市".into(), ..Address::default() }
    }

    #[test]
    fn every_field_tells_orders_apart() {
        let first = cmd(&[(1, 1)]);
        let with = |buyer: Buyer| PlaceOrder { buyer, ..first.clone() };
        let same = first.buyer.clone();
        let mut wrapped = first.clone();
        wrapped.lines[0].wrapped = true;
        let others = [
            cmd(&[(1, 2)]),
            cmd(&[(2, 1)]),
            wrapped,
            PlaceOrder { delivery: Delivery::ClickPost, ..first.clone() },
            PlaceOrder { pay_by: PayBy::Online, ..first.clone() },
            PlaceOrder { address: Some(home()), ..first.clone() },
            PlaceOrder { message: "おめでとう".into(), ..first.clone() },
            with(Buyer { name: "佐藤".into(), ..same.clone() }),
            with(Buyer { email: "sato@example.jp".into(), ..same.clone() }),
            with(Buyer { phone: "0422-00-0000".into(), ..same }),
        ];
        assert!(others.iter().all(|other| other.contents() != first.contents()));
    }

    #[test]
    fn the_checkout_names_everything_that_is_wrong() {
        let typed = FormInput::default()
            .with("name", "<b>山田\r\n")
            .with("email", "x@y\r\nBcc: z@example.jp")
            .with("delivery", "click_post")
            .with("pay_by", "counter")
            .with("message", "あ".repeat(MESSAGE_CHARS_MAX + 1));
        let errors = PlaceOrder::read(&typed, Vec::new()).unwrap_err();
        for field in ["email", "postal_code", "prefecture", "city", "street", "pay_by", "message"] {
            assert!(errors.at(field).is_some(), "{field}: {errors:?}");
        }
    }
}
