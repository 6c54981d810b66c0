//! What the counter types and scans: codes, the lines of the cart in an address, notes that buyers hand over.

use std::fmt;

use super::LINE_QUANTITY_MAX;
use crate::{Yen, catalog::number_of, money::YEN_MAX};

/// Longest text that is searched for, in characters.
pub const QUERY_CHARS_MAX: usize = 100;
/// Longest address that is read: a title of Japanese letters is percent-encoded in nine characters each.
const ADDRESS_CHARS_MAX: usize = 600;
/// Amounts offered beside the exact one.
pub const QUICK_TENDERS_MAX: usize = 3;

/// What somebody typed or scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// A product's number: typed, `TK:1001`, or the address of its label or page (`…/shop/1001`).
    Product(i64),
    /// An order's code: `TKO:12`, or the address on the customer's page (`…/staff/register?order=12`).
    Order(i64),
    /// Anything else: part of a title or a maker's name; never empty.
    Words(String),
    Nothing,
}

impl Scan {
    /// Reads a code or words. Full-width figures count as figures: Japanese keyboards produce them.
    pub fn read(text: &str) -> Scan {
        let whole: String = text.trim().chars().take(ADDRESS_CHARS_MAX).map(half_width).collect();
        let text: String = whole.chars().take(QUERY_CHARS_MAX).collect();
        if text.is_empty() {
            return Scan::Nothing;
        }
        let upper = text.to_uppercase();
        let number = |digits: &str| digits.trim().parse::<i64>().ok().filter(|n| *n > 0);
        let after = |mark: &str| text.rsplit_once(mark).and_then(|(_, rest)| number(rest.trim_end_matches('/')));
        if let Some(n) =
            number(&text).or_else(|| upper.strip_prefix("TK:").and_then(number)).or_else(|| of_piece(&whole))
        {
            return Scan::Product(n);
        }
        match upper.strip_prefix("TKO:").and_then(number).or_else(|| after("/staff/register?order=")) {
            Some(n) => Scan::Order(n),
            None => Scan::Words(text),
        }
    }
}

/// The number in a piece's address: `…/shop/1001`, `…/shop/ねこの絵皿-1001`.
fn of_piece(address: &str) -> Option<i64> {
    let (_, rest) = address.rsplit_once("/shop/")?;
    let slug = rest.split(['?', '#']).next().unwrap_or_default();
    number_of(slug.trim().trim_end_matches('/')).filter(|n| *n > 0)
}

/// Full-width ASCII (Ａ, １, ／) as ASCII.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// A line of the cart, written `1001x2` in an address or a hidden field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CartLine {
    pub product_number: i64,
    pub quantity: i64,
}

impl CartLine {
    /// `None` unless both are positive and the quantity is at most [`LINE_QUANTITY_MAX`].
    pub fn parse(text: &str) -> Option<CartLine> {
        let (number, quantity) = text.split_once('x')?;
        let line = CartLine { product_number: number.parse().ok()?, quantity: quantity.parse().ok()? };
        (line.product_number > 0 && (1..=LINE_QUANTITY_MAX).contains(&line.quantity)).then_some(line)
    }

    /// Adds lines of the same product together, in the order of their first appearance; a quantity stops at the maximum.
    pub fn merged(lines: impl IntoIterator<Item = CartLine>) -> Vec<CartLine> {
        let mut out: Vec<CartLine> = Vec::new();
        for line in lines {
            match out.iter_mut().find(|seen| seen.product_number == line.product_number) {
                Some(seen) => seen.quantity = seen.quantity.saturating_add(line.quantity).min(LINE_QUANTITY_MAX),
                None => out.push(line),
            }
        }
        out
    }
}

impl fmt::Display for CartLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.product_number, self.quantity)
    }
}

/// Amounts above `total` that buyers are likely to hand over, rising, at most [`QUICK_TENDERS_MAX`]: the next full
/// 1,000 yen (nobody adds a note to a round total), the next 5,000 and the next 10,000.
pub fn quick_tenders(total: Yen) -> Vec<Yen> {
    let total = total.0.max(0);
    let next = |note: i64| (total / note + 1) * note;
    let thousand = (total % 1_000 != 0).then(|| next(1_000));
    let mut amounts: Vec<i64> = thousand.into_iter().chain([next(5_000), next(10_000)]).collect();
    amounts.dedup();
    amounts.into_iter().map(Yen).collect()
}

/// Cash above this is asked about before it is taken: the next full 10,000 yen above the total. A figure too many is
/// the commonest slip at a till, and nobody hands over more notes than that.
pub fn ask_above(total: Yen) -> Yen {
    Yen((total.0.max(0) / 10_000).saturating_add(1).saturating_mul(10_000))
}

/// The cash handed over, after a key of the counter was pressed: a figure, `00`, `back`, `clear`, `exact`, or an amount
/// written `=10000`. Any other word, and what would pass the largest amount, changes nothing.
pub fn press(tendered: Yen, key: &str, total: Yen) -> Yen {
    let pressed = match key {
        "back" => Some(tendered.0 / 10),
        "clear" => Some(0),
        "exact" => Some(total.0),
        "00" => tendered.0.checked_mul(100),
        _ => match key.strip_prefix('=') {
            Some(amount) => amount.parse().ok(),
            None => key
                .parse()
                .ok()
                .filter(|n| (0..=9).contains(n))
                .and_then(|n: i64| tendered.0.checked_mul(10).and_then(|tens| tens.checked_add(n))),
        },
    };
    pressed.filter(|yen| (0..=YEN_MAX).contains(yen)).map_or(tendered, Yen)
}

/// Cash as typed into the field: figures, full-width ones too, with or without separators. Empty is nothing yet;
/// `None` is not an amount.
pub fn read_cash(text: &str) -> Option<Yen> {
    let figures: String = text.chars().map(half_width).filter(|c| !matches!(c, ',' | ' ' | '円' | '¥')).collect();
    if figures.is_empty() {
        return Some(Yen::ZERO);
    }
    figures.parse().ok().filter(|yen| (0..=YEN_MAX).contains(yen)).map(Yen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_every_code() {
        for text in
            ["1001", " １００１ ", "TK:1001", "tk:1001", "https://x.example/shop/1001", "http://h:3000/shop/1001/"]
        {
            assert_eq!(Scan::read(text), Scan::Product(1001), "{text}");
        }
        for text in ["TKO:12", "https://x.example/staff/register?order=12"] {
            assert_eq!(Scan::read(text), Scan::Order(12), "{text}");
        }
        assert_eq!(Scan::read(" コースター "), Scan::Words("コースター".into()));
        assert_eq!(Scan::read("-5"), Scan::Words("-5".into()));
        assert_eq!(Scan::read(" \u{3000}"), Scan::Nothing);
        assert_eq!(Scan::read(&"あ".repeat(500)), Scan::Words("あ".repeat(QUERY_CHARS_MAX)));
    }

    #[test]
    fn offers_notes_above_the_total() {
        assert_eq!(quick_tenders(Yen(2_800)), [Yen(3_000), Yen(5_000), Yen(10_000)]);
        assert_eq!(quick_tenders(Yen(8_400)), [Yen(9_000), Yen(10_000)]);
        assert_eq!(quick_tenders(Yen(3_000)), [Yen(5_000), Yen(10_000)]);
        assert_eq!(quick_tenders(Yen(9_500)), [Yen(10_000)]);
        assert_eq!(quick_tenders(Yen(10_000)), [Yen(15_000), Yen(20_000)]);
        assert_eq!(quick_tenders(Yen(12_300)), [Yen(13_000), Yen(15_000), Yen(20_000)]);
    }

    #[test]
    fn keys_make_an_amount() {
        let typed = |keys: &[&str]| keys.iter().fold(Yen::ZERO, |at, key| press(at, key, Yen(8_400)));
        assert_eq!(typed(&["1", "0", "00"]), Yen(1_000));
        assert_eq!(typed(&["9", "5", "back"]), Yen(9));
        assert_eq!(typed(&["9", "exact"]), Yen(8_400));
        assert_eq!(typed(&["=10000"]), Yen(10_000));
        assert_eq!(typed(&["7", "clear"]), Yen::ZERO);
        for bad in ["x", "10", "-1", "=", "=-5", "=999999999999", ""] {
            assert_eq!(typed(&["7", bad]), Yen(7), "{bad}");
        }
        assert_eq!(press(Yen(YEN_MAX), "0", Yen(1)), Yen(YEN_MAX));
    }

    #[test]
    fn cash_is_read_as_people_type_it() {
        for text in ["10000", "10,000", "１００００", " 10,000円 ", "¥10,000"] {
            assert_eq!(read_cash(text), Some(Yen(10_000)), "{text}");
        }
        assert_eq!(read_cash(""), Some(Yen::ZERO));
        for text in ["abc", "-1", "1.5", "99999999999"] {
            assert_eq!(read_cash(text), None, "{text}");
        }
    }

    #[test]
    fn bad_lines_are_refused() {
        for text in ["", "x", "1001", "1001x0", "1001x100", "-1x1", "1001x-1", "ax1", "1x1x1"] {
            assert_eq!(CartLine::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn lines_round_trip(product_number in 1i64.., quantity in 1i64..=LINE_QUANTITY_MAX) {
            let line = CartLine { product_number, quantity };
            prop_assert_eq!(CartLine::parse(&line.to_string()), Some(line));
        }

        /// The keys rise, are above the total, and none of them is asked about.
        #[test]
        fn keys_are_never_asked_about(total in 1i64..=YEN_MAX / 2) {
            let keys = quick_tenders(Yen(total));
            prop_assert!((1..=QUICK_TENDERS_MAX).contains(&keys.len()));
            prop_assert!(keys.is_sorted() && keys.iter().all(|key| key.0 > total && *key <= ask_above(Yen(total))));
            prop_assert!(ask_above(Yen(total)).0 - total <= 10_000);
        }

        #[test]
        fn reading_never_fails(text in "\\PC{0,200}") {
            let scan = Scan::read(&text);
            prop_assert!(scan != Scan::Words(String::new()));
        }
    }
}
