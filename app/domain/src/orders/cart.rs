//! The cart of a customer: it lives in the browser's cookie, needs no account and holds nothing personal but what shall
//! be engraved. No address of the site ever holds it, so it cannot be passed on with a link.

use std::{fmt, str::FromStr};

use super::ORDER_QUANTITY_MAX;
use uuid::Uuid;

use crate::{
    ProductOptionId, Yen,
    catalog::{ChosenOptions, OPTIONS_MAX, OptionPick, Parcel, ProductOption, ProductSnapshot, choose, lines_total},
};

/// Different pieces in a cart, and in an order.
pub const ORDER_LINES_MAX: usize = 50;
/// Bytes of the cart's cookie at most: browsers keep 4,096 with its name.
pub const CART_BYTES_MAX: usize = 3_500;
/// The cookie.
pub const CART_COOKIE: &str = "basket";
/// Seconds for which a browser keeps a cart.
pub const CART_SECONDS: i64 = 60 * 60 * 24 * 60;

/// What somebody puts into a cart or orders: one product, with what was chosen of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickedLine {
    pub product_number: i64,
    /// 1 to [`ORDER_QUANTITY_MAX`].
    pub quantity: i64,
    /// Wrapped as a gift.
    pub wrapped: bool,
    /// What was chosen of it.
    pub picks: Vec<OptionPick>,
}

/// `1001x2`, `1001x2w` where it is wrapped, and for everything that was chosen `-`, the option, and `c` with a choice or
/// `t` with the bytes of a text: letters and figures alone, which every cookie may hold.
impl fmt::Display for PickedLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PickedLine { product_number, quantity, wrapped, picks } = self;
        write!(f, "{product_number}x{quantity}{}", if *wrapped { "w" } else { "" })?;
        for OptionPick { option, value } in picks {
            write!(f, "-{}", option.0.simple())?;
            match value.parse::<Uuid>() {
                Ok(choice) => write!(f, "c{}", choice.simple())?,
                Err(_) => {
                    f.write_str("t")?;
                    value.bytes().try_for_each(|byte| write!(f, "{byte:02x}"))?;
                }
            }
        }
        Ok(())
    }
}

/// No line of a cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no line of a cart")]
pub struct NotALine;

impl FromStr for PickedLine {
    type Err = NotALine;

    fn from_str(text: &str) -> Result<PickedLine, NotALine> {
        let mut parts = text.split('-');
        let (product_number, rest) = parts.next().and_then(|piece| piece.split_once('x')).ok_or(NotALine)?;
        let (quantity, wrapped) = rest.strip_suffix('w').map_or((rest, false), |quantity| (quantity, true));
        let number = |text: &str| text.parse::<i64>().map_err(|_| NotALine);
        let picks = parts.take(OPTIONS_MAX).map(pick).collect::<Option<Vec<_>>>().ok_or(NotALine)?;
        Ok(PickedLine { product_number: number(product_number)?, quantity: number(quantity)?, wrapped, picks })
    }
}

/// Characters of an option's id.
const ID_CHARS: usize = 32;

fn pick(text: &str) -> Option<OptionPick> {
    let (option, value) = text.split_at_checked(ID_CHARS)?;
    let option = ProductOptionId(Uuid::try_parse(option).ok()?);
    let value = match value.split_at_checked(1)? {
        ("c", choice) => Uuid::try_parse(choice).ok()?.to_string(),
        ("t", bytes) => text_of(bytes)?,
        _ => return None,
    };
    Some(OptionPick { option, value })
}

fn text_of(figures: &str) -> Option<String> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if !figures.len().is_multiple_of(2) {
        return None;
    }
    String::from_utf8(figures.as_bytes().chunks(2).map(byte).collect::<Option<Vec<_>>>()?).ok()
}

impl PickedLine {
    /// The same piece with the same choices.
    fn is_like(&self, other: &PickedLine) -> bool {
        self.product_number == other.product_number && self.picks == other.picks
    }
}

/// The pieces in a cart, in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket {
    pub lines: Vec<PickedLine>,
}

/// A cart takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the cart is full")]
pub struct BasketFull;

impl Basket {
    /// Reads a cookie. What cannot be read, is out of range or beyond the bounds is left out: a cart of an old version or a
    /// tampered one is no reason to fail.
    pub fn parse(cookie: &str) -> Basket {
        let mut basket = Basket::default();
        for line in cookie.split('.').skip(1).take(ORDER_LINES_MAX).filter_map(|line| line.parse().ok()) {
            // What does not fit was not written by us.
            let _ = basket.add(line);
        }
        basket
    }

    /// Pieces in it.
    pub fn count(&self) -> i64 {
        self.lines.iter().map(|line| line.quantity).sum()
    }

    /// Adds to the line of the same piece, or a new line; of one piece [`ORDER_QUANTITY_MAX`] at most. What makes no sense
    /// (a number or quantity below one) is left out.
    ///
    /// # Errors
    /// [`BasketFull`] when another line does not fit; the cart is as before.
    pub fn add(&mut self, line: PickedLine) -> Result<(), BasketFull> {
        if line.product_number < 1 || line.quantity < 1 {
            return Ok(());
        }
        if let Some(same) = self.lines.iter_mut().find(|known| known.is_like(&line)) {
            same.quantity = same.quantity.saturating_add(line.quantity).min(ORDER_QUANTITY_MAX);
            same.wrapped |= line.wrapped;
            return Ok(());
        }
        if self.lines.len() >= ORDER_LINES_MAX {
            return Err(BasketFull);
        }
        let quantity = line.quantity.min(ORDER_QUANTITY_MAX);
        self.lines.push(PickedLine { quantity, ..line });
        if self.to_cookie().len() > CART_BYTES_MAX {
            self.lines.pop();
            return Err(BasketFull);
        }
        Ok(())
    }

    /// Changes how many pieces the line at `index` holds; none or less takes it out.
    pub fn set_quantity(&mut self, index: usize, quantity: i64) {
        if quantity < 1 {
            if index < self.lines.len() {
                self.lines.remove(index);
            }
        } else if let Some(line) = self.lines.get_mut(index) {
            line.quantity = quantity.min(ORDER_QUANTITY_MAX);
        }
    }

    /// Whether the line at `index` is wrapped as a gift.
    pub fn set_wrapped(&mut self, index: usize, wrapped: bool) {
        if let Some(line) = self.lines.get_mut(index) {
            line.wrapped = wrapped;
        }
    }

    /// The cookie: how many pieces, which the page's script shows, then the lines: `3.1001x2.1002x1w`.
    pub fn to_cookie(&self) -> String {
        let mut cookie = self.count().to_string();
        for line in &self.lines {
            cookie.push('.');
            cookie.push_str(&line.to_string());
        }
        cookie
    }
}

/// A piece as it is now, with what can be chosen of it.
#[derive(Clone, Debug)]
pub struct BasketPiece {
    pub product: ProductSnapshot,
    pub options: Vec<ProductOption>,
}

/// A line of a cart with its piece as it is now.
#[derive(Clone, Debug)]
pub struct BasketRow {
    /// Where it stands in the cart, from 0.
    pub index: usize,
    pub line: PickedLine,
    pub product: ProductSnapshot,
    /// What was chosen; `None` when it can no longer be had so.
    pub chosen: Option<ChosenOptions>,
}

impl BasketRow {
    /// So many pieces can be had.
    pub fn is_available(&self) -> bool {
        self.product.published && self.chosen.is_some() && self.line.quantity <= self.product.available()
    }

    /// The price of one, with what was chosen of it.
    pub fn price(&self) -> Yen {
        self.product.price + self.chosen.as_ref().map_or(Yen::ZERO, |chosen| chosen.extra)
    }

    /// What wrapping a piece costs; `None`: it is not wrapped.
    pub fn wrapping(&self) -> Option<Yen> {
        self.product.gift_wrap.filter(|_| self.line.wrapped)
    }
}

/// A cart with its pieces as they are now.
#[derive(Clone, Debug, Default)]
pub struct BasketView {
    pub rows: Vec<BasketRow>,
}

impl BasketView {
    /// The lines whose pieces there are.
    pub fn new(basket: &Basket, pieces: &[BasketPiece]) -> BasketView {
        let row = |(index, line): (usize, &PickedLine)| {
            let piece = pieces.iter().find(|piece| piece.product.number == line.product_number)?;
            let chosen = choose(&piece.options, &line.picks).ok();
            Some(BasketRow { index, line: line.clone(), product: piece.product.clone(), chosen })
        };
        BasketView { rows: basket.lines.iter().enumerate().filter_map(row).collect() }
    }

    /// All of it can be ordered.
    pub fn is_fine(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(BasketRow::is_available)
    }

    /// Days that the slowest of its makers needs; 0 where nothing is made to order.
    pub fn lead_days(&self) -> i64 {
        let ordered = self.rows.iter().filter(|row| row.product.made_to_order);
        ordered.filter_map(|row| row.product.lead_days).max().unwrap_or(0)
    }

    /// Pieces in it.
    pub fn count(&self) -> i64 {
        self.rows.iter().map(|row| row.line.quantity).sum()
    }

    /// Pieces and wrapping, without delivery; `None` past the largest amount.
    pub fn total(&self) -> Option<Yen> {
        let pieces = self.rows.iter().map(|row| (row.price(), row.line.quantity));
        let wrapping = self.rows.iter().map(|row| (row.wrapping().unwrap_or(Yen::ZERO), row.line.quantity));
        lines_total(pieces.chain(wrapping))
    }

    /// The packed pieces with their quantities, for what may be sent.
    pub fn parcels(&self) -> Vec<(Option<Parcel>, i64)> {
        self.rows.iter().map(|row| (row.product.parcel, row.line.quantity)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(product_number: i64, quantity: i64) -> PickedLine {
        PickedLine { product_number, quantity, ..PickedLine::default() }
    }

    #[test]
    fn the_same_piece_is_one_line() {
        let mut basket = Basket::default();
        for picked in [line(1, 1), line(2, 1), line(1, 2), line(1, i64::MAX), line(0, 1), line(3, 0), line(3, -1)] {
            basket.add(picked).unwrap();
        }
        assert_eq!(basket.lines, [line(1, ORDER_QUANTITY_MAX), line(2, 1)]);
        basket.set_quantity(0, 4);
        basket.set_quantity(1, 0);
        basket.set_quantity(7, 0);
        assert_eq!((basket.count(), basket.lines.len()), (4, 1));
    }

    #[test]
    fn what_was_chosen_tells_lines_apart() {
        let with = |value: &str| PickedLine {
            picks: vec![OptionPick { option: ProductOptionId(Uuid::from_u128(1)), value: value.to_owned() }],
            ..line(1, 1)
        };
        let choice = Uuid::from_u128(12).to_string();
        let mut basket = Basket::default();
        for picked in [line(1, 1), with("ハナ"), with("ハナ"), with(&choice), with("")] {
            basket.add(picked).unwrap();
        }
        assert_eq!(basket.lines.iter().map(|line| line.quantity).collect::<Vec<_>>(), [1, 2, 1, 1]);
        assert_eq!(Basket::parse(&basket.to_cookie()), basket);
    }

    #[test]
    fn a_cart_has_an_end() {
        let mut basket = Basket::default();
        for number in 1..=500 {
            let added = basket.add(line(number, 1));
            assert_eq!(added.is_ok(), usize::try_from(number).unwrap() <= ORDER_LINES_MAX);
        }
        assert_eq!(Basket::parse(&basket.to_cookie()), basket, "the fullest fits in a cookie");
    }

    #[test]
    fn nonsense_is_an_empty_cart() {
        for cookie in
            ["", "x", "3.", "3.x", "3.1x", "3.x1", "1.abc", "1.1x0", "1.0x1", "1.-1x1", "1.1x-1", "1.1x1y", "1001x1"]
        {
            assert_eq!(Basket::parse(cookie), Basket::default(), "{cookie}");
        }
    }

    proptest! {
        /// What was written is read again, and nothing that is read is out of range.
        #[test]
        fn a_cart_survives_its_cookie(
            lines in prop::collection::vec((1i64..99_999, 1i64..30, any::<bool>(), prop::collection::vec("\\PC{0,9}", 0..3)), 0..60),
        ) {
            let mut basket = Basket::default();
            for (product_number, quantity, wrapped, texts) in lines {
                let picks = texts.into_iter().zip(1u128..).map(|(value, n)| OptionPick { option: ProductOptionId(Uuid::from_u128(n)), value });
                let _ = basket.add(PickedLine { product_number, quantity, wrapped, picks: picks.collect() });
            }
            let cookie = basket.to_cookie();
            prop_assert!(cookie.len() <= CART_BYTES_MAX);
            prop_assert!(cookie.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')));
            prop_assert_eq!(Basket::parse(&cookie), basket);
        }

        #[test]
        fn whatever_a_cookie_says(cookie in "\\PC{0,200}") {
            for line in Basket::parse(&cookie).lines {
                prop_assert!(line.product_number >= 1 && (1..=ORDER_QUANTITY_MAX).contains(&line.quantity));
            }
        }
    }
}
