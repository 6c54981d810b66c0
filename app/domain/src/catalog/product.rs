//! A product at the moment at which something is decided about it, and the total of lines.

use super::{Stock, StockChange};
use crate::{MakerId, PhotoId, ProductId, Yen, money::YEN_MAX};

/// Pieces of what is made to order that can be had at once: none is counted, and nobody makes more in one go.
pub const MADE_TO_ORDER_AVAILABLE: i64 = 20;

/// The packed piece, where it can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Millimetres, packed.
    pub thickness_mm: i64,
    /// Grams, packed.
    pub weight_g: i64,
    /// It goes into an envelope of the size A4.
    pub fits_a4: bool,
}

impl Parcel {
    /// `None` unless both its numbers are known: then it is handed over in the shop only.
    pub fn new(thickness_mm: Option<i64>, weight_g: Option<i64>, fits_a4: bool) -> Option<Parcel> {
        Some(Parcel { thickness_mm: thickness_mm?, weight_g: weight_g?, fits_a4 })
    }
}

/// A product as it is now. What is sold or ordered copies title, maker, price and rate from here; what is printed later
/// reads the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductSnapshot {
    pub id: ProductId,
    pub number: i64,
    pub title: String,
    pub title_en: Option<String>,
    pub maker_id: MakerId,
    /// The maker's trade name.
    pub maker: String,
    pub price: Yen,
    /// Consumption tax in percent, included in the price.
    pub tax_rate_percent: i32,
    pub stock: Stock,
    /// Made when it is ordered: no stock is counted.
    pub made_to_order: bool,
    /// Days from the order to the piece; of what is made to order.
    pub lead_days: Option<i64>,
    /// `None`: it cannot be sent.
    pub parcel: Option<Parcel>,
    /// What gift wrapping costs, 0 for nothing; `None`: its maker wraps no gifts.
    pub gift_wrap: Option<Yen>,
    /// In the shop, so that it may be sold.
    pub published: bool,
    /// Buyers have to choose something of it: it is ordered, never taken from the shelf.
    pub has_required_option: bool,
    pub photo: Option<PhotoId>,
}

impl ProductSnapshot {
    /// Pieces that can be sold or reserved now: of what is made to order a fixed number while it is in the shop.
    pub fn available(&self) -> i64 {
        match self.made_to_order {
            true if self.published => MADE_TO_ORDER_AVAILABLE,
            true => 0,
            false => self.stock.available(),
        }
    }

    /// What the change does to its stock row; `None` for what is made to order, which has no pieces to count.
    pub fn stock_change(&self, change: StockChange) -> Option<StockChange> {
        (!self.made_to_order).then_some(change)
    }
}

/// What lines of a price and a quantity come to; `None` past [`YEN_MAX`]. A cart on the screen, an order and a sale are
/// added up here and nowhere else.
pub fn lines_total(lines: impl IntoIterator<Item = (Yen, i64)>) -> Option<Yen> {
    let mut total = Yen::ZERO;
    for (unit_price, quantity) in lines {
        total = total + unit_price.times(quantity)?;
    }
    (total.0 <= YEN_MAX).then_some(total)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refuses_what_no_till_can_hold() {
        assert_eq!(lines_total([]), Some(Yen::ZERO));
        assert_eq!(lines_total([(Yen(YEN_MAX), 1)]), Some(Yen(YEN_MAX)));
        assert_eq!(lines_total([(Yen(YEN_MAX), 1), (Yen(1), 1)]), None);
        assert_eq!(lines_total([(Yen(i64::MAX), 2)]), None);
    }

    proptest! {
        #[test]
        fn the_order_of_lines_does_not_matter(mut lines in prop::collection::vec((0i64..=1_000_000, 1i64..=99), 0..30)) {
            let total = |lines: &[(i64, i64)]| lines_total(lines.iter().map(|(price, n)| (Yen(*price), *n)));
            let sum: i64 = lines.iter().map(|(price, n)| price * n).sum();
            let first = total(&lines);
            lines.reverse();
            prop_assert_eq!(first, total(&lines));
            let fits = sum <= YEN_MAX && lines.iter().all(|(price, n)| price * n <= YEN_MAX);
            prop_assert_eq!(first, fits.then_some(Yen(sum)));
        }
    }
}
