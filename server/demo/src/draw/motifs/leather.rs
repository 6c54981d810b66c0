//! Leather goods.

use super::{Art, BRASS, wood::engraved};
use crate::draw::{
    emblem::Emblem,
    pattern::Inks,
    pen::{Pen, SHADE, circle_path, slab_path},
};

fn stud(p: &mut Pen, x: f32, y: f32) {
    p.disc(x, y + 2.0, 10.0, "#8f6f2c");
    p.disc(x, y, 10.0, BRASS);
    p.faded(0.5, |p| p.disc(x - 3.0, y - 3.0, 3.0, "#fff"));
}

pub fn key_case(p: &mut Pen, a: &Art) {
    let t = a.tone();
    for (x, deg) in [(150.0, 24.0), (188.0, 6.0), (226.0, -14.0)] {
        p.turned(format!("rotate({deg} {x} 190)"), |p| {
            p.slab([x - 7.0, 200.0, 14.0, 128.0], 4.0, "#c3bbac");
            p.fill(format!("M{} 290h16v11h-16zM{} 310h20v11h-20z", x + 5.0, x + 5.0), "#c3bbac");
        });
    }
    let body = slab_path([92.0, 62.0, 212.0, 188.0], 26.0);
    p.faded(0.15, |p| p.turned("translate(6 11)", |p| p.fill(&body, SHADE)));
    p.fill(&body, t.main);
    p.inside(&body, |p| {
        p.faded(0.12, |p| p.slab([92.0, 62.0, 70.0, 190.0], 0.0, t.deep));
        p.faded(0.06, |p| p.fill("M92 62h220l-220 60z", "#fff"));
    });
    p.stitch(slab_path([102.0, 72.0, 192.0, 168.0], 18.0), t.light, 3.0);
    p.line("M162 64v184", t.deep, 2.4);
    a.emblem.draw(p, 230.0, 152.0, 0.0, 0.72, &engraved(t.main, t.deep));
    stud(p, 286.0, 156.0);
    p.line("M100 118q-36 20-30 76", t.deep, 9.0);
    p.ring(70.0, 206.0, 15.0, BRASS, 6.0);
}

pub fn card_case(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.turned("rotate(-8 200 200)", |p| {
        p.faded(0.15, |p| p.slab([68.0, 128.0, 280.0, 186.0], 16.0, SHADE));
        p.slab([60.0, 112.0, 280.0, 186.0], 16.0, t.deep);
        p.slab([86.0, 84.0, 226.0, 130.0], 6.0, "#fffdf8");
        p.slab([92.0, 76.0, 226.0, 130.0], 6.0, "#f6efe0");
        p.line("M116 100h84M116 114h52", "#bcae95", 4.0);
        p.disc(284.0, 104.0, 13.0, t.pop);
        let front = "M60 150c60 34 220 34 280 0v132a16 16 0 0 1-16 16H76a16 16 0 0 1-16-16z";
        p.fill(front, t.main);
        p.inside(front, |p| p.faded(0.06, |p| p.fill("M60 140h190l-60 170H60z", "#fff")));
        p.stitch("M72 168v104a16 16 0 0 0 16 14h224a16 16 0 0 0 16-14V168", t.light, 3.0);
        p.line("M60 151c60 34 220 34 280 0", t.deep, 3.0);
        a.emblem.draw(p, 282.0, 246.0, 0.0, 0.5, &engraved(t.main, t.deep));
    });
}

pub fn coin_case(p: &mut Pen, a: &Art) {
    let t = a.tone();
    for (x, y, c) in [(298.0, 304.0, "#d8d2c4"), (330.0, 268.0, "#d4a55e"), (318.0, 336.0, "#e6cf8e")] {
        p.faded(0.14, |p| p.disc(x + 3.0, y + 5.0, 25.0, SHADE));
        p.disc(x, y, 25.0, c);
        p.faded(0.35, |p| p.ring(x, y, 18.0, "#6b5a32", 2.4));
    }
    p.faded(0.15, |p| p.disc(190.0, 206.0, 122.0, SHADE));
    p.disc(184.0, 196.0, 122.0, t.deep);
    p.disc(184.0, 192.0, 122.0, t.main);
    p.inside(circle_path(184.0, 192.0, 122.0), |p| {
        p.faded(0.13, |p| p.disc(134.0, 120.0, 110.0, "#fff"));
        p.fill("M50 60h270v118q-136 74-270 0z", t.main);
        p.faded(0.25, |p| p.line("M56 176q128 80 256 0", SHADE, 5.0));
    });
    p.stitch(circle_path(184.0, 192.0, 109.0), t.light, 3.0);
    a.emblem.draw(p, 184.0, 142.0, 0.0, 0.84, &engraved(t.main, t.deep));
    stud(p, 184.0, 216.0);
}

pub fn book_cover(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(206.0, 350.0, 118.0);
    p.slab([112.0, 66.0, 190.0, 282.0], 6.0, "#efe4cf");
    for i in 0..6u8 {
        p.faded(0.5, |p| p.slab([294.0 - f32::from(i), 72.0 + f32::from(i) * 46.0, 8.0, 2.0], 0.0, "#cdbfa6"));
    }
    let body = slab_path([100.0, 58.0, 190.0, 292.0], 9.0);
    p.fill(&body, t.main);
    p.inside(&body, |p| {
        p.faded(0.4, |p| p.slab([100.0, 58.0, 26.0, 292.0], 0.0, t.deep));
        p.faded(0.1, |p| p.fill("M126 58h170L126 230z", "#fff"));
    });
    p.stitch("M136 70h142v268H136z", t.light, 2.8);
    let b = [148.0, 250.0, 118.0, 76.0];
    p.inside(slab_path(b, 4.0), |p| {
        p.faded(0.55, |p| a.pattern.cover(p, b, 30.0, Inks { base: t.main, ink: t.deep, spot: t.deep }));
    });
    a.emblem.draw(p, 207.0, 158.0, 0.0, 0.95, &engraved(t.main, t.deep));
    p.line("M240 58c8-30 20-8 18-40", t.pop, 5.0);
    p.fill("M250 346h16v30l-8-8-8 8z", t.pop);
}

pub fn cord_clips(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let clips = [(100.0, 132.0, -12.0, t.main), (232.0, 200.0, 10.0, t.pop2), (132.0, 290.0, -4.0, t.deep)];
    for (i, (x, y, deg, c)) in clips.into_iter().enumerate() {
        let cord = [t.light, "#3a3b42", "#fffaf0"][i];
        p.turned(format!("rotate({deg} {x} {y})"), |p| {
            for k in [-1.0f32, 0.0, 1.0] {
                p.line(
                    format!(
                        "M{x} {}c60 {} 90 -30 120 0s-20 {} -70 {}",
                        y + k * 9.0,
                        k * 12.0,
                        34.0 + k * 6.0,
                        24.0 + k * 10.0
                    ),
                    cord,
                    5.0,
                );
            }
            let b = [x - 60.0, y - 34.0, 128.0, 68.0];
            p.faded(0.15, |p| p.slab([x - 54.0, y - 24.0, 128.0, 68.0], 32.0, SHADE));
            p.slab(b, 32.0, c);
            p.stitch(slab_path([x - 53.0, y - 27.0, 114.0, 54.0], 26.0), t.light, 2.6);
            stud(p, x + 38.0, y);
            [Emblem::Bird, Emblem::Whale, Emblem::Star][i].draw(p, x - 20.0, y, 0.0, 0.36, &engraved(c, t.light));
        });
    }
}

pub fn tray(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let outer =
        "M72 92q-6-22 16-18 112 14 224 0 22-4 16 18-12 108 0 216 6 22-16 18-112-14-224 0-22 4-16-18 12-108 0-216z";
    p.faded(0.15, |p| p.turned("translate(6 12)", |p| p.fill(outer, SHADE)));
    p.shape(outer, t.main, t.deep, 4.0);
    p.fill("M108 116q92 10 184 0-8 84 0 168-92-10-184 0 8-84 0-168z", t.deep);
    p.faded(0.5, |p| p.fill("M112 126q88 10 176 0-8 76 0 156-88-10-176 0 8-78 0-156z", t.main));
    p.stitch("M92 96q108 12 216 0-10 104 0 208-108-12-216 0 10-104 0-208z", t.light, 2.8);
    for (x, y) in [(88.0, 92.0), (312.0, 92.0), (312.0, 308.0), (88.0, 308.0)] {
        stud(p, x, y);
    }
    p.turned("translate(-12 32) rotate(-30 200 200)", |p| {
        p.slab([128.0, 176.0, 144.0, 15.0], 7.0, t.pop);
        p.slab([232.0, 176.0, 40.0, 15.0], 7.0, "#2f3238");
        p.slab([226.0, 173.0, 34.0, 5.0], 2.0, BRASS);
    });
    a.emblem.draw(p, 240.0, 264.0, 8.0, 0.5, &engraved(t.main, t.light));
    p.ring(156.0, 156.0, 19.0, BRASS, 6.0);
}
