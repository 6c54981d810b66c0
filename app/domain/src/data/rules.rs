//! How long what is kept, as far as the operator decides: numbers within bounds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

use crate::form::{FieldErrors, FormInput, Reader};

/// One number that the operator sets.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum DataRule {
    /// Name, mail address and telephone of an order, after its end.
    OrderDays,
    /// Notes, children's ages, guests' names and places in lines, after the day.
    BookingDays,
    /// Links that were mailed, and tokens that were made invalid, after their end.
    AccessDays,
    /// Mails that were written instead of sent.
    MailDays,
    /// Jobs, after their end.
    JobDays,
    /// Photos that nothing shows any more, after they were taken in.
    PhotoDays,
    AuditDays,
    /// Whom a receipt is addressed to: tax law asks for seven years, and for ten where a loss is carried forward.
    PaperYears,
    /// All photos of one maker.
    PhotoMegabytes,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleUnit {
    Days,
    Years,
    Megabytes,
}

impl DataRule {
    /// The least, the most, and what holds until the operator says otherwise.
    pub fn bounds(self) -> (i64, i64, i64) {
        match self {
            DataRule::OrderDays => (14, 400, 90),
            DataRule::BookingDays => (30, 1_825, 365),
            DataRule::AccessDays => (1, 365, 30),
            DataRule::MailDays => (1, 365, 30),
            DataRule::JobDays => (7, 365, 90),
            DataRule::PhotoDays => (1, 90, 7),
            DataRule::AuditDays => (365, 3_650, 1_095),
            DataRule::PaperYears => (7, 30, 7),
            DataRule::PhotoMegabytes => (20, 5_000, 300),
        }
    }

    pub fn unit(self) -> RuleUnit {
        match self {
            DataRule::PaperYears => RuleUnit::Years,
            DataRule::PhotoMegabytes => RuleUnit::Megabytes,
            _ => RuleUnit::Days,
        }
    }
}

/// All of them, by their words. One that is missing, or was saved under other bounds, is what it must be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DataRules(BTreeMap<String, i64>);

impl DataRules {
    /// In the rule's own unit.
    pub fn get(&self, rule: DataRule) -> i64 {
        let (min, max, usual) = rule.bounds();
        self.0.get(rule.into_str()).map_or(usual, |number| (*number).clamp(min, max))
    }

    /// The same with one number changed.
    #[must_use]
    pub fn with(mut self, rule: DataRule, number: i64) -> DataRules {
        self.0.insert(rule.to_string(), number);
        self
    }

    /// Reads the operator's form.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<DataRules, FieldErrors> {
        let mut read = Reader::new(input);
        let number = |rule: DataRule| {
            let (min, max, _) = rule.bounds();
            (rule.to_string(), read.number(rule.into_str(), min, max))
        };
        let rules = DataRules(DataRule::iter().map(number).collect());
        read.done(rules)
    }

    /// How they stand in the form's fields.
    pub fn input(&self) -> FormInput {
        DataRule::iter().fold(FormInput::default(), |input, rule| input.with(rule.into_str(), self.get(rule)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_lies_within_its_bounds() {
        for rule in DataRule::iter() {
            let (min, max, usual) = rule.bounds();
            assert!(0 < min && min <= usual && usual <= max, "{rule}");
            assert_eq!(DataRules::default().get(rule), usual);
            assert_eq!(DataRules::default().with(rule, min - 1).get(rule), min, "saved under other bounds");
            let form = DataRules::default().with(rule, max + 1).0;
            let input = FormInput::default().with(rule.into_str(), form[rule.into_str()]);
            assert!(DataRules::read(&input).unwrap_err().at(rule.into_str()).is_some(), "{rule}");
        }
        assert_eq!(DataRule::PaperYears.bounds().0, 7, "the tax law's years");
        let some = DataRules::default().with(DataRule::OrderDays, 30);
        assert_eq!(DataRules::read(&some.input()).map(|read| read.get(DataRule::OrderDays)), Ok(30));
    }
}
