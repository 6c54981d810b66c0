//! The hub of the booking settings, the space's rules, and what all forms of settings share.

use std::str::FromStr;

use app::{
    form::FormState,
    operator::rules::{BookingHubPage, SpaceRulesPage},
    page::Flash,
};
use axum::{http::StatusCode, response::Response};
use domain::{
    DomainError,
    booking::{Shift, SpaceRules},
    form::FormInput,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use crate::web::{Access, Operator, PageResult, Posted, Route, Web, errors::Failure};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/operator/booking", Access::Operator, hub),
        Route::get("/operator/rules", Access::Operator, rules),
        Route::post("/operator/rules", Access::Operator, rules_save),
    ]
}

async fn hub(web: Web, operator: Operator) -> PageResult {
    let summary = web.store.settings_summary(&web.cx, &operator).await?;
    Ok(web.page(move || view! { <BookingHubPage summary/> }))
}

async fn rules(web: Web, _: Operator) -> PageResult {
    let now = web.store.space_rules(&web.cx).await?;
    Ok(web.page(move || view! { <SpaceRulesPage form=FormState::of(now.input()) now/> }))
}

async fn rules_save(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let now = web.store.space_rules(&web.cx).await?;
    match SpaceRules::read(&input, &now) {
        Ok(rules) => {
            web.store.space_rules_save(&web.cx, &operator, &rules).await?;
            Ok(saved(&web, "/operator/rules"))
        }
        Err(errors) => {
            let form = FormState::new(input, errors);
            Ok(again(&web, move || view! { <SpaceRulesPage form now/> }))
        }
    }
}

/// 303 to where the change is seen.
pub(super) fn saved(web: &Web, to: &str) -> Response {
    web.redirect(to, Some(Flash::Saved))
}

/// The form again, as it was input.
pub(super) fn again<V: IntoView + 'static>(web: &Web, view: impl FnOnce() -> V) -> Response {
    web.page_with(StatusCode::UNPROCESSABLE_ENTITY, view)
}

/// The form as it was input, with what is wrong, when it was refused for that; else the failure itself.
///
/// # Errors
/// Any failure that is not about the form.
pub(super) fn refused(input: FormInput, error: Error) -> store::Result<FormState> {
    match error {
        Error::Domain(DomainError::Fields(errors)) => Ok(FormState::new(input, errors)),
        other => Err(other),
    }
}

/// The id or day in an address; there is nothing under words that are none.
///
/// # Errors
/// [`DomainError::NotFound`].
pub(super) fn named<T: FromStr>(word: &str) -> store::Result<T> {
    word.parse().map_err(|_| DomainError::NotFound.into())
}

/// Which button of the order was pressed.
#[derive(Deserialize)]
pub(super) struct To {
    #[serde(default)]
    to: String,
}

impl To {
    /// # Errors
    /// A bad request for anything but the two words.
    pub(super) fn shift(&self) -> Result<Shift, Failure> {
        self.to.parse::<Shift>().ok().ok_or(Failure::BadRequest)
    }
}
