//! Things from the 3D printer: layers show as fine lines.

use std::fmt::Write;

use super::{Art, WOOD};
use crate::draw::{
    emblem::{flower, leaf},
    palette::Tone,
    pattern::{Inks, Pattern},
    pen::{Pen, SHADE},
};

const GREENS: [&str; 5] = ["#4f7a55", "#6a9566", "#5d8a5e", "#83ab7a", "#93b888"];

fn foliage(p: &mut Pen, x: f32, y: f32, s: f32) {
    let leaves = [
        (0.0, -4.0, 120.0),
        (-12.0, -34.0, 104.0),
        (12.0, 30.0, 108.0),
        (-24.0, -62.0, 82.0),
        (24.0, 60.0, 84.0),
        (-4.0, -16.0, 66.0),
        (8.0, 18.0, 60.0),
    ];
    for (i, (dx, deg, len)) in leaves.into_iter().enumerate() {
        leaf(p, x + dx * s, y, deg, len * s, GREENS[i % 5]);
    }
}

pub fn planter(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(202.0, 352.0, 104.0);
    if a.pattern == Pattern::Waves {
        foliage(p, 200.0, 224.0, 1.0);
    } else {
        trailing(p);
    }
    let body = "M104 214h192l-26 134a8 8 0 0 1-8 6H138a8 8 0 0 1-8-6z";
    p.inside(body, |p| {
        let c = Inks { base: t.main, ink: t.deep, spot: t.pop };
        p.slab([90.0, 200.0, 220.0, 160.0], 0.0, t.main);
        p.faded(0.45, |p| a.pattern.cover(p, [90.0, 226.0, 220.0, 140.0], 30.0, c));
        p.faded(0.1, |p| p.fill("M236 208h70l-30 150h-46z", SHADE));
    });
    p.slab([96.0, 202.0, 208.0, 22.0], 6.0, t.main);
    p.faded(0.14, |p| p.slab([98.0, 222.0, 204.0, 4.0], 2.0, SHADE));
    p.faded(0.35, |p| p.slab([102.0, 205.0, 196.0, 4.0], 2.0, "#fff"));
}

fn trailing(p: &mut Pen) {
    p.line("M200 214C190 150 150 120 156 70M200 214C214 150 250 140 246 92M190 214C150 180 116 180 96 214 84 240 88 262 82 286M212 214C250 184 290 186 306 216 316 236 312 254 316 268", "#5d8a5e", 4.0);
    for (i, (x, y, deg)) in [
        (156.0, 74.0, -8.0),
        (160.0, 104.0, 48.0),
        (162.0, 110.0, -60.0),
        (178.0, 148.0, 50.0),
        (180.0, 152.0, -56.0),
        (246.0, 96.0, 10.0),
        (244.0, 118.0, -56.0),
        (238.0, 136.0, 60.0),
        (222.0, 164.0, 58.0),
        (130.0, 190.0, -20.0),
        (104.0, 204.0, -70.0),
        (90.0, 236.0, 100.0),
        (88.0, 250.0, -110.0),
        (82.0, 284.0, 190.0),
        (276.0, 192.0, 10.0),
        (304.0, 212.0, 70.0),
        (312.0, 238.0, -110.0),
        (316.0, 264.0, 170.0),
    ]
    .into_iter()
    .enumerate()
    {
        leaf(p, x, y, deg, 34.0, GREENS[i % 5]);
    }
}

pub fn mini_pots(p: &mut Pen, a: &Art) {
    let t = a.tone();
    for (x, c) in [(92.0, t.main), (200.0, t.pop2), (308.0, t.pop)] {
        p.shadow(x, 350.0, 50.0);
        p.fill(format!("M{} 262h88l-12 80a8 8 0 0 1-8 7h-48a8 8 0 0 1-8-7z", x - 44.0), c);
        p.faded(0.1, |p| p.fill(format!("M{x} 262h44l-12 80a8 8 0 0 1-8 7h-24z"), SHADE));
        p.slab([x - 48.0, 252.0, 96.0, 15.0], 5.0, c);
    }
    p.line("M54 276l10 66M72 276l6 66M92 276v66M112 276l-6 66M130 276l-10 66", t.deep, 2.0);
    p.stitch("M160 290h80M163 308h74M166 326h68", "#fffaf0", 3.0);
    p.line("M270 284l19 20 19-20 19 20 19-20M274 306l17 18 17-18 17 18 17-18", "#fffaf0", 3.0);
    // Rosette, cactus and a string of leaves.
    for (ring, len) in [(8u8, 50.0), (6, 36.0), (5, 22.0)] {
        for i in 0..ring {
            let deg = f32::from(i) * 360.0 / f32::from(ring) + len;
            p.turned("translate(92 232) scale(1 .8)", |p| leaf(p, 0.0, 0.0, deg, len, GREENS[usize::from(ring) % 5]));
        }
    }
    p.slab([180.0, 158.0, 40.0, 100.0], 20.0, "#5d8a5e");
    p.line("M180 214h-16q-10 0-10-10v-16M220 204h14q10 0 10-10v-14", "#5d8a5e", 17.0);
    p.stitch("M192 172v80M208 172v80", "#c9dcb9", 2.0);
    flower(p, 200.0, 154.0, 17.0, 6, "#e5938a", "#f6dfa4");
    for (dx, deg, len) in [(-20.0, -36.0, 66.0), (-8.0, -14.0, 88.0), (6.0, 6.0, 96.0), (18.0, 28.0, 74.0)] {
        p.placed(308.0 + dx, 256.0, deg, 1.0, |p| {
            p.fill(format!("M-9 0Q-8 -{:.0} 0 -{len}Q8 -{:.0} 9 0z", len * 0.6, len * 0.6), "#6a9566");
            p.line("M-4 -12h8M-4 -28h8M-3 -44h6", "#c9dcb9", 2.4);
        });
    }
}

pub fn vase(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(196.0, 350.0, 76.0);
    p.line(
        "M200 150C206 110 190 80 214 40M202 140C180 110 170 104 150 92M206 118C226 100 240 98 252 84",
        "#64875f",
        4.0,
    );
    for (x, y, deg, len) in [
        (202.0, 128.0, 70.0, 34.0),
        (178.0, 110.0, -100.0, 26.0),
        (204.0, 92.0, -50.0, 30.0),
        (232.0, 98.0, 120.0, 24.0),
    ] {
        leaf(p, x, y, deg, len, "#7d9a6d");
    }
    flower(p, 216.0, 44.0, 30.0, 8, t.pop, t.pop2);
    flower(p, 146.0, 88.0, 22.0, 7, t.pop2, t.pop);
    flower(p, 256.0, 80.0, 18.0, 6, "#fffaf0", t.pop);
    let body = "M176 140h48c-4 30 50 60 50 126 0 46-26 84-46 84h-56c-20 0-46-38-46-84 0-66 54-96 50-126z";
    p.fill(body, t.main);
    p.inside(body, |p| {
        for i in 0..9u8 {
            let x = 70.0 + f32::from(i) * 34.0;
            p.faded(0.28, |p| {
                p.line(format!("M{x} 130C{} 220 {} 270 {} 356", x + 50.0, x - 50.0, x + 10.0), t.deep, 9.0)
            });
        }
        p.faded(0.12, |p| p.fill("M226 130c60 70 70 160 0 230h70V130z", SHADE));
        p.faded(0.25, |p| p.line("M150 236c-8 24-6 52 6 76", "#fff", 9.0));
    });
    p.oval(200.0, 141.0, 25.0, 6.0, t.deep);
}

pub fn moon_lamp(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.glow(200.0, 190.0, 198.0, "#ffe9b8");
    p.shadow(200.0, 350.0, 92.0);
    p.disc(200.0, 190.0, 122.0, "#f8e3b0");
    p.inside(super::super::pen::circle_path(200.0, 190.0, 122.0), |p| {
        p.faded(0.6, |p| {
            for (x, y, r) in [
                (150.0, 140.0, 32.0),
                (232.0, 122.0, 20.0),
                (248.0, 206.0, 38.0),
                (170.0, 232.0, 24.0),
                (132.0, 196.0, 13.0),
                (206.0, 170.0, 12.0),
                (208.0, 276.0, 22.0),
                (292.0, 160.0, 18.0),
                (190.0, 96.0, 10.0),
            ] {
                p.disc(x, y, r, "#ecc983");
                p.faded(0.7, |p| p.disc(x + r * 0.14, y + r * 0.16, r * 0.78, "#f3d698"));
            }
        });
        p.faded(0.18, |p| p.fill("M250 60c90 80 90 180-20 260h120V60z", "#b57f36"));
    });
    p.fill("M128 298c24 22 120 22 144 0l18 40a8 8 0 0 1-8 10H118a8 8 0 0 1-8-10z", WOOD[1]);
    p.fill("M128 298c24 22 120 22 144 0l6 14c-30 22-126 22-156 0z", WOOD[0]);
    for (x, y, r) in [(60.0, 76.0, 4.0), (338.0, 62.0, 5.0), (352.0, 150.0, 3.0), (44.0, 180.0, 3.0), (96.0, 38.0, 3.0)]
    {
        p.disc(x, y, r, t.pop);
    }
}

pub fn pen_stand(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(202.0, 350.0, 92.0);
    for (x, top, deg, c) in [
        (158.0, 84.0, -10.0, t.pop),
        (186.0, 60.0, -3.0, t.pop2),
        (216.0, 76.0, 4.0, "#86aec4"),
        (246.0, 92.0, 12.0, "#7d9a6d"),
    ] {
        p.turned(format!("rotate({deg} {x} 240)"), |p| {
            p.slab([x - 8.0, top + 26.0, 16.0, 180.0], 1.0, c);
            p.fill(format!("M{} {}l8-26 8 26z", x - 8.0, top + 26.0), "#ecd5ae");
            p.fill(format!("M{} {}l3-9 3 9z", x - 3.0, top + 9.0), "#3a3128");
        });
    }
    p.line("M258 224l26-98M270 224l34-92", "#b9b4aa", 8.0);
    p.ring(282.0, 108.0, 17.0, t.pop, 8.0);
    p.ring(314.0, 116.0, 17.0, t.pop, 8.0);
    let body = "M118 206h164v136a8 8 0 0 1-8 8H126a8 8 0 0 1-8-8z";
    p.fill(body, t.main);
    p.inside(body, |p| {
        let mut d = String::new();
        for row in 0..6u8 {
            for col in 0..8u8 {
                let x = 112.0 + f32::from(col) * 30.0 + if row % 2 == 1 { 15.0 } else { 0.0 };
                let y = 224.0 + f32::from(row) * 26.0;
                let _ = write!(d, "M{x} {}l11 6.500v13l-11 6.500-11-6.500v-13z", y - 13.0);
            }
        }
        p.faded(0.75, |p| p.fill(d, t.deep));
        p.faded(0.12, |p| p.slab([234.0, 200.0, 60.0, 160.0], 0.0, SHADE));
    });
    p.slab([112.0, 200.0, 176.0, 14.0], 6.0, t.main);
    p.slab([112.0, 338.0, 176.0, 14.0], 6.0, t.main);
}

pub fn phone_stand(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(204.0, 350.0, 120.0);
    p.turned("rotate(-9 200 300)", |p| {
        p.slab([128.0, 84.0, 128.0, 238.0], 18.0, "#2f3238");
        p.slab([135.0, 91.0, 114.0, 224.0], 12.0, "#f5eedf");
        p.inside(super::super::pen::slab_path([135.0, 91.0, 114.0, 224.0], 12.0), |p| {
            p.slab([135.0, 91.0, 114.0, 130.0], 0.0, "#dbe7ea");
            p.disc(214.0, 136.0, 18.0, "#f2c879");
            p.fill("M120 226l52-60q6-6 12 0l76 60z", "#8fae96");
            p.line("M150 246h70M150 264h84M150 282h52", "#cdbfa6", 6.0);
        });
    });
    p.shape(
        "M86 348h236c8 0 12-8 8-16-20-40-24-60-20-98 2-12-16-14-20-2-10 36-40 74-92 74H98c-20 0-26 42-12 42z",
        t.main,
        t.deep,
        4.0,
    );
    p.faded(0.5, |p| p.line("M104 322h110c46 0 76-26 92-62M112 334h120c34 0 58-12 74-32", t.deep, 2.6));
    p.slab([98.0, 290.0, 22.0, 34.0], 8.0, t.deep);
    a.emblem.draw(p, 300.0, 318.0, 0.0, 0.3, &Tone { main: t.deep, deep: t.deep, pop: t.deep, pop2: t.deep, ..t });
}
