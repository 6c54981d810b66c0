//! What a person is told of what guards their account, and their money, in mails and in the log.

use domain::{mail::{Mail, unlinked}, members::{AccountMail, FactorNews}, site::SiteSettings};

use crate::{i18n::Locale, mail::{letter, space}};

/// What has happened, in a sentence.
pub fn news_words(l: Locale, news: FactorNews) -> &'static str {
    match news {
        FactorNews::PasswordNew => trl!(l, security.news_password_new),
        FactorNews::TotpOn => trl!(l, security.news_totp_on),
        FactorNews::TotpOff => trl!(l, security.news_totp_off),
        FactorNews::CodesNew => trl!(l, security.news_codes_new),
        FactorNews::CodeUsed => trl!(l, security.news_code_used),
        FactorNews::PasskeyAdded => trl!(l, security.news_passkey_added),
        FactorNews::PasskeyRemoved => trl!(l, security.news_passkey_removed),
        FactorNews::Removed => trl!(l, security.news_removed),
        FactorNews::Tried => trl!(l, security.news_tried),
        FactorNews::BankAccount => trl!(l, security.news_bank_account),
    }
}

/// Tells somebody of it. `url` is where to set a new password.
pub fn mail(to: &AccountMail, site: &SiteSettings, news: FactorNews, url: &str) -> Mail {
    let name = &unlinked(&to.display_name);
    let text = |l: Locale| {
        trl!(l, mail.factor_text, name = name.as_str(), news = news_words(l, news), url = url).to_string()
    };
    let subject = |l: Locale| match news {
        FactorNews::BankAccount => trl!(l, mail.bank_account_subject, space = space(l, site)).to_string(),
        _ => trl!(l, mail.factor_subject, space = space(l, site)).to_string(),
    };
    letter(&to.email, to.language, subject, text)
}
