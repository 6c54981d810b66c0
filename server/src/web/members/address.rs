//! Changing the mail address, and what is mailed to it.

use app::{
    form::FormState,
    members::{DeadLinkPage, EmailLinkPage, EmailPage, EmailSentPage, MailsPage},
    page::Flash,
};
use axum::{extract::Path, http::StatusCode};
use domain::{
    DomainError,
    form::{FieldError, FieldErrors, FormInput, Reader},
    members::{AccountError, Language, MailWishes},
};
use leptos::prelude::*;
use store::{Error, members::MailTokenPurpose};

use super::refused;
use crate::web::{Access, Customer, PageError, PageResult, Posted, Route, Web, failure::Failure};

pub fn routes() -> Vec<Route> {
    use Access::{Customer, Everyone};
    vec![
        Route::get("/me/email", Customer, form),
        Route::post("/me/email", Customer, ask),
        Route::get("/me/email/sent", Customer, sent),
        Route::get("/email/{token}", Everyone, confirm_form),
        Route::post("/email/{token}", Everyone, confirm),
        Route::get("/email/undo/{token}", Everyone, undo_form),
        Route::post("/email/undo/{token}", Everyone, undo),
        Route::get("/me/mails", Customer, mails),
        Route::post("/me/mails", Customer, mails_save),
    ]
}

async fn form(web: Web) -> PageResult {
    Ok(web.page(|| view! { <EmailPage form=FormState::default()/> }))
}

async fn ask(web: Web, customer: Customer, Posted(input): Posted<FormInput>) -> PageResult {
    let mut read = Reader::new(&input);
    let email = read.email("email");
    let outcome = match read.done_with(email) {
        Ok(email) => web.store.email_change_ask(&web.cx, &customer, &email, input.text("current")).await,
        Err(errors) => Err(errors.into()),
    };
    let error = match outcome {
        Ok(()) => return Ok(web.redirect("/me/email/sent", None)),
        Err(Error::Domain(DomainError::Account(AccountError::WrongCredentials))) => {
            FieldErrors::of("current", FieldError::PasswordWrong).into()
        }
        Err(error) => error,
    };
    let (status, form) = refused(error, input)?;
    Ok(web.page_with(status, || view! { <EmailPage form/> }))
}

async fn sent(web: Web) -> PageResult {
    Ok(web.page(|| view! { <EmailSentPage/> }))
}

async fn confirm_form(web: Web, Path(token): Path<String>) -> PageResult {
    link_page(&web, token, MailTokenPurpose::NewAddress).await
}

async fn undo_form(web: Web, Path(token): Path<String>) -> PageResult {
    link_page(&web, token, MailTokenPurpose::OldAddress).await
}

/// Changes nothing: programs that scan mail open every link.
async fn link_page(web: &Web, token: String, purpose: MailTokenPurpose) -> PageResult {
    if web.store.mail_token_owner(&web.cx, &token, purpose).await?.is_none() {
        return Ok(dead(web));
    }
    let undo = purpose == MailTokenPurpose::OldAddress;
    Ok(web.page(|| view! { <EmailLinkPage token undo/> }))
}

async fn confirm(web: Web, Path(token): Path<String>) -> PageResult {
    match web.store.email_change_confirm(&web.cx, &token).await {
        Ok(()) => Ok(web.redirect("/me", Some(Flash::EmailConfirmed))),
        Err(error) => dead_or(&web, error),
    }
}

/// Leads on to a new password: whoever asked for the change knew the old one.
async fn undo(web: Web, Path(token): Path<String>) -> PageResult {
    match web.store.email_change_undo(&web.cx, &token).await {
        Ok(reset) => Ok(web.redirect(&format!("/reset/{reset}"), Some(Flash::Saved))),
        Err(error) => dead_or(&web, error),
    }
}

fn dead_or(web: &Web, error: Error) -> PageResult {
    match error {
        Error::Domain(DomainError::Account(AccountError::LinkExpired)) => Ok(dead(web)),
        error => Err(PageError::from(error)),
    }
}

fn dead(web: &Web) -> axum::response::Response {
    web.page_with(StatusCode::GONE, || view! { <DeadLinkPage reset=false/> })
}

async fn mails(web: Web, customer: Customer) -> PageResult {
    let (language, wishes) = web.store.mail_choices(&web.cx, &customer).await?;
    Ok(web.page(|| view! { <MailsPage language wishes/> }))
}

async fn mails_save(web: Web, customer: Customer, Posted(input): Posted<FormInput>) -> PageResult {
    let language: Language = input.text("language").parse().map_err(|_| Failure::BadRequest)?;
    let wishes =
        MailWishes { reminders: input.has("reminders"), offers: input.has("offers"), listings: input.has("listings") };
    web.store.mail_choices_save(&web.cx, &customer, language, wishes).await?;
    Ok(web.redirect("/me", Some(Flash::Saved)))
}
