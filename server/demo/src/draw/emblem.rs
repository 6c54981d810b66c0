//! Small figures that return on many goods: stitched, cut, printed or engraved.

use super::{
    palette::Tone,
    pen::{Pen, star},
};

/// A figure about 100 units wide, drawn around the origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emblem {
    /// 小鳥
    Bird,
    /// くま
    Bear,
    /// うさぎ
    Rabbit,
    /// ねこ
    Cat,
    /// くじら
    Whale,
    /// 花
    Flower,
    /// 小枝
    Sprig,
    /// 家
    House,
    /// 星
    Star,
    /// 三日月
    Moon,
    /// きのこ
    Mushroom,
    /// どんぐり
    Acorn,
    /// くるま
    Car,
    /// 木
    Tree,
    /// 山
    Mountain,
    /// だるま
    Daruma,
}

impl Emblem {
    /// Draws the figure at a place.
    pub fn draw(self, pen: &mut Pen, x: f32, y: f32, deg: f32, scale: f32, t: &Tone) {
        pen.placed(x, y, deg, scale, |p| match self {
            Self::Bird => bird(p, t),
            Self::Bear => bear(p, t),
            Self::Rabbit => rabbit(p, t),
            Self::Cat => cat(p, t),
            Self::Whale => whale(p, t),
            Self::Flower => flower(p, 0.0, 0.0, 46.0, 8, t.main, t.pop),
            Self::Sprig => sprig(p, t),
            Self::House => house(p, t),
            Self::Star => p.shape(star(0.0, 2.0, 50.0, 5, 0.5), t.main, t.deep, 5.0),
            Self::Moon => moon(p, t),
            Self::Mushroom => mushroom(p, t),
            Self::Acorn => acorn(p, t),
            Self::Car => car(p, t),
            Self::Tree => tree(p, t),
            Self::Mountain => mountain(p, t),
            Self::Daruma => daruma(p, t),
        });
    }
}

/// One leaf growing from a point, `len` long.
pub fn leaf(pen: &mut Pen, x: f32, y: f32, deg: f32, len: f32, fill: &str) {
    let (a, b) = (len * 0.3, len * 0.75);
    pen.placed(x, y, deg, 1.0, |p| {
        p.fill(format!("M0 0C{a:.1} -{a:.1} {a:.1} -{b:.1} 0 -{len:.1}C-{a:.1} -{b:.1} -{a:.1} -{a:.1} 0 0z"), fill);
        p.faded(0.4, |p| p.line(format!("M0 -{:.1}V-{:.1}", len * 0.14, len * 0.82), "#fff", len * 0.04));
    });
}

/// An open flower of radius `r`.
pub fn flower(pen: &mut Pen, x: f32, y: f32, r: f32, petals: u16, fill: &str, heart: &str) {
    for i in 0..petals {
        let deg = 360.0 / f32::from(petals) * f32::from(i);
        let width = r * 2.0 / f32::from(petals).sqrt() * 0.48;
        pen.placed(x, y, deg, 1.0, |p| p.oval(0.0, -r * 0.62, width, r * 0.4, fill));
    }
    pen.disc(x, y, r * 0.26, heart);
}

fn eyes(p: &mut Pen, dx: f32, y: f32, colour: &str) {
    p.disc(-dx, y, 4.2, colour);
    p.disc(dx, y, 4.2, colour);
}

fn bird(p: &mut Pen, t: &Tone) {
    p.turned("translate(4 3) scale(.7)", |p| {
        p.shape(
            "M-74 6C-70-34-34-58 4-52c8-22 40-28 52-6l22 10-20 8c0 44-30 72-66 72-20 0-34-8-44-20l-46 18z",
            t.main,
            t.deep,
            4.5,
        );
        p.disc(36.0, -46.0, 5.0, t.deep);
        p.shape("M-34-6c16-18 44-20 60 2-12 24-42 28-60-2z", t.light, t.deep, 3.0);
        p.line("M-20 2c14 8 24 6 34-2", t.deep, 3.0);
    });
}

fn bear(p: &mut Pen, t: &Tone) {
    for x in [-30.0, 30.0] {
        p.disc(x, -30.0, 16.0, t.main);
        p.disc(x, -30.0, 8.0, t.light);
    }
    p.oval(0.0, 4.0, 46.0, 42.0, t.main);
    p.oval(0.0, 18.0, 20.0, 16.0, t.light);
    p.oval(0.0, 11.0, 7.0, 5.0, t.deep);
    p.line("M0 15v6m-8 3q8 6 16 0", t.deep, 3.0);
    eyes(p, 19.0, -4.0, t.deep);
    p.faded(0.55, |p| {
        p.oval(-30.0, 12.0, 7.0, 4.5, t.pop2);
        p.oval(30.0, 12.0, 7.0, 4.5, t.pop2);
    });
}

fn rabbit(p: &mut Pen, t: &Tone) {
    for (x, deg) in [(-16.0, -8.0), (16.0, 10.0)] {
        p.placed(x, -30.0, deg, 1.0, |p| {
            p.oval(0.0, 0.0, 11.0, 32.0, t.main);
            p.oval(0.0, 2.0, 5.0, 22.0, t.light);
        });
    }
    p.oval(0.0, 18.0, 38.0, 34.0, t.main);
    eyes(p, 15.0, 12.0, t.deep);
    p.fill("M-5 21h10l-5 6z", t.pop2);
    p.line("M0 27v4m-7 2q7 5 14 0", t.deep, 2.6);
    p.faded(0.5, |p| {
        p.oval(-25.0, 25.0, 7.0, 4.5, t.pop2);
        p.oval(25.0, 25.0, 7.0, 4.5, t.pop2);
    });
}

fn cat(p: &mut Pen, t: &Tone) {
    p.shape(
        "M-42 8V-42c0-4 4-5 7-2l20 18c9-3 21-3 30 0l20-18c3-3 7-2 7 2V8c0 24-18 38-42 38S-42 32-42 8z",
        t.main,
        t.deep,
        4.0,
    );
    p.fill("M-10-29l4 22h12l4-22z", t.deep);
    eyes(p, 19.0, 4.0, t.deep);
    p.fill("M-5 13h10l-5 6z", t.pop2);
    p.line("M0 19q-4 8-10 5M0 19q4 8 10 5M-56 10l18 4M-56 24l18-3M56 10l-18 4M56 24l-18-3", t.deep, 2.6);
}

fn whale(p: &mut Pen, t: &Tone) {
    let body = "M-56 6C-56-26-22-36 6-26C22-20 30-6 38-14C42-19 42-26 38-32C32-36 28-42 30-48C38-48 44-44 47-38C52-44 60-46 66-42C64-32 58-28 54-26C56 18 26 38-10 38C-38 38-56 26-56 6z";
    p.shape(body, t.main, t.deep, 4.0);
    p.inside(body, |p| {
        p.fill("M-60 12C-30 26 10 24 40 2V44H-60z", t.light);
        p.line("M-40 22v14M-26 26v12M-12 27v12M2 25v14", t.deep, 2.0);
    });
    p.disc(-32.0, 2.0, 4.4, t.deep);
    p.line("M-24-40c-2-8-6-12-13-13M-24-40c0-10 4-15 11-16", t.pop, 4.0);
}

fn sprig(p: &mut Pen, t: &Tone) {
    p.line("M0 50C2 20-3-10 0-34", t.deep, 4.0);
    leaf(p, 0.0, -24.0, 0.0, 30.0, t.main);
    for (i, y) in [-8.0, 14.0, 34.0].into_iter().enumerate() {
        let len = 28.0 + 3.0 * i as f32;
        leaf(p, 0.0, y, 52.0, len, t.main);
        leaf(p, 0.0, y + 4.0, -52.0, len, t.deep);
    }
}

fn house(p: &mut Pen, t: &Tone) {
    p.shape("M-34 46V-8h68v54z", t.light, t.deep, 4.0);
    p.shape("M-46-6L0-48 46-6z", t.main, t.deep, 4.0);
    p.fill("M-10 46V22a10 10 0 0 1 20 0v24z", t.deep);
    p.slab([-26.0, 4.0, 12.0, 13.0], 2.0, t.pop);
    p.slab([15.0, 4.0, 12.0, 13.0], 2.0, t.pop);
    p.ring(0.0, -20.0, 6.0, t.deep, 3.5);
}

fn moon(p: &mut Pen, t: &Tone) {
    p.shape("M18-48C-22-44-46-14-40 16s40 42 66 22C-4 32-16 10-10-12-6-30 4-40 18-48z", t.main, t.deep, 4.0);
    p.fill(star(30.0, -14.0, 14.0, 4, 0.36), t.pop);
    p.fill(star(46.0, 14.0, 8.0, 4, 0.36), t.pop2);
}

fn mushroom(p: &mut Pen, t: &Tone) {
    p.shape("M-16 2C-18 22-22 32-18 44q18 8 36 0C22 32 18 22 16 2z", t.light, t.deep, 4.0);
    p.shape("M-48 4C-50-30-24-48 0-48S50-30 48 4q-48 14-96 0z", t.main, t.deep, 4.0);
    for (x, y, r) in [(-22.0, -10.0, 8.0), (6.0, -28.0, 9.0), (26.0, -6.0, 6.5), (0.0, -4.0, 4.5)] {
        p.disc(x, y, r, t.light);
    }
    p.line("M-36 46c4-6 6-8 6-14M32 46c-2-4-4-6-4-10", t.pop2, 4.0);
}

fn acorn(p: &mut Pen, t: &Tone) {
    p.shape("M-28-8C-30 24-10 40 0 50 10 40 30 24 28-8z", t.main, t.deep, 4.0);
    p.shape("M-36-6c-2-20 14-32 36-32s38 12 36 32q-36 12-72 0z", t.deep, t.deep, 4.0);
    p.line("M-22-14q6-12 14-16M-4-8q4-14 10-20M16-9q4-6 5-13", t.main, 2.6);
    p.line("M0-38q0-10 8-14", t.deep, 6.0);
    p.faded(0.5, |p| p.line("M-14 6q0 16 8 24", "#fff", 5.0));
}

fn car(p: &mut Pen, t: &Tone) {
    p.shape(
        "M-52 24V2c0-6 4-9 10-10l8-2 12-22c2-4 5-6 10-6h18c4 0 7 2 9 5l15 22 14 3c6 1 9 4 9 10v22z",
        t.main,
        t.deep,
        4.0,
    );
    p.fill("M-24-12l8-16c1-2 3-3 5-3h6v19zM4-12v-19h8c2 0 4 1 5 3l11 16z", t.light);
    p.disc(46.0, 6.0, 5.0, t.pop);
    for x in [-28.0, 28.0] {
        p.disc(x, 26.0, 15.0, t.deep);
        p.disc(x, 26.0, 6.5, t.light);
    }
}

fn tree(p: &mut Pen, t: &Tone) {
    p.line("M0 50V6M0 26l-15-14M0 16l14-13", t.deep, 6.0);
    p.faded(0.92, |p| {
        p.disc(-18.0, -2.0, 24.0, t.main);
        p.disc(18.0, -6.0, 26.0, t.main);
        p.disc(0.0, -26.0, 25.0, t.main);
    });
    p.line("M0 50V0M0 24l-14-13M0 14l14-13", t.deep, 4.0);
    for (x, y) in [(-24.0, -10.0), (20.0, -18.0), (-4.0, -34.0), (28.0, 4.0)] {
        p.disc(x, y, 4.5, t.pop);
    }
}

fn mountain(p: &mut Pen, t: &Tone) {
    p.disc(26.0, -22.0, 17.0, t.pop);
    p.fill("M-58 40L-10-34q6-6 12 0L58 40z", t.main);
    p.fill("M-26-9l16-25q6-6 12 0l18 25-10-4-9 9-8-10-9 9z", t.light);
    p.line("M-52 30q10-8 20 0t20 0 20 0 20 0 20 0", t.deep, 3.0);
}

fn daruma(p: &mut Pen, t: &Tone) {
    p.shape("M0-46c30 0 46 22 46 50S28 46 0 46-46 32-46 4-30-46 0-46z", t.main, t.deep, 4.0);
    p.oval(0.0, -8.0, 30.0, 22.0, t.light);
    p.line("M-24-20q8-8 18-2M24-20q-8-8-18-2", t.deep, 4.5);
    eyes(p, 12.0, -9.0, t.deep);
    p.line("M-6 4q6 4 12 0", t.deep, 3.0);
    p.line("M-22 24q22 12 44 0M0 22v18", t.pop, 4.0);
}
