//! The mails of accounts.

use chrono::{DateTime, Utc};
use domain::{booking::ChosenTime, mail::{Mail, unlinked}, members::{AccountMail, CONFIRM_HOURS, NEW_ADDRESS_HOURS, OLD_ADDRESS_DAYS, RESET_MINUTES}, site::SiteSettings};

use super::return_to::chosen_words;
use crate::{format, i18n::Locale, mail::{letter, space}};

/// The time that was chosen before signing up, and until when it is kept, if it is.
pub struct KeptTime {
    pub time: ChosenTime,
    pub until: Option<DateTime<Utc>>,
}

/// Asks to open the link that proves the address, and leads on to the time that was chosen.
pub fn confirmation(to: &AccountMail, site: &SiteSettings, url: &str, kept: Option<&KeptTime>) -> Mail {
    let name = &unlinked(&to.display_name);
    let text = |l: Locale| {
        let chosen = kept.map(|kept| kept_words(l, kept)).unwrap_or_default();
        let (name, space) = (name.as_str(), space(l, site));
        trl!(l, mail.account_confirm_text, name = name, space = space, url = url, chosen = chosen, hours = CONFIRM_HOURS)
            .to_string()
    };
    letter(&to.email, to.language, |l| trl!(l, mail.account_confirm_subject, space = space(l, site)).to_string(), text)
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
pub fn reset(to: &AccountMail, site: &SiteSettings, url: &str) -> Mail {
    let name = &unlinked(&to.display_name);
    let text = |l: Locale| {
        trl!(l, mail.account_reset_text, name = name.as_str(), url = url, minutes = RESET_MINUTES).to_string()
    };
    letter(&to.email, to.language, |l| trl!(l, mail.account_reset_subject, space = space(l, site)).to_string(), text)
}

/// Tells the owner that someone signed up with an address that has an account. `url` is where to ask for a new
/// password.
pub fn account_exists(to: &AccountMail, site: &SiteSettings, url: &str) -> Mail {
    let name = &unlinked(&to.display_name);
    let text = |l: Locale| {
        trl!(l, mail.account_exists_text, name = name.as_str(), space = space(l, site), url = url).to_string()
    };
    letter(&to.email, to.language, |l| trl!(l, mail.account_exists_subject, space = space(l, site)).to_string(), text)
}

/// To the address that is to be an account's: the link that makes it so.
pub fn new_address(to: &AccountMail, address: &str, site: &SiteSettings, url: &str) -> Mail {
    let name = &unlinked(&to.display_name);
    let text = |l: Locale| {
        let (name, space) = (name.as_str(), space(l, site));
        trl!(l, mail.new_address_text, name = name, space = space, url = url, hours = NEW_ADDRESS_HOURS).to_string()
    };
    letter(address, to.language, |l| trl!(l, mail.new_address_subject, space = space(l, site)).to_string(), text)
}

/// To the address that was an account's: which one it changes to, and the link that takes it back.
pub fn old_address(to: &AccountMail, old: &str, new: &str, site: &SiteSettings, url: &str) -> Mail {
    let (name, new) = (&unlinked(&to.display_name), &unlinked(new));
    let text = |l: Locale| {
        let (name, new, space) = (name.as_str(), new.as_str(), space(l, site));
        trl!(l, mail.old_address_text, name = name, new = new, space = space, url = url, days = OLD_ADDRESS_DAYS)
            .to_string()
    };
    letter(old, to.language, |l| trl!(l, mail.old_address_subject, space = space(l, site)).to_string(), text)
}
