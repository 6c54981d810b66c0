//! Drawn pictures for the demo's goods: motif × pattern × figure × colours × ground,
//! the same picture for the same product every time.

mod emblem;
mod mark;
mod motifs;
mod palette;
mod pattern;
mod pen;
mod render;
mod scene;

pub use emblem::Emblem;
pub use mark::{Mark, maker_mark_svg};
pub use motifs::Motif;
pub use palette::{Ground, Palette};
pub use pattern::Pattern;
pub use render::{DrawError, render};

use palette::Tone;
use pattern::Inks;

/// Everything that decides one product picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Art {
    /// The thing itself.
    pub motif: Motif,
    /// The pattern on it, where it has one.
    pub pattern: Pattern,
    /// The figure on it, where it has one.
    pub emblem: Emblem,
    /// Its colours.
    pub palette: Palette,
    /// What it stands before or lies on.
    pub ground: Ground,
}

impl Art {
    fn tone(&self) -> Tone {
        self.palette.tone()
    }

    /// The pattern's colours: light drawing on the main colour.
    fn inks(&self) -> Inks<'static> {
        let t = self.tone();
        Inks { base: t.main, ink: t.light, spot: t.pop }
    }

    /// The pattern's colours the other way round: main colour on light cloth.
    fn inks_on_light(&self) -> Inks<'static> {
        let t = self.tone();
        Inks { base: t.light, ink: t.main, spot: t.pop }
    }
}

/// A product's picture as an SVG document of 1200 × 1200. The index varies the wall behind it.
pub fn product_svg(art: &Art, index: usize) -> String {
    scene::compose(art, index)
}
