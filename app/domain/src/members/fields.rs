//! What forms about people hold, read with the form kit.

use super::{EmailAddress, NAME_CHARS_MAX, Password};
use crate::form::{FieldError, Reader};

/// The name without surrounding space.
///
/// # Errors
/// [`FieldError::NameInvalid`] when nothing is left, or more than [`NAME_CHARS_MAX`] characters, or a control character.
pub fn check_name(name: &str) -> Result<String, FieldError> {
    let name = name.trim();
    let ok = !name.is_empty() && name.chars().count() <= NAME_CHARS_MAX && !name.chars().any(char::is_control);
    if ok { Ok(name.to_owned()) } else { Err(FieldError::NameInvalid { chars_max: NAME_CHARS_MAX }) }
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
            self.note(field, FieldError::EmailInvalid);
        }
        email
    }

    /// A password that is to be set.
    pub fn new_password(&mut self, field: &str) -> Option<Password> {
        Password::parse(self.raw(field)).map_err(|error| self.note(field, error)).ok()
    }
}
