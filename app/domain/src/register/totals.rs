//! What a sale comes to: its total, the tax in it, the change.

use serde::{Deserialize, Serialize};

use super::{LINE_QUANTITY_MAX, LINES_MAX, RegisterError, Tender};
use crate::{Yen, catalog::lines_total, money::YEN_MAX};

/// A line of a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub unit_price: Yen,
    pub quantity: i64,
    /// Consumption tax in percent, included in the price: 10, or 8 for the reduced rate.
    pub tax_rate_percent: i32,
}

/// Total and included tax of one rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TaxTotal {
    pub rate_percent: i32,
    pub total: Yen,
    pub tax: Yen,
}

/// A sale that adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleTotals {
    pub total: Yen,
    pub tendered: Yen,
    pub change: Yen,
    pub taxes: Vec<TaxTotal>,
}

/// Adds up a sale and its change. Cashless sales are tendered exactly.
///
/// # Errors
/// When a line or the cash is out of bounds; see [`RegisterError`].
pub fn sale_totals(lines: &[Line], tender: Tender, cash_tendered: Yen) -> Result<SaleTotals, RegisterError> {
    if lines.is_empty() {
        return Err(RegisterError::NoLines);
    }
    if lines.len() > LINES_MAX {
        return Err(RegisterError::TooManyLines { max: LINES_MAX });
    }
    if lines.iter().any(|line| !(1..=LINE_QUANTITY_MAX).contains(&line.quantity)) {
        return Err(RegisterError::QuantityOutOfRange { max: LINE_QUANTITY_MAX });
    }
    let total = lines_total(lines.iter().map(|line| (line.unit_price, line.quantity)));
    let total = total.filter(|_| cash_tendered.0 <= YEN_MAX).ok_or(RegisterError::AmountTooLarge)?;
    let tendered = if tender == Tender::Cash { cash_tendered } else { total };
    if tendered < total {
        return Err(RegisterError::TenderedTooLittle { short: total.minus(tendered) });
    }
    Ok(SaleTotals { total, tendered, change: tendered.minus(total), taxes: tax_totals(lines) })
}

/// The included tax, rounded down once per receipt and rate (消費税法 57条の4; インボイス Q&A 問57): three items of
/// 105 yen at 10 % hold 28 yen, not 27. Rates in falling order.
pub fn tax_totals(lines: &[Line]) -> Vec<TaxTotal> {
    let mut rates: Vec<i32> = lines.iter().map(|line| line.tax_rate_percent).collect();
    rates.sort_unstable_by(|a, b| b.cmp(a));
    rates.dedup();
    let total_at = |rate| {
        let of_rate = lines.iter().filter(|line| line.tax_rate_percent == rate);
        of_rate.map(|line| Yen(line.unit_price.0.saturating_mul(line.quantity))).sum::<Yen>()
    };
    rates
        .into_iter()
        .map(|rate_percent| {
            let total = total_at(rate_percent);
            let rate = i64::from(rate_percent);
            TaxTotal { rate_percent, total, tax: Yen(total.0 * rate / (100 + rate)) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(price: i64, quantity: i64, rate: i32) -> Line {
        Line { unit_price: Yen(price), quantity, tax_rate_percent: rate }
    }

    #[test]
    fn tax_is_rounded_once_per_rate() {
        let taxes = tax_totals(&[line(105, 1, 10), line(105, 1, 10), line(105, 1, 10), line(108, 2, 8)]);
        assert_eq!(
            taxes,
            vec![
                TaxTotal { rate_percent: 10, total: Yen(315), tax: Yen(28) },
                TaxTotal { rate_percent: 8, total: Yen(216), tax: Yen(16) }
            ]
        );
    }

    #[test]
    fn refuses_with_the_reason() {
        assert_eq!(sale_totals(&[], Tender::Cash, Yen(1)), Err(RegisterError::NoLines));
        let short = sale_totals(&[line(3800, 1, 10)], Tender::Cash, Yen(3000));
        assert_eq!(short, Err(RegisterError::TenderedTooLittle { short: Yen(800) }));
        assert!(matches!(
            sale_totals(&[line(100, 0, 10)], Tender::Cash, Yen(1)),
            Err(RegisterError::QuantityOutOfRange { .. })
        ));
        let huge = sale_totals(&[line(i64::MAX, 2, 10)], Tender::Cashless, Yen(0));
        assert_eq!(huge, Err(RegisterError::AmountTooLarge));
    }

    proptest! {
        #[test]
        fn sales_add_up(
            lines in prop::collection::vec((1i64..50_000, 1i64..10, prop::bool::ANY), 1..20),
            extra in 0i64..10_000,
        ) {
            let lines: Vec<Line> = lines.into_iter().map(|(p, q, r)| line(p, q, if r { 8 } else { 10 })).collect();
            let total: i64 = lines.iter().map(|l| l.unit_price.0 * l.quantity).sum();
            let sale = sale_totals(&lines, Tender::Cash, Yen(total + extra)).unwrap();
            prop_assert_eq!(sale.total, Yen(total));
            prop_assert_eq!(sale.change, Yen(extra));
            prop_assert_eq!(sale.taxes.iter().map(|t| t.total).sum::<Yen>(), sale.total);
            prop_assert!(sale.taxes.iter().all(|t| t.tax >= Yen::ZERO && t.tax < t.total));
            let cashless = sale_totals(&lines, Tender::Cashless, Yen::ZERO).unwrap();
            prop_assert_eq!(cashless.change, Yen::ZERO);
        }
    }
}
