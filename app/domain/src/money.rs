//! Money is whole yen, tax included, with checked arithmetic.

use std::{fmt, iter::Sum, ops::Add};

use serde::{Deserialize, Serialize};

/// Largest amount the system handles: one hundred million yen. Far above any sale, far below overflow.
pub const YEN_MAX: i64 = 100_000_000;

/// An amount in yen, tax included unless a name says otherwise. May be negative for corrections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Yen(pub i64);

impl Yen {
    pub const ZERO: Yen = Yen(0);

    /// `self * quantity`, or `None` past [`YEN_MAX`].
    pub fn times(self, quantity: i64) -> Option<Yen> {
        self.0.checked_mul(quantity).filter(|y| y.abs() <= YEN_MAX).map(Yen)
    }

    /// `self - other`.
    pub fn minus(self, other: Yen) -> Yen {
        Yen(self.0.saturating_sub(other.0))
    }
}

impl Add for Yen {
    type Output = Yen;
    fn add(self, other: Yen) -> Yen {
        Yen(self.0.saturating_add(other.0))
    }
}

impl Sum for Yen {
    fn sum<I: Iterator<Item = Yen>>(iter: I) -> Yen {
        iter.fold(Yen::ZERO, Add::add)
    }
}

impl fmt::Display for Yen {
    /// Digits in groups of three, without a unit: `12,345`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits() {
        for (yen, text) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (-1234567, "-1,234,567"), (100_000_000, "100,000,000")]
        {
            assert_eq!(Yen(yen).to_string(), text);
        }
    }

    #[test]
    fn refuses_amounts_past_the_maximum() {
        assert_eq!(Yen(60_000_000).times(2), None);
        assert_eq!(Yen(i64::MAX).times(2), None);
        assert_eq!(Yen(105).times(3), Some(Yen(315)));
    }
}
