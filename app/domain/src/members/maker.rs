//! A maker's profile: the name they sell under and their story.

use crate::form::{FieldErrors, FormInput, Reader};

/// Longest accepted story, in characters.
pub const STORY_CHARS_MAX: usize = 2000;
/// Longest slug, in characters, without a suffix that makes it unique.
const SLUG_CHARS_MAX: usize = 40;
/// Shorter than this says nothing, and is replaced.
const SLUG_CHARS_MIN: usize = 3;

/// A profile, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakerProfile {
    pub trade_name: String,
    pub story: String,
}

impl MakerProfile {
    /// The fields `trade_name` and `story`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput) -> Result<MakerProfile, FieldErrors> {
        let mut read = Reader::new(input);
        let (name, story) = (read.name("trade_name"), read.optional("story", STORY_CHARS_MAX));
        read.done_with(name.map(|trade_name| MakerProfile { trade_name, story: story.unwrap_or_default() }))
    }

    /// As [`MakerProfile::read`], of two texts.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn parse(trade_name: &str, story: &str) -> Result<MakerProfile, FieldErrors> {
        MakerProfile::read(&FormInput::default().with("trade_name", trade_name).with("story", story))
    }

    /// The part of an address that names this maker: the letters and digits of the trade name, or `maker` when there
    /// are too few of them (most Japanese names).
    pub fn slug(&self) -> String {
        let mut slug = String::new();
        for c in self.trade_name.chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(SLUG_CHARS_MAX);
        let slug = slug.trim_end_matches('-');
        if slug.len() < SLUG_CHARS_MIN { "maker".to_owned() } else { slug.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FieldError;

    #[test]
    fn slugs_are_plain() {
        for (name, slug) in [
            ("木と布 Kotori Works", "kotori-works"),
            ("小鳥工房", "maker"),
            ("A5", "maker"),
            ("--- Wood & Felt! ---", "wood-felt"),
            (&*"x".repeat(60), &*"x".repeat(40)),
        ] {
            assert_eq!(MakerProfile::parse(name, "").unwrap().slug(), slug);
        }
    }

    #[test]
    fn problems_of_both_fields_at_once() {
        let errors = MakerProfile::parse("", &"あ".repeat(2001)).unwrap_err();
        assert_eq!(errors.at("trade_name"), Some(&FieldError::Missing));
        assert_eq!(errors.at("story"), Some(&FieldError::TooLong { chars_max: 2000 }));
        assert!(MakerProfile::parse("x", &"あ".repeat(2000)).is_ok());
    }
}
