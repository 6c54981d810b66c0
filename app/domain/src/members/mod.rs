//! People: their mail address, password rule and role.

mod account_view;
mod fields;
mod language;
mod maker;
mod path;
mod payee;
mod people;
mod profile;
mod protected;
mod second_factor;
mod sign_up;
mod staff_note;
mod token;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use account_view::{AccountMail, ApiTokenRow, SessionRow};
pub use fields::check_name;
pub use language::{Language, MailWishes, language_of, language_word};
pub use maker::{MakerProfile, STORY_CHARS_MAX};
pub use path::{NEXT_BYTES_MAX, local_path};
pub use payee::{
    ADDRESS_CHARS_MAX, AccountKind, BANK_NAME_CHARS_MAX, BankAccount, HOLDER_CHARS_MAX, INVOICES_FROM,
    InvoiceRegistration, LEGAL_NAME_CHARS_MAX, MakerPayee, masked_end, masked_start,
};
pub use people::{Belonging, MergePreview, MergedProfile, PersonFile, PersonRow};
pub use profile::Profile;
pub use protected::{LOOK_REASON_CHARS_MAX, Leftover, ProtectedLook, Protection, RealPerson, read_look_reason};
pub use second_factor::{
    FactorNews, Factors, PASSKEY_MINUTES, PASSKEY_NAME_CHARS_MAX, PASSKEYS_MAX, PasskeyRow, RECENT_MINUTES,
    RECOVERY_CODES, RecoveryCode, SECOND_STEP_MINUTES, SecondCode, SecondFactorRule, TOTP_DIGITS, TOTP_SECONDS,
    in_groups, is_asked_after_password,
};
pub use sign_up::{Joining, NewAccount, Password};
pub use staff_note::{NOTE_CHARS_MAX, StaffNote, read_note};
pub use token::{NewToken, TOKEN_DAYS, TokenScope, TokenScopes};

/// Shortest accepted password, in characters (NIST SP 800-63B: at least 8; no composition rules).
pub const PASSWORD_CHARS_MIN: usize = 8;
/// Longest accepted password, in bytes: bounds the work of hashing.
pub const PASSWORD_BYTES_MAX: usize = 256;
/// Longest accepted display name, in characters.
pub const NAME_CHARS_MAX: usize = 60;
/// Hours for which a confirmation link works.
pub const CONFIRM_HOURS: i64 = 48;
/// Minutes for which a password reset link works.
pub const RESET_MINUTES: i64 = 60;
/// Days without a visit after which a session ends.
pub const SESSION_DAYS: i64 = 30;
/// Days after signing in at which a session ends, however much it is used.
pub const SESSION_DAYS_MAX: i64 = 90;
/// Hours without a visit after which a session of staff or operators ends.
pub const STAFF_IDLE_HOURS: i64 = 12;
/// Hours for which the link to a new mail address works.
pub const NEW_ADDRESS_HOURS: i64 = 24;
/// Days for which the address before can take a change back.
pub const OLD_ADDRESS_DAYS: i64 = 7;
/// API tokens an account may hold at once.
pub const API_TOKENS_MAX: u64 = 20;

/// What an account may do. Each role includes the ones before it; a maker is a member with a maker profile.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Buys in the shop.
    Customer,
    /// Books machines.
    Member,
    /// Works the counter and approves products.
    Staff,
    /// Runs the space and reports to the city.
    Operator,
}

/// A mail address in lower case. Deliverability is proved by the confirmation mail, not by this type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// `None` when the text cannot be a mail address (RFC 5321 length limits, one `@`, a dot in the domain, no spaces
    /// or control characters).
    pub fn parse(text: &str) -> Option<EmailAddress> {
        let text = text.trim().to_lowercase();
        let (local, host) = text.rsplit_once('@')?;
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[]\\,;:\"@".contains(c);
        let ok = !local.is_empty()
            && local.len() <= 64
            && text.len() <= 254
            && host.split('.').count() >= 2
            && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
            && text.chars().filter(|c| *c != '@').all(plain)
            && text.matches('@').count() == 1;
        ok.then_some(EmailAddress(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wrong with a sign-up, a sign-in or a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    #[error("that mail address has an account")]
    EmailTaken,
    #[error("mail address or password is wrong")]
    WrongCredentials,
    #[error("too many attempts; wait {minutes} minutes")]
    TooManyAttempts { minutes: i64 },
    #[error("the link is used up or has expired")]
    LinkExpired,
    #[error("confirm the mail address first")]
    EmailNotConfirmed,
    #[error("an account has at most {max} tokens")]
    TooManyTokens { max: u64 },
    #[error("the token does not have the scope {scope}")]
    ScopeMissing { scope: TokenScope },
    /// Told to whoever knows the password alone.
    #[error("the account is disabled")]
    Disabled,
    /// Somebody has to run the space.
    #[error("the last operator stays one")]
    LastOperator,
    #[error("the accounts cannot be merged")]
    CannotMerge,
    /// Only what the operator keeps may be protected: the other name would be told by what is merged.
    #[error("the protected account is the one to keep")]
    MergeProtected,
    /// Of staff or operators, as the operator has set it.
    #[error("a second factor is required first")]
    SecondFactorRequired,
    #[error("the code is wrong or was used already")]
    WrongCode,
    #[error("the passkey was not accepted")]
    PasskeyRefused,
    #[error("an account has at most {max} passkeys")]
    TooManyPasskeys { max: u64 },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IntoEnumIterator;

    #[test]
    fn mail_addresses() {
        for good in ["a@b.jp", "Hanako.Yamada+fab@example.co.jp", " member@example.jp "] {
            assert!(EmailAddress::parse(good).is_some(), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.jp", "a@", "a b@c.jp", "a@b..jp", "a@b.jp\nBcc: x@y.jp", "a@@b.jp", "<a@b.jp>"]
        {
            assert!(EmailAddress::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(EmailAddress::parse("A@B.JP").unwrap().as_str(), "a@b.jp");
    }

    #[test]
    fn roles_are_ordered_and_round_trip() {
        assert!(Role::Customer < Role::Member && Role::Member < Role::Staff && Role::Staff < Role::Operator);
        for role in Role::iter() {
            assert_eq!(role.into_str().parse(), Ok(role));
        }
    }
}
