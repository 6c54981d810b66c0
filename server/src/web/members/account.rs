//! One's own page: sessions, password, tokens, the maker's profile.

use app::{
    form::FormState,
    members::{MyPage, PasswordPage, ProfilePage, SessionsPage, TokensPage},
    page::Flash,
};
use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{
    Actor, ApiTokenId, DomainError,
    form::{FieldError, FieldErrors, FormInput, Reader},
    members::{AccountError, NewToken, Profile, TOKEN_DAYS, TokenScope},
};
use leptos::prelude::*;
use store::Error;

use super::refused;
use crate::{
    session::{self, Auth},
    web::{Customer, PageError, PageResult, Posted, Web},
};

pub async fn home(web: Web, customer: Customer) -> PageResult {
    let lacks_kana = web.store.profile_own(&web.cx, &customer).await?.lacks_kana();
    let next = match web.cx.actor.member() {
        Ok(member) => web.store.booking_next(&web.cx, &member).await?,
        Err(_) => None,
    };
    let questions = match web.cx.actor.maker() {
        Ok(maker) => web.store.questions_waiting(&web.cx, &maker).await?,
        Err(_) => 0,
    };
    Ok(web.page(|| view! { <MyPage next lacks_kana questions/> }))
}

pub async fn profile_form(web: Web, customer: Customer) -> PageResult {
    let own = web.store.profile_own(&web.cx, &customer).await?;
    profile_page(&web, &customer, FormState::of(own.input())).await
}

pub async fn profile_save(web: Web, customer: Customer, Posted(input): Posted<FormInput>) -> PageResult {
    let saved = match Profile::read(&input) {
        Ok(profile) => web.store.profile_save(&web.cx, &customer, &profile).await,
        Err(errors) => Err(errors.into()),
    };
    match saved {
        Ok(()) => Ok(web.redirect("/me", Some(Flash::Saved))),
        Err(Error::Domain(DomainError::Fields(errors))) => {
            profile_page(&web, &customer, FormState::new(input, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn profile_page(web: &Web, customer: &Customer, form: FormState) -> PageResult {
    let protected = web.store.is_protected(&web.cx, customer).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(web.page_with(status, || view! { <ProfilePage form protected/> }))
}

pub async fn confirmation_resend(web: Web, customer: Customer) -> PageResult {
    web.store.confirmation_resend(&web.cx, &customer).await?;
    Ok(web.redirect("/me", Some(Flash::MailSent)))
}

pub async fn join(web: Web, customer: Customer) -> PageResult {
    web.store.member_join(&web.cx, &customer).await?;
    Ok(web.redirect("/me", Some(Flash::Saved)))
}

pub async fn password_form(web: Web) -> PageResult {
    Ok(web.page(|| view! { <PasswordPage form=FormState::default()/> }))
}

pub async fn password_change(
    web: Web,
    customer: Customer,
    mut auth: Auth,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let mut read = Reader::new(&input);
    let new = read.new_password("password");
    let outcome = match read.done_with(new) {
        Ok(new) => {
            let keep = session::secret(&auth);
            web.store.password_change(&web.cx, &customer, input.text("current"), &new, keep.as_deref()).await
        }
        Err(errors) => Err(errors.into()),
    };
    let error = match outcome {
        Ok(identity) => {
            session::renew(&mut auth, identity).await?;
            return Ok(web.redirect("/me", Some(Flash::PasswordChanged)));
        }
        Err(Error::Domain(DomainError::Account(AccountError::WrongCredentials))) => {
            FieldErrors::of("current", FieldError::PasswordWrong).into()
        }
        Err(error) => error,
    };
    let (status, form) = refused(error, input)?;
    Ok(web.page_with(status, || view! { <PasswordPage form/> }))
}

pub async fn sessions(web: Web, customer: Customer, auth: Auth) -> PageResult {
    let current = session::secret(&auth);
    let sessions = web.store.sessions_list(&web.cx, &customer, current.as_deref()).await?;
    Ok(web.page(|| view! { <SessionsPage sessions/> }))
}

/// A session that has ended already is as good as ended now.
pub async fn session_end(web: Web, customer: Customer, Path(id): Path<String>) -> PageResult {
    match web.store.session_end(&web.cx, &customer, &id).await {
        Ok(()) | Err(Error::Domain(DomainError::NotFound)) => {
            Ok(web.redirect("/me/sessions", Some(Flash::SessionEnded)))
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn sessions_end_others(web: Web, customer: Customer, auth: Auth) -> PageResult {
    let keep = session::secret(&auth);
    web.store.sessions_end(&web.cx, &customer, keep.as_deref()).await?;
    Ok(web.redirect("/me/sessions", Some(Flash::SessionEnded)))
}

pub async fn tokens(web: Web, customer: Customer) -> PageResult {
    tokens_page(&web, &customer, StatusCode::OK, None, usual_token()).await
}

/// A token that may read and book, for the usual time.
fn usual_token() -> FormState {
    let input = FormInput::default().with("scope", TokenScope::Read).with("scope", TokenScope::Book);
    FormState::of(input.with("days", TOKEN_DAYS[0]))
}

/// Answers with the page itself: the token is shown this once and travels in no redirect. A session that lacks a second
/// factor makes none: it would act for the person without one.
pub async fn token_create(web: Web, customer: Customer, Posted(input): Posted<FormInput>) -> PageResult {
    if matches!(web.cx.actor, Actor::HeldBack(_)) {
        return Err(DomainError::from(AccountError::SecondFactorRequired).into());
    }
    let outcome = match NewToken::read(&input) {
        Ok(new) => web.store.api_token_create(&web.cx, &customer, &new).await,
        Err(errors) => Err(errors.into()),
    };
    match outcome {
        Ok(made) => tokens_page(&web, &customer, StatusCode::OK, Some(made), usual_token()).await,
        Err(error) => {
            let (status, form) = refused(error, input)?;
            tokens_page(&web, &customer, status, None, form).await
        }
    }
}

pub async fn token_revoke(web: Web, customer: Customer, Path(id): Path<ApiTokenId>) -> PageResult {
    web.store.api_token_revoke(&web.cx, &customer, id).await?;
    Ok(web.redirect("/me/tokens", Some(Flash::TokenRevoked)))
}

async fn tokens_page(
    web: &Web,
    customer: &Customer,
    status: StatusCode,
    made: Option<String>,
    form: FormState,
) -> Result<Response, PageError> {
    let tokens = web.store.api_tokens_list(&web.cx, customer).await?;
    Ok(web.page_with(status, || view! { <TokensPage tokens made form/> }))
}
