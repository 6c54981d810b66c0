//! What handlers of forms and lists share.

use std::str::FromStr;

use app::{form::FormState, page::Flash};
use axum::{http::StatusCode, response::Response};
use domain::{DomainError, booking::Direction, form::FormInput};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use super::{Web, failure::Failure};

/// The page of a list; text, so that what is no number is the first one.
#[derive(Default, Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    page: String,
}

impl PageQuery {
    /// Counted from 1.
    pub fn page<N: FromStr + From<u8>>(&self) -> N {
        self.page.parse().unwrap_or_else(|_| N::from(1))
    }
}

/// 303 to where the change is seen.
pub fn saved(web: &Web, to: &str) -> Response {
    web.redirect(to, Some(Flash::Saved))
}

/// The form again, as it was sent.
pub fn rerender<V: IntoView + 'static>(web: &Web, view: impl FnOnce() -> V) -> Response {
    web.page_with(StatusCode::UNPROCESSABLE_ENTITY, view)
}

/// The form as it was sent, with what is wrong, when it was refused for that; else the failure itself.
///
/// # Errors
/// Any failure that is not about the form.
pub fn refused(input: FormInput, error: Error) -> store::Result<FormState> {
    match error {
        Error::Domain(DomainError::Fields(errors)) => Ok(FormState::new(input, errors)),
        other => Err(other),
    }
}

/// The id or day in an address; there is nothing under words that are none.
///
/// # Errors
/// [`DomainError::NotFound`].
pub fn named<T: FromStr>(word: &str) -> store::Result<T> {
    word.parse().map_err(|_| DomainError::NotFound.into())
}

/// Which button of an order was pressed.
#[derive(Deserialize)]
pub struct ReorderForm {
    #[serde(default)]
    to: String,
}

impl ReorderForm {
    /// # Errors
    /// A bad request for anything but the two words.
    pub fn shift(&self) -> Result<Direction, Failure> {
        self.to.parse::<Direction>().ok().ok_or(Failure::BadRequest)
    }
}
