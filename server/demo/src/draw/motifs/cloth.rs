//! Cloth: hoops, cloths, cushions, buttons.

use super::Art;
use crate::draw::{
    emblem::{Emblem, flower, leaf},
    pen::{Pen, SHADE, circle_path, slab_path},
};

pub fn hoop(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(200.0, 352.0, 118.0);
    p.disc(200.0, 211.0, 138.0, "#b98b55");
    p.disc(200.0, 207.0, 138.0, "#d3a76f");
    p.disc(200.0, 209.0, 122.0, "#e9dcc6");
    let night = a.emblem == Emblem::Mountain;
    p.disc(200.0, 210.0, 121.0, if night { "#33406a" } else { t.light });
    p.slab([184.0, 54.0, 32.0, 17.0], 4.0, super::BRASS);
    p.line("M176 62h48", "#8f6f2c", 4.0);
    match a.emblem {
        Emblem::Mountain => night_view(p, a),
        Emblem::Flower => wild_flowers(p, a),
        figure => {
            figure.draw(p, 200.0, 208.0, 0.0, 1.16, &t);
            wreath(p, a);
        }
    }
}

fn wild_flowers(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.stitch(
        "M196 308C198 250 204 200 176 148M198 282C222 244 232 222 246 182M198 294C176 264 152 246 136 222",
        "#5f7f57",
        4.0,
    );
    for (x, y, deg, len) in [
        (200.0, 252.0, -62.0, 40.0),
        (202.0, 228.0, 58.0, 38.0),
        (192.0, 192.0, -60.0, 32.0),
        (224.0, 240.0, 70.0, 30.0),
        (166.0, 256.0, 10.0, 30.0),
        (232.0, 218.0, -30.0, 26.0),
    ] {
        leaf(p, x, y, deg, len, if len > 33.0 { "#7d9a6d" } else { "#64875f" });
    }
    flower(p, 174.0, 136.0, 40.0, 8, t.main, t.pop);
    flower(p, 250.0, 170.0, 33.0, 6, t.pop2, "#f6dfa4");
    flower(p, 130.0, 212.0, 27.0, 6, t.pop, "#8a5a2b");
    for (x, y, c) in [
        (222.0, 122.0, t.pop2),
        (236.0, 132.0, t.pop2),
        (150.0, 182.0, t.pop),
        (276.0, 216.0, t.main),
        (268.0, 232.0, t.main),
        (284.0, 234.0, t.main),
    ] {
        p.disc(x, y, 5.0, c);
    }
}

fn night_view(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.inside(circle_path(200.0, 210.0, 118.0), |p| {
        p.disc(244.0, 150.0, 30.0, "#f6dfa4");
        p.fill("M60 300l84-106q8-9 16 0l92 106z", "#8a97bd");
        p.fill("M124 222l20-28q8-9 16 0l24 29-16-5-12 11-10-11-10 10z", "#f4efe4");
        p.fill("M150 320l74-74q8-7 16 0l110 80z", t.deep);
        p.stitch("M60 292q30-10 60 0t60 0 60 0 60 0 60 0M60 308q30-10 60 0t60 0 60 0 60 0 60 0", "#dfe6ee", 3.0);
    });
    for (x, y) in
        [(126.0, 150.0), (160.0, 122.0), (196.0, 142.0), (110.0, 186.0), (286.0, 196.0), (206.0, 110.0), (270.0, 226.0)]
    {
        p.line(format!("M{} {y}h8M{x} {}v8", x - 4.0, y - 4.0), "#f6e7bd", 2.4);
    }
}

fn wreath(p: &mut Pen, a: &Art) {
    let t = a.tone();
    for i in 0..22u8 {
        let deg = f32::from(i) * 360.0 / 22.0;
        if (5..=6).contains(&(i % 11)) {
            p.placed(200.0, 210.0, deg, 1.0, |p| flower(p, 0.0, -97.0, 13.0, 5, t.pop2, t.pop));
        } else {
            p.placed(200.0, 210.0, deg, 1.0, |p| {
                leaf(p, 0.0, -94.0, if i % 2 == 0 { 50.0 } else { 120.0 }, 24.0, "#7d9a6d")
            });
        }
    }
    p.stitch(circle_path(200.0, 210.0, 97.0), "#5f7f57", 2.6);
}

pub fn sashiko(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.turned("rotate(-6 200 200)", |p| {
        p.faded(0.14, |p| p.slab([82.0, 92.0, 252.0, 250.0], 8.0, SHADE));
        p.slab([78.0, 84.0, 250.0, 244.0], 6.0, t.deep);
        p.inside(slab_path([72.0, 76.0, 250.0, 244.0], 6.0), |p| {
            a.pattern.cover(p, [72.0, 76.0, 250.0, 244.0], 60.0, a.inks());
            p.faded(0.22, |p| p.fill("M72 246l250-34v112H72z", t.deep));
        });
        p.stitch("M84 88h226v220H84z", t.light, 2.6);
        p.slab([300.0, 104.0, 40.0, 22.0], 3.0, "#f0e3cc");
        p.line("M308 112h22M308 119h14", "#9b8259", 2.0);
    });
    // A skein of the same thread beside the cloth.
    p.placed(96.0, 342.0, -18.0, 1.0, |p| {
        for i in 0..5u8 {
            p.line(format!("M-34 {0}q34-9 68 0", f32::from(i) * 4.0 - 8.0), t.pop, 3.4);
        }
        p.slab([-8.0, -16.0, 16.0, 26.0], 3.0, "#fbf6ec");
    });
}

pub fn cushion(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(200.0, 344.0, 132.0);
    let body = "M70 92C110 84 290 84 330 92C322 140 322 290 334 340C290 348 110 348 66 340C78 290 78 140 70 92z";
    p.shape(body, t.main, t.deep, 8.0);
    p.inside(body, |p| {
        a.pattern.cover(p, [60.0, 80.0, 290.0, 280.0], 48.0, a.inks());
        p.faded(0.1, |p| p.fill("M250 80C290 180 290 260 240 352h110V80z", SHADE));
        p.faded(0.16, |p| p.fill("M70 92C100 120 110 130 122 146M330 92C300 120 290 130 278 146", "#fff"));
    });
    for (x, y) in [(68.0, 90.0), (332.0, 90.0), (335.0, 342.0), (65.0, 342.0)] {
        p.disc(x, y, 9.0, t.pop);
        p.line(format!("M{x} {y}l0 20M{x} {y}l-7 18M{x} {y}l7 18"), t.pop, 3.0);
    }
}

pub fn handkerchief(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.turned("rotate(8 200 200)", |p| {
        p.faded(0.13, |p| p.slab([92.0, 92.0, 232.0, 232.0], 10.0, SHADE));
        p.slab([84.0, 80.0, 232.0, 232.0], 8.0, t.light);
        p.fill("M84 312L316 80v224a8 8 0 0 1-8 8z", "#fffdf8");
        p.faded(0.12, |p| p.line("M86 310L314 82", SHADE, 3.0));
        p.stitch("M96 92h208v208H96z", t.main, 2.4);
        p.line("M84 304v-216a8 8 0 0 1 8-8h216", t.main, 5.0);
        a.emblem.draw(p, 246.0, 238.0, -12.0, 1.05, &t);
        for (x, y, r) in [(186.0, 276.0, 14.0), (284.0, 168.0, 14.0)] {
            flower(p, x, y, r, 6, t.pop2, t.pop);
        }
        for (x, y, deg) in [(206.0, 286.0, 70.0), (164.0, 282.0, -70.0), (290.0, 188.0, 160.0), (280.0, 148.0, 10.0)] {
            leaf(p, x, y, deg, 20.0, "#7d9a6d");
        }
    });
}

pub fn buttons(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let cloths = [t.light, t.main, "#f3e4c6", t.pop, t.deep];
    let figures = [Emblem::Flower, Emblem::Star, Emblem::Sprig, Emblem::Mushroom, Emblem::Moon];
    let spots = [(128.0, 122.0), (268.0, 108.0), (200.0, 206.0), (114.0, 288.0), (280.0, 292.0)];
    for (i, (x, y)) in spots.into_iter().enumerate() {
        p.faded(0.15, |p| p.disc(x + 4.0, y + 9.0, 58.0, SHADE));
        p.disc(x, y + 4.0, 58.0, "#cbb896");
        p.disc(x, y, 58.0, cloths[i]);
        let pale = super::super::palette::Tone { main: t.light, deep: "#fffaf0", light: t.main, ..t };
        let tone = if matches!(i, 1 | 4) { pale } else { t };
        figures[i].draw(p, x, y, 0.0, 0.68, &tone);
        p.faded(0.3, |p| p.line(format!("M{} {}a46 46 0 0 1 30-32", x - 46.0, y - 8.0), "#fff", 5.0));
    }
}
