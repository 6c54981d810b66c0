//! People: their mail address, password rule and role.

mod account_view;
mod maker;
mod path;
mod sign_up;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use account_view::{AccountMail, ApiTokenRow, SessionRow};
pub use maker::{MakerProfile, STORY_CHARS_MAX};
pub use path::{NEXT_BYTES_MAX, local_path};
pub use sign_up::{Joining, NewAccount, Password};

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
/// API tokens an account may hold at once.
pub const API_TOKENS_MAX: u64 = 20;

/// What an account may do. Each role includes the ones before it; a maker is a member with a maker profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl Role {
    pub const ALL: [Role; 4] = [Role::Customer, Role::Member, Role::Staff, Role::Operator];

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Customer => "customer",
            Role::Member => "member",
            Role::Staff => "staff",
            Role::Operator => "operator",
        }
    }

    pub fn parse(word: &str) -> Option<Role> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
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
    #[error("not a mail address")]
    EmailInvalid,
    #[error("that mail address has an account")]
    EmailTaken,
    #[error("a password has at least {chars_min} characters")]
    PasswordTooShort { chars_min: usize },
    #[error("the password is too long")]
    PasswordTooLong,
    #[error("the name is empty or too long")]
    NameInvalid { chars_max: usize },
    #[error("mail address or password is wrong")]
    WrongCredentials,
    #[error("too many attempts; wait {minutes} minutes")]
    TooManyAttempts { minutes: i64 },
    #[error("the link is used up or has expired")]
    LinkExpired,
    #[error("confirm the mail address first")]
    EmailNotConfirmed,
    #[error("the story is longer than {chars_max} characters")]
    StoryTooLong { chars_max: usize },
    #[error("an account has at most {max} tokens")]
    TooManyTokens { max: u64 },
}

/// # Errors
/// When the password is shorter than [`PASSWORD_CHARS_MIN`] characters or longer than [`PASSWORD_BYTES_MAX`] bytes.
pub fn check_password(password: &str) -> Result<(), AccountError> {
    if password.chars().count() < PASSWORD_CHARS_MIN {
        Err(AccountError::PasswordTooShort { chars_min: PASSWORD_CHARS_MIN })
    } else if password.len() > PASSWORD_BYTES_MAX {
        Err(AccountError::PasswordTooLong)
    } else {
        Ok(())
    }
}

/// The name without surrounding space.
///
/// # Errors
/// When nothing is left, or more than [`NAME_CHARS_MAX`] characters, or a control character.
pub fn check_name(name: &str) -> Result<String, AccountError> {
    let name = name.trim();
    let ok = !name.is_empty() && name.chars().count() <= NAME_CHARS_MAX && !name.chars().any(char::is_control);
    if ok { Ok(name.to_owned()) } else { Err(AccountError::NameInvalid { chars_max: NAME_CHARS_MAX }) }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
    }
}
