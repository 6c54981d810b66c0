//! Reviews by those who bought: one for each line of an order that came into its buyer's hands.

use chrono::{DateTime, Utc};

use crate::{
    BuyerReviewId, Paged, Yen,
    form::{FieldErrors, FormInput, Reader},
    members::Language,
    orders::OrderState,
};

/// Characters of a review, and of its maker's answer.
pub const REVIEW_CHARS_MAX: usize = 1000;
/// Characters of the name that is shown.
pub const REVIEW_NAME_CHARS_MAX: usize = 30;
pub const STARS_MAX: i64 = 5;
/// Reviews on a page of a piece.
pub const REVIEWS_PAGE: u32 = 10;
/// Reviews on a maker's page: the newest.
pub const REVIEWS_OF_MAKER: u32 = 3;

/// Why a piece is not reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    #[error("the order has not come into its buyer's hands")]
    NotCompleted,
    #[error("everything that was paid went back")]
    Refunded,
    #[error("nobody reviews their own piece")]
    OwnPiece,
    #[error("the line was reviewed before")]
    Written,
}

/// Whether an order in that state can be reviewed.
///
/// # Errors
/// [`ReviewError::NotCompleted`], [`ReviewError::Refunded`].
pub fn may_review(state: OrderState, paid: Yen, returned: Yen) -> Result<(), ReviewError> {
    let went_back = returned > Yen::ZERO && returned >= paid;
    match state {
        OrderState::Refunded => Err(ReviewError::Refunded),
        OrderState::Completed if went_back => Err(ReviewError::Refunded),
        OrderState::Completed => Ok(()),
        _ => Err(ReviewError::NotCompleted),
    }
}

/// What a buyer writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteReview {
    /// 1 to [`STARS_MAX`].
    pub stars: i64,
    /// May be empty.
    pub text: String,
    /// Empty for 「購入者」.
    pub name: String,
}

impl WriteReview {
    /// The fields `stars`, `text` and `name`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput) -> Result<WriteReview, FieldErrors> {
        let mut read = Reader::new(input);
        let stars = read.number("stars", 1, STARS_MAX);
        let text = read.optional("text", REVIEW_CHARS_MAX).unwrap_or_default();
        let name = read.optional("name", REVIEW_NAME_CHARS_MAX).unwrap_or_default();
        read.done(WriteReview { stars, text, name: name.replace('\n', " ") })
    }
}

/// What a line of an order can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineReview {
    /// Its buyer may write one.
    Open,
    Written,
    /// The staff took it down; its writer is told.
    TakenDown,
}

/// A line of an order as its buyer may review it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewLine {
    /// Its place in the order.
    pub position: i64,
    pub review: LineReview,
}

/// What the form shows of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewAbout {
    pub product_number: i64,
    pub title: String,
    pub title_en: Option<String>,
    pub maker: String,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub id: BuyerReviewId,
    pub product_number: i64,
    /// As it was sold.
    pub title: String,
    pub title_en: Option<String>,
    pub maker: String,
    pub stars: i64,
    pub text: String,
    /// Empty for 「購入者」.
    pub name: String,
    pub at: DateTime<Utc>,
    /// Its maker's words; empty without.
    pub answer: String,
    pub taken_down: bool,
}

/// How a piece, or a maker's pieces, are rated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rating {
    pub count: i64,
    /// Of all stars.
    pub stars: i64,
}

impl Rating {
    /// The average in tenths of a star, rounded; 0 without any.
    pub fn tenths(self) -> i64 {
        if self.count <= 0 { 0 } else { (self.stars * 10 + self.count / 2) / self.count }
    }

    /// The average with one figure behind the dot: `4.5`.
    pub fn average(self) -> String {
        format!("{}.{}", self.tenths() / 10, self.tenths() % 10)
    }
}

/// The rating with a page of its reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviews {
    pub rating: Rating,
    pub list: Paged<Review>,
}

/// What the mail to the maker says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewCame {
    pub review: Review,
    pub maker_name: String,
    pub email: String,
    pub language: Option<Language>,
    /// The maker wants to be told.
    pub wanted: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn only_what_its_buyer_has_is_reviewed() {
        for state in OrderState::iter() {
            let expected = match state {
                OrderState::Completed => Ok(()),
                OrderState::Refunded => Err(ReviewError::Refunded),
                _ => Err(ReviewError::NotCompleted),
            };
            assert_eq!(may_review(state, Yen(500), Yen::ZERO), expected, "{state}");
        }
        let completed = |returned| may_review(OrderState::Completed, Yen(500), Yen(returned));
        assert_eq!((completed(499), completed(500)), (Ok(()), Err(ReviewError::Refunded)));
    }

    #[test]
    fn stars_are_needed_and_words_are_not() {
        let form = |stars: &str| FormInput::default().with("stars", stars).with("text", "").with("name", "");
        assert_eq!(WriteReview::read(&form("5")).map(|review| review.stars), Ok(5));
        for bad in ["", "0", "6", "x", "-1"] {
            assert!(WriteReview::read(&form(bad)).unwrap_err().at("stars").is_some(), "{bad}");
        }
        let mut long = form("3");
        long.set("text", "あ".repeat(REVIEW_CHARS_MAX + 1));
        assert!(WriteReview::read(&long).unwrap_err().at("text").is_some());
    }

    proptest! {
        #[test]
        fn an_average_lies_between_one_and_five(stars in prop::collection::vec(1i64..=5, 1..200)) {
            let rating = Rating { count: stars.len() as i64, stars: stars.iter().sum() };
            prop_assert!((10..=50).contains(&rating.tenths()));
            let least = stars.iter().min().copied().unwrap_or(1);
            let most = stars.iter().max().copied().unwrap_or(5);
            prop_assert!(least * 10 <= rating.tenths() && rating.tenths() <= most * 10);
        }
    }
}
