//! Mails of the site itself.

use domain::{mail::Mail, site::{SiteSettings, SiteText}};

use crate::{format, i18n::Locale, mail::letter};

/// Shows that mails arrive.
pub fn test_mail(to: String, space: &str) -> Mail {
    letter(
        &to,
        None,
        |l| trl!(l, space.mail_test_subject, space = space).to_string(),
        |l| trl!(l, space.mail_test_body, space = space).to_string(),
    )
}

/// The mail with what the space says below each: Japanese and, where there is one, English.
pub fn with_footer(mail: &Mail, site: &SiteSettings) -> Mail {
    let Some(footer) = site.text(SiteText::MailFooter) else { return mail.clone() };
    let both = [Locale::ja, Locale::en].map(|l| format::localize(l, footer));
    let footer = if both[0] == both[1] { both[0].to_owned() } else { both.join("\n\n") };
    Mail { text: format!("{}\n{footer}\n", mail.text), ..mail.clone() }
}
