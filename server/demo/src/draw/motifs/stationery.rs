//! Things for desk and shelf.

use super::{Art, WOOD};
use crate::draw::{
    emblem::{Emblem, leaf},
    palette::Tone,
    pen::{Pen, SHADE, slab_path},
};

pub fn bookmarks(p: &mut Pen, a: &Art) {
    let t = a.tone();
    for (i, (x, deg, face)) in
        [(114.0, -9.0, "#e6caa0"), (200.0, 2.0, "#d9b27c"), (286.0, 11.0, "#efdab7")].into_iter().enumerate()
    {
        p.turned(format!("rotate({deg} {x} 200)"), |p| {
            let b = [x - 34.0, 82.0, 68.0, 246.0];
            p.faded(0.13, |p| p.slab([x - 28.0, 90.0, 68.0, 246.0], 10.0, SHADE));
            p.slab(b, 10.0, face);
            p.frame(b, 10.0, WOOD[1], 2.5);
            p.disc(x, 102.0, 7.0, "#fbf4e6");
            p.line(format!("M{x} 98c-6-22 10-34 2-56"), t.main, 4.0);
            p.line(format!("M{} 44q-8-10-7-26M{} 44v-28M{} 44q8-10 7-26", x + 2.0, x + 2.0, x + 2.0), t.main, 3.0);
            bookmark_face(p, i, x);
        });
    }
}

fn bookmark_face(p: &mut Pen, i: usize, x: f32) {
    let ink = WOOD[2];
    match i {
        0 => {
            p.line(format!("M{x} 312V140"), ink, 4.0);
            for (k, y) in [300.0, 266.0, 232.0, 198.0, 164.0].into_iter().enumerate() {
                leaf(p, x, y, if k % 2 == 0 { 38.0 } else { -38.0 }, 34.0, ink);
            }
        }
        1 => {
            for (y, r) in [(150.0, 18.0), (192.0, 22.0), (242.0, 26.0), (296.0, 20.0)] {
                p.ring(x, y, r, "#7a4e22", 4.0);
                p.ring(x, y, r * 0.5, "#7a4e22", 3.0);
            }
        }
        _ => {
            for y in [306.0, 246.0, 186.0] {
                p.line(format!("M{x} {y}l-20-30 20-30 20 30zM{x} {}l-8-12 8-12 8 12z", y - 18.0), ink, 4.0);
            }
        }
    }
}

pub fn stickers(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.turned("rotate(-4 200 200)", |p| {
        p.faded(0.13, |p| p.slab([74.0, 46.0, 272.0, 326.0], 12.0, SHADE));
        p.slab([66.0, 34.0, 272.0, 326.0], 12.0, "#fffdf8");
        p.frame([66.0, 34.0, 272.0, 326.0], 12.0, "#ddd0ba", 2.0);
        let figures = [
            Emblem::House,
            Emblem::Car,
            Emblem::Tree,
            Emblem::Cat,
            Emblem::Daruma,
            Emblem::Bird,
            Emblem::Star,
            Emblem::Whale,
            Emblem::Mushroom,
            Emblem::Moon,
            Emblem::Bear,
            Emblem::Flower,
        ];
        let mains = [
            t.main, "#d9775a", "#7d9a6d", "#8d8f98", "#c4664a", "#86aec4", "#e7b64c", "#6f91b5", "#c9586a", "#e7b64c",
            "#b98452", "#95688a",
        ];
        for (i, (figure, main)) in figures.into_iter().zip(mains).enumerate() {
            let (x, y) = (112.0 + (i % 3) as f32 * 90.0, 76.0 + (i / 3) as f32 * 81.0);
            let white = Tone { main: "#efe7d6", deep: "#efe7d6", light: "#efe7d6", pop: "#efe7d6", pop2: "#efe7d6" };
            figure.draw(p, x, y, 0.0, 0.7, &white);
            figure.draw(p, x, y, 0.0, 0.58, &Tone { main, ..t });
        }
        p.faded(0.1, |p| p.fill("M298 360h28a12 12 0 0 0 12-12v-28z", SHADE));
        p.fill("M300 360l38-38-30 6a6 6 0 0 0-4 4z", "#f1e7d4");
    });
}

pub fn notebook(p: &mut Pen, a: &Art) {
    let t = a.tone();
    p.turned("rotate(7 200 200)", |p| {
        p.faded(0.14, |p| p.slab([104.0, 66.0, 218.0, 294.0], 8.0, SHADE));
        p.slab([98.0, 58.0, 214.0, 292.0], 6.0, "#efe4cf");
        p.slab([96.0, 54.0, 212.0, 290.0], 6.0, "#fffdf8");
        let b = [92.0, 48.0, 212.0, 290.0];
        p.inside(slab_path(b, 7.0), |p| {
            a.pattern.cover(p, b, 56.0, a.inks());
            p.slab([92.0, 48.0, 38.0, 290.0], 0.0, t.deep);
        });
        for y in [92.0, 142.0, 192.0, 242.0, 292.0] {
            p.line(format!("M92 {y}h38"), t.light, 2.6);
        }
        p.line("M130 66v254", t.light, 2.6);
        p.slab([170.0, 110.0, 104.0, 66.0], 4.0, "#fbf3df");
        p.frame([176.0, 116.0, 92.0, 54.0], 3.0, t.deep, 1.8);
        p.line("M190 136h64M190 152h44", t.deep, 2.4);
    });
    p.turned("rotate(-58 96 330)", |p| {
        p.slab([60.0, 318.0, 150.0, 13.0], 3.0, t.pop);
        p.fill("M210 318l22 6.500-22 6.500z", "#ecd5ae");
        p.fill("M223 322l9 2.500-9 2.500z", "#3a3128");
    });
}

pub fn postcards(p: &mut Pen, a: &Art) {
    let t = a.tone();
    let cards = [
        (116.0, 150.0, -12.0, "#dbe7ea", Emblem::Mountain),
        (276.0, 150.0, 9.0, "#f7e3c4", Emblem::Sprig),
        (146.0, 284.0, 5.0, "#f5dcd0", Emblem::Flower),
        (282.0, 292.0, -6.0, "#33406a", Emblem::Moon),
    ];
    for (x, y, deg, back, figure) in cards {
        p.placed(x, y, deg, 1.0, |p| {
            p.faded(0.14, |p| p.slab([-60.0, -76.0, 132.0, 172.0], 5.0, SHADE));
            p.slab([-66.0, -86.0, 132.0, 172.0], 5.0, "#fffdf8");
            p.slab([-56.0, -76.0, 112.0, 130.0], 3.0, back);
            let tone = match figure {
                Emblem::Moon => Tone { main: "#f6dfa4", deep: "#f6dfa4", light: "#33406a", ..t },
                Emblem::Sprig => Tone { main: "#c4664a", deep: "#8a4a34", ..t },
                Emblem::Flower => Tone { main: "#e5a0ae", pop: "#c9586a", ..t },
                _ => t,
            };
            figure.draw(p, 0.0, -10.0, 0.0, 0.86, &tone);
            p.line("M-30 70h60", "#cdbfa6", 3.0);
        });
    }
}
