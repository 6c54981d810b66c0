//! What all mails share.

use crate::i18n::Locale;

/// The text in Japanese, below it in English: an account has no language.
pub(crate) fn in_both_languages(text: impl Fn(Locale) -> String) -> String {
    format!("{}\n\n--\n{}\n", text(Locale::ja), text(Locale::en))
}
