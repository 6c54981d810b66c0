//! A form as it comes back: what stands in its fields, and what is wrong with them.

mod fields;
mod labels;
mod postal;

pub use fields::*;
pub use postal::*;

use domain::{DomainError, form::{FieldError, FieldErrors, FormInput}};
use leptos::prelude::*;

use crate::{error, page::{Locale, locale}, ui::ErrorSummary};

/// What stands in the fields, as typed, and everything that is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    pub input: FormInput,
    pub errors: FieldErrors,
    /// Why what was asked is refused, each at the field that it is about; an empty name is about the whole.
    refusals: Vec<(&'static str, DomainError)>,
}

impl FormState {
    /// A form in which nothing is wrong.
    pub fn of(input: FormInput) -> FormState {
        FormState { input, ..FormState::default() }
    }

    pub fn new(input: FormInput, errors: FieldErrors) -> FormState {
        FormState { input, errors, refusals: Vec::new() }
    }

    /// The same with a refusal at a field.
    pub fn refused(mut self, field: &'static str, refusal: impl Into<DomainError>) -> FormState {
        self.refusals.push((field, refusal.into()));
        self
    }

    /// Whether nothing is wrong.
    pub fn is_fine(&self) -> bool {
        self.errors.is_empty() && self.refusals.is_empty()
    }

    /// What stands in that field. Pages never ask for a password's.
    pub fn value(&self, name: &str) -> String {
        self.input.text(name).to_owned()
    }

    /// What is wrong with that field, in the page's language.
    pub fn error(&self, name: &str) -> Option<String> {
        let l = locale();
        let refusal = || self.refusals.iter().find(|(field, _)| *field == name).map(|(_, why)| error::message(l, why));
        self.errors.at(name).map(|error| message(l, name, error)).or_else(refusal)
    }

    /// Each field's name and what is wrong with it, as the summary above a form takes them.
    fn messages(&self) -> Vec<(String, String)> {
        let l = locale();
        let wrong = self.errors.iter().map(|(field, error)| (field.to_owned(), message(l, field, error)));
        wrong.chain(self.refusals.iter().map(|(field, why)| ((*field).to_owned(), error::message(l, why)))).collect()
    }
}

/// What is wrong with a field; where that alone does not say which, with its name.
fn message(l: Locale, field: &str, error: &FieldError) -> String {
    match (error, labels::label(field)) {
        (FieldError::Missing, Some(label)) => trl!(l, errors.named_missing, label = label).to_string(),
        (FieldError::TooLong { chars_max }, Some(label)) => {
            trl!(l, errors.named_too_long, label = label, n = *chars_max).to_string()
        }
        _ => error::field(l, error),
    }
}

/// What is wrong with the form, above it; nothing when all is well.
#[component]
pub fn FormProblems(
    form: FormState,
    #[prop(into)] title: String,
    /// What each field is called, where the message alone does not say which one it is about.
    #[prop(optional)]
    names: Option<fn(&str) -> Option<String>>,
) -> impl IntoView {
    let mut errors = form.messages();
    for (field, message) in &mut errors {
        if let Some(name) = names.and_then(|names| names(field)) {
            *message = format!("{name}: {message}");
        }
    }
    (!errors.is_empty()).then(|| view! { <ErrorSummary title errors/> }.into_any())
}
