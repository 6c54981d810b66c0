//! The shop as the operator sets it: its categories, and the rate of the consumption tax from a day on.

use chrono::{Days, NaiveDate};

use crate::{
    BilingualText, CategoryId, TagId,
    booking::{NAME_CHARS_MAX, slug_words},
    form::{FieldErrors, FormInput, Reader},
};

use super::CARE_CHARS_MAX;

/// Categories at most, the ended with them.
pub const CATEGORIES_MAX: usize = 40;
/// Tags at most, the ended with them.
pub const TAGS_MAX: usize = 60;
/// Highest rate that can be set, in percent.
pub const TAX_PERCENT_MAX: i64 = 50;
/// The rate as long as none is set, in percent.
pub const TAX_PERCENT: i32 = 10;
/// How far ahead a rate can begin, in days.
pub const TAX_AHEAD_DAYS: u64 = 1_095;

/// A category as the operator wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CategoryDraft {
    pub name: BilingualText,
    /// How its pieces are cared for, where their makers say nothing; may be empty.
    pub care: BilingualText,
}

impl CategoryDraft {
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<CategoryDraft, FieldErrors> {
        let mut read = Reader::new(input);
        let name = BilingualText::read(&mut read, "name", NAME_CHARS_MAX);
        let care = BilingualText::read_optional(&mut read, "care", CARE_CHARS_MAX);
        read.done(CategoryDraft { name, care })
    }

    /// How it stands in the form's fields.
    pub fn input(&self) -> FormInput {
        let mut input = FormInput::default();
        self.name.put(&mut input, "name");
        self.care.put(&mut input, "care");
        input
    }

    /// Words for its address, the best first.
    pub fn slugs(&self) -> impl Iterator<Item = String> + use<> {
        slug_words(&self.name, "category", CATEGORIES_MAX + 1)
    }
}

/// A category in the operator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryRow {
    pub id: CategoryId,
    pub slug: String,
    pub name: BilingualText,
    pub care: BilingualText,
    /// Nothing new is listed in it.
    pub ended: bool,
    /// Pieces in the shop.
    pub pieces: u64,
}

impl CategoryRow {
    /// What its form says.
    pub fn draft(&self) -> CategoryDraft {
        CategoryDraft { name: self.name.clone(), care: self.care.clone() }
    }
}

/// A tag as the operator wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagDraft {
    pub name: BilingualText,
}

impl TagDraft {
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<TagDraft, FieldErrors> {
        let mut read = Reader::new(input);
        let name = BilingualText::read(&mut read, "name", NAME_CHARS_MAX);
        read.done(TagDraft { name })
    }

    /// How it stands in the form's fields.
    pub fn input(&self) -> FormInput {
        let mut input = FormInput::default();
        self.name.put(&mut input, "name");
        input
    }

    /// Words for its address, the best first.
    pub fn slugs(&self) -> impl Iterator<Item = String> + use<> {
        slug_words(&self.name, "tag", TAGS_MAX + 1)
    }
}

/// A tag in the operator's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagRow {
    pub id: TagId,
    pub slug: String,
    pub name: BilingualText,
    /// No piece gets it any more.
    pub ended: bool,
    /// Pieces in the shop.
    pub pieces: u64,
}

/// The rate of the consumption tax from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxRate {
    pub from: NaiveDate,
    pub percent: i32,
}

impl TaxRate {
    /// The fields `from` and `percent`. A rate begins tomorrow at the earliest: what is sold today has been.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput, today: NaiveDate) -> Result<TaxRate, FieldErrors> {
        let mut read = Reader::new(input);
        let day = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let from = read.day("from", day(1), day(TAX_AHEAD_DAYS)).unwrap_or(today);
        let percent = i32::try_from(read.number("percent", 0, TAX_PERCENT_MAX)).unwrap_or_default();
        read.done(TaxRate { from, percent })
    }
}

/// The rate on a day, of rates in any order.
pub fn tax_percent(rates: &[TaxRate], day: NaiveDate) -> i32 {
    let begun = rates.iter().filter(|rate| rate.from <= day);
    begun.max_by_key(|rate| rate.from).map_or(TAX_PERCENT, |rate| rate.percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_rate_that_has_begun_holds() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let rates = [TaxRate { from: day(20), percent: 12 }, TaxRate { from: day(10), percent: 11 }];
        assert_eq!([9, 10, 19, 20].map(|d| tax_percent(&rates, day(d))), [10, 11, 11, 12]);
        let read =
            |from: &str| TaxRate::read(&FormInput::default().with("from", from).with("percent", "１２"), day(20));
        assert_eq!(read("2026-11-21"), Ok(TaxRate { from: day(21), percent: 12 }));
        assert!(read("2026-11-20").unwrap_err().at("from").is_some());
    }

    #[test]
    fn a_category_gets_a_word_for_its_address() {
        let slug = |ja: &str, en: &str| {
            CategoryDraft { name: BilingualText::new(ja, en), ..CategoryDraft::default() }.slugs().next().unwrap()
        };
        assert_eq!((slug("布もの", "Fabric"), slug("布もの", "")), ("fabric".into(), "category".into()));
    }
}
