//! Small things for small people.

use super::Art;
use crate::draw::{
    emblem::{Emblem, leaf},
    palette::Tone,
    pen::{Pen, SHADE, circle_path, slab_path},
};

pub fn bib(p: &mut Pen, a: &Art) {
    let t = a.tone();
    for i in 0..19u8 {
        let angle = (f32::from(i) * 14.0 - 36.0).to_radians();
        p.disc(200.0 + 120.0 * angle.cos(), 226.0 + 116.0 * angle.sin(), 19.0, t.main);
    }
    let body = "M200 342c-74 0-122-46-122-108 0-58 34-84 46-118 10-30 0-54 20-64 22-10 38 14 34 42-6 40 6 62 22 62s28-22 22-62c-4-28 12-52 34-42 20 10 10 34 20 64 12 34 46 60 46 118 0 62-48 108-122 108z";
    p.faded(0.1, |p| p.turned("translate(4 10)", |p| p.fill(body, SHADE)));
    p.shape(body, "#fdf8f0", "#e0cdb4", 3.0);
    p.stitch(
        "M200 326c-64 0-106-38-106-92 0-50 30-74 42-112M200 326c64 0 106-38 106-92 0-50-30-74-42-112",
        t.pop2,
        2.6,
    );
    a.emblem.draw(p, 198.0, 246.0, 0.0, 0.95, &t);
    p.stitch("M146 306h108", "#7d9a6d", 3.6);
    leaf(p, 164.0, 306.0, -30.0, 22.0, "#7d9a6d");
    leaf(p, 236.0, 306.0, 28.0, 22.0, "#7d9a6d");
    p.disc(152.0, 74.0, 7.0, "#d8cbb6");
    p.disc(248.0, 74.0, 7.0, "#d8cbb6");
}

pub fn patches(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let single = a.emblem == Emblem::Mushroom;
    let all: &[(f32, f32, f32, Emblem, &str)] = if single {
        &[(200.0, 200.0, 2.0, Emblem::Mushroom, "#f4ead6")]
    } else {
        &[
            (132.0, 128.0, 1.15, Emblem::Bear, "#f6e3bf"),
            (276.0, 168.0, 1.15, Emblem::Rabbit, "#dfe9dc"),
            (160.0, 286.0, 1.15, Emblem::Cat, "#f7dcd2"),
        ]
    };
    for (x, y, s, figure, back) in all.iter().copied() {
        let r = 62.0 * s;
        p.faded(0.15, |p| p.disc(x + 5.0, y + 9.0, r, SHADE));
        p.disc(x, y, r, t.deep);
        p.disc(x, y, r - 5.0, back);
        p.stitch(circle_path(x, y, r - 11.0), t.main, 2.6);
        let tone = match figure {
            Emblem::Bear => Tone { main: "#b98452", deep: "#5e3c1c", light: "#f3e2c4", ..t },
            Emblem::Rabbit => Tone { main: "#fffdf8", deep: "#6b5a52", light: "#efb9ad", ..t },
            Emblem::Cat => Tone { main: "#8d8f98", deep: "#3a3b42", light: "#f4f0e8", ..t },
            _ => t,
        };
        figure.draw(p, x, y, -4.0, s * 0.86, &tone);
    }
    if !single {
        p.line("M268 330l62-42", "#b9b4aa", 4.0);
        p.line("M330 288c20-30-30-40-22-10s50 10 40-16", t.pop2, 3.0);
    }
}

pub fn name_tags(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let figures = [Emblem::Car, Emblem::Rabbit, Emblem::Star, Emblem::Whale, Emblem::Mushroom];
    let backs = [t.light, "#fdeee2", "#fdf4d6", "#e9f0f1", "#eef1e2"];
    for (i, figure) in figures.into_iter().enumerate() {
        let y = 46.0 + i as f32 * 63.0;
        let x = if i % 2 == 0 { 84.0 } else { 106.0 };
        let deg = if i % 2 == 0 { -2.0 } else { 2.0 };
        p.turned(format!("rotate({deg} 200 {y})"), |p| {
            p.faded(0.13, |p| p.slab([x + 4.0, y + 6.0, 214.0, 54.0], 27.0, SHADE));
            p.slab([x, y, 214.0, 54.0], 27.0, backs[i]);
            p.stitch(slab_path([x + 5.0, y + 5.0, 204.0, 44.0], 22.0), [t.main, t.pop2, t.pop][i % 3], 2.4);
            figure.draw(p, x + 36.0, y + 27.0, 0.0, 0.36, &t);
            name_strokes(p, x + 76.0, y + 27.0, i, t.deep);
        });
    }
}

/// Stitches that look like a name without being anyone's.
fn name_strokes(p: &mut Pen, x: f32, y: f32, seed: usize, ink: &str) {
    const GLYPHS: [&str; 5] = [
        "M-8-6h16M0-11v20q-6 2-8-3t8-6 8 4",
        "M-9-5q10-4 18 0M-2-11q-2 12 0 20M-8 6q8-8 16-2t-4 7",
        "M-8-10q2 14 4 16t5-4M5-8q4 6 4 12",
        "M-9-8h16l-12 12q12-6 12 2t-12 4",
        "M-6-10v16q0 5 6 4t7-7",
    ];
    for i in 0..4usize {
        if (seed + i) % 4 == 3 && i == 3 {
            continue;
        }
        p.turned(format!("translate({:.1} {y:.1})", x + i as f32 * 29.0), |p| {
            p.line(GLYPHS[(seed * 2 + i) % 5], ink, 3.6);
        });
    }
}

pub fn crown(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(200.0, 342.0, 132.0);
    p.oval(200.0, 326.0, 124.0, 14.0, t.deep);
    let body = "M70 190l34 48 38-88 38 74 20-104 20 104 38-74 38 88 34-48-8 136q-122 30-244 0z";
    p.shape(body, t.main, t.main, 16.0);
    p.inside(body, |p| p.faded(0.1, |p| p.fill("M260 100h90v250h-70q10-100-20-250z", SHADE)));
    p.fill("M76 280q124 28 248 0l-4 44q-120 28-240 0z", t.light);
    p.stitch("M80 286q120 27 240 0M84 318q116 26 232 0", t.pop2, 2.6);
    for (x, y, r, c) in [
        (70.0, 188.0, 13.0, t.pop),
        (142.0, 148.0, 13.0, t.pop2),
        (200.0, 116.0, 17.0, t.pop),
        (258.0, 148.0, 13.0, t.pop2),
        (330.0, 188.0, 13.0, t.pop),
    ] {
        p.disc(x, y, r, c);
        p.faded(0.4, |p| p.disc(x - 4.0, y - 4.0, r * 0.3, "#fff"));
    }
    a.emblem.draw(p, 200.0, 252.0, 0.0, 0.62, &Tone { main: t.light, ..t });
    for x in [122.0, 278.0] {
        Emblem::Star.draw(p, x, 258.0, 8.0, 0.3, &Tone { main: t.pop, deep: t.pop, ..t });
    }
}

pub fn apron(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.line("M154 70C140 20 260 20 246 70", t.main, 8.0);
    p.line("M98 178C50 176 56 236 30 232M302 178c48-2 42 58 68 54", t.main, 8.0);
    let body = "M146 66h108c4 56 22 90 52 108v156a14 14 0 0 1-14 14H108a14 14 0 0 1-14-14V174c30-18 48-52 52-108z";
    p.faded(0.12, |p| p.turned("translate(5 10)", |p| p.fill(body, SHADE)));
    p.inside(body, |p| {
        a.pattern.cover(p, [90.0, 60.0, 220.0, 290.0], 40.0, a.inks_on_light());
        p.slab([90.0, 326.0, 220.0, 24.0], 0.0, t.main);
    });
    p.stitch("M152 76h96M102 182v140M298 182v140", t.pop2, 2.4);
    p.slab([138.0, 210.0, 124.0, 92.0], 10.0, t.light);
    p.stitch(slab_path([144.0, 216.0, 112.0, 80.0], 7.0), t.main, 2.4);
    a.emblem.draw(p, 200.0, 258.0, 0.0, 0.66, &t);
    p.shape("M176 96q-20-16-20 2t20 4zM180 96q20-16 20 2t-20 4z", t.pop2, t.pop2, 3.0);
}
