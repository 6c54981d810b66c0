//! The mails of accounts: Japanese first, then a short English paragraph, for an account has no language.

use domain::{mail::Mail, members::{AccountMail, CONFIRM_HOURS, RESET_MINUTES}};

use crate::i18n::Locale;

/// Asks to open the link that proves the address.
pub fn confirmation(to: &AccountMail, space: &str, url: &str) -> Mail {
    let name = to.display_name.as_str();
    let subject = trl!(Locale::ja, mail.account_confirm_subject, space = space).to_string();
    let text = |l: Locale| {
        trl!(l, mail.account_confirm_text, name = name, space = space, url = url, hours = CONFIRM_HOURS).to_string()
    };
    mail(to, subject, text)
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
    let text = format!("{}\n\n--\n{}\n", text(Locale::ja), text(Locale::en));
    Mail { to: to.email.clone(), subject, text, attachment: None }
}
