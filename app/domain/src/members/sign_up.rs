//! A sign-up form that has been checked.

use std::fmt;

use super::{EmailAddress, Language, PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN, Profile, Role};
use crate::form::{FieldError, FieldErrors, FormInput, Reader};

/// A password of [`PASSWORD_CHARS_MIN`] characters or more and at most [`PASSWORD_BYTES_MAX`] bytes; never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// # Errors
    /// [`FieldError::PasswordTooShort`], [`FieldError::PasswordTooLong`].
    pub fn parse(text: &str) -> Result<Password, FieldError> {
        if text.chars().count() < PASSWORD_CHARS_MIN {
            Err(FieldError::PasswordTooShort { chars_min: PASSWORD_CHARS_MIN })
        } else if text.len() > PASSWORD_BYTES_MAX {
            Err(FieldError::PasswordTooLong)
        } else {
            Ok(Password(text.to_owned()))
        }
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
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Joining {
    /// Books machines, and may become a maker.
    #[default]
    #[strum(serialize = "member")]
    Workshop,
    /// Buys in the shop only.
    #[strum(serialize = "customer")]
    Shop,
}

impl Joining {
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
    pub profile: Profile,
    /// In which they are written to; `None`: in both.
    pub language: Option<Language>,
}

impl NewAccount {
    /// The fields `email` and `password`, and those of [`Profile::read`].
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput) -> Result<NewAccount, FieldErrors> {
        let mut read = Reader::new(input);
        let profile = Profile::read(input).map_err(|errors| read.note_all(errors)).ok();
        let (email, password) = (read.email("email"), read.new_password("password"));
        let whole = profile.zip(email).zip(password);
        read.done_with(whole.map(|((profile, email), password)| NewAccount {
            email,
            password,
            profile,
            language: None,
        }))
    }

    /// As [`NewAccount::read`], of three texts.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn parse(display_name: &str, email: &str, password: &str) -> Result<NewAccount, FieldErrors> {
        let input = FormInput::default().with("display_name", display_name).with("email", email);
        NewAccount::read(&input.with("password", password))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IntoEnumIterator;

    #[test]
    fn all_problems_at_once_in_the_order_of_the_form() {
        let errors = NewAccount::parse(" ", "hanako", "short").unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["display_name", "email", "password"]);
        assert_eq!(errors.at("password"), Some(&FieldError::PasswordTooShort { chars_min: PASSWORD_CHARS_MIN }));
    }

    #[test]
    fn a_password_is_not_printed() {
        let account = NewAccount::parse("花子", "Hanako@example.jp", "correct horse").unwrap();
        assert!(!format!("{account:?}").contains("horse"));
        assert_eq!(account.email.as_str(), "hanako@example.jp");
    }

    #[test]
    fn the_form_makes_no_staff() {
        assert_eq!("staff".parse::<Joining>().ok(), None);
        assert_eq!("operator".parse::<Joining>().ok(), None);
        for joining in Joining::iter() {
            assert_eq!(joining.into_str().parse(), Ok(joining));
            assert!(joining.role() < Role::Staff);
        }
    }
}
