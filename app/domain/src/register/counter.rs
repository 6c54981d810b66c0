//! What the counter types and scans: codes, the lines of the cart in an address, notes that buyers hand over.

use std::fmt;

use super::LINE_QUANTITY_MAX;
use crate::Yen;

/// Longest text that is searched for, in characters.
pub const QUERY_CHARS_MAX: usize = 100;
/// Amounts offered beside the exact one.
pub const QUICK_TENDERS_MAX: usize = 3;

/// What somebody typed or scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// A product's number: typed, `TK:1001`, or the address on its label (`…/shop/1001`).
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
        let text: String = text.trim().chars().take(QUERY_CHARS_MAX).map(half_width).collect();
        if text.is_empty() {
            return Scan::Nothing;
        }
        let upper = text.to_uppercase();
        let number = |digits: &str| digits.trim().parse::<i64>().ok().filter(|n| *n > 0);
        let after = |mark: &str| text.rsplit_once(mark).and_then(|(_, rest)| number(rest.trim_end_matches('/')));
        if let Some(n) =
            number(&text).or_else(|| upper.strip_prefix("TK:").and_then(number)).or_else(|| after("/shop/"))
        {
            return Scan::Product(n);
        }
        match upper.strip_prefix("TKO:").and_then(number).or_else(|| after("/staff/register?order=")) {
            Some(n) => Scan::Order(n),
            None => Scan::Words(text),
        }
    }
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

/// Round amounts above `total` that buyers are likely to hand over, rising: the next full 1,000, 5,000 and 10,000 yen.
pub fn quick_tenders(total: Yen) -> Vec<Yen> {
    let mut amounts: Vec<Yen> = [1_000, 5_000, 10_000]
        .into_iter()
        .map(|note: i64| Yen((total.0.max(0) / note + 1) * note))
        .filter(|amount| *amount > total)
        .collect();
    amounts.sort_unstable();
    amounts.dedup();
    amounts.truncate(QUICK_TENDERS_MAX);
    amounts
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
        assert_eq!(quick_tenders(Yen(8_400)), [Yen(9_000), Yen(10_000)]);
        assert_eq!(quick_tenders(Yen(3_000)), [Yen(4_000), Yen(5_000), Yen(10_000)]);
        assert_eq!(quick_tenders(Yen(12_300)), [Yen(13_000), Yen(15_000), Yen(20_000)]);
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

        #[test]
        fn reading_never_fails(text in "\\PC{0,200}") {
            let scan = Scan::read(&text);
            prop_assert!(scan != Scan::Words(String::new()));
        }
    }
}
