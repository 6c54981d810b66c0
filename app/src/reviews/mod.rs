//! Reviews by those who bought: shown beside pieces and makers, written, answered, taken down.

pub mod mail;
mod mine;
mod shown;
mod staff;
mod words;
mod write;

pub use mine::{ReviewToMePage, ReviewsToMePage};
pub(crate) use shown::{MakerReviews, PieceReviews, RatingLink};
pub use staff::{StaffReviewPage, StaffReviewsPage};
pub(crate) use write::LineAct;
pub use write::WritePage;
