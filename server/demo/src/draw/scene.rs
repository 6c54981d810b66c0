//! The stage around a product: wall, table, a little light, and the demo stamp.

use super::{
    Art,
    motifs::Stage,
    palette::Ground,
    pen::{Pen, SHADE},
};

/// Where the table begins on the 400-unit canvas.
const TABLE_TOP: f32 = 305.0;

/// Draws the whole picture: ground, product, stamp.
pub fn compose(art: &Art, index: usize) -> String {
    let mut pen = Pen::default();
    match art.motif.stage() {
        Stage::Table => table(&mut pen, art, index),
        Stage::Flat => flat(&mut pen, art, index),
    }
    art.motif.draw(&mut pen, art);
    stamp(&mut pen);
    document(&pen.finish(), 1200)
}

/// Wraps elements drawn on the 400-unit canvas.
pub fn document(body: &str, px: u32) -> String {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="{px}" height="{px}" viewBox="0 0 400 400">{body}</svg>"#)
}

fn table(pen: &mut Pen, art: &Art, index: usize) {
    let (wall, top) = art.ground.colours();
    pen.slab([0.0, 0.0, 400.0, 400.0], 0.0, wall);
    // The wall changes a little from picture to picture, so that a list does not look stamped.
    // At night there is only the lamp.
    let night = art.ground == Ground::Night;
    match index % 5 {
        _ if night => {}
        1 => window_light(pen),
        2 => pen.faded(0.28, |p| p.fill("M66 305V190a134 134 0 0 1 268 0v115z", "#fff")),
        3 => pen.faded(0.26, |p| p.disc(200.0, 182.0, 150.0, "#fff")),
        4 => pen.faded(0.35, |p| p.slab([0.0, 268.0, 400.0, 5.0], 0.0, top)),
        _ => {}
    }
    pen.slab([0.0, TABLE_TOP, 400.0, 95.0], 0.0, top);
    pen.faded(if night { 0.06 } else { 0.3 }, |p| p.slab([0.0, TABLE_TOP, 400.0, 3.0], 0.0, "#fff"));
    if index % 3 == 1 && !night {
        // A runner of cloth at the front of the table.
        pen.faded(0.3, |p| p.slab([0.0, 380.0, 400.0, 20.0], 0.0, "#fff"));
    }
}

fn flat(pen: &mut Pen, art: &Art, index: usize) {
    let (wall, second) = art.ground.colours();
    pen.slab([0.0, 0.0, 400.0, 400.0], 0.0, wall);
    match index % 5 {
        0 => window_light(pen),
        1 => pen.turned("rotate(-14 200 200)", |p| p.slab([-90.0, 246.0, 600.0, 320.0], 0.0, second)),
        2 => {
            for i in 0..9u8 {
                let y = f32::from(i) * 48.0 + 6.0;
                pen.faded(0.45, |p| p.slab([0.0, y, 400.0, 2.5], 0.0, second));
            }
        }
        3 => pen.faded(0.7, |p| p.disc(330.0, 330.0, 190.0, second)),
        _ => pen.faded(0.6, |p| p.slab([0.0, 0.0, 120.0, 400.0], 0.0, second)),
    }
}

fn window_light(pen: &mut Pen) {
    pen.faded(0.22, |p| {
        p.fill("M40 0h90L10 305H-80zM150 0h90L120 305H30z", "#fff");
    });
}

/// 「デモ」 on a small label, written in strokes: no font may be at hand.
fn stamp(pen: &mut Pen) {
    pen.placed(352.0, 372.0, 0.0, 1.0, |p| {
        p.faded(0.12, |p| p.slab([-30.0, -10.0, 64.0, 26.0], 13.0, SHADE));
        p.slab([-32.0, -13.0, 64.0, 26.0], 13.0, "#fffdf8");
        p.line("M-17-6.500h8M-20-2h15M-12.500-2C-12.500 3-14.500 6-18 7.500M-6.500-8.500l1.600 2.500M-3.500-9.500l1.600 2.500", "#6f6455", 2.0);
        p.line("M4-6.500h13M2.500-0.500h16M10-6.500V4.500q0 2.500 2.500 2.500h5.500", "#6f6455", 2.0);
    });
}
