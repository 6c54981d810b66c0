//! Things cut and engraved in wood.

use super::{Art, BRASS, WOOD};
use crate::draw::{
    emblem::Emblem,
    palette::Tone,
    pattern::{Inks, asanoha},
    pen::{Pen, SHADE, circle_path, slab_path, star},
};

/// An engraving: dark lines on the wood itself.
pub fn engraved(face: &'static str, ink: &'static str) -> Tone {
    Tone { main: ink, deep: ink, light: face, pop: ink, pop2: ink }
}

pub fn coasters(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let three = a.palette != super::super::Palette::Walnut;
    let spots: &[(f32, f32, f32)] = if three {
        &[(138.0, 136.0, 0.0), (264.0, 164.0, 20.0), (174.0, 258.0, -14.0)]
    } else {
        &[(150.0, 156.0, -8.0), (248.0, 250.0, 12.0)]
    };
    let r = if three { 92.0 } else { 106.0 };
    for (x, y, deg) in spots.iter().copied() {
        p.placed(x, y, deg, 1.0, |p| {
            let outline =
                |r: f32| if three { circle_path(0.0, 0.0, r) } else { slab_path([-r, -r, r * 2.0, r * 2.0], 20.0) };
            p.faded(0.14, |p| p.turned("translate(6 12)", |p| p.fill(outline(r), SHADE)));
            p.turned("translate(0 6)", |p| p.fill(outline(r), t.deep));
            p.fill(outline(r), t.main);
            p.inside(outline(r - 16.0), |p| {
                let b = [-r, -r, r * 2.0, r * 2.0];
                a.pattern.cover(p, b, r * 0.56, Inks { base: t.main, ink: t.deep, spot: t.deep });
            });
            p.shape(outline(r - 16.0), "none", t.deep, 3.5);
            p.faded(0.35, |p| p.shape(outline(r - 2.0), "none", "#fff", 2.0));
        });
    }
}

pub fn lamp(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.glow(200.0, 200.0, 196.0, "#ffe3a0");
    p.shadow(200.0, 352.0, 104.0);
    if a.emblem == Emblem::Moon {
        // The large one is a six-sided lantern.
        p.line("M140 346v-14M260 346v-14", t.deep, 14.0);
        let body = "M148 70h104l40 66-22 200H130l-22-200z";
        p.shape(body, "#fbe3a6", t.deep, 12.0);
        p.inside(body, |p| p.line(asanoha([100.0, 60.0, 200.0, 290.0], 40.0), t.main, 4.0));
        p.line("M148 70L108 136h184L252 70M160 136l-14 200M240 136l14 200", t.deep, 7.0);
        p.shape(body, "none", t.deep, 12.0);
        p.ring(200.0, 48.0, 13.0, t.deep, 6.0);
    } else {
        p.line("M122 346v-18M278 346v-18", t.deep, 14.0);
        p.slab([108.0, 66.0, 184.0, 268.0], 5.0, t.deep);
        p.inside("M122 82h156v236H122z", |p| {
            p.slab([122.0, 82.0, 156.0, 236.0], 0.0, "#fbe3a6");
            p.line(asanoha([98.0, 82.0, 190.0, 240.0], 48.0), t.main, 4.5);
        });
        p.line("M122 200h156", t.deep, 9.0);
        p.slab([98.0, 56.0, 204.0, 16.0], 4.0, t.main);
    }
}

pub fn clock(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let (x, y, r) = (200.0, 176.0, 128.0);
    p.faded(0.13, |p| p.disc(x + 7.0, y + 12.0, r, SHADE));
    p.disc(x, y + 5.0, r, t.deep);
    p.disc(x, y, r, t.main);
    if a.emblem == Emblem::House {
        p.disc(x, y, r - 18.0, "#fffaf0");
        Emblem::House.draw(p, x, y + 56.0, 0.0, 0.5, &t);
    } else {
        for k in 1..8u8 {
            let k = f32::from(k);
            p.faded(0.45, |p| p.ring(x - 7.0 + k * 0.8, y + 4.0 - k * 0.4, k * 14.0, t.deep, 2.2));
        }
    }
    for i in 0..12u8 {
        p.placed(x, y, f32::from(i) * 30.0, 1.0, |p| {
            let long = i % 3 == 0;
            p.slab([-3.5, -r + 26.0, 7.0, if long { 20.0 } else { 11.0 }], 3.0, if long { t.pop } else { t.deep });
        });
    }
    p.placed(x, y, -52.0, 1.0, |p| p.slab([-4.5, -60.0, 9.0, 70.0], 4.5, "#3a3128"));
    p.placed(x, y, 60.0, 1.0, |p| p.slab([-3.5, -88.0, 7.0, 102.0], 3.5, "#3a3128"));
    p.disc(x, y, 9.0, t.pop);
    p.shadow(110.0, 350.0, 46.0);
    p.slab([66.0, 334.0, 92.0, 14.0], 2.0, "#8fa9b8");
    p.slab([74.0, 320.0, 84.0, 14.0], 2.0, "#d9a98f");
    p.slab([62.0, 308.0, 88.0, 12.0], 2.0, "#efe6d3");
}

pub fn ornaments(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let spots = [(92.0, 194.0, Emblem::Tree), (200.0, 288.0, a.emblem), (308.0, 184.0, Emblem::House)];
    for (i, (x, y, figure)) in spots.into_iter().enumerate() {
        p.line(format!("M{x} {}V0", y - 60.0), [t.pop, "#6f8f6d", t.pop][i], 3.4);
        let r = [58.0, 66.0, 56.0][i];
        let outline = match i {
            0 => circle_path(x, y, r),
            1 => star(x, y, r * 1.12, 12, 0.86),
            _ => format!("M{x} {}c50 56 62 72 62 96a62 62 0 0 1-124 0c0-24 12-40 62-96z", y - 82.0),
        };
        p.faded(0.14, |p| p.turned("translate(7 9)", |p| p.fill(&outline, SHADE)));
        p.shape(&outline, [WOOD[0], "#d9b27c", "#efdab7"][i], WOOD[1], 3.0);
        figure.draw(p, x, y + if i == 2 { 14.0 } else { 2.0 }, 0.0, 0.74, &engraved(WOOD[0], WOOD[2]));
        p.disc(x, y - r + if i == 2 { -6.0 } else { 9.0 }, 4.6, "#fbf4e6");
    }
    p.shape("M92 108q-24-18-24 2t24 6zM92 108q24-18 24 2t-24 6z", t.pop, t.pop, 3.0);
}

pub fn key_tag(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.ring(160.0, 86.0, 38.0, BRASS, 9.0);
    p.ring(160.0, 86.0, 30.0, "#e6c988", 2.5);
    p.turned("rotate(-20 178 122)", |p| {
        p.faded(0.14, |p| p.slab([132.0, 126.0, 112.0, 222.0], 30.0, SHADE));
        p.slab([124.0, 120.0, 112.0, 220.0], 30.0, t.deep);
        p.slab([124.0, 115.0, 112.0, 220.0], 30.0, t.main);
        p.disc(180.0, 140.0, 12.0, "#fbf4e6");
        p.ring(180.0, 140.0, 12.0, t.deep, 3.0);
        a.emblem.draw(p, 180.0, 216.0, 0.0, 0.9, &engraved(t.main, t.deep));
        p.line("M138 292q10.500-10 21 0t21 0 21 0 21 0M138 308q10.500-10 21 0t21 0 21 0 21 0", t.deep, 3.4);
    });
    p.turned("rotate(28 150 110)", |p| {
        p.slab([178.0, 98.0, 116.0, 16.0], 4.0, "#bcb4a4");
        p.fill("M252 112h10v16h-10zM270 112h10v20h-10z", "#bcb4a4");
        p.ring(172.0, 106.0, 24.0, "#bcb4a4", 12.0);
    });
}

pub fn magnets(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let figures = [Emblem::Tree, Emblem::Bird, Emblem::Car, Emblem::Cat];
    let backs = ["#f6e6c4", "#dbe7ea", "#f5dcd0", "#dfe8d4"];
    for (i, figure) in figures.into_iter().enumerate() {
        let (x, y) = (124.0 + (i % 2) as f32 * 152.0, 122.0 + (i / 2) as f32 * 152.0);
        p.placed(x, y, [-5.0, 4.0, 3.0, -4.0][i], 1.0, |p| {
            p.faded(0.15, |p| p.slab([-60.0, -54.0, 130.0, 130.0], 16.0, SHADE));
            p.slab([-64.0, -58.0, 128.0, 128.0], 14.0, WOOD[1]);
            p.slab([-64.0, -64.0, 128.0, 128.0], 14.0, WOOD[0]);
            p.slab([-54.0, -54.0, 108.0, 108.0], 8.0, backs[i]);
            figure.draw(p, 0.0, 0.0, 0.0, 0.86, &t);
        });
    }
}
