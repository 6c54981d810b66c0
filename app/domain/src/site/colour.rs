//! The space's colour, and all that is painted with it: nothing that cannot be read.
//!
//! One dark colour is chosen; hover, soft grounds and lines are mixed from it, and a light one for dark screens. Contrast
//! is that of WCAG 2.1 (relative luminance).

use std::{fmt, str::FromStr};

use crate::form::narrow;

/// Lowest contrast of letters and their ground.
pub const CONTRAST_MIN: f64 = 4.5;
/// What a light screen's letters in the colour stand on at worst, and a dark screen's.
const LIGHT_GROUND: Colour = Colour(0xf2, 0xeb, 0xdf);
const DARK_GROUND: Colour = Colour(0x2e, 0x28, 0x22);
const WHITE: Colour = Colour(255, 255, 255);
const BLACK: Colour = Colour(0, 0, 0);
/// Contrast at which the light colour of dark screens is taken.
const DARK_CONTRAST: f64 = 7.0;
/// Steps of mixing.
const STEPS: u32 = 200;

/// Red, green and blue, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// What was typed is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a colour such as #21437a")]
pub struct NotAColour;

impl FromStr for Colour {
    type Err = NotAColour;

    /// `#21437a`, in capitals and without `#` too.
    fn from_str(text: &str) -> Result<Colour, NotAColour> {
        let text = narrow(text);
        let digits = text.trim_start_matches(['#', '＃']);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotAColour);
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| NotAColour);
        Ok(Colour(part(0)?, part(2)?, part(4)?))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Colour {
    /// From 1 (the same) to 21 (black and white).
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// So many steps of [`STEPS`] on the way to another colour.
    fn towards(self, other: Colour, steps: u32) -> Colour {
        let mixed = |a: u8, b: u8| {
            let sum = u32::from(a) * (STEPS - steps) + u32::from(b) * steps;
            u8::try_from((sum + STEPS / 2) / STEPS).unwrap_or(u8::MAX)
        };
        Colour(mixed(self.0, other.0), mixed(self.1, other.1), mixed(self.2, other.2))
    }

    /// The first colour on the way to another one that will do; the other one when none does.
    fn until(self, other: Colour, will_do: impl Fn(Colour) -> bool) -> Colour {
        (0..=STEPS).map(|steps| self.towards(other, steps)).find(|colour| will_do(*colour)).unwrap_or(other)
    }
}

/// A colour in which letters cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too light to read")]
pub struct TooLight {
    /// Its contrast to the ground, in tenths.
    pub tenths: u32,
    /// The nearest one of its kind that can be read, and its contrast in tenths.
    pub nearest: Colour,
    pub nearest_tenths: u32,
}

/// The colours of one kind of screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    pub accent: Colour,
    pub hover: Colour,
    /// A ground on which letters in the accent stand.
    pub soft: Colour,
    pub line: Colour,
    /// Letters on the accent.
    pub on: Colour,
}

/// What is painted in the space's colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub light: Shades,
    pub dark: Shades,
}

impl Theme {
    /// # Errors
    /// [`TooLight`] below [`CONTRAST_MIN`] to the ground that letters in it stand on.
    pub fn of(colour: Colour) -> Result<Theme, TooLight> {
        if colour.contrast(LIGHT_GROUND) < CONTRAST_MIN {
            let nearest = colour.until(BLACK, |darker| darker.contrast(LIGHT_GROUND) >= CONTRAST_MIN);
            return Err(TooLight {
                tenths: tenths(colour.contrast(LIGHT_GROUND)),
                nearest,
                nearest_tenths: tenths(nearest.contrast(LIGHT_GROUND)),
            });
        }
        let light = Shades {
            accent: colour,
            hover: colour.towards(BLACK, STEPS / 5),
            soft: colour.towards(WHITE, STEPS * 22 / 25).until(WHITE, |soft| soft.contrast(colour) >= CONTRAST_MIN),
            line: colour.towards(WHITE, STEPS * 3 / 5),
            on: WHITE,
        };
        let accent = colour.until(WHITE, |lighter| lighter.contrast(DARK_GROUND) >= DARK_CONTRAST);
        let dark = Shades {
            accent,
            hover: accent.towards(WHITE, STEPS / 4),
            soft: DARK_GROUND.towards(accent, STEPS / 10),
            line: DARK_GROUND.towards(accent, STEPS * 2 / 5),
            on: colour.until(BLACK, |on| on.contrast(accent) >= CONTRAST_MIN),
        };
        Ok(Theme { light, dark })
    }

    /// The style sheet that puts them in the place of the built-in ones.
    pub fn css(&self) -> String {
        let rules = |shades: &Shades| {
            let Shades { accent, hover, soft, line, on } = shades;
            format!(
                ":root{{--accent:{accent};--accent-hover:{hover};--accent-soft:{soft};--accent-line:{line};--on-accent:{on}}}"
            )
        };
        format!("{}@media (prefers-color-scheme: dark){{{}}}", rules(&self.light), rules(&self.dark))
    }
}

/// In tenths, rounded down: 4.49 is not 4.5.
fn tenths(contrast: f64) -> u32 {
    (contrast * 10.0) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contrast_is_that_of_the_recommendation() {
        let close = |a: &str, b: &str, wanted: f64| {
            let contrast = a.parse::<Colour>().unwrap().contrast(b.parse().unwrap());
            assert!((contrast - wanted).abs() < 0.05, "{a} {b}: {contrast}");
        };
        close("#000000", "#FFFFFF", 21.0);
        close("777777", "#ffffff", 4.48);
        close("#21437a", "#ffffff", 9.8);
        for bad in ["", "#123", "#12345g", "21437a0", "blue"] {
            assert_eq!(bad.parse::<Colour>(), Err(NotAColour), "{bad}");
        }
        assert_eq!(" ＃２1437A ".parse::<Colour>(), Ok(Colour(0x21, 0x43, 0x7a)));
    }

    #[test]
    fn a_light_colour_is_refused_with_the_nearest_that_will_do() {
        let yellow = Theme::of("#e0a24a".parse().unwrap()).unwrap_err();
        assert!(yellow.tenths < 25 && yellow.nearest_tenths >= 45, "{yellow:?}");
        assert!(Theme::of(yellow.nearest).is_ok());
        assert!(Theme::of(Colour(0x21, 0x43, 0x7a)).unwrap().css().starts_with(":root{--accent:#21437a;"));
    }

    proptest! {
        #[test]
        fn what_is_painted_can_be_read(r: u8, g: u8, b: u8) {
            match Theme::of(Colour(r, g, b)) {
                Err(refused) => {
                    prop_assert!(refused.tenths < 45);
                    prop_assert!(Theme::of(refused.nearest).is_ok());
                }
                Ok(Theme { light, dark }) => {
                    for (shades, ground) in [(light, LIGHT_GROUND), (dark, DARK_GROUND)] {
                        for letters in [shades.accent, shades.hover] {
                            prop_assert!(letters.contrast(ground) >= CONTRAST_MIN);
                            prop_assert!(letters.contrast(shades.soft) >= CONTRAST_MIN, "{letters} on {}", shades.soft);
                            prop_assert!(shades.on.contrast(letters) >= CONTRAST_MIN, "{} on {letters}", shades.on);
                        }
                    }
                }
            }
        }
    }
}
