//! The mails of accounts: Japanese first, then a short English paragraph, for an account has no language.

use chrono::{DateTime, Utc};
use domain::{booking::ChosenTime, mail::Mail, members::{AccountMail, CONFIRM_HOURS, RESET_MINUTES}};

use super::return_to::chosen_words;
use crate::{format, i18n::Locale, mail::in_both_languages};

/// The time that was chosen before signing up, and until when it is kept, if it is.
pub struct KeptTime {
    pub time: ChosenTime,
    pub until: Option<DateTime<Utc>>,
}

/// Asks to open the link that proves the address, and leads on to the time that was chosen.
pub fn confirmation(to: &AccountMail, space: &str, url: &str, kept: Option<&KeptTime>) -> Mail {
    let name = to.display_name.as_str();
    let subject = trl!(Locale::ja, mail.account_confirm_subject, space = space).to_string();
    let text = |l: Locale| {
        let chosen = kept.map(|kept| kept_words(l, kept)).unwrap_or_default();
        trl!(l, mail.account_confirm_text, name = name, space = space, url = url, chosen = chosen, hours = CONFIRM_HOURS)
            .to_string()
    };
    mail(to, subject, text)
}

fn kept_words(l: Locale, kept: &KeptTime) -> String {
    let equipment = format::localize(l, &kept.time.equipment.name);
    let time = trl!(l, mail.account_chosen, equipment = equipment, time = chosen_words(l, &kept.time));
    match kept.until {
        Some(until) => format!("{time}{}\n", trl!(l, mail.account_chosen_kept, until = format::time(until))),
        None => format!("{time}\n"),
    }
}

/// Gives a link to set a new password.
pub fn reset(to: &AccountMail, space: &str, url: &str) -> Mail {
    let name = to.display_name.as_str();
    let subject = trl!(Locale::ja, mail.account_reset_subject, space = space).to_string();
    let text =
        |l: Locale| trl!(l, mail.account_reset_text, name = name, url = url, minutes = RESET_MINUTES).to_string();
    mail(to, subject, text)
}

/// Tells the owner that someone signed up with an address that has an account. `url` is where to ask for a new
/// password.
pub fn account_exists(to: &AccountMail, space: &str, url: &str) -> Mail {
    let name = to.display_name.as_str();
    let subject = trl!(Locale::ja, mail.account_exists_subject, space = space).to_string();
    let text = |l: Locale| trl!(l, mail.account_exists_text, name = name, space = space, url = url).to_string();
    mail(to, subject, text)
}

fn mail(to: &AccountMail, subject: String, text: impl Fn(Locale) -> String) -> Mail {
    Mail { to: to.email.clone(), subject, text: in_both_languages(text), attachment: None }
}
