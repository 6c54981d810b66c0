//! A product at the moment at which something is decided about it, and the total of lines.

use super::Stock;
use crate::{MakerId, PhotoId, ProductId, Yen, money::YEN_MAX};

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
    /// In the shop, so that it may be sold.
    pub published: bool,
    /// A packed piece; `None`: it is handed over in the shop alone.
    pub parcel: Option<Parcel>,
    /// What its maker takes for wrapping a piece as a gift, from 0; `None`: it is not wrapped.
    pub gift_wrap: Option<Yen>,
    pub photo: Option<PhotoId>,
}

impl ProductSnapshot {
    /// Pieces that can be sold or reserved now.
    pub fn available(&self) -> i64 {
        self.stock.available()
    }
}

/// A packed piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Millimetres, packed.
    pub thickness_mm: i64,
    /// Grams, packed.
    pub weight_g: i64,
    /// It lies flat in an envelope of A4 (34 × 25 cm).
    pub fits_a4: bool,
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
