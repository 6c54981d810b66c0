//! Products: what a maker may list and how it reaches the shop.

mod details;
mod error;
mod favourites;
mod filter;
mod form_page;
mod listing;
mod option_draft;
mod photos;
mod published;
mod safety;
mod search;
mod selling;
mod settings;
mod shelf;
mod target_age;

pub use details::*;
pub use error::*;
pub use favourites::*;
pub use filter::*;
pub use form_page::*;
pub use listing::*;
pub use option_draft::*;
pub use photos::*;
pub use published::*;
pub use safety::*;
pub use search::*;
pub use selling::*;
use serde::{Deserialize, Serialize};
pub use settings::*;
pub use shelf::*;
pub use target_age::*;

use crate::{Yen, catalog::ON_HAND_MAX};

/// A list of pieces is counted up to here and no further, so that a page costs the same with ten thousand.
pub const SHELF_COUNTED_MAX: u64 = 480;
/// Products on a page of the shop.
pub const PAGE_SIZE: u64 = 24;
/// Last page of the shop that can be asked for: bounds the work of an offset.
pub const PAGE_MAX: u64 = 1000;
pub const TITLE_CHARS_MAX: usize = 60;
pub const DESCRIPTION_CHARS_MAX: usize = 2000;
pub const PRICE_YEN_MIN: i64 = 50;
pub const PRICE_YEN_MAX: i64 = 1_000_000;
pub const STOCK_MAX: i64 = ON_HAND_MAX;
/// Largest photo upload in bytes: a 48-megapixel phone photo fits.
pub const PHOTO_BYTES_MAX: usize = 20 * 1024 * 1024;
/// Largest photo in pixels, decoded: bounds memory.
pub const PHOTO_PIXELS_MAX: u64 = 64_000_000;
/// Longest sides of the stored pictures in pixels, smallest first; none is larger than the photo itself.
pub const PHOTO_SIDES: [u32; 3] = [320, 640, 1280];
/// Products one maker may have, whatever their status.
pub const PRODUCTS_PER_MAKER_MAX: u64 = 1000;
/// Longest note of the staff to a maker, in characters.
pub const NOTE_CHARS_MAX: usize = 1000;
/// The number of the first product; the rest count on from it.
pub const NUMBER_FIRST: i64 = 1001;

/// Where a product is on its way to the shop.
#[derive(
    Clone,
    Copy,
    Debug,
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
pub enum ProductStatus {
    /// The maker is still writing.
    Draft,
    /// Waits for the staff.
    Submitted,
    /// In the shop.
    Published,
    /// In the shop, but not sold or shown until its maker goes on with it.
    Paused,
    /// The staff asked for a change.
    Returned,
    /// The maker took it down.
    Withdrawn,
}

impl ProductStatus {
    /// Whether the staff have approved what it says: numbers change at once then, words and photo by a change that the
    /// staff see first.
    pub fn is_live(self) -> bool {
        matches!(self, ProductStatus::Published | ProductStatus::Paused)
    }

    /// Whether the maker may change all of it and hand it to the staff from here. What the staff are looking at is not
    /// changed under them: the maker takes it back first.
    pub fn can_edit(self) -> bool {
        matches!(self, ProductStatus::Draft | ProductStatus::Returned | ProductStatus::Withdrawn)
    }

    /// What it becomes when the maker takes it back; `None` where there is nothing to take back.
    pub fn taken_back(self) -> Option<ProductStatus> {
        match self {
            ProductStatus::Submitted => Some(ProductStatus::Draft),
            ProductStatus::Published | ProductStatus::Paused => Some(ProductStatus::Withdrawn),
            ProductStatus::Draft | ProductStatus::Returned | ProductStatus::Withdrawn => None,
        }
    }
}

/// What the staff say to a submitted product.
#[derive(
    Clone,
    Copy,
    Debug,
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
pub enum Decision {
    Approved,
    Returned,
}

/// A listing as the maker typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub title: String,
    pub description: String,
    pub price_yen: i64,
    pub stock: i64,
    pub details: Details,
    pub selling: Selling,
    /// How many.
    pub tags: usize,
    /// Its maker chose one.
    pub has_category: bool,
    pub has_photo: bool,
    /// What is asked of it and was not ticked.
    pub unticked: Vec<SafetyCheck>,
}

/// Everything that keeps a listing from the staff, field by field; empty when it may be submitted.
pub fn check_listing(listing: &Listing) -> Vec<ProductError> {
    let title_chars = listing.title.trim().chars().count();
    let checks = [
        (title_chars == 0, ProductError::TitleMissing),
        (title_chars > TITLE_CHARS_MAX, ProductError::TitleTooLong { chars_max: TITLE_CHARS_MAX }),
        (
            listing.description.chars().count() > DESCRIPTION_CHARS_MAX,
            ProductError::DescriptionTooLong { chars_max: DESCRIPTION_CHARS_MAX },
        ),
        (!listing.has_category, ProductError::CategoryMissing),
        (!price_fits(listing.price_yen), PRICE_OUT_OF_RANGE),
        (!stock_fits(listing), ProductError::StockOutOfRange { max: STOCK_MAX }),
        (!listing.has_photo, ProductError::PhotoMissing),
    ];
    let mut problems: Vec<ProductError> =
        checks.into_iter().filter_map(|(wrong, error)| wrong.then_some(error)).collect();
    problems.extend(listing.details.problems());
    problems.extend(listing.selling.problems());
    problems.extend(listing.unticked.iter().map(|check| ProductError::SafetyUnticked { check: *check }));
    if listing.tags > TAGS_PER_PRODUCT_MAX {
        problems.push(ProductError::TooManyTags { max: TAGS_PER_PRODUCT_MAX });
    }
    problems
}

/// The price of a listing that nobody can pay.
const PRICE_OUT_OF_RANGE: ProductError =
    ProductError::PriceOutOfRange { yen_min: PRICE_YEN_MIN, yen_max: PRICE_YEN_MAX };

fn price_fits(price_yen: i64) -> bool {
    (PRICE_YEN_MIN..=PRICE_YEN_MAX).contains(&price_yen)
}

/// Of what is made to order there is nothing to count.
fn stock_fits(listing: &Listing) -> bool {
    listing.selling.made_to_order || (1..=STOCK_MAX).contains(&listing.stock)
}

/// Everything that keeps price, stock and how it is sold from being changed at once. None on hand is a number too: it is
/// sold.
pub fn check_live_numbers(price_yen: i64, stock: i64, selling: &Selling) -> Vec<ProductError> {
    let stock_fits = selling.made_to_order || (0..=STOCK_MAX).contains(&stock);
    let checks = [
        (!price_fits(price_yen), PRICE_OUT_OF_RANGE),
        (!stock_fits, ProductError::LiveStockOutOfRange { max: STOCK_MAX }),
    ];
    let problems = checks.into_iter().filter_map(|(wrong, error)| wrong.then_some(error));
    problems.chain(selling.problems()).collect()
}

/// Everything that keeps the words and photo of a live listing from the staff: its numbers are in force already.
pub fn check_change(listing: &Listing) -> Vec<ProductError> {
    let of_numbers = |field| matches!(field, Some(ListingField::Price | ListingField::Stock));
    check_listing(listing).into_iter().filter(|error| !of_numbers(error.field())).collect()
}

/// Whether the staff's decision may be made with this note: a return says what to change.
///
/// # Errors
/// [`ProductError::NoteMissing`], [`ProductError::NoteTooLong`].
pub fn check_note(decision: Decision, note: &str) -> Result<(), ProductError> {
    if decision == Decision::Returned && note.trim().is_empty() {
        return Err(ProductError::NoteMissing);
    }
    if note.chars().count() > NOTE_CHARS_MAX {
        return Err(ProductError::NoteTooLong { chars_max: NOTE_CHARS_MAX });
    }
    Ok(())
}

/// The price a product is listed at.
pub fn price(listing: &Listing) -> Yen {
    Yen(listing.price_yen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IntoEnumIterator;
    use crate::form::amount;
    use proptest::prelude::*;

    fn good() -> Listing {
        Listing {
            title: "木のコースター".into(),
            description: "4枚組".into(),
            price_yen: 2400,
            stock: 1,
            has_category: true,
            has_photo: true,
            ..Listing::default()
        }
    }

    #[test]
    fn names_every_wrong_field_at_once() {
        assert_eq!(check_listing(&good()), vec![]);
        let wrong = check_listing(&Listing { description: "x".repeat(2001), ..Listing::default() });
        assert_eq!(wrong.len(), 6, "{wrong:?}");
        let fields: std::collections::HashSet<_> = wrong.iter().filter_map(ProductError::field).collect();
        assert_eq!(fields.len(), 6);
    }

    #[test]
    fn numbers_as_people_type_them() {
        for (text, number) in [
            ("2600", Some(2600)),
            (" ２，６００円 ", Some(2600)),
            ("¥1,200", Some(1200)),
            ("0", Some(0)),
            ("", None),
            ("円", None),
            ("-5", None),
            ("1.5", None),
            ("1e9", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(amount(text), number, "{text:?}");
        }
    }

    #[test]
    fn what_is_asked_is_ticked() {
        let unticked = vec![SafetyCheck::Food, SafetyCheck::Character];
        let wrong = check_listing(&Listing { unticked, ..good() });
        let named = [SafetyCheck::Food, SafetyCheck::Character].map(|check| ProductError::SafetyUnticked { check });
        assert_eq!(wrong, named);
        assert_eq!(check_change(&Listing { unticked: vec![SafetyCheck::Food], ..good() }), named[..1]);
    }

    #[test]
    fn a_live_listing_may_be_sold_out_but_not_free() {
        assert_eq!(check_live_numbers(2400, 0, &Selling::default()), vec![]);
        assert_eq!(check_live_numbers(0, -1, &Selling::default()).len(), 2);
        assert_eq!(check_change(&Listing { stock: 0, price_yen: 0, ..good() }), vec![]);
        assert_eq!(check_change(&Listing { title: String::new(), ..good() }), [ProductError::TitleMissing]);
    }

    #[test]
    fn a_return_needs_a_note() {
        assert_eq!(check_note(Decision::Returned, " \n"), Err(ProductError::NoteMissing));
        assert_eq!(check_note(Decision::Approved, ""), Ok(()));
        let long = "あ".repeat(NOTE_CHARS_MAX + 1);
        assert_eq!(check_note(Decision::Approved, &long), Err(ProductError::NoteTooLong { chars_max: NOTE_CHARS_MAX }));
    }

    #[test]
    fn what_is_under_review_or_on_sale_is_taken_back_before_it_is_changed() {
        for status in ProductStatus::iter() {
            assert_ne!(status.can_edit(), status.taken_back().is_some(), "{status:?}");
            assert!(status.taken_back().is_none_or(ProductStatus::can_edit));
            assert!(!status.is_live() || status.taken_back() == Some(ProductStatus::Withdrawn));
        }
    }

    proptest! {
        #[test]
        fn an_accepted_listing_is_within_limits(price in any::<i64>(), stock in any::<i64>(), title in "\\PC{0,80}") {
            let listing = Listing { title, price_yen: price, stock, ..good() };
            if check_listing(&listing).is_empty() {
                prop_assert!((PRICE_YEN_MIN..=PRICE_YEN_MAX).contains(&price));
                prop_assert!((1..=STOCK_MAX).contains(&stock));
                prop_assert!((1..=TITLE_CHARS_MAX).contains(&listing.title.trim().chars().count()));
            }
        }
    }
}
