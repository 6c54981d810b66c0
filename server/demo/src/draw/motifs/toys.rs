//! Toys.

use super::{Art, WOOD};
use crate::draw::{
    emblem::Emblem,
    palette::Tone,
    pen::{Pen, SHADE},
};

pub fn blocks(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let ink = "#8d5f2e";
    p.shadow(204.0, 344.0, 150.0);
    p.shape("M70 340V236l52-50 52 50v104z", "#e2c08e", WOOD[1], 3.0);
    p.fill("M104 340v-48a18 18 0 0 1 36 0v48z", ink);
    p.ring(122.0, 238.0, 11.0, ink, 4.0);
    p.shape("M186 340V150h78v190z", "#d2a869", WOOD[1], 3.0);
    for y in [168.0, 208.0, 248.0] {
        p.frame([200.0, y, 18.0, 22.0], 2.0, ink, 4.0);
        p.frame([232.0, y, 18.0, 22.0], 2.0, ink, 4.0);
    }
    p.fill("M212 340v-36h26v36z", ink);
    p.shape("M178 147l47-64 47 64z", t.pop, "#8f4027", 3.0);
    p.shape("M276 340c0-58 14-96 28-126 16 30 30 68 30 126z", t.pop2, "#3f6188", 3.0);
    p.shape("M318 342c0-30 2-44 22-44s26 14 26 44z", "#7d9a6d", "#4f6b46", 3.0);
    p.shape("M44 340a28 28 0 0 1 56 0z", "#e7b64c", "#93681c", 3.0);
}

pub fn train(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(200.0, 346.0, 168.0);
    p.line("M172 312h40", WOOD[2], 7.0);
    // The carriage carries cargo beads.
    for (x, y, c) in [
        (66.0, 236.0, t.pop),
        (100.0, 230.0, t.pop2),
        (134.0, 236.0, "#86aec4"),
        (84.0, 214.0, "#e7b64c"),
        (118.0, 210.0, "#7d9a6d"),
    ] {
        p.disc(x, y, 19.0, c);
        p.faded(0.35, |p| p.disc(x - 6.0, y - 6.0, 5.0, "#fff"));
    }
    p.slab([36.0, 244.0, 136.0, 76.0], 8.0, "#d9b27c");
    p.frame([36.0, 244.0, 136.0, 76.0], 8.0, WOOD[1], 3.0);
    p.line("M82 250v64M127 250v64", WOOD[1], 3.0);
    p.slab([212.0, 258.0, 152.0, 62.0], 10.0, t.main);
    p.slab([210.0, 158.0, 72.0, 162.0], 8.0, "#e3c596");
    p.frame([210.0, 158.0, 72.0, 162.0], 8.0, WOOD[1], 3.0);
    p.slab([226.0, 184.0, 40.0, 42.0], 8.0, "#fffaf0");
    Emblem::Bear.draw(p, 246.0, 208.0, 0.0, 0.36, &Tone { main: "#b98452", deep: "#5e3c1c", light: "#f3e2c4", ..t });
    p.slab([198.0, 142.0, 96.0, 20.0], 8.0, t.main);
    p.slab([280.0, 222.0, 84.0, 68.0], 26.0, "#d2a869");
    p.slab([310.0, 168.0, 26.0, 58.0], 3.0, t.main);
    p.slab([302.0, 158.0, 42.0, 16.0], 6.0, t.deep);
    p.disc(364.0, 262.0, 9.0, "#e7b64c");
    for (x, r) in [(68.0, 25.0), (140.0, 25.0), (236.0, 29.0), (300.0, 25.0), (346.0, 25.0)] {
        p.disc(x, 346.0 - r, r, t.deep);
        p.disc(x, 346.0 - r, r * 0.62, "#e3c596");
        p.disc(x, 346.0 - r, r * 0.2, t.deep);
    }
    p.faded(0.75, |p| {
        p.disc(328.0, 128.0, 16.0, "#fff");
        p.disc(306.0, 104.0, 21.0, "#fff");
        p.disc(270.0, 84.0, 27.0, "#fff");
    });
}

pub fn puzzle(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.faded(0.14, |p| p.slab([54.0, 60.0, 304.0, 304.0], 18.0, SHADE));
    p.slab([46.0, 48.0, 304.0, 304.0], 16.0, WOOD[1]);
    p.slab([46.0, 44.0, 304.0, 304.0], 16.0, WOOD[0]);
    p.slab([64.0, 62.0, 268.0, 268.0], 6.0, "#cfae78");
    let cells = [
        (Emblem::Bear, t.pop),
        (Emblem::Whale, "#dbe7ea"),
        (Emblem::Rabbit, "#a9c29a"),
        (Emblem::Cat, "#f2d48e"),
        (Emblem::Bird, "#f5dcd0"),
        (Emblem::Acorn, "#b9cfd8"),
    ];
    for (i, (figure, back)) in cells.into_iter().enumerate() {
        let (col, row) = ((i % 2) as f32, (i / 2) as f32);
        let (mut x, mut y) = (68.0 + col * 131.0, 66.0 + row * 88.0);
        let loose = i == 5;
        if loose {
            (x, y) = (216.0, 262.0);
            p.slab([199.0, 242.0, 129.0, 84.0], 4.0, "#b9935a");
        }
        let figure_tone = match figure {
            Emblem::Bear => Tone { main: "#8d5f2e", deep: "#4a2f14", light: "#f3e2c4", ..t },
            Emblem::Rabbit => Tone { main: "#fffdf8", deep: "#6b5a52", light: "#efb9ad", ..t },
            Emblem::Cat => Tone { main: "#56585f", deep: "#2c2d33", light: "#f4f0e8", ..t },
            Emblem::Acorn => Tone { main: "#b5824a", deep: "#63401f", ..t },
            _ => Tone { main: "#6f91b5", deep: "#2f4f70", light: "#f4f1e6", ..t },
        };
        p.turned(format!("rotate({} {x} {y})", if loose { 14.0 } else { 0.0 }), |p| {
            if loose {
                p.faded(0.2, |p| p.slab([x + 5.0, y + 9.0, 127.0, 84.0], 6.0, SHADE));
            }
            p.slab([x, y, 127.0, 84.0], 6.0, back);
            let knob = if col < 0.5 { x + 127.0 } else { x };
            if !loose && row < 2.0 {
                p.disc(knob, y + 42.0, 13.0, if col < 0.5 { back } else { cells[i - 1].1 });
            }
            figure.draw(p, x + 62.0, y + 43.0, 0.0, 0.66, &figure_tone);
        });
    }
}

pub fn dinosaur(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(200.0, 344.0, 160.0);
    let tail: [(f32, f32, f32); 7] = [
        (30.0, 312.0, 9.0),
        (48.0, 302.0, 13.0),
        (70.0, 292.0, 18.0),
        (96.0, 280.0, 25.0),
        (128.0, 268.0, 33.0),
        (166.0, 258.0, 43.0),
        (208.0, 258.0, 47.0),
    ];
    for (i, (x, y, r)) in tail.into_iter().enumerate() {
        p.disc(x, y, r, if i % 2 == 0 { t.main } else { t.deep });
    }
    for (x, y, s) in
        [(98.0, 254.0, 20.0), (130.0, 234.0, 26.0), (168.0, 216.0, 32.0), (212.0, 212.0, 32.0), (248.0, 206.0, 22.0)]
    {
        p.shape(format!("M{} {y}l{s} -{} {s} {}z", x - s, s * 1.3, s * 1.3), t.pop, t.pop, 5.0);
    }
    p.shape("M146 252c20-46 96-46 122-6 10-26 8-70 20-104 8-24 34-30 56-26 22 4 34 18 32 34-2 14-16 18-34 18 4 60-14 130-46 150-36 20-132 12-150-66z", t.main, t.main, 6.0);
    p.faded(0.5, |p| {
        p.fill("M180 300c40 24 90 20 114 4 26-18 36-60 40-110 6 60-10 118-38 136-34 18-84 12-116-30z", t.light)
    });
    for (x, c) in [(156.0, t.deep), (268.0, t.deep), (186.0, t.main), (296.0, t.main)] {
        p.slab([x, 280.0, 36.0, 66.0], 15.0, c);
        for k in 0..3u8 {
            p.disc(x + 8.0 + f32::from(k) * 10.0, 341.0, 4.0, t.light);
        }
    }
    p.line("M292 176q12 6 22 2M288 208q14 8 28 4M196 246v26M228 244v28", t.deep, 3.0);
    p.disc(328.0, 136.0, 8.0, "#fffaf0");
    p.disc(330.0, 137.0, 4.6, "#2b2520");
    p.line("M344 158q14 2 26-6", t.deep, 3.4);
    p.faded(0.6, |p| p.oval(318.0, 154.0, 8.0, 5.0, t.pop2));
}
