//! Accessories.

use super::{Art, BRASS, CARD};
use crate::draw::{
    emblem::{Emblem, flower},
    palette::Tone,
    pen::{Pen, SHADE, circle_path, slab_path},
};

fn card(p: &mut Pen, b: [f32; 4]) {
    let [x, y, w, h] = b;
    p.faded(0.13, |p| p.slab([x + 8.0, y + 10.0, w, h], 10.0, SHADE));
    p.slab(b, 10.0, CARD);
    p.frame(b, 10.0, "#ddd0ba", 2.0);
}

pub fn earrings(p: &mut Pen, a: &Art) {
    let t = a.tone();
    card(p, [66.0, 60.0, 268.0, 276.0]);
    p.line("M168 312h64", "#b9a88a", 3.0);
    for (x, c, inner) in [(142.0, t.main, t.pop), (258.0, t.pop2, t.light)] {
        p.ring(x, 100.0, 8.0, BRASS, 4.0);
        p.line(format!("M{x} 106v34"), BRASS, 3.0);
        match a.emblem {
            Emblem::Sprig => ginkgo(p, x, t.main, t.deep),
            Emblem::Star => fireworks(p, x, 206.0, [c, inner, t.deep]),
            _ => {
                p.fill(format!("M{x} 138c34 50 46 76 46 104a46 46 0 0 1-92 0c0-28 12-54 46-104z"), c);
                p.fill(format!("M{x} 186c17 26 23 40 23 56a23 23 0 0 1-46 0c0-16 6-30 23-56z"), inner);
                p.faded(0.55, |p| p.line(format!("M{} 232c0 22 10 36 24 42", x - 30.0), "#fff", 5.0));
            }
        }
    }
}

fn ginkgo(p: &mut Pen, x: f32, fill: &str, deep: &str) {
    p.turned(format!("translate({x} 148) scale(.88)"), |p| {
        p.line("M0 -6V30", deep, 5.0);
        p.shape(
            "M0 24C-12 42-32 52-56 54c-8 2-8 10-6 18 8 30 32 46 54 46 6 0 6-6 6-12V84q2-6 4 0v22c0 6 0 12 6 12 22 0 46-16 54-46 2-8 2-16-6-18C32 52 12 42 0 24z",
            fill,
            deep,
            3.0,
        );
        p.faded(0.45, |p| {
            p.line("M-4 44C-16 60-34 70-50 72M-4 50C-12 72-26 86-40 92M-3 56C-6 78-12 94-20 104", deep, 2.2);
            p.line("M4 44C16 60 34 70 50 72M4 50C12 72 26 86 40 92M3 56C6 78 12 94 20 104", deep, 2.2);
        });
    });
}

fn fireworks(p: &mut Pen, x: f32, y: f32, c: [&str; 3]) {
    p.disc(x, y, 58.0, "#2f3a5c");
    for (n, (len, r)) in [(50.0, 3.4), (34.0, 3.0), (19.0, 2.6)].into_iter().enumerate() {
        for i in 0..12u8 {
            p.placed(x, y, f32::from(i) * 30.0 + n as f32 * 15.0, 1.0, |p| {
                p.line(format!("M0 -{}V-{len}", len - 9.0), c[n % 2], 2.6);
                p.disc(0.0, -len, r, c[(n + 1) % 2]);
            });
        }
    }
    p.disc(x, y, 6.0, "#fff3d0");
    p.ring(x, y, 58.0, BRASS, 3.0);
}

pub fn brooch(p: &mut Pen, a: &Art) {
    let t = a.tone();
    card(p, [84.0, 48.0, 232.0, 296.0]);
    p.disc(200.0, 76.0, 8.0, "#d9ccb5");
    let dark = Tone { main: "#b98452", deep: "#6f4820", light: "#dcb783", ..t };
    let (one, two) = if a.emblem == Emblem::Bird {
        (Tone { main: "#dcb783", deep: "#8d5f2e", light: "#f0dcb6", ..t }, dark)
    } else {
        (t, Tone { main: t.pop, deep: t.deep, ..t })
    };
    a.emblem.draw(p, 194.0, 156.0, 0.0, 1.16, &one);
    p.turned("translate(206 256) scale(-.92 .92)", |p| a.emblem.draw(p, 0.0, 0.0, 0.0, 1.0, &two));
    p.line("M160 320h80", "#b9a88a", 3.0);
}

pub fn pendant(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let chain = "M70 0C80 120 140 176 200 190C260 176 320 120 330 0";
    p.faded(0.13, |p| p.turned("translate(5 9)", |p| p.line(chain, SHADE, 4.0)));
    p.stitch(chain, BRASS, 3.2);
    p.ring(200.0, 196.0, 9.0, BRASS, 4.0);
    if a.emblem == Emblem::Acorn {
        p.faded(0.14, |p| p.oval(209.0, 292.0, 46.0, 62.0, SHADE));
        a.emblem.draw(p, 200.0, 280.0, 0.0, 1.4, &t);
        p.turned("translate(200 204)", |p| {
            super::super::emblem::leaf(p, 4.0, 8.0, 100.0, 62.0, "#7d9a6d");
            super::super::emblem::leaf(p, -4.0, 8.0, -112.0, 50.0, "#64875f");
        });
        return;
    }
    p.faded(0.15, |p| p.disc(206.0, 284.0, 76.0, SHADE));
    p.disc(200.0, 278.0, 76.0, BRASS);
    p.disc(200.0, 278.0, 69.0, t.deep);
    p.inside(circle_path(200.0, 278.0, 69.0), |p| {
        p.fill("M120 330q40-50 80-20t90-24v80H120z", t.main);
        a.emblem.draw(
            p,
            196.0,
            266.0,
            0.0,
            0.74,
            &Tone { main: t.pop, deep: t.pop, light: t.deep, pop: t.light, pop2: t.light },
        );
        for (x, y, r) in [
            (150.0, 262.0, 2.6),
            (168.0, 232.0, 3.0),
            (240.0, 300.0, 2.4),
            (226.0, 226.0, 2.4),
            (160.0, 300.0, 2.2),
            (252.0, 256.0, 2.6),
        ] {
            p.disc(x, y, r, t.light);
        }
        p.faded(0.2, |p| p.line("M142 250q14-34 48-40", "#fff", 9.0));
    });
}

pub fn scrunchie(p: &mut Pen, a: &Art) {
    let t = a.tone();
    for (cx, cy, r, flip) in [(156.0, 152.0, 104.0, false), (254.0, 262.0, 92.0, true)] {
        let outer = scallops(cx, cy, r, 15);
        let ring = format!("{outer}{}", reverse_circle(cx, cy, r * 0.4));
        p.faded(0.14, |p| p.turned("translate(6 11)", |p| p.fill(&ring, SHADE)));
        let inks = if flip { a.inks_on_light() } else { a.inks() };
        p.inside(&ring, |p| {
            a.pattern.cover(p, [cx - r, cy - r, r * 2.0, r * 2.0], 36.0, inks);
            for i in 0..15u8 {
                p.placed(cx, cy, f32::from(i) * 24.0 + 12.0, 1.0, |p| {
                    p.faded(0.22, |p| {
                        p.line(format!("M0 -{:.0}Q5 -{:.0} 0 -{:.0}", r * 0.42, r * 0.6, r * 0.86), t.deep, 4.0)
                    });
                });
            }
        });
        p.shape(&ring, "none", if flip { t.main } else { t.deep }, 3.0);
    }
}

/// A ruffled edge of `n` round folds.
fn scallops(cx: f32, cy: f32, r: f32, n: u16) -> String {
    let step = std::f32::consts::TAU / f32::from(n);
    let at = |k: f32| (cx + r * 0.9 * (k * step).cos(), cy + r * 0.9 * (k * step).sin());
    let (x0, y0) = at(0.0);
    let mut d = format!("M{x0:.1} {y0:.1}");
    let fold = r * 0.9 * (step / 2.0).sin() * 1.06;
    for i in 1..=n {
        let (x, y) = at(f32::from(i));
        d.push_str(&format!("A{fold:.1} {fold:.1} 0 0 1 {x:.1} {y:.1}"));
    }
    d.push('z');
    d
}

/// Wound against the outer edge, so that the hole stays open under the non-zero rule.
fn reverse_circle(cx: f32, cy: f32, r: f32) -> String {
    let d = r * 2.0;
    format!("M{:.1} {cy:.1}a{r:.1} {r:.1} 0 1 0 {d:.1} 0a{r:.1} {r:.1} 0 1 0 -{d:.1} 0z", cx - r)
}

pub fn hair_clips(p: &mut Pen, a: &Art) {
    let t = a.tone();
    card(p, [78.0, 50.0, 244.0, 290.0]);
    let rows = [(122.0, t.main, t.pop, 8), (196.0, t.pop2, t.light, 6), (270.0, t.pop, t.deep, 5)];
    for (i, (y, c, heart, petals)) in rows.into_iter().enumerate() {
        p.turned(format!("rotate({} 200 {y})", [-6.0, 4.0, -3.0][i]), |p| {
            p.faded(0.14, |p| p.slab([118.0, y - 4.0, 172.0, 24.0], 12.0, SHADE));
            p.slab([112.0, y - 12.0, 176.0, 24.0], 12.0, BRASS);
            p.slab([124.0, y - 4.0, 150.0, 8.0], 4.0, "#e6c988");
            flower(p, 152.0, y, 30.0, petals, c, heart);
            flower(p, 204.0, y + 2.0, 22.0, petals, if i == 1 { t.main } else { t.pop2 }, t.light);
            super::super::emblem::leaf(p, 222.0, y + 4.0, 74.0, 34.0, "#7d9a6d");
        });
    }
}

pub fn phone_case(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.turned("rotate(9 200 200)", |p| {
        let b = [112.0, 40.0, 176.0, 322.0];
        p.faded(0.15, |p| p.slab([122.0, 54.0, 176.0, 322.0], 30.0, SHADE));
        p.slab([109.0, 37.0, 182.0, 328.0], 33.0, t.deep);
        p.inside(slab_path(b, 30.0), |p| {
            a.pattern.cover(p, b, 54.0, a.inks());
            p.faded(0.16, |p| p.fill("M112 40h90L112 200z", "#fff"));
        });
        p.slab([124.0, 52.0, 72.0, 76.0], 20.0, "#2f3238");
        for (x, y) in [(144.0, 74.0), (176.0, 74.0), (144.0, 106.0)] {
            p.disc(x, y, 12.0, "#4a4e57");
            p.disc(x, y, 6.0, "#1b1d22");
        }
        p.disc(176.0, 106.0, 5.0, "#f6e7bd");
        p.disc(200.0, 246.0, 66.0, t.light);
        a.emblem.draw(p, 200.0, 246.0, 0.0, 0.98, &t);
    });
}
