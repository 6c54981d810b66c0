//! Bags and pouches.

use super::{Art, BRASS};
use crate::draw::{
    pattern::Inks,
    pen::{Pen, SHADE, slab_path},
};

pub fn pouch(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(200.0, 332.0, 136.0);
    let body = "M84 152h232c12 50 18 104 14 148-1 16-10 24-26 24H96c-16 0-25-8-26-24-4-44 2-98 14-148z";
    p.inside(body, |p| {
        a.pattern.cover(p, [60.0, 150.0, 284.0, 178.0], 44.0, a.inks());
        p.faded(0.12, |p| p.fill("M60 290q140 30 284-6v44H60z", SHADE));
    });
    p.stitch("M86 172c60-6 168-6 228 0M76 308c60 8 188 8 248 0", "#fff", 2.4);
    p.fill("M86 142c60-8 168-8 228 0l3 16c-60-8-174-8-234 0z", t.deep);
    p.line("M88 149c60-7 164-7 224 0", "#e5d3ab", 4.0);
    p.stitch("M88 149c60-7 164-7 224 0", "#8b6c3d", 1.6);
    p.line("M300 148l22 34", BRASS, 7.0);
    p.ring(325.0, 188.0, 8.0, BRASS, 5.0);
    p.slab([58.0, 220.0, 26.0, 34.0], 3.0, "#b5824a");
    p.line("M64 232h14M64 240h10", "#fff", 2.0);
}

pub fn pen_case(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.turned("rotate(-14 200 210)", |p| {
        p.faded(0.14, |p| p.slab([60.0, 168.0, 296.0, 108.0], 40.0, SHADE));
        p.inside(slab_path([52.0, 154.0, 296.0, 108.0], 34.0), |p| {
            a.pattern.cover(p, [52.0, 154.0, 296.0, 108.0], 46.0, a.inks_on_light());
            p.slab([52.0, 154.0, 44.0, 108.0], 0.0, t.main);
            p.slab([304.0, 154.0, 44.0, 108.0], 0.0, t.main);
            p.faded(0.1, |p| p.slab([52.0, 236.0, 296.0, 30.0], 0.0, SHADE));
            p.slab([52.0, 168.0, 296.0, 15.0], 0.0, t.deep);
        });
        p.line("M66 175.500h268", "#efe0bd", 4.0);
        p.stitch("M101 160v98M299 160v98", "#fffaf0", 2.2);
        p.slab([286.0, 169.0, 22.0, 13.0], 3.0, BRASS);
        p.line("M308 176q20 2 26 20", BRASS, 4.0);
        p.slab([326.0, 194.0, 16.0, 40.0], 5.0, "#b5824a");
    });
    for (x, c, tip) in [(96.0, t.pop, "#3a3128"), (128.0, t.pop2, "#f3ead9")] {
        p.turned(format!("translate(0 {}) rotate(-14 {x} 64)", x * 0.2 + 254.0), |p| {
            p.faded(0.12, |p| p.slab([x + 3.0, 64.0, 140.0, 11.0], 2.0, SHADE));
            p.slab([x, 58.0, 140.0, 11.0], 2.0, c);
            p.fill(format!("M{} 58l20 5.500-20 5.500z", x + 140.0), "#ecd5ae");
            p.fill(format!("M{} 61.500l8 2-8 2z", x + 152.0), tip);
        });
    }
}

pub fn tote(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(200.0, 352.0, 124.0);
    p.line("M144 140C140 40 178 34 190 34h20c12 0 50 6 46 106", t.deep, 15.0);
    p.line("M152 140C148 62 178 50 192 50h16c14 0 44 12 40 90", t.main, 13.0);
    let body = "M82 132h236l12 204a14 14 0 0 1-14 14H84a14 14 0 0 1-14-14z";
    p.fill(body, t.light);
    p.inside(body, |p| {
        p.fill("M60 296h280v60H60z", t.main);
        p.faded(0.07, |p| p.fill("M262 130c16 80 6 150 24 222h60V130z", SHADE));
    });
    p.stitch("M86 146h228M73 302h254", "#fffaf0", 2.6);
    p.faded(0.35, |p| p.line("M86 146h228", t.deep, 1.4));
    for x in [142.0, 236.0] {
        p.slab([x, 136.0, 22.0, 30.0], 2.0, t.main);
        p.line(format!("M{} 142l12 18M{} 142l-12 18", x + 5.0, x + 17.0), t.light, 1.8);
    }
    a.emblem.draw(p, 200.0, 232.0, 0.0, 1.08, &t);
    p.slab([316.0, 236.0, 18.0, 26.0], 2.0, t.pop);
}

pub fn drawstring(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.shadow(200.0, 350.0, 116.0);
    p.fill("M128 78C150 92 170 66 200 84c30-18 50 8 72-6 6 24-6 44-16 54H144c-10-10-22-30-16-54z", t.main);
    p.faded(0.18, |p| p.line("M160 92l6 34M188 88l2 40M216 88l-2 40M242 92l-8 34", SHADE, 4.0));
    let body = "M144 136h112c40 30 66 82 66 138 0 50-32 76-62 76H140c-30 0-62-26-62-76 0-56 26-108 66-138z";
    p.inside(body, |p| {
        let plain = Inks { base: t.light, ink: t.main, spot: t.pop };
        a.pattern.cover(p, [70.0, 130.0, 260.0, 230.0], 46.0, plain);
        p.slab([70.0, 296.0, 260.0, 70.0], 0.0, t.main);
        p.stitch("M70 302h260", t.light, 2.6);
        p.faded(0.09, |p| p.fill("M262 134c52 70 44 150 0 220h70V134z", SHADE));
    });
    p.faded(0.16, |p| {
        p.line("M158 142q-10 26-22 38M190 142q-4 20-6 34M222 142q2 16 6 30M246 142q8 22 20 36", SHADE, 3.6)
    });
    p.slab([134.0, 124.0, 132.0, 16.0], 8.0, t.pop2);
    p.line("M262 132c30 0 42 20 40 52M140 132c-30 0-40 18-42 46", t.pop2, 5.0);
    p.disc(302.0, 190.0, 10.0, t.pop);
    p.disc(98.0, 184.0, 10.0, t.pop);
    a.emblem.draw(p, 200.0, 232.0, 0.0, 1.0, &t);
}
