//! What mailed links open: confirming the address, setting a new password.

use app::{
    form::FormState,
    members::{ConfirmPage, DeadLinkPage, NewPasswordPage, ResetPage, ResetSentPage},
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    DomainError,
    form::{FieldError, FieldErrors, FormInput, Reader},
    members::{AccountError, local_path},
};
use leptos::prelude::*;
use store::{Error, members::MailTokenPurpose};

use super::{
    refused,
    way_in::{Next, code_asked, return_to, take_over},
};
use crate::{
    session::{self, Auth, By},
    web::{PageError, PageResult, Posted, Web},
};

/// Changes nothing: programs that scan mail open every link.
pub async fn confirm_form(web: Web, Path(token): Path<String>, Query(Next { next }): Query<Next>) -> PageResult {
    confirm_page(&web, token, &next, StatusCode::OK, FormState::default()).await
}

async fn confirm_page(web: &Web, token: String, next: &str, status: StatusCode, form: FormState) -> PageResult {
    let owner = web.store.mail_token_owner(&web.cx, &token, MailTokenPurpose::Confirm).await?;
    let Some(owner) = owner else { return Ok(dead_link(web, false)) };
    let next = return_to(web, next).await?;
    let is_signed_in = web.cx.actor.account().is_some_and(|account| account.id == owner);
    Ok(web.page_with(status, || view! { <ConfirmPage token next form asks=!is_signed_in/> }))
}

/// Whoever has the mailbox and the password is the one who signed up: they are signed in, and go on to where they were; or
/// are asked for the code that they have set up meanwhile.
pub async fn confirm(
    web: Web,
    mut auth: Auth,
    headers: HeaderMap,
    Path(token): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let account_id = match web.store.confirm(&web.cx, &token, input.text("password")).await {
        Ok(account_id) => account_id,
        Err(Error::Domain(DomainError::Account(AccountError::LinkExpired))) => return Ok(dead_link(&web, false)),
        Err(error) => {
            let next = input.text("next").to_owned();
            let (status, form) = match error {
                Error::Domain(DomainError::Account(AccountError::WrongCredentials)) => {
                    refused(FieldErrors::of("password", FieldError::SignUpPasswordWrong).into(), input)?
                }
                error => refused(error, input)?,
            };
            return confirm_page(&web, token, &next, status, form).await;
        }
    };
    if let Some(identity) = web.store.identity(account_id).await? {
        let is_signed_in = web.cx.actor.account().is_some_and(|account| account.id == account_id);
        if !is_signed_in && let Some(step) = web.store.code_ask(&web.cx, &identity).await? {
            return Ok(code_asked(&web, step, local_path(input.text("next"))));
        }
        let is_proven = is_signed_in && session::is_proven(&auth).await;
        let by = if is_proven { By::SecondFactor } else { By::Password };
        session::begin(&mut auth, identity, &headers, &web.client, by).await?;
    }
    let mut response = web.redirect(local_path(input.text("next")).unwrap_or("/me"), Some(Flash::EmailConfirmed));
    take_over(&web, account_id, &headers, &mut response).await?;
    Ok(response)
}

pub async fn reset_form(web: Web, Query(Next { next }): Query<Next>) -> PageResult {
    let next = return_to(&web, &next).await?;
    Ok(web.page(|| view! { <ResetPage form=FormState::default() next/> }))
}

pub async fn reset_request(web: Web, Posted(input): Posted<FormInput>) -> PageResult {
    let mut read = Reader::new(&input);
    let email = read.email("email");
    let outcome = match read.done_with(email) {
        Ok(email) => web.store.reset_request(&web.cx, &email, local_path(input.text("next")), &web.client).await,
        Err(errors) => Err(errors.into()),
    };
    let Err(error) = outcome else { return Ok(web.redirect("/reset/sent", None)) };
    let next = return_to(&web, input.text("next")).await?;
    let (status, form) = refused(error, input)?;
    Ok(web.page_with(status, || view! { <ResetPage form next/> }))
}

pub async fn reset_sent(web: Web) -> PageResult {
    Ok(web.page(|| view! { <ResetSentPage/> }))
}

pub async fn new_password_form(web: Web, Path(token): Path<String>, Query(Next { next }): Query<Next>) -> PageResult {
    if web.store.mail_token_owner(&web.cx, &token, MailTokenPurpose::Reset).await?.is_none() {
        return Ok(dead_link(&web, true));
    }
    let next = return_to(&web, &next).await?;
    Ok(web.page(|| view! { <NewPasswordPage token form=FormState::default() next/> }))
}

pub async fn new_password(web: Web, Path(token): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let mut read = Reader::new(&input);
    let new = read.new_password("password");
    let new = match read.done_with(new) {
        Ok(new) => new,
        Err(errors) => {
            let next = return_to(&web, input.text("next")).await?;
            let (status, form) = refused(errors.into(), input)?;
            return Ok(web.page_with(status, || view! { <NewPasswordPage token form next/> }));
        }
    };
    match web.store.reset(&web.cx, &token, &new).await {
        Ok(_) => {
            let next = return_to(&web, input.text("next")).await?;
            Ok(web.redirect(&format!("/signin{}", next.query), Some(Flash::PasswordChanged)))
        }
        Err(error) => dead_or(&web, error, true),
    }
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
