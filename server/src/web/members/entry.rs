//! Signing up, in and out.

use app::{
    form::FormState,
    mail::language,
    members::{SignInPage, SignUpPage, SignUpSentPage},
    page::Flash,
};
use axum::{extract::Query, http::HeaderMap};
use domain::{
    DomainError,
    form::FormInput,
    members::{AccountError, Joining, NewAccount, local_path},
};
use leptos::prelude::*;
use store::{
    Error,
    members::{AfterPassword, SignIn},
};

use super::{
    refused,
    second_step::passkeys,
    way_in::{self, AFTER_SIGN_IN, Next, begin, device, return_to},
};
use crate::{
    session::{self, Auth, By},
    web::{PageResult, Posted, Web},
};

pub async fn sign_in_form(web: Web, Query(Next { next }): Query<Next>) -> PageResult {
    if web.cx.actor.account().is_some() {
        return Ok(web.redirect(local_path(&next).unwrap_or(AFTER_SIGN_IN), None));
    }
    let (form, next) = (FormState::default(), return_to(&web, &next).await?);
    let passkeys = passkeys(&web).is_some();
    Ok(web.page(|| view! { <SignInPage form next passkeys/> }))
}

pub async fn sign_in(web: Web, mut auth: Auth, headers: HeaderMap, Posted(input): Posted<FormInput>) -> PageResult {
    let next = local_path(input.text("next")).map(str::to_owned);
    let (email, password) = (input.text("email").to_owned(), input.text("password").to_owned());
    let device = device(&headers);
    match web.store.sign_in(&web.cx, &SignIn { email, password, client: web.client.clone(), device }).await {
        Ok(AfterPassword::SignedIn(signed_in)) => {
            begin(&web, &mut auth, &headers, signed_in, By::Password, next.as_deref()).await
        }
        Ok(AfterPassword::CodeAsked { step }) => Ok(way_in::code_asked(&web, step, next.as_deref())),
        Err(error) => {
            let is_disabled = matches!(error, Error::Domain(DomainError::Account(AccountError::Disabled)));
            let site = if is_disabled { Some(web.store.site_settings().await?) } else { None };
            let (status, form) = refused(error, input)?;
            let next = return_to(&web, &next.unwrap_or_default()).await?;
            let passkeys = passkeys(&web).is_some();
            Ok(web.page_with(status, || view! { <SignInPage form next ask=site passkeys/> }))
        }
    }
}

pub async fn sign_out(web: Web, mut auth: Auth) -> PageResult {
    session::end(&mut auth).await?;
    Ok(web.redirect("/", Some(Flash::SignedOut)))
}

pub async fn sign_up_form(web: Web, Query(Next { next }): Query<Next>) -> PageResult {
    if web.cx.actor.account().is_some() {
        return Ok(web.redirect(local_path(&next).unwrap_or(AFTER_SIGN_IN), None));
    }
    let next = return_to(&web, &next).await?;
    Ok(web.page(|| view! { <SignUpPage form=FormState::default() next/> }))
}

pub async fn sign_up(web: Web, Posted(input): Posted<FormInput>) -> PageResult {
    let joining = input.text("kind").parse::<Joining>().unwrap_or_default();
    let outcome = match NewAccount::read(&input) {
        Ok(new) => {
            let new = NewAccount { language: Some(language(web.locale)), ..new };
            web.store.sign_up(&web.cx, &new, joining, local_path(input.text("next")), &web.client).await
        }
        Err(errors) => Err(errors.into()),
    };
    let next = return_to(&web, input.text("next")).await?;
    let Err(error) = outcome else { return Ok(web.redirect(&format!("/signup/sent{}", next.query), None)) };
    let (status, form) = refused(error, input)?;
    Ok(web.page_with(status, || view! { <SignUpPage form next/> }))
}

pub async fn sign_up_sent(web: Web, Query(Next { next }): Query<Next>) -> PageResult {
    let next = return_to(&web, &next).await?;
    Ok(web.page(|| view! { <SignUpSentPage next/> }))
}
