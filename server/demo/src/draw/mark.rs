//! Makers' marks: small seals in place of portraits.

use super::{
    emblem::{Emblem, flower},
    palette::{Palette, Tone},
    pen::{Pen, circle_path, star},
    scene::document,
};

/// A maker's mark as an SVG document of 400 × 400.
pub fn maker_mark_svg(mark: &Mark) -> String {
    let t = mark.palette.tone();
    let mut pen = Pen::default();
    pen.slab([0.0, 0.0, 400.0, 400.0], 0.0, t.light);
    backing(&mut pen, mark.seed, &t);
    let inner = Tone { main: t.light, deep: t.deep, light: t.main, pop: t.pop, pop2: t.pop2 };
    mark.emblem.draw(&mut pen, 200.0, 202.0, 0.0, 1.9, &inner);
    document(&pen.finish(), 400)
}

/// What a mark is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The figure in the middle.
    pub emblem: Emblem,
    /// Its colours.
    pub palette: Palette,
    /// Chooses the shape of the seal.
    pub seed: u8,
}

fn backing(pen: &mut Pen, seed: u8, t: &Tone) {
    match seed % 5 {
        0 => {
            pen.disc(200.0, 200.0, 160.0, t.main);
            pen.stitch(circle_path(200.0, 200.0, 144.0), t.light, 5.0);
        }
        1 => {
            pen.slab([44.0, 44.0, 312.0, 312.0], 64.0, t.main);
            pen.frame([60.0, 60.0, 280.0, 280.0], 50.0, t.light, 5.0);
        }
        2 => pen.shape(star(200.0, 200.0, 158.0, 16, 0.92), t.main, t.main, 28.0),
        3 => {
            flower(pen, 200.0, 200.0, 176.0, 8, t.main, t.main);
            pen.disc(200.0, 200.0, 136.0, t.main);
            pen.ring(200.0, 200.0, 124.0, t.light, 4.0);
        }
        _ => {
            pen.shape(star(200.0, 200.0, 168.0, 3, 1.0), t.main, t.main, 24.0);
            pen.ring(200.0, 200.0, 128.0, t.light, 4.0);
        }
    }
}
