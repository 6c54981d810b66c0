//! The shop: its shelf and product pages, the makers' own lists and forms, the staff's review.

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
mod settings;
mod shelf;
mod tags;
mod words;

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
pub(crate) use words::{tile_photo, translated};
