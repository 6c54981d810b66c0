//! Text as keyboards send it: full-width figures and signs, blanks around it, and bytes that are no text.

use serde::{Deserialize, Deserializer, de::Error as _};

use super::FieldError;

/// Whether the text holds a zero byte, which no keyboard types and PostgreSQL keeps in no column.
pub fn has_nul(text: &str) -> bool {
    text.contains('\0')
}

/// Without the blanks around it, and with full-width figures and the signs among them made plain.
pub fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '：' => ':',
        '．' => '.',
        '／' => '/',
        '（' => '(',
        '）' => ')',
        '＋' => '+',
        '　' => ' ',
        '－' | 'ー' | '−' => '-',
        other => other,
    };
    text.trim().chars().map(narrow).collect()
}

/// A text of at most `CHARS_MAX` characters, without the blanks around it, its lines ended in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<const CHARS_MAX: usize>(String);

impl<const CHARS_MAX: usize> Text<CHARS_MAX> {
    /// # Errors
    /// As [`bounded`].
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        bounded(text, CHARS_MAX).map(Text)
    }

    pub fn into_inner(self) -> String {
        self.0
    }
}

impl<'de, const CHARS_MAX: usize> Deserialize<'de> for Text<CHARS_MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// The text without the blanks around it, its lines ended in one way.
///
/// # Errors
/// [`FieldError::NotText`], [`FieldError::TooLong`].
pub fn bounded(text: &str, chars_max: usize) -> Result<String, FieldError> {
    let text = text.trim().replace("\r\n", "\n");
    if has_nul(&text) {
        Err(FieldError::NotText)
    } else if text.chars().count() > chars_max {
        Err(FieldError::TooLong { chars_max })
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_made_plain() {
        assert_eq!(narrow("　１２：３０ "), "12:30");
        assert_eq!(narrow("２０２６－１１－２５"), "2026-11-25");
        assert_eq!(narrow("木の皿"), "木の皿");
        assert!(has_nul("a\0") && !has_nul("%00"));
    }

    #[test]
    fn a_text_is_bounded_in_characters() {
        assert_eq!(bounded(" 木の\r\n皿 ", 4), Ok("木の\n皿".to_owned()));
        assert_eq!(bounded("木の皿です", 4), Err(FieldError::TooLong { chars_max: 4 }));
        assert_eq!(Text::<9>::parse("a\0b"), Err(FieldError::NotText));
    }
}
