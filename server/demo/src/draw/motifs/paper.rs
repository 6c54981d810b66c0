//! Cut and folded paper.

use super::Art;
use crate::draw::{
    emblem::Emblem,
    palette::Tone,
    pattern::Pattern,
    pen::{Pen, SHADE, slab_path},
};

pub fn cards(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(200.0, 350.0, 150.0);
    // An opened card: two leaves and a paper scene standing in the fold.
    p.fill("M50 128l150-34v222L50 350z", t.light);
    p.fill("M350 128l-150-34v222l150 34z", "#fffdf8");
    p.faded(0.07, |p| p.fill("M50 128l150-34v222L50 350z", SHADE));
    p.line("M200 94v222", "#ddd0ba", 2.0);
    p.fill("M70 346c20-40 60-60 90-40s60-30 100-14 50 30 70 54z", "#8fae8a");
    p.fill("M90 348c30-30 70-30 100-14s80-20 120 14z", "#6f9470");
    if a.emblem == Emblem::House {
        for (x, y, s, c) in [(132.0, 262.0, 0.92, t.main), (268.0, 268.0, 0.84, t.pop2), (200.0, 236.0, 1.3, t.pop)] {
            Emblem::House.draw(p, x, y, 0.0, s, &Tone { main: c, light: "#fffaf0", pop: "#f2c879", ..t });
        }
    } else {
        for (x, y, s) in [(130.0, 264.0, 1.0), (270.0, 262.0, 1.0), (200.0, 230.0, 1.5)] {
            a.emblem.draw(p, x, y, 0.0, s, &t);
        }
    }
    p.fill("M96 350q104-30 208 0z", "#5c8260");
    for (x, y, s) in [(110.0, 160.0, 0.26), (290.0, 160.0, 0.26), (244.0, 134.0, 0.2)] {
        Emblem::Bird.draw(p, x, y, -6.0, s, &Tone { main: t.pop2, deep: t.deep, light: t.pop2, ..t });
    }
}

pub fn envelopes(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let five = [
        (104.0, -16.0, Pattern::Seigaiha, "#3c5f97"),
        (152.0, -8.0, Pattern::Asanoha, "#d9775a"),
        (200.0, 0.0, Pattern::Plain, t.light),
        (248.0, 8.0, Pattern::Leaves, "#7d9a6d"),
        (296.0, 16.0, Pattern::Dots, "#e0b04e"),
    ];
    for i in [0, 4, 1, 3, 2] {
        let (x, deg, pattern, base) = five[i];
        p.turned(format!("translate(40 44) scale(.8) rotate({deg} {x} 420)"), |p| {
            let b = [x - 56.0, 84.0, 112.0, 230.0];
            p.faded(0.15, |p| p.slab([x - 50.0, 92.0, 112.0, 230.0], 4.0, SHADE));
            p.inside(slab_path(b, 4.0), |p| {
                pattern.cover(p, b, 40.0, super::super::pattern::Inks { base, ink: "#fbf3df", spot: "#f3e2bd" });
            });
            p.faded(0.14, |p| p.line(format!("M{} 124h112", x - 56.0), SHADE, 3.0));
            if i == 2 {
                a.emblem.draw(p, x, 216.0, 0.0, 0.98, &t);
                p.slab([x - 56.0, 84.0, 112.0, 40.0], 4.0, t.main);
            } else {
                p.slab([x - 19.0, 168.0, 38.0, 88.0], 3.0, "#fffaf0");
            }
        });
    }
}

pub fn mobile(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.line("M200 0v58", "#8d7a5f", 4.5);
    p.turned("translate(12 8) scale(.94)", |p| mobile_birds(p, &t));
}

fn mobile_birds(p: &mut Pen, t: &Tone) {
    p.line("M90 92Q200 34 310 92", "#8d7a5f", 4.5);
    p.line("M90 92v52M310 92v30M200 62v96", "#8d7a5f", 2.0);
    p.line("M40 168Q90 132 142 168M262 140Q310 108 362 146", "#8d7a5f", 4.0);
    let birds = [
        (42.0, 168.0, 44.0, t.main, 1.0),
        (140.0, 168.0, 78.0, t.pop, -1.0),
        (200.0, 156.0, 8.0, t.pop2, 1.0),
        (264.0, 140.0, 90.0, t.deep, 1.0),
        (356.0, 146.0, 40.0, t.main, -1.0),
        (90.0, 148.0, 142.0, t.pop2, 1.0),
        (312.0, 120.0, 182.0, t.pop, -1.0),
        (200.0, 160.0, 122.0, t.main, -1.0),
    ];
    for (x, from, drop, c, side) in birds {
        let y: f32 = from + drop + 26.0;
        p.line(format!("M{x} {from}V{}", y - 12.0), "#8d7a5f", 1.6);
        p.turned(format!("translate({x} {y}) scale({} 1)", side * 0.9), |p| {
            p.fill("M-38 6C-16-14 8-18 26-10l16 4-14 6C20 18-4 20-16 12L-34 20z", c);
            p.faded(0.85, |p| p.fill("M-6-2C-22-30-38-32-46-30-34-14-22 4-2 8z", t.light));
            p.disc(24.0, -5.0, 2.6, "#2b2520");
        });
    }
}

pub fn garland(p: &mut Pen, a: &Art) {
    let t = a.tone();
    for (row, (y, sag)) in [(34.0, 50.0), (136.0, 46.0)].into_iter().enumerate() {
        let d = format!("M-10 {y}Q200 {} 410 {y}", y + sag * 2.0);
        p.line(&d, "#b9a07a", 3.4);
        for i in 0..6u8 {
            let k = (f32::from(i) + 0.5) / 6.0;
            let (x, dy) = (k * 420.0 - 10.0, 4.0 * sag * k * (1.0 - k));
            let c = [t.main, t.pop, t.pop2, t.light, "#86aec4", t.deep][(usize::from(i) + row * 2) % 6];
            p.placed(x, y + dy, (k - 0.5) * -22.0, 1.0, |p| {
                p.faded(0.12, |p| p.fill("M-26 6h62l-26 74z", SHADE));
                p.fill("M-31 0h62L0 76z", c);
                let ink = if c == t.light { t.main } else { "#fffaf0" };
                let tone = Tone { main: ink, deep: ink, light: c, pop: c, pop2: c };
                [Emblem::Star, Emblem::Flower, a.emblem][usize::from(i) % 3].draw(p, 0.0, 24.0, 0.0, 0.3, &tone);
            });
        }
    }
    // A small present under it.
    p.shadow(200.0, 356.0, 50.0);
    p.slab([158.0, 302.0, 84.0, 54.0], 4.0, t.main);
    p.slab([152.0, 292.0, 96.0, 18.0], 4.0, t.main);
    p.slab([193.0, 292.0, 14.0, 64.0], 0.0, t.light);
    p.line("M200 290q-30-26-30-6t30 6q30-26 30-6t-30 6", t.light, 5.0);
}
