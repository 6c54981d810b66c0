//! Repeating grounds: old Japanese patterns and a few plain ones.
//! They are drawn out as shapes, because tiled patterns blur at odd scales.

use std::fmt::Write;

use super::{
    emblem::{flower, leaf},
    pen::{Pen, circle_path, poly},
};

/// A repeating pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// 無地
    Plain,
    /// 青海波
    Seigaiha,
    /// 麻の葉
    Asanoha,
    /// 七宝
    Shippo,
    /// 水玉
    Dots,
    /// 縞
    Stripes,
    /// 格子
    Check,
    /// 小花
    Flowers,
    /// さざなみ
    Waves,
    /// 十字
    Cross,
    /// 矢羽根
    Yabane,
    /// 葉
    Leaves,
    /// かけら
    Terrazzo,
}

/// Colours of a pattern: ground, drawing and a second drawing colour.
#[derive(Debug, Clone, Copy)]
pub struct Inks<'a> {
    /// Ground.
    pub base: &'a str,
    /// First drawing colour.
    pub ink: &'a str,
    /// Second drawing colour.
    pub spot: &'a str,
}

impl Pattern {
    /// Covers the rectangle `[x, y, w, h]`; `unit` is the size of one repeat.
    pub fn cover(self, pen: &mut Pen, b: [f32; 4], unit: f32, c: Inks<'_>) {
        pen.slab(b, 0.0, c.base);
        match self {
            Self::Plain => {}
            Self::Seigaiha => seigaiha(pen, b, unit, c),
            Self::Asanoha => pen.line(asanoha(b, unit), c.ink, unit * 0.07),
            Self::Shippo => each(b, unit, unit / 2.0, true, |x, y, _| {
                pen.stitch(circle_path(x, y, unit / 2.0), c.ink, unit * 0.045);
            }),
            Self::Dots => each(b, unit, unit / 2.0, true, |x, y, i| {
                pen.disc(x, y, unit * 0.17, if i % 5 == 0 { c.spot } else { c.ink });
            }),
            Self::Stripes => stripes(pen, b, unit, c),
            Self::Check => check(pen, b, unit, c),
            Self::Flowers => each(b, unit, unit * 0.6, true, |x, y, i| {
                let fill = if i % 3 == 0 { c.spot } else { c.ink };
                flower(pen, x, y, unit * 0.3, 5, fill, c.base);
                pen.disc(x + unit * 0.5, y + unit * 0.06, unit * 0.05, c.spot);
            }),
            Self::Waves => waves(pen, b, unit, c),
            Self::Cross => each(b, unit * 0.62, unit * 0.31, true, |x, y, _| {
                let s = unit * 0.15;
                pen.line(
                    format!("M{:.1} {y:.1}h{:.1}M{x:.1} {:.1}v{:.1}", x - s, s * 2.0, y - s, s * 2.0),
                    c.ink,
                    unit * 0.05,
                );
            }),
            Self::Yabane => yabane(pen, b, unit, c),
            Self::Leaves => each(b, unit, unit * 0.55, true, |x, y, i| {
                let fill = if i % 3 == 0 { c.spot } else { c.ink };
                let deg = if i % 2 == 0 { 34.0 } else { -40.0 };
                leaf(pen, x, y + unit * 0.2, deg, unit * 0.5, fill);
            }),
            Self::Terrazzo => terrazzo(pen, b, unit, c),
        }
    }
}

/// Visits a grid that covers the rectangle; odd rows may be set off by half.
fn each(b: [f32; 4], dx: f32, dy: f32, brick: bool, mut visit: impl FnMut(f32, f32, usize)) {
    let [x0, y0, w, h] = b;
    let (cols, rows) = ((w / dx).ceil() as usize + 2, (h / dy).ceil() as usize + 2);
    for row in 0..rows {
        let shift = if brick && row % 2 == 1 { dx / 2.0 } else { 0.0 };
        for col in 0..cols {
            let x = x0 - dx / 2.0 + col as f32 * dx + shift;
            visit(x, y0 - dy / 2.0 + row as f32 * dy, row * 7 + col * 3);
        }
    }
}

fn seigaiha(pen: &mut Pen, b: [f32; 4], unit: f32, c: Inks<'_>) {
    let r = unit / 2.0;
    let w = unit * 0.05;
    each(b, unit, r / 2.0, true, |x, y, _| {
        pen.disc(x, y, r, c.base);
        for k in [0.94, 0.62, 0.3] {
            pen.ring(x, y, r * k, c.ink, w);
        }
    });
}

/// The hemp-leaf lattice: every triangle's edges, and its centre tied to its corners.
pub fn asanoha(b: [f32; 4], side: f32) -> String {
    let [x0, y0, w, h] = b;
    let tall = side * 0.866;
    let mut d = String::new();
    let (rows, cols) = ((h / tall).ceil() as i32 + 1, (w / side).ceil() as i32 + 2);
    for row in -1..rows {
        for col in -1..cols {
            let shift = if row.rem_euclid(2) == 1 { side / 2.0 } else { 0.0 };
            let (x, y) = (x0 + col as f32 * side + shift, y0 + row as f32 * tall);
            let (a, bb, e, f) = ((x, y), (x + side, y), (x + side / 2.0, y + tall), (x + side * 1.5, y + tall));
            for t in [[a, bb, e], [bb, f, e]] {
                let (cx, cy) = ((t[0].0 + t[1].0 + t[2].0) / 3.0, (t[0].1 + t[1].1 + t[2].1) / 3.0);
                d.push_str(&poly(&t));
                for (px, py) in t {
                    let _ = write!(d, "M{cx:.1} {cy:.1}L{px:.1} {py:.1}");
                }
            }
        }
    }
    d
}

fn stripes(pen: &mut Pen, b: [f32; 4], unit: f32, c: Inks<'_>) {
    let [x, y, w, h] = b;
    for i in 0..(w / unit).ceil() as usize {
        let at = x + i as f32 * unit;
        pen.slab([at, y, unit * 0.42, h], 0.0, c.ink);
        pen.slab([at + unit * 0.66, y, unit * 0.08, h], 0.0, c.spot);
    }
}

fn check(pen: &mut Pen, b: [f32; 4], unit: f32, c: Inks<'_>) {
    let [x, y, w, h] = b;
    pen.faded(0.5, |p| {
        for i in 0..(w / unit).ceil() as usize {
            p.slab([x + i as f32 * unit, y, unit / 2.0, h], 0.0, c.ink);
        }
    });
    pen.faded(0.5, |p| {
        for i in 0..(h / unit).ceil() as usize {
            p.slab([x, y + i as f32 * unit, w, unit / 2.0], 0.0, c.ink);
        }
    });
}

fn waves(pen: &mut Pen, b: [f32; 4], unit: f32, c: Inks<'_>) {
    let [x, y, w, h] = b;
    let (half, gap) = (unit / 2.0, unit * 0.72);
    for i in 0..(h / gap).ceil() as usize + 1 {
        let mut d =
            format!("M{:.1} {:.1}q{:.1} -{:.1} {half:.1} 0", x - half, y + i as f32 * gap, half / 2.0, half * 0.7);
        for _ in 0..(w / half).ceil() as usize + 1 {
            let _ = write!(d, "t{half:.1} 0");
        }
        pen.line(d, c.ink, unit * 0.14);
    }
}

fn yabane(pen: &mut Pen, b: [f32; 4], unit: f32, c: Inks<'_>) {
    let [x, y, w, h] = b;
    let (half, tall) = (unit / 2.0, unit * 0.9);
    for col in 0..(w / unit).ceil() as usize {
        for row in 0..(h / tall).ceil() as usize + 2 {
            let up = if col % 2 == 0 { 1.0 } else { -1.0 };
            let left = x + col as f32 * unit;
            let top = y + (row as f32 - 1.0) * tall;
            let fill = if (row + col) % 2 == 0 { c.ink } else { c.spot };
            let rise = half * 0.9 * up;
            let wing = |l: f32, dy0: f32, dy1: f32| {
                poly(&[
                    (l, top + dy0),
                    (l + half, top + dy1),
                    (l + half, top + dy1 + tall * 0.86),
                    (l, top + dy0 + tall * 0.86),
                ])
            };
            pen.fill(wing(left, 0.0, rise), fill);
            pen.fill(wing(left + half, rise, 0.0), fill);
        }
        pen.line(format!("M{:.1} {y}v{h}", x + col as f32 * unit + half), c.base, unit * 0.06);
    }
}

fn terrazzo(pen: &mut Pen, b: [f32; 4], unit: f32, c: Inks<'_>) {
    each(b, unit * 0.55, unit * 0.4, true, |x, y, i| {
        let s = unit * (0.09 + 0.035 * (i % 4) as f32);
        let fill = [c.ink, c.spot, "#fffaf0", c.ink][i * 5 % 4];
        let deg = (i * 47 % 360) as f32;
        pen.placed(x + (i * 13 % 7) as f32 - 3.0, y + (i * 11 % 5) as f32 - 2.0, deg, 1.0, |p| {
            p.fill(poly(&[(-s, -s * 0.4), (s * 0.3, -s), (s, s * 0.5), (-s * 0.5, s * 0.8)]), fill);
        });
    });
}
