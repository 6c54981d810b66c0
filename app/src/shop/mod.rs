//! The shop: its shelf and product pages, the makers' own lists and forms, the staff's review.

mod filter;
mod form;
mod gone;
mod live;
pub mod mail;
mod maker;
mod mine;
mod photo_field;
mod place;
mod product;
mod review;
mod selling;
mod settings;
mod shelf;
mod tags;
mod synonyms;
mod words;

pub use filter::Narrowing;
pub use form::*;
pub use gone::*;
pub use maker::*;
pub use mine::*;
pub use place::{List, Place};
pub use product::*;
pub use review::*;
pub use settings::*;
pub use shelf::*;
pub use tags::*;
pub use synonyms::*;
pub(crate) use words::{tile_photo, translated};
