//! What forms about people hold, read with the form kit.

use super::{EmailAddress, NAME_CHARS_MAX, Password};
use crate::form::{FieldError, Reader};

/// The name without surrounding space.
///
/// # Errors
/// [`FieldError::Missing`] when nothing is left, [`FieldError::TooLong`] above [`NAME_CHARS_MAX`] characters,
/// [`FieldError::NotText`] for a control character.
pub fn check_name(name: &str) -> Result<String, FieldError> {
    let name = name.trim();
    if name.is_empty() {
        Err(FieldError::Missing)
    } else if name.chars().count() > NAME_CHARS_MAX {
        Err(FieldError::TooLong { chars_max: NAME_CHARS_MAX })
    } else if name.chars().any(char::is_control) {
        Err(FieldError::NotText)
    } else {
        Ok(name.to_owned())
    }
}

impl Reader<'_> {
    /// A name of a person or a trade.
    pub fn name(&mut self, field: &str) -> Option<String> {
        check_name(self.raw(field)).map_err(|error| self.note(field, error)).ok()
    }

    /// A mail address.
    pub fn email(&mut self, field: &str) -> Option<EmailAddress> {
        let email = EmailAddress::parse(self.raw(field));
        if email.is_none() {
            let is_empty = self.raw(field).trim().is_empty();
            self.note(field, if is_empty { FieldError::Missing } else { FieldError::EmailInvalid });
        }
        email
    }

    /// A password that is to be set.
    pub fn new_password(&mut self, field: &str) -> Option<Password> {
        Password::parse(self.raw(field)).map_err(|error| self.note(field, error)).ok()
    }
}
