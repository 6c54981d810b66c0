//! Which pieces of the shop are shown and in which order, as addresses and forms say it.

use super::SearchWords;
use crate::{
    form::{FieldError, FieldErrors, FormInput, amount},
    shop::{Category, ShopMaker, Tag},
};

/// In which order.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ShopSort {
    /// The newest first.
    #[default]
    New,
    PriceLow,
    PriceHigh,
}

/// What the lists of the shop can be narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopChoices {
    pub categories: Vec<Category>,
    pub makers: Vec<ShopMaker>,
    pub tags: Vec<Tag>,
}

/// What a list of pieces is narrowed by; nothing of it is the whole shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopFilter {
    pub words: SearchWords,
    /// By its word in addresses.
    pub category: Option<String>,
    /// By its word in addresses.
    pub tag: Option<String>,
    /// By theirs.
    pub maker: Option<String>,
    /// In yen, both included; above 0, and not above the other.
    pub price_min: Option<i64>,
    pub price_max: Option<i64>,
    /// Without what is sold.
    pub in_stock: bool,
    pub sort: ShopSort,
}

/// One thing by which a list is narrowed, to take it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter)]
pub enum FilterPart {
    Words,
    Category,
    Tag,
    Maker,
    Price,
    InStock,
}

impl ShopFilter {
    /// Reads an address or a form, and says what of it cannot be read: that narrows nothing. Prices in the wrong order are
    /// put right.
    pub fn read(input: &FormInput, choices: &ShopChoices) -> (ShopFilter, FieldErrors) {
        let mut errors = FieldErrors::default();
        let mut price = |field: &str| {
            let typed = input.text(field).trim();
            let yen = amount(typed);
            if yen.is_none() && !typed.is_empty() {
                errors.note(field, FieldError::NotANumber);
            }
            yen.filter(|yen| *yen > 0)
        };
        let (min, max) = (price("price_min"), price("price_max"));
        let (price_min, price_max) =
            if min.zip(max).is_some_and(|(min, max)| min > max) { (max, min) } else { (min, max) };
        let mut one_of = |field: &str, is_known: &dyn Fn(&str) -> bool| {
            let word = Some(input.text(field).trim()).filter(|word| !word.is_empty())?;
            if !is_known(word) {
                errors.note(field, FieldError::NotAChoice);
                return None;
            }
            Some(word.to_owned())
        };
        let filter = ShopFilter {
            words: SearchWords::read(input.text("q")),
            category: one_of("category", &|slug| choices.categories.iter().any(|one| one.slug == slug)),
            tag: one_of("tag", &|slug| choices.tags.iter().any(|one| one.slug == slug)),
            maker: one_of("maker", &|slug| choices.makers.iter().any(|one| one.slug == slug)),
            price_min,
            price_max,
            in_stock: !matches!(input.text("in_stock"), "" | "0"),
            sort: input.text("sort").parse().unwrap_or_default(),
        };
        (filter, errors)
    }

    /// What names it in addresses and forms; nothing of the whole shelf.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let words = (!self.words.is_empty()).then(|| self.words.text());
        let sort = (self.sort != ShopSort::default()).then(|| self.sort.to_string());
        let fields = [
            ("q", words),
            ("category", self.category.clone()),
            ("tag", self.tag.clone()),
            ("maker", self.maker.clone()),
            ("price_min", self.price_min.map(|yen| yen.to_string())),
            ("price_max", self.price_max.map(|yen| yen.to_string())),
            ("in_stock", self.in_stock.then(|| "1".to_owned())),
            ("sort", sort),
        ];
        fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Whether the list is narrowed by that.
    pub fn has(&self, part: FilterPart) -> bool {
        match part {
            FilterPart::Words => !self.words.is_empty(),
            FilterPart::Category => self.category.is_some(),
            FilterPart::Tag => self.tag.is_some(),
            FilterPart::Maker => self.maker.is_some(),
            FilterPart::Price => self.price_min.is_some() || self.price_max.is_some(),
            FilterPart::InStock => self.in_stock,
        }
    }

    /// The same without that.
    pub fn without(&self, part: FilterPart) -> ShopFilter {
        let all = self.clone();
        match part {
            FilterPart::Words => ShopFilter { words: SearchWords::default(), ..all },
            FilterPart::Category => ShopFilter { category: None, ..all },
            FilterPart::Tag => ShopFilter { tag: None, ..all },
            FilterPart::Maker => ShopFilter { maker: None, ..all },
            FilterPart::Price => ShopFilter { price_min: None, price_max: None, ..all },
            FilterPart::InStock => ShopFilter { in_stock: false, ..all },
        }
    }

    /// Whether it asks for more than a category, newest first: such lists have always had their addresses.
    pub fn is_narrowed(&self) -> bool {
        *self != ShopFilter { category: self.category.clone(), ..ShopFilter::default() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{BilingualText, CategoryId, IntoEnumIterator, MakerId, TagId};

    fn wood() -> Vec<Category> {
        let (name_ja, name_en) = ("木もの".to_owned(), "Wood".to_owned());
        vec![Category {
            id: CategoryId(Uuid::nil()),
            slug: "wood".into(),
            name_ja,
            name_en,
            ended: false,
            checks: Vec::new(),
        }]
    }

    fn kotori() -> Vec<ShopMaker> {
        vec![ShopMaker { id: MakerId(Uuid::nil()), slug: "kotori".into(), trade_name: "ことり".into() }]
    }

    fn choices() -> ShopChoices {
        let name = BilingualText::new("地域資源", "Local");
        let tag = Tag { id: TagId(Uuid::nil()), slug: "local".into(), name, ended: false };
        ShopChoices { categories: wood(), makers: kotori(), tags: vec![tag] }
    }

    fn read(fields: &[(&str, &str)]) -> (ShopFilter, FieldErrors) {
        let input: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ShopFilter::read(&input.into(), &choices())
    }

    #[test]
    fn prices_are_read_as_people_type_them() {
        let prices = |min: &str, max: &str| {
            let (filter, errors) = read(&[("price_min", min), ("price_max", max)]);
            (filter.price_min, filter.price_max, errors.iter().count())
        };
        assert_eq!(prices("１，０００円", " ３０００ "), (Some(1000), Some(3000), 0));
        assert_eq!(prices("3000", "1000"), (Some(1000), Some(3000), 0));
        assert_eq!(prices("0", ""), (None, None, 0));
        assert_eq!(prices("abc", "-5"), (None, None, 2));
        assert_eq!(prices("1000000000000", "99999999999999999999"), (Some(1_000_000_000_000), None, 1));
    }

    #[test]
    fn what_is_unknown_narrows_nothing_and_is_said() {
        let (filter, errors) = read(&[("category", "none"), ("maker", "kotori"), ("sort", "x"), ("in_stock", "0")]);
        assert_eq!(filter, ShopFilter { maker: Some("kotori".into()), ..ShopFilter::default() });
        assert_eq!(errors.at("category"), Some(&FieldError::NotAChoice));
        assert!(errors.at("maker").is_none() && filter.is_narrowed());
        assert!(!read(&[("category", "wood")]).0.is_narrowed());
    }

    #[test]
    fn each_part_can_be_taken_away() {
        let all = [
            ("q", "ねこ 皿"),
            ("category", "wood"),
            ("tag", "local"),
            ("maker", "kotori"),
            ("price_max", "3000"),
            ("in_stock", "1"),
        ];
        let (mut filter, _) = read(&all);
        for part in FilterPart::iter() {
            assert!(filter.has(part), "{part:?}");
            filter = filter.without(part);
            assert!(!filter.has(part), "{part:?}");
        }
        assert_eq!(filter, ShopFilter::default());
    }

    proptest! {
        #[test]
        fn an_address_says_all_of_it(q in "\\PC{0,30}", min in 0i64..5000, max in 0i64..5000, flags in 0u8..8, sort in 0usize..3) {
            let filter = read(&[
                ("q", &q),
                ("category", if flags & 1 == 1 { "wood" } else { "" }),
                ("maker", if flags & 2 == 2 { "kotori" } else { "" }),
                ("price_min", &min.to_string()),
                ("price_max", &max.to_string()),
                ("in_stock", if flags & 4 == 4 { "1" } else { "" }),
                ("sort", ShopSort::iter().nth(sort).unwrap().into_str()),
            ]).0;
            let input: Vec<_> = filter.fields().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let (again, errors) = ShopFilter::read(&input.into(), &choices());
            prop_assert!(errors.is_empty());
            prop_assert_eq!(again.fields(), filter.fields());
        }
    }
}
