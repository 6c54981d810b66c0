//! The language in which somebody is written to, and which mails they want.

/// A language of the site.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Language {
    Ja,
    En,
}

/// The language that a column or form holds; `None` where none is on record.
pub fn language_of(word: &str) -> Option<Language> {
    word.parse().ok()
}

/// The word for a column; empty for none.
pub fn language_word(language: Option<Language>) -> &'static str {
    language.map_or("", |language| language.into_str())
}

/// What of it a person wants by mail. Confirmations always come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailWishes {
    /// On the day before a booking.
    pub reminders: bool,
    /// That a time they wait for has become free.
    pub offers: bool,
    /// What the staff decided about their pieces.
    pub listings: bool,
}

impl Default for MailWishes {
    fn default() -> MailWishes {
        MailWishes { reminders: true, offers: true, listings: true }
    }
}
