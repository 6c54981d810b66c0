//! A sign-up form that has been checked.

use std::fmt;

use super::{AccountError, EmailAddress, Role, check_name, check_password};

/// A password that passed [`check_password`]; never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// # Errors
    /// As [`check_password`].
    pub fn parse(text: &str) -> Result<Password, AccountError> {
        check_password(text)?;
        Ok(Password(text.to_owned()))
    }

    /// The text itself, for the hasher.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What someone signs up for. Staff and operators are made by an operator, never by a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Joining {
    /// Books machines, and may become a maker.
    #[default]
    Workshop,
    /// Buys in the shop only.
    Shop,
}

impl Joining {
    pub const ALL: [Joining; 2] = [Joining::Workshop, Joining::Shop];

    /// The word in the form.
    pub fn as_str(self) -> &'static str {
        match self {
            Joining::Workshop => "member",
            Joining::Shop => "customer",
        }
    }

    /// `None` for a word that the form does not offer, such as `staff`.
    pub fn parse(word: &str) -> Option<Joining> {
        Self::ALL.into_iter().find(|joining| joining.as_str() == word)
    }

    pub fn role(self) -> Role {
        match self {
            Joining::Workshop => Role::Member,
            Joining::Shop => Role::Customer,
        }
    }
}

/// A new account's data, each part checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    pub email: EmailAddress,
    pub password: Password,
    pub display_name: String,
}

impl NewAccount {
    /// # Errors
    /// Everything that is wrong, in the order of the form: name, address, password.
    pub fn parse(display_name: &str, email: &str, password: &str) -> Result<NewAccount, Vec<AccountError>> {
        let parts = (
            check_name(display_name),
            EmailAddress::parse(email).ok_or(AccountError::EmailInvalid),
            Password::parse(password),
        );
        match parts {
            (Ok(display_name), Ok(email), Ok(password)) => Ok(NewAccount { email, password, display_name }),
            (name, email, password) => Err([name.err(), email.err(), password.err()].into_iter().flatten().collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_problems_at_once_in_the_order_of_the_form() {
        let problems = NewAccount::parse(" ", "hanako", "short").unwrap_err();
        assert!(matches!(
            problems[..],
            [AccountError::NameInvalid { .. }, AccountError::EmailInvalid, AccountError::PasswordTooShort { .. }]
        ));
    }

    #[test]
    fn a_password_is_not_printed() {
        let account = NewAccount::parse("花子", "Hanako@example.jp", "correct horse").unwrap();
        assert!(!format!("{account:?}").contains("horse"));
        assert_eq!(account.email.as_str(), "hanako@example.jp");
    }

    #[test]
    fn the_form_makes_no_staff() {
        assert_eq!(Joining::parse("staff"), None);
        assert_eq!(Joining::parse("operator"), None);
        for joining in Joining::ALL {
            assert_eq!(Joining::parse(joining.as_str()), Some(joining));
            assert!(joining.role() < Role::Staff);
        }
    }
}
