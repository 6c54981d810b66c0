//! What a listing says beside its story: the facts that buyers look for first.

use serde::{Deserialize, Serialize};
// What the derive of a JSON column names.
#[cfg(feature = "sea-orm")]
use serde_json as _;

use super::{ListingField, ProductError, TargetAge};
use crate::{
    TagId,
    form::{FormInput, amount},
};

/// Longest materials, in characters.
pub const MATERIALS_CHARS_MAX: usize = 200;
/// Longest size, in characters.
pub const SIZE_CHARS_MAX: usize = 100;
/// Longest words on care, in characters; those of a category too.
pub const CARE_CHARS_MAX: usize = 400;
/// Heaviest piece, in grams.
pub const WEIGHT_GRAMS_MAX: i64 = 100_000;
/// Tags of one product at most.
pub const TAGS_PER_PRODUCT_MAX: usize = 8;

/// Materials, size, weight, care, target age. All of it may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::FromJsonQueryResult))]
#[serde(default)]
pub struct Details {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub materials: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub size: String,
    /// In grams, 1 to [`WEIGHT_GRAMS_MAX`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_grams: Option<i64>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub care: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_age: Option<TargetAge>,
}

impl Details {
    /// What stands in a form's fields; a weight that is none is named.
    pub fn read(input: &FormInput) -> (Details, Option<ProductError>) {
        let typed = input.text("weight").trim();
        // People write the unit.
        let number = typed.trim_end_matches(['g', 'G', 'ｇ', 'Ｇ']).trim_end_matches("グラム");
        let weight_grams = amount(number);
        let unreadable = !typed.is_empty() && weight_grams.is_none();
        let details = Details {
            materials: input.text("materials").to_owned(),
            size: input.text("size").to_owned(),
            weight_grams: weight_grams.filter(|grams| *grams != 0),
            care: input.text("care").to_owned(),
            target_age: input.text("target_age").parse().ok(),
        };
        (details, unreadable.then_some(ProductError::WeightOutOfRange { grams_max: WEIGHT_GRAMS_MAX }))
    }

    /// Puts them into a form's fields.
    pub fn put(&self, input: &mut FormInput) {
        input.set("materials", &self.materials);
        input.set("size", &self.size);
        input.set("weight", self.weight_grams.map(|grams| grams.to_string()).unwrap_or_default());
        input.set("care", &self.care);
        input.set("target_age", self.target_age.map(|age| age.to_string()).unwrap_or_default());
    }

    /// Everything that keeps them from the shop.
    pub fn problems(&self) -> Vec<ProductError> {
        let long = |text: &str, field, chars_max| {
            (text.chars().count() > chars_max, ProductError::TextTooLong { field, chars_max })
        };
        let weight_fits = self.weight_grams.is_none_or(|grams| (1..=WEIGHT_GRAMS_MAX).contains(&grams));
        let checks = [
            long(&self.materials, ListingField::Materials, MATERIALS_CHARS_MAX),
            long(&self.size, ListingField::Size, SIZE_CHARS_MAX),
            (!weight_fits, ProductError::WeightOutOfRange { grams_max: WEIGHT_GRAMS_MAX }),
            long(&self.care, ListingField::Care, CARE_CHARS_MAX),
        ];
        checks.into_iter().filter_map(|(wrong, error)| wrong.then_some(error)).collect()
    }
}

/// The tags of a change, until the staff have seen it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::FromJsonQueryResult))]
#[serde(transparent)]
pub struct TagIds(pub Vec<TagId>);

impl TagIds {
    /// Each once, in an order of their own, so that the same tags are equal however they were ticked.
    pub fn new(tags: impl IntoIterator<Item = TagId>) -> TagIds {
        let mut tags: Vec<TagId> = tags.into_iter().collect();
        tags.sort_unstable();
        tags.dedup();
        TagIds(tags)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_read_as_people_write_it() {
        let read = |text: &str| Details::read(&FormInput::default().with("weight", text));
        for (text, grams) in
            [("120", Some(120)), ("１２０ｇ", Some(120)), (" 1,200 g", Some(1200)), ("", None), ("0", None)]
        {
            assert_eq!((read(text).0.weight_grams, read(text).1), (grams, None), "{text:?}");
        }
        for text in ["軽い", "-5", "1.5kg"] {
            assert!(read(text).1.is_some(), "{text:?}");
        }
    }

    #[test]
    fn what_is_too_long_or_too_heavy_is_named() {
        assert_eq!(Details::default().problems(), vec![]);
        let all = Details {
            materials: "あ".repeat(MATERIALS_CHARS_MAX + 1),
            size: "あ".repeat(SIZE_CHARS_MAX + 1),
            weight_grams: Some(WEIGHT_GRAMS_MAX + 1),
            care: "あ".repeat(CARE_CHARS_MAX + 1),
            target_age: None,
        };
        let fields: Vec<_> = all.problems().iter().filter_map(ProductError::field).collect();
        assert_eq!(fields, [ListingField::Materials, ListingField::Size, ListingField::Weight, ListingField::Care]);
    }

    #[test]
    fn a_form_says_what_it_was_made_of() {
        let details = Details {
            materials: "ヒノキ".into(),
            size: "9×9 cm".into(),
            weight_grams: Some(40),
            care: "水で洗えます".into(),
            target_age: Some(TargetAge::FromThree),
        };
        let mut input = FormInput::default();
        details.put(&mut input);
        assert_eq!(Details::read(&input), (details, None));
    }
}
