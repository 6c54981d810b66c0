//! The shop: its shelf and product pages, the makers' own lists and forms, the staff's review.

mod filter;
mod form;
mod gone;
mod head;
mod heart;
mod live;
pub mod mail;
mod maker;
mod makers;
mod mine;
mod photo_field;
mod place;
mod product;
mod review;
mod settings;
mod share;
mod shelf;
mod tags;
mod synonyms;
mod words;

pub use filter::Narrowing;
pub use form::*;
pub use gone::*;
pub use head::Telling;
pub use heart::FavouritesPage;
pub use maker::*;
pub use makers::MakersPage;
pub use mine::*;
pub use place::{List, Place};
pub use product::*;
pub use review::*;
pub use settings::*;
pub use shelf::*;
pub use tags::*;
pub use synonyms::*;
pub(crate) use words::{tile_photo, translated};
