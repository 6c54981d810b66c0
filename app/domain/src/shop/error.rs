//! What is wrong with a listing, and where.

use super::{OptionPart, OptionProblem, SafetyCheck};

/// A field of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListingField {
    Title,
    Description,
    Materials,
    Size,
    Weight,
    Care,
    Tags,
    Category,
    Price,
    Stock,
    LeadDays,
    ParcelThickness,
    ParcelWeight,
    GiftWrap,
    TaxClass,
    /// The option with that number, from 1.
    Option(usize, OptionPart),
    Photo,
    Safety(SafetyCheck),
}

/// What is wrong with a listing or with an act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProductError {
    #[error("the title is empty")]
    TitleMissing,
    #[error("the title has more than {chars_max} characters")]
    TitleTooLong { chars_max: usize },
    #[error("the description has more than {chars_max} characters")]
    DescriptionTooLong { chars_max: usize },
    #[error("{field:?} has more than {chars_max} characters")]
    TextTooLong { field: ListingField, chars_max: usize },
    #[error("the weight lies outside 1 to {grams_max} grams")]
    WeightOutOfRange { grams_max: i64 },
    #[error("more than {max} tags")]
    TooManyTags { max: usize },
    #[error("no category was chosen")]
    CategoryMissing,
    #[error("the price lies outside {yen_min} to {yen_max} yen")]
    PriceOutOfRange { yen_min: i64, yen_max: i64 },
    #[error("the stock lies outside 1 to {max}")]
    StockOutOfRange { max: i64 },
    #[error("the stock of a listing in the shop lies outside 0 to {max}")]
    LiveStockOutOfRange { max: i64 },
    #[error("{reserved} pieces are promised to buyers")]
    PiecesReserved { reserved: i64 },
    #[error("there are {on_hand} pieces now")]
    StockChanged { on_hand: i64 },
    #[error("the time to make it lies outside 1 to {max} days")]
    LeadDaysOutOfRange { max: i64 },
    #[error("the parcel lies outside 1 to {mm_max} mm")]
    ParcelTooThick { mm_max: i64 },
    #[error("the parcel lies outside 1 to {grams_max} grams")]
    ParcelTooHeavy { grams_max: i64 },
    #[error("of the parcel {field:?} is missing")]
    ParcelIncomplete { field: ListingField },
    #[error("gift wrapping costs more than {yen_max} yen")]
    GiftWrapOutOfRange { yen_max: i64 },
    #[error("there is no such rate of tax")]
    NoSuchTaxRate,
    #[error("option {n}: {problem:?}")]
    Option { n: usize, problem: OptionProblem },
    #[error("{check} of the safety checklist is not ticked")]
    SafetyUnticked { check: SafetyCheck },
    #[error("a photo is missing")]
    PhotoMissing,
    #[error("a listing may have {max} photos")]
    TooManyPhotos { max: usize },
    #[error("the file is larger than {megabytes_max} MB")]
    PhotoTooLarge { megabytes_max: usize },
    #[error("all photos of a maker together may have {megabytes_max} MB")]
    PhotoQuota { megabytes_max: i64 },
    #[error("the file is not a JPEG, PNG or WebP photo that can be read")]
    PhotoUnreadable,
    /// As iPhones keep photos unless they are asked for compatible ones.
    #[error("the file is an HEIC photo")]
    PhotoHeic,
    #[error("the photo has too many pixels")]
    PhotoTooManyPixels,
    /// Where photos are kept does not answer, or is full.
    #[error("the photo could not be kept")]
    PhotoNotKept,
    #[error("the product is not waiting for review")]
    NotSubmitted,
    #[error("a submitted product cannot be changed")]
    NotEditable,
    #[error("the product was changed after it was read")]
    ChangedMeanwhile,
    #[error("the draft was changed on another page of the form")]
    ChangedElsewhere,
    #[error("a note to the maker is missing")]
    NoteMissing,
    #[error("the note has more than {chars_max} characters")]
    NoteTooLong { chars_max: usize },
    #[error("a maker may have {max} products")]
    TooMany { max: u64 },
    /// The operator has set none.
    #[error("the shop has no categories")]
    NoCategories,
}

impl ProductError {
    /// The field it belongs to, if to one.
    pub fn field(&self) -> Option<ListingField> {
        match self {
            ProductError::TitleMissing | ProductError::TitleTooLong { .. } => Some(ListingField::Title),
            ProductError::DescriptionTooLong { .. } => Some(ListingField::Description),
            ProductError::TextTooLong { field, .. } => Some(*field),
            ProductError::WeightOutOfRange { .. } => Some(ListingField::Weight),
            ProductError::TooManyTags { .. } => Some(ListingField::Tags),
            ProductError::PriceOutOfRange { .. } => Some(ListingField::Price),
            ProductError::CategoryMissing | ProductError::NoCategories => Some(ListingField::Category),
            ProductError::StockOutOfRange { .. }
            | ProductError::LiveStockOutOfRange { .. }
            | ProductError::PiecesReserved { .. }
            | ProductError::StockChanged { .. } => Some(ListingField::Stock),
            ProductError::LeadDaysOutOfRange { .. } => Some(ListingField::LeadDays),
            ProductError::ParcelTooThick { .. } => Some(ListingField::ParcelThickness),
            ProductError::ParcelTooHeavy { .. } => Some(ListingField::ParcelWeight),
            ProductError::ParcelIncomplete { field } => Some(*field),
            ProductError::GiftWrapOutOfRange { .. } => Some(ListingField::GiftWrap),
            ProductError::NoSuchTaxRate => Some(ListingField::TaxClass),
            ProductError::Option { n, problem } => Some(ListingField::Option(*n, problem.part())),
            ProductError::SafetyUnticked { check } => Some(ListingField::Safety(*check)),
            ProductError::PhotoMissing
            | ProductError::TooManyPhotos { .. }
            | ProductError::PhotoTooLarge { .. }
            | ProductError::PhotoQuota { .. }
            | ProductError::PhotoUnreadable
            | ProductError::PhotoHeic
            | ProductError::PhotoTooManyPixels
            | ProductError::PhotoNotKept => Some(ListingField::Photo),
            ProductError::NotSubmitted
            | ProductError::NotEditable
            | ProductError::ChangedMeanwhile
            | ProductError::ChangedElsewhere
            | ProductError::NoteMissing
            | ProductError::NoteTooLong { .. }
            | ProductError::TooMany { .. } => None,
        }
    }
}
