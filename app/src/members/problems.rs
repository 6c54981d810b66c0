//! What is wrong with a form: above it and at its fields.

use crate::prelude::*;
use domain::members::AccountError;

use crate::{error, page, ui::ErrorSummary};

/// The refusals of one form, each at the field it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<(&'static str, AccountError)>);

impl Problems {
    /// Refusals at the fields that carry the usual names.
    pub fn new(errors: impl IntoIterator<Item = AccountError>) -> Problems {
        Problems(errors.into_iter().map(|error| (usual_field(error), error)).collect())
    }

    /// Puts a wrong name at a field of another name: a trade name, a token's label.
    pub fn name_field(mut self, field: &'static str) -> Problems {
        for (at, error) in &mut self.0 {
            if matches!(error, AccountError::NameInvalid { .. }) {
                *at = field;
            }
        }
        self
    }

    /// Puts a wrong password at the field of the current one.
    pub fn current_field(mut self, field: &'static str) -> Problems {
        for (at, error) in &mut self.0 {
            if *error == AccountError::WrongCredentials {
                *at = field;
            }
        }
        self
    }

    /// The message at a field.
    pub(super) fn of(&self, field: &str) -> Option<String> {
        self.0.iter().find(|(at, _)| *at == field).map(|(at, error)| words(at, *error))
    }

    /// All messages, above the form.
    pub(super) fn summary(&self) -> Option<AnyView> {
        if self.0.is_empty() {
            return None;
        }
        let errors = self.0.iter().map(|(at, error)| ((*at).to_owned(), words(at, *error))).collect::<Vec<_>>();
        Some(view! { <ErrorSummary title=tr!(members.problems) errors/> }.into_any())
    }
}

/// An empty name stands for the whole form.
fn usual_field(error: AccountError) -> &'static str {
    match error {
        AccountError::EmailInvalid | AccountError::EmailTaken => "email",
        AccountError::PasswordTooShort { .. } | AccountError::PasswordTooLong => "password",
        AccountError::NameInvalid { .. } => "display_name",
        AccountError::StoryTooLong { .. } => "story",
        AccountError::WrongCredentials
        | AccountError::TooManyAttempts { .. }
        | AccountError::LinkExpired
        | AccountError::EmailNotConfirmed
        | AccountError::TooManyTokens { .. } => "",
    }
}

fn words(field: &str, error: AccountError) -> String {
    if error == AccountError::WrongCredentials && !field.is_empty() {
        return tr!(members.password_current_wrong).to_string();
    }
    error::account(page::locale(), error)
}
