//! A small SVG writer: the motifs say what they draw, the pen writes the tags.

use std::fmt::Write;

/// Colour of every cast shadow; warm, so that pictures stay friendly.
pub const SHADE: &str = "#3a2a14";

/// Collects SVG elements in drawing order.
#[derive(Default)]
pub struct Pen {
    out: String,
    ids: u32,
}

impl Pen {
    /// The elements written so far.
    pub fn finish(self) -> String {
        self.out
    }

    fn put(&mut self, args: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(args);
    }

    /// A filled path.
    pub fn fill(&mut self, d: impl AsRef<str>, fill: &str) {
        self.put(format_args!(r#"<path d="{}" fill="{fill}"/>"#, d.as_ref()));
    }

    /// A path with fill and a soft-cornered outline.
    pub fn shape(&mut self, d: impl AsRef<str>, fill: &str, stroke: &str, w: f32) {
        let d = d.as_ref();
        self.put(format_args!(
            r#"<path d="{d}" fill="{fill}" stroke="{stroke}" stroke-width="{w}" stroke-linejoin="round"/>"#
        ));
    }

    /// An open line with round ends.
    pub fn line(&mut self, d: impl AsRef<str>, stroke: &str, w: f32) {
        let d = d.as_ref();
        self.put(format_args!(
            r#"<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{w}" stroke-linecap="round" stroke-linejoin="round"/>"#
        ));
    }

    /// A running stitch: a dashed line with round ends.
    pub fn stitch(&mut self, d: impl AsRef<str>, stroke: &str, w: f32) {
        let (d, on, off) = (d.as_ref(), w * 3.0, w * 2.6);
        self.put(format_args!(
            r#"<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{w}" stroke-linecap="round" stroke-dasharray="{on:.1} {off:.1}"/>"#
        ));
    }

    /// A filled circle.
    pub fn disc(&mut self, cx: f32, cy: f32, r: f32, fill: &str) {
        self.put(format_args!(r#"<circle cx="{cx:.1}" cy="{cy:.1}" r="{r:.1}" fill="{fill}"/>"#));
    }

    /// A circle's outline.
    pub fn ring(&mut self, cx: f32, cy: f32, r: f32, stroke: &str, w: f32) {
        self.put(format_args!(
            r#"<circle cx="{cx:.1}" cy="{cy:.1}" r="{r:.1}" fill="none" stroke="{stroke}" stroke-width="{w}"/>"#
        ));
    }

    /// A filled ellipse.
    pub fn oval(&mut self, cx: f32, cy: f32, rx: f32, ry: f32, fill: &str) {
        self.put(format_args!(r#"<ellipse cx="{cx:.1}" cy="{cy:.1}" rx="{rx:.1}" ry="{ry:.1}" fill="{fill}"/>"#));
    }

    /// A filled rectangle `[x, y, w, h]` with rounded corners.
    pub fn slab(&mut self, b: [f32; 4], rx: f32, fill: &str) {
        let [x, y, w, h] = b;
        self.put(format_args!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}" rx="{rx}" fill="{fill}"/>"#
        ));
    }

    /// A rectangle's outline.
    pub fn frame(&mut self, b: [f32; 4], rx: f32, stroke: &str, w: f32) {
        let [x, y, bw, h] = b;
        self.put(format_args!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{bw:.1}" height="{h:.1}" rx="{rx}" fill="none" stroke="{stroke}" stroke-width="{w}"/>"#
        ));
    }

    /// The contact shadow of something that stands on the table.
    pub fn shadow(&mut self, cx: f32, cy: f32, rx: f32) {
        self.faded(0.16, |p| p.oval(cx + 4.0, cy, rx, 9.0, SHADE));
    }

    /// Draws with an opacity.
    pub fn faded(&mut self, opacity: f32, draw: impl FnOnce(&mut Self)) {
        self.put(format_args!(r#"<g opacity="{opacity}">"#));
        draw(self);
        self.out.push_str("</g>");
    }

    /// Draws under a transform.
    pub fn turned(&mut self, transform: impl AsRef<str>, draw: impl FnOnce(&mut Self)) {
        self.put(format_args!(r#"<g transform="{}">"#, transform.as_ref()));
        draw(self);
        self.out.push_str("</g>");
    }

    /// Draws moved, turned by degrees and scaled about the origin.
    pub fn placed(&mut self, x: f32, y: f32, deg: f32, scale: f32, draw: impl FnOnce(&mut Self)) {
        let t = format!("translate({x:.1} {y:.1}) rotate({deg:.1}) scale({scale:.3})");
        self.turned(t, draw);
    }

    /// Draws only inside the outline.
    pub fn inside(&mut self, d: impl AsRef<str>, draw: impl FnOnce(&mut Self)) {
        self.ids += 1;
        let (id, d) = (self.ids, d.as_ref());
        self.put(format_args!(r##"<clipPath id="c{id}"><path d="{d}"/></clipPath><g clip-path="url(#c{id})">"##));
        draw(self);
        self.out.push_str("</g>");
    }

    /// A soft round glow.
    pub fn glow(&mut self, cx: f32, cy: f32, r: f32, colour: &str) {
        self.ids += 1;
        let id = self.ids;
        self.put(format_args!(
            r##"<radialGradient id="g{id}"><stop offset="0" stop-color="{colour}" stop-opacity=".9"/><stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient><circle cx="{cx}" cy="{cy}" r="{r}" fill="url(#g{id})"/>"##
        ));
    }
}

/// A circle as a path, for clipping and stitching.
pub fn circle_path(cx: f32, cy: f32, r: f32) -> String {
    let (left, d) = (cx - r, r * 2.0);
    format!("M{left:.1} {cy:.1}a{r:.1} {r:.1} 0 1 0 {d:.1} 0a{r:.1} {r:.1} 0 1 0 -{d:.1} 0z")
}

/// A rounded rectangle as a path.
pub fn slab_path(b: [f32; 4], r: f32) -> String {
    let [x, y, w, h] = b;
    let (iw, ih) = (w - 2.0 * r, h - 2.0 * r);
    let x = x + r;
    format!(
        "M{x:.1} {y:.1}h{iw:.1}a{r} {r} 0 0 1 {r} {r}v{ih:.1}a{r} {r} 0 0 1 -{r} {r}h-{iw:.1}a{r} {r} 0 0 1 -{r} -{r}v-{ih:.1}a{r} {r} 0 0 1 {r} -{r}z"
    )
}

/// A closed polygon through the points.
pub fn poly(points: &[(f32, f32)]) -> String {
    let mut d = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        let _ = write!(d, "{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' });
    }
    d.push('z');
    d
}

/// A star with `n` points, outer radius `r` and inner radius `r * dent`.
pub fn star(cx: f32, cy: f32, r: f32, n: u16, dent: f32) -> String {
    let step = std::f32::consts::PI / f32::from(n);
    let points: Vec<_> = (0..n * 2)
        .map(|i| {
            let a = f32::from(i) * step - std::f32::consts::FRAC_PI_2;
            let r = if i % 2 == 0 { r } else { r * dent };
            (cx + r * a.cos(), cy + r * a.sin())
        })
        .collect();
    poly(&points)
}
