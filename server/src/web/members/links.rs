//! What mailed links open: confirming the address, setting a new password.

use app::{
    form::FormState,
    members::{ConfirmPage, DeadLinkPage, NewPasswordPage, ResetPage, ResetSentPage},
    page::Flash,
};
use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{
    DomainError,
    form::{FormInput, Reader},
    members::AccountError,
};
use leptos::prelude::*;
use store::{Error, members::MailTokenPurpose};

use super::refused;
use crate::web::{PageError, PageResult, Posted, Web};

/// Shows a button only: programs that scan mail open every link.
pub async fn confirm_form(web: Web, Path(token): Path<String>) -> PageResult {
    if !web.store.mail_token_works(&web.cx, &token, MailTokenPurpose::Confirm).await? {
        return Ok(dead_link(&web, false));
    }
    Ok(web.page(|| view! { <ConfirmPage token/> }))
}

pub async fn confirm(web: Web, Path(token): Path<String>) -> PageResult {
    match web.store.confirm(&web.cx, &token).await {
        // Signed out, this asks to sign in first.
        Ok(_) => Ok(web.redirect(signed_in_or(&web, "/me"), Some(Flash::EmailConfirmed))),
        Err(error) => dead_or(&web, error, false),
    }
}

pub async fn reset_form(web: Web) -> PageResult {
    Ok(web.page(|| view! { <ResetPage form=FormState::default()/> }))
}

pub async fn reset_request(web: Web, Posted(input): Posted<FormInput>) -> PageResult {
    let mut read = Reader::new(&input);
    let email = read.email("email");
    let outcome = match read.done_with(email) {
        Ok(email) => web.store.reset_request(&web.cx, &email, &web.client).await,
        Err(errors) => Err(errors.into()),
    };
    let Err(error) = outcome else { return Ok(web.redirect("/reset/sent", None)) };
    let (status, form) = refused(error, input)?;
    Ok(web.page_with(status, || view! { <ResetPage form/> }))
}

pub async fn reset_sent(web: Web) -> PageResult {
    Ok(web.page(|| view! { <ResetSentPage/> }))
}

pub async fn new_password_form(web: Web, Path(token): Path<String>) -> PageResult {
    if !web.store.mail_token_works(&web.cx, &token, MailTokenPurpose::Reset).await? {
        return Ok(dead_link(&web, true));
    }
    Ok(web.page(|| view! { <NewPasswordPage token form=FormState::default()/> }))
}

pub async fn new_password(web: Web, Path(token): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let mut read = Reader::new(&input);
    let new = read.new_password("password");
    let new = match read.done_with(new) {
        Ok(new) => new,
        Err(errors) => {
            let (status, form) = refused(errors.into(), input)?;
            return Ok(web.page_with(status, || view! { <NewPasswordPage token form/> }));
        }
    };
    match web.store.reset(&web.cx, &token, &new).await {
        Ok(_) => Ok(web.redirect("/signin", Some(Flash::PasswordChanged))),
        Err(error) => dead_or(&web, error, true),
    }
}

fn signed_in_or<'p>(web: &Web, path: &'p str) -> &'p str {
    if web.cx.actor.account().is_some() { path } else { "/signin" }
}

fn dead_or(web: &Web, error: Error, reset: bool) -> Result<Response, PageError> {
    match error {
        Error::Domain(DomainError::Account(AccountError::LinkExpired)) => Ok(dead_link(web, reset)),
        error => Err(error.into()),
    }
}

fn dead_link(web: &Web, reset: bool) -> Response {
    web.page_with(StatusCode::GONE, || view! { <DeadLinkPage reset/> })
}
