//! Placing an order: from what is known and asked to what is written.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{
    Address, Buyer, Delivery, DeliveryRate, ORDER_LINES_MAX, ORDER_QUANTITY_MAX, OrderError, OrderLine, OrderState,
    PayBy, PickedLine, PlaceOrder, delivery_price,
};
use crate::{
    ProductId, Yen,
    catalog::{ProductOption, ProductSnapshot, StockChange, StockChanges, choose, lines_total},
    form::{FieldError, FieldErrors, FormInput},
};

/// Minutes for which the provider's page stays open; Stripe's least is 30.
pub const PAYMENT_MINUTES: i64 = 35;
/// Minutes by which a hold outlives the page on which it is paid, so that a payment of the last second still finds its
/// pieces.
pub const HOLD_MARGIN_MINUTES: i64 = 10;

/// What is known when an order is placed.
#[derive(Clone, Debug)]
pub struct PlaceFacts {
    /// The products that the lines name, as far as there are any.
    pub products: Vec<ProductSnapshot>,
    /// What can be chosen of them.
    pub options: HashMap<ProductId, Vec<ProductOption>>,
    pub rates: Vec<DeliveryRate>,
    pub today: NaiveDate,
    /// When a hold for the counter that begins now ends.
    pub hold_until: DateTime<Utc>,
    /// There is a provider by whom orders are paid online.
    pub pays_online: bool,
}

/// An order that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrder {
    pub buyer: Buyer,
    pub state: OrderState,
    pub delivery: Delivery,
    pub pay_by: PayBy,
    pub address: Option<Address>,
    pub message: String,
    pub lines: Vec<OrderLine>,
    pub delivery_fee: Yen,
    /// Pieces, wrapping and delivery.
    pub total: Yen,
    pub hold_until: DateTime<Utc>,
    pub stock: StockChanges,
}

/// Why an order is not placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceRefusal {
    /// Everything that is wrong with who orders, and where to.
    Fields(FieldErrors),
    Order(OrderError),
}

impl From<OrderError> for PlaceRefusal {
    fn from(error: OrderError) -> PlaceRefusal {
        PlaceRefusal::Order(error)
    }
}

/// Decides on an order: its lines as the products are now, its total, the pieces it reserves.
///
/// # Errors
/// [`PlaceRefusal`]; nothing changes then.
pub fn place_order(facts: &PlaceFacts, cmd: &PlaceOrder, now: DateTime<Utc>) -> Result<NewOrder, PlaceRefusal> {
    let buyer = Buyer::read(&cmd.buyer.input()).map_err(PlaceRefusal::Fields)?;
    let address = match (&cmd.address, cmd.delivery.is_posted()) {
        (_, false) => None,
        (None, true) => return Err(PlaceRefusal::Fields(FieldErrors::of("postal_code", FieldError::Missing))),
        (Some(address), true) => {
            Some(Address::read(&address.input(FormInput::default())).map_err(PlaceRefusal::Fields)?)
        }
    };
    if cmd.pay_by == PayBy::Counter && cmd.delivery.is_posted() {
        return Err(OrderError::CounterNeedsPickup.into());
    }
    if cmd.pay_by == PayBy::Online && !facts.pays_online {
        return Err(OrderError::NotPaidOnline.into());
    }
    let (lines, stock) = lines(facts, cmd)?;
    let (delivery_fee, total) = total(facts, cmd.delivery, &lines)?;
    let hold_until = match cmd.pay_by {
        PayBy::Counter => facts.hold_until,
        PayBy::Online => now + TimeDelta::minutes(PAYMENT_MINUTES + HOLD_MARGIN_MINUTES),
    };
    let state = OrderState::first(cmd.pay_by);
    let (delivery, pay_by, message) = (cmd.delivery, cmd.pay_by, cmd.message.clone());
    Ok(NewOrder { buyer, state, delivery, pay_by, address, message, lines, delivery_fee, total, hold_until, stock })
}

/// The lines, and the pieces that they reserve.
fn lines(facts: &PlaceFacts, cmd: &PlaceOrder) -> Result<(Vec<OrderLine>, StockChanges), OrderError> {
    if cmd.lines.is_empty() {
        return Err(OrderError::NoLines);
    }
    if cmd.lines.len() > ORDER_LINES_MAX {
        return Err(OrderError::TooManyLines { max: ORDER_LINES_MAX });
    }
    let mut wanted: HashMap<i64, i64> = HashMap::new();
    let (mut lines, mut stock) = (Vec::new(), StockChanges::new());
    for (picked, position) in cmd.lines.iter().zip(0i64..) {
        let PickedLine { product_number, quantity, wrapped, ref picks } = *picked;
        if !(1..=ORDER_QUANTITY_MAX).contains(&quantity) {
            return Err(OrderError::QuantityOutOfRange { max: ORDER_QUANTITY_MAX });
        }
        let product = facts.products.iter().find(|product| product.number == product_number && product.published);
        let product = product.ok_or(OrderError::NotForSale { product_number })?;
        let all = wanted.entry(product_number).or_default();
        *all += quantity;
        if *all > product.available() {
            return Err(OrderError::NotEnoughStock { product_number, available: product.available() });
        }
        if wrapped && product.gift_wrap.is_none() {
            return Err(OrderError::NotWrapped { product_number });
        }
        let options = facts.options.get(&product.id).map_or(&[][..], Vec::as_slice);
        let chosen = choose(options, picks).map_err(|_| OrderError::OptionsChanged { product_number })?;
        let wrapping = product.gift_wrap.filter(|_| wrapped);
        let unit_price = product.price + chosen.extra;
        let options = chosen.summary;
        lines.push(OrderLine { position, wrapping, unit_price, options, ..OrderLine::of(product, quantity) });
        stock.extend(product.stock_change(StockChange::Reserve(quantity)).map(|change| (product.id, change)));
    }
    Ok((lines, stock))
}

/// What delivery costs, and all of it together.
fn total(facts: &PlaceFacts, delivery: Delivery, lines: &[OrderLine]) -> Result<(Yen, Yen), OrderError> {
    let parcels: Vec<_> = lines.iter().map(|line| (line.parcel, line.quantity)).collect();
    if !delivery.takes(&parcels) {
        return Err(OrderError::NotSentThisWay);
    }
    let fee = delivery_price(&facts.rates, delivery, facts.today).ok_or(OrderError::NotSentThisWay)?;
    // No price can come near the largest amount by itself; together they are too many pieces.
    let too_many = OrderError::QuantityOutOfRange { max: ORDER_QUANTITY_MAX };
    Ok((fee, order_total(lines, fee).ok_or(too_many)?))
}

/// Pieces, wrapping and delivery; `None` past the largest amount. An order is added up here and nowhere else.
pub fn order_total(lines: &[OrderLine], delivery_fee: Yen) -> Option<Yen> {
    let pieces = lines.iter().map(|line| (line.unit_price, line.quantity));
    let wrapping = lines.iter().map(|line| (line.wrapping.unwrap_or(Yen::ZERO), line.quantity));
    lines_total(pieces.chain(wrapping).chain([(delivery_fee, 1)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::Parcel,
        orders::sample::{now, product},
    };

    fn facts(products: Vec<ProductSnapshot>) -> PlaceFacts {
        let today = crate::calendar::day_of(now());
        let rate = DeliveryRate { delivery: Delivery::ClickPost, from: today, price: Yen(185) };
        PlaceFacts { products, options: HashMap::new(), rates: vec![rate], today, hold_until: now(), pays_online: true }
    }

    fn cmd(lines: &[(i64, i64)]) -> PlaceOrder {
        let line = |(product_number, quantity): &(i64, i64)| PickedLine {
            product_number: *product_number,
            quantity: *quantity,
            ..PickedLine::default()
        };
        let buyer = Buyer { name: " 山田 ".into(), email: "Hanako@example.jp".into(), phone: String::new() };
        PlaceOrder {
            lines: lines.iter().map(line).collect(),
            buyer,
            idempotency_key: "k".into(),
            ..PlaceOrder::default()
        }
    }

    fn home() -> Address {
        Address {
            postal_code: "1810013".into(),
            prefecture: "東京都".into(),
            city: "三鷹市".into(),
            street: "下連雀3-38-4".into(),
            building: String::new(),
        }
    }

    #[test]
    fn freezes_the_products_and_reserves_their_pieces() {
        let order =
            place_order(&facts(vec![product(1, 5, 2), product(2, 9, 0)]), &cmd(&[(1, 3), (2, 1)]), now()).unwrap();
        let product = product(1, 5, 2);
        assert_eq!((order.total, order.buyer.name.as_str()), (Yen(500), "山田"));
        assert_eq!((order.state, order.hold_until), (OrderState::Pending, now()));
        assert_eq!(order.stock[0], (product.id, StockChange::Reserve(3)));
        let line = &order.lines[0];
        assert_eq!((&line.title, &line.maker, line.maker_id), (&product.title, &product.maker, product.maker_id));
        assert_eq!((line.unit_price, line.tax_rate_percent), (product.price, product.tax_rate_percent));
    }

    #[test]
    fn what_is_sent_is_paid_online_and_has_an_address() {
        let parcel = Some(Parcel { thickness_mm: 10, weight_g: 200, fits_a4: true });
        let facts = facts(vec![ProductSnapshot { parcel, gift_wrap: Some(Yen(50)), ..product(1, 5, 0) }]);
        let mut sent = PlaceOrder {
            delivery: Delivery::ClickPost,
            pay_by: PayBy::Online,
            address: Some(home()),
            ..cmd(&[(1, 2)])
        };
        sent.lines[0].wrapped = true;
        let order = place_order(&facts, &sent, now()).unwrap();
        assert_eq!((order.total, order.delivery_fee, order.state), (Yen(485), Yen(185), OrderState::AwaitingPayment));
        assert_eq!(order.lines[0].wrapping, Some(Yen(50)));
        let refused = |cmd: PlaceOrder| place_order(&facts, &cmd, now()).unwrap_err();
        let counter = PlaceOrder { pay_by: PayBy::Counter, ..sent.clone() };
        assert_eq!(refused(counter), OrderError::CounterNeedsPickup.into());
        assert!(matches!(refused(PlaceOrder { address: None, ..sent.clone() }), PlaceRefusal::Fields(_)));
        let thick = PlaceOrder { lines: cmd(&[(1, 4)]).lines, ..sent.clone() };
        assert_eq!(refused(thick), OrderError::NotSentThisWay.into());
        let no_rate = PlaceOrder { delivery: Delivery::LetterPackPlus, ..sent.clone() };
        assert_eq!(refused(no_rate), OrderError::NotSentThisWay.into());
        let offline = PlaceFacts { pays_online: false, ..facts.clone() };
        assert_eq!(place_order(&offline, &sent, now()), Err(OrderError::NotPaidOnline.into()));
    }

    #[test]
    fn refuses_with_the_reason() {
        let refused =
            |facts: &PlaceFacts, lines: &[(i64, i64)]| match place_order(facts, &cmd(lines), now()).unwrap_err() {
                PlaceRefusal::Order(error) => error,
                other => panic!("{other:?}"),
            };
        let five = facts(vec![product(1, 5, 2)]);
        let left = |available| OrderError::NotEnoughStock { product_number: 1, available };
        assert_eq!(refused(&five, &[(1, 4)]), left(3));
        assert_eq!(refused(&five, &[(1, 2), (1, 2)]), left(3), "lines of one piece together");
        assert_eq!(refused(&facts(vec![product(1, 1, 1)]), &[(1, 1)]), left(0));
        for quantity in [0, -1, ORDER_QUANTITY_MAX + 1, i64::MAX] {
            assert_eq!(refused(&five, &[(1, quantity)]), OrderError::QuantityOutOfRange { max: ORDER_QUANTITY_MAX });
        }
        assert_eq!(refused(&five, &[]), OrderError::NoLines);
        let many: Vec<_> = (1..=500).map(|n| (n, 1)).collect();
        assert_eq!(refused(&five, &many), OrderError::TooManyLines { max: ORDER_LINES_MAX });
        let gone = OrderError::NotForSale { product_number: 1 };
        assert_eq!(refused(&facts(Vec::new()), &[(1, 1)]), gone);
        let mut withdrawn = five.clone();
        withdrawn.products[0].published = false;
        assert_eq!(refused(&withdrawn, &[(1, 1)]), gone);
        let mut wrapped = cmd(&[(1, 1)]);
        wrapped.lines[0].wrapped = true;
        assert_eq!(place_order(&five, &wrapped, now()), Err(OrderError::NotWrapped { product_number: 1 }.into()));
        let nobody = PlaceOrder { buyer: Buyer::default(), ..cmd(&[(1, 1)]) };
        assert!(matches!(place_order(&five, &nobody, now()), Err(PlaceRefusal::Fields(all)) if all.len() == 2));
    }

    #[test]
    fn what_is_made_to_order_takes_no_stock() {
        let to_order = ProductSnapshot { made_to_order: true, ..product(1, 0, 0) };
        let order = place_order(&facts(vec![to_order]), &cmd(&[(1, 3)]), now()).unwrap();
        assert_eq!((order.stock.len(), order.total, order.lines[0].made_to_order), (0, Yen(300), true));
    }

    #[test]
    fn what_is_chosen_costs_more_and_stands_on_the_line() {
        use crate::catalog::{OptionKind, OptionPick};
        let option = ProductOption {
            id: crate::ProductOptionId(uuid::Uuid::from_u128(5)),
            name: "名入れ".into(),
            kind: OptionKind::Text,
            required: true,
            max_chars: 8,
            extra: Yen(300),
            choices: Vec::new(),
        };
        let mut facts = facts(vec![product(1, 5, 0)]);
        facts.options.insert(facts.products[0].id, vec![option.clone()]);
        let mut named = cmd(&[(1, 2)]);
        named.lines[0].picks = vec![OptionPick { option: option.id, value: "<b>ハナ".into() }];
        let order = place_order(&facts, &named, now()).unwrap();
        assert_eq!((order.lines[0].unit_price, order.total), (Yen(400), Yen(800)));
        assert_eq!(order.lines[0].options, "名入れ: <b>ハナ");
        let refused = Err(OrderError::OptionsChanged { product_number: 1 }.into());
        assert_eq!(place_order(&facts, &cmd(&[(1, 1)]), now()), refused, "without what is required");
        named.lines[0].picks[0].value = "あ".repeat(9);
        assert_eq!(place_order(&facts, &named, now()), refused);
    }
}
