//! How a piece is sold: made when it is ordered or not, sent, wrapped, taxed, and what can be chosen of it. All of it is
//! in force at once, as the price is.

use super::{ListingField, OptionDraft, OptionProblem, ProductError, TaxClass, option_draft::unit_off};
use crate::{
    catalog::{OPTIONS_MAX, Parcel},
    form::{FormInput, amount},
};

/// Longest time to make a piece that was ordered, in days.
pub const LEAD_DAYS_MAX: i64 = 90;
/// Thickest packed piece, in millimetres.
pub const PARCEL_MM_MAX: i64 = 1_000;
/// Heaviest packed piece, in grams.
pub const PARCEL_GRAMS_MAX: i64 = 30_000;
/// Dearest gift wrapping, in yen.
pub const GIFT_WRAP_YEN_MAX: i64 = 2_000;

/// How a piece is sold, as far as its maker has said so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selling {
    /// There is no stock of it to count.
    pub made_to_order: bool,
    /// Days from the order to the piece, 1 to [`LEAD_DAYS_MAX`]; of what is made to order alone.
    pub lead_days: Option<i64>,
    /// The packed piece, 1 to [`PARCEL_MM_MAX`]. Without thickness and weight it is handed over in the shop only.
    pub parcel_thickness_mm: Option<i64>,
    /// The packed piece, 1 to [`PARCEL_GRAMS_MAX`].
    pub parcel_weight_g: Option<i64>,
    /// It goes into an envelope of the size A4.
    pub parcel_fits_a4: bool,
    /// `None`: its maker wraps no gifts. 0 is free, at most [`GIFT_WRAP_YEN_MAX`].
    pub gift_wrap_yen: Option<i64>,
    pub tax_class: TaxClass,
    pub options: Vec<OptionDraft>,
}

impl Selling {
    /// What stands in a form's fields; numbers that are none, or out of range, are named and stand as nothing.
    pub fn read(input: &FormInput) -> (Selling, Vec<ProductError>) {
        let mut errors = Vec::new();
        let mut number = |field: &str, least: i64, most: i64, error: ProductError| {
            let typed = unit_off(input.text(field));
            if typed.is_empty() {
                return None;
            }
            let number = amount(typed).filter(|n| (least..=most).contains(n));
            if number.is_none() {
                errors.push(error);
            }
            number
        };
        let made_to_order = input.text("kind") == "order";
        let lead_days = match made_to_order {
            true => number("lead_days", 1, LEAD_DAYS_MAX, ProductError::LeadDaysOutOfRange { max: LEAD_DAYS_MAX }),
            false => None,
        };
        let too_thick = ProductError::ParcelTooThick { mm_max: PARCEL_MM_MAX };
        let too_heavy = ProductError::ParcelTooHeavy { grams_max: PARCEL_GRAMS_MAX };
        let too_dear = ProductError::GiftWrapOutOfRange { yen_max: GIFT_WRAP_YEN_MAX };
        let mut selling = Selling {
            made_to_order,
            lead_days,
            parcel_thickness_mm: number("parcel_mm", 1, PARCEL_MM_MAX, too_thick),
            parcel_weight_g: number("parcel_g", 1, PARCEL_GRAMS_MAX, too_heavy),
            parcel_fits_a4: input.has("parcel_a4"),
            gift_wrap_yen: number("gift_wrap", 0, GIFT_WRAP_YEN_MAX, too_dear),
            ..Selling::default()
        };
        match input.text("tax_class") {
            "" => {}
            word => match word.parse() {
                Ok(class) => selling.tax_class = class,
                Err(_) => errors.push(ProductError::NoSuchTaxRate),
            },
        }
        for n in 1..=OPTIONS_MAX {
            let Some((option, problem)) = OptionDraft::read(input, n) else { continue };
            selling.options.push(option);
            errors.extend(problem.map(|problem| ProductError::Option { n: selling.options.len(), problem }));
        }
        (selling, errors)
    }

    /// Puts it into a form's fields.
    pub fn put(&self, input: &mut FormInput) {
        let words = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        input.set("lead_days", words(self.lead_days));
        input.set("parcel_mm", words(self.parcel_thickness_mm));
        input.set("parcel_g", words(self.parcel_weight_g));
        if self.parcel_fits_a4 {
            input.set("parcel_a4", "on");
        }
        input.set("gift_wrap", words(self.gift_wrap_yen));
        input.set("tax_class", self.tax_class);
        for (n, option) in (1..).zip(&self.options) {
            option.put(input, n);
        }
    }

    /// Everything that keeps it from the shop.
    pub fn problems(&self) -> Vec<ProductError> {
        let sends = (self.parcel_thickness_mm.is_some(), self.parcel_weight_g.is_some());
        let within = |n: Option<i64>, least: i64, most: i64| n.is_none_or(|n| (least..=most).contains(&n));
        let lead_fits = !self.made_to_order || self.lead_days.is_some_and(|days| (1..=LEAD_DAYS_MAX).contains(&days));
        let checks = [
            (!lead_fits, ProductError::LeadDaysOutOfRange { max: LEAD_DAYS_MAX }),
            (sends == (false, true), ProductError::ParcelIncomplete { field: ListingField::ParcelThickness }),
            (sends == (true, false), ProductError::ParcelIncomplete { field: ListingField::ParcelWeight }),
            (
                !within(self.parcel_thickness_mm, 1, PARCEL_MM_MAX),
                ProductError::ParcelTooThick { mm_max: PARCEL_MM_MAX },
            ),
            (
                !within(self.parcel_weight_g, 1, PARCEL_GRAMS_MAX),
                ProductError::ParcelTooHeavy { grams_max: PARCEL_GRAMS_MAX },
            ),
            (
                !within(self.gift_wrap_yen, 0, GIFT_WRAP_YEN_MAX),
                ProductError::GiftWrapOutOfRange { yen_max: GIFT_WRAP_YEN_MAX },
            ),
        ];
        let mut problems: Vec<ProductError> =
            checks.into_iter().filter_map(|(wrong, error)| wrong.then_some(error)).collect();
        for (n, option) in (1..).zip(&self.options) {
            let earlier = &self.options[..n - 1];
            let twice = earlier.iter().any(|other| other.name == option.name).then_some(OptionProblem::NameTwice);
            problems.extend(option.problem().or(twice).map(|problem| ProductError::Option { n, problem }));
        }
        problems
    }

    /// The parcel, of what can be sent.
    pub fn parcel(&self) -> Option<Parcel> {
        Parcel::new(self.parcel_thickness_mm, self.parcel_weight_g, self.parcel_fits_a4)
    }

    /// What the database holds: nothing that is out of range, and no more options than there may be.
    pub fn within_bounds(mut self) -> Selling {
        let within = |n: Option<i64>, least: i64, most: i64| n.filter(|n| (least..=most).contains(n));
        self.lead_days = within(self.lead_days, 1, LEAD_DAYS_MAX).filter(|_| self.made_to_order);
        self.parcel_thickness_mm = within(self.parcel_thickness_mm, 1, PARCEL_MM_MAX);
        self.parcel_weight_g = within(self.parcel_weight_g, 1, PARCEL_GRAMS_MAX);
        self.gift_wrap_yen = within(self.gift_wrap_yen, 0, GIFT_WRAP_YEN_MAX);
        self.options.truncate(OPTIONS_MAX);
        for option in &mut self.options {
            option.tidy();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::shop::{Listing, check_listing};

    fn form(pairs: &[(&str, &str)]) -> FormInput {
        pairs.iter().fold(FormInput::default(), |input, (name, value)| input.with(*name, *value))
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let typed = [
            ("kind", "order"),
            ("lead_days", "１４日"),
            ("parcel_mm", "25 mm"),
            ("parcel_g", "１,２００ｇ"),
            ("parcel_a4", "on"),
            ("gift_wrap", "０円"),
            ("tax_class", "reduced"),
        ];
        let (selling, errors) = Selling::read(&form(&typed));
        assert_eq!(errors, []);
        assert_eq!((selling.made_to_order, selling.lead_days, selling.gift_wrap_yen), (true, Some(14), Some(0)));
        assert_eq!(selling.parcel(), Some(Parcel { thickness_mm: 25, weight_g: 1200, fits_a4: true }));
        assert_eq!(selling.tax_class, TaxClass::Reduced);
        let (nothing, errors) = Selling::read(&FormInput::default());
        assert_eq!((nothing, errors), (Selling::default(), vec![]));
    }

    #[test]
    fn what_is_out_of_range_is_named_and_never_means_something_else() {
        for (field, value, at) in [
            ("parcel_mm", "0", ListingField::ParcelThickness),
            ("parcel_mm", "1001", ListingField::ParcelThickness),
            ("parcel_g", "-5", ListingField::ParcelWeight),
            ("parcel_g", "99999999999999999999", ListingField::ParcelWeight),
            ("gift_wrap", "2001", ListingField::GiftWrap),
            ("gift_wrap", "無料", ListingField::GiftWrap),
            ("tax_class", "luxury", ListingField::TaxClass),
        ] {
            let (_, errors) = Selling::read(&form(&[(field, value)]));
            assert_eq!(errors.iter().filter_map(ProductError::field).collect::<Vec<_>>(), [at], "{field} {value}");
        }
        let (_, errors) = Selling::read(&form(&[("kind", "order"), ("lead_days", "91")]));
        assert_eq!(errors, [ProductError::LeadDaysOutOfRange { max: 90 }]);
        let half = Selling { parcel_weight_g: Some(90), ..Selling::default() };
        assert_eq!(half.problems(), [ProductError::ParcelIncomplete { field: ListingField::ParcelThickness }]);
    }

    #[test]
    fn what_is_made_to_order_needs_a_time_and_no_stock() {
        let listing = |selling| Listing {
            title: "名札".into(),
            price_yen: 900,
            has_category: true,
            has_photo: true,
            selling,
            ..Listing::default()
        };
        let selling = Selling { made_to_order: true, ..Selling::default() };
        assert_eq!(check_listing(&listing(selling.clone())), [ProductError::LeadDaysOutOfRange { max: 90 }]);
        assert_eq!(check_listing(&listing(Selling { lead_days: Some(7), ..selling })), []);
    }

    #[test]
    fn options_are_written_line_by_line() {
        let typed = [
            ("option1_name", "色"),
            ("option1_choices", "藍\r\n\r\n 茜 ＋３００円\nA+B\n+5"),
            ("option3_name", "名入れ"),
            ("option3_kind", "text"),
            ("option3_required", "on"),
            ("option3_extra", "500円"),
            ("option3_choices", "left over"),
        ];
        let (selling, errors) = Selling::read(&form(&typed));
        assert_eq!((errors, selling.problems()), (vec![], vec![]));
        let twice =
            Selling { options: vec![selling.options[0].clone(), selling.options[0].clone()], ..selling.clone() };
        assert_eq!(twice.problems(), [ProductError::Option { n: 2, problem: OptionProblem::NameTwice }]);
        let [colour, name] = &selling.options[..] else { panic!("{:?}", selling.options) };
        let choices: Vec<_> = colour.choices.iter().map(|(label, yen)| (label.as_str(), *yen)).collect();
        assert_eq!(choices, [("藍", 0), ("茜", 300), ("A+B", 0), ("+5", 0)]);
        assert_eq!((name.required, name.max_chars, name.extra_yen, name.choices.len()), (true, 20, 500, 0));
        let mut again = FormInput::default().with("kind", "several");
        selling.put(&mut again);
        assert_eq!(Selling::read(&again), (selling, vec![]));
    }

    proptest! {
        /// Whatever a form says, what is kept fits the database, and says no more than the form did.
        #[test]
        fn what_is_kept_is_within_bounds(
            words in prop::collection::vec("[0-9０-９a-z+＋円\\n\\x00 ]{0,12}", 8),
        ) {
            let names = ["lead_days", "parcel_mm", "parcel_g", "gift_wrap", "option1_name", "option1_choices",
                "option2_name", "option2_extra"];
            let input = names.iter().zip(&words).fold(FormInput::default().with("kind", "order").with("option2_kind", "text"),
                |input, (name, value)| input.with(*name, value));
            let kept = Selling::read(&input).0.within_bounds();
            prop_assert!(kept.lead_days.is_none_or(|days| (1..=90).contains(&days)));
            prop_assert!(kept.parcel_thickness_mm.is_none_or(|mm| (1..=1000).contains(&mm)));
            prop_assert!(kept.gift_wrap_yen.is_none_or(|yen| (0..=2000).contains(&yen)));
            prop_assert!(kept.options.len() <= 2);
            for option in &kept.options {
                prop_assert!((1..=60).contains(&option.max_chars) && (0..=100_000).contains(&option.extra_yen));
                prop_assert!(!option.name.contains(char::is_control));
                let fits = |(label, yen): &(String, i64)| !label.contains(char::is_control) && (0..=100_000).contains(yen);
                prop_assert!(option.choices.iter().all(fits));
            }
        }
    }
}
