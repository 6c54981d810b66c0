//! Shared parts of every page: plain components that render HTML and nothing else.
//!
//! Pages are forms that work with no JavaScript, so no part here holds state or
//! listens to events. The content policy forbids inline styles: looks come from
//! classes in `style/`, sizes from SVG attributes and `<progress>`.

mod art;
mod booking;
mod button;
mod chart;
mod choice;
mod chrome;
mod feedback;
mod field;
mod href;
mod gallery;
mod icon;
mod layout;
mod list;
mod note;
mod paging;
mod product;
mod staff;
mod staff_links;
pub mod styleguide;
mod table;

pub use art::*;
pub use booking::*;
pub use button::*;
pub use chart::*;
pub use choice::*;
pub use chrome::*;
pub use feedback::*;
pub use field::*;
pub use href::*;
pub use gallery::*;
pub use icon::*;
pub use layout::*;
pub use list::*;
pub use note::*;
pub use paging::*;
pub use product::*;
pub use staff::*;
pub use staff_links::*;
pub use table::*;

/// What a note, tag or flash message means. Colour is never alone: each comes with
/// an icon or a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Ok,
    Warn,
    Bad,
    Accent,
}

impl Tone {
    /// The icon that says the same as the colour.
    pub(crate) const fn icon(self) -> Icon {
        match self {
            Self::Ok => Icon::Check,
            Self::Warn | Self::Bad => Icon::Alert,
            Self::Plain | Self::Accent => Icon::Info,
        }
    }
}
