//! What all mails share: in which language they are, and what a stranger typed in them.

use domain::{mail::Mail, members::Language, site::SiteSettings};

use crate::i18n::Locale;

/// A letter in the language of whoever gets it; in Japanese with the same in English below where none is on record.
pub(crate) fn letter(
    to: &str,
    language: Option<Language>,
    subject: impl Fn(Locale) -> String,
    text: impl Fn(Locale) -> String,
) -> Mail {
    let subject = subject(locale(language));
    let text = match language {
        Some(_) => text(locale(language)) + "\n",
        None => format!("{}\n\n--\n{}\n", text(Locale::ja), text(Locale::en)),
    };
    Mail { to: to.to_owned(), subject, text, attachment: None }
}

/// The page's language for a person's; Japanese for none.
pub fn locale(language: Option<Language>) -> Locale {
    match language {
        None | Some(Language::Ja) => Locale::ja,
        Some(Language::En) => Locale::en,
    }
}

/// The language of a page.
pub fn language(l: Locale) -> Language {
    match l {
        Locale::ja => Language::Ja,
        Locale::en => Language::En,
    }
}

/// The space's name in that language.
pub fn space(l: Locale, site: &SiteSettings) -> &str {
    match l {
        Locale::en if !site.space_name_en.is_empty() => &site.space_name_en,
        _ => &site.space_name,
    }
}
