//! The shop as the operator sets it: its categories, and the rate of the consumption tax from a day on.

use chrono::{Days, NaiveDate};

use serde::{Deserialize, Serialize};

use crate::{
    BilingualText, CategoryId, IntoEnumIterator, TagId,
    booking::{NAME_CHARS_MAX, slug_words},
    form::{FieldErrors, FormInput, Reader},
};

use super::{CARE_CHARS_MAX, SafetyCheck};

/// Categories at most, the ended with them.
pub const CATEGORIES_MAX: usize = 40;
/// Tags at most, the ended with them.
pub const TAGS_MAX: usize = 60;
/// Highest rate that can be set, in percent.
pub const TAX_PERCENT_MAX: i64 = 50;
/// The rate as long as none is set, in percent.
pub const TAX_PERCENT: i32 = 10;
/// The reduced rate as long as none is set, in percent.
pub const TAX_PERCENT_REDUCED: i32 = 8;
/// How far ahead a rate can begin, in days.
pub const TAX_AHEAD_DAYS: u64 = 1_095;

/// A category as the operator wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CategoryDraft {
    pub name: BilingualText,
    /// How its pieces are cared for, where their makers say nothing; may be empty.
    pub care: BilingualText,
    /// What makers tick of a piece in it.
    pub checks: Vec<SafetyCheck>,
}

impl CategoryDraft {
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<CategoryDraft, FieldErrors> {
        let mut read = Reader::new(input);
        let name = BilingualText::read(&mut read, "name", NAME_CHARS_MAX);
        let care = BilingualText::read_optional(&mut read, "care", CARE_CHARS_MAX);
        let checks = SafetyCheck::iter().filter(|check| input.has(&check.category_field())).collect();
        read.done(CategoryDraft { name, care, checks })
    }

    /// How it stands in the form's fields.
    pub fn input(&self) -> FormInput {
        let mut input = FormInput::default();
        self.name.put(&mut input, "name");
        self.care.put(&mut input, "care");
        self.checks.iter().for_each(|check| input.set(check.category_field(), "on"));
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
    /// What makers tick of a piece in it.
    pub checks: Vec<SafetyCheck>,
    /// Nothing new is listed in it.
    pub ended: bool,
    /// Pieces in the shop.
    pub pieces: u64,
}

impl CategoryRow {
    /// What its form says.
    pub fn draft(&self) -> CategoryDraft {
        CategoryDraft { name: self.name.clone(), care: self.care.clone(), checks: self.checks.clone() }
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

/// Which of the two rates of the consumption tax a piece has.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum TaxClass {
    #[default]
    Standard,
    /// 軽減税率, of food and drink.
    Reduced,
}

// Asked of every part of a primary key.
#[cfg(feature = "sea-orm")]
impl sea_orm::TryFromU64 for TaxClass {
    fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
        Err(sea_orm::DbErr::ConvertFromU64("TaxClass"))
    }
}

impl TaxClass {
    /// The rate as long as none is set, in percent.
    pub fn usual_percent(self) -> i32 {
        match self {
            TaxClass::Standard => TAX_PERCENT,
            TaxClass::Reduced => TAX_PERCENT_REDUCED,
        }
    }
}

/// The rate of the consumption tax from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxRate {
    pub class: TaxClass,
    pub from: NaiveDate,
    pub percent: i32,
}

impl TaxRate {
    /// The fields `class`, `from` and `percent`; without a class it is the standard rate. A rate begins tomorrow at the earliest: what is sold today has been.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput, today: NaiveDate) -> Result<TaxRate, FieldErrors> {
        let mut read = Reader::new(input);
        let day = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
        let from = read.day("from", day(1), day(TAX_AHEAD_DAYS)).unwrap_or(today);
        let class = read.named("class").unwrap_or_default();
        let percent = i32::try_from(read.number("percent", 0, TAX_PERCENT_MAX)).unwrap_or_default();
        read.done(TaxRate { class, from, percent })
    }
}

/// The rate of a class on a day, of rates in any order.
pub fn tax_percent(rates: &[TaxRate], class: TaxClass, day: NaiveDate) -> i32 {
    let begun = rates.iter().filter(|rate| rate.class == class && rate.from <= day);
    begun.max_by_key(|rate| rate.from).map_or(class.usual_percent(), |rate| rate.percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_rate_that_has_begun_holds() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let rate = |class, d, percent| TaxRate { class, from: day(d), percent };
        let (standard, reduced) = (TaxClass::Standard, TaxClass::Reduced);
        let rates = [rate(standard, 20, 12), rate(reduced, 15, 9), rate(standard, 10, 11)];
        assert_eq!([9, 10, 19, 20].map(|d| tax_percent(&rates, standard, day(d))), [10, 11, 11, 12]);
        assert_eq!([9, 14, 15, 20].map(|d| tax_percent(&rates, reduced, day(d))), [8, 8, 9, 9]);
        let read =
            |from: &str| TaxRate::read(&FormInput::default().with("from", from).with("percent", "１２"), day(20));
        assert_eq!(read("2026-11-21"), Ok(rate(standard, 21, 12)));
        let other = FormInput::default().with("from", "2026-11-21").with("percent", "8");
        assert_eq!(TaxRate::read(&other.clone().with("class", "reduced"), day(20)), Ok(rate(reduced, 21, 8)));
        assert!(TaxRate::read(&other.with("class", "luxury"), day(20)).unwrap_err().at("class").is_some());
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
