//! Signing up, in and out.

use app::{
    form::FormState,
    mail::language,
    members::{ReturnTo, SignInPage, SignUpPage, SignUpSentPage},
    page::Flash,
};
use axum::{extract::Query, http::HeaderMap};
use axum_extra::extract::cookie::CookieJar;
use domain::{
    DomainError,
    form::FormInput,
    members::{AccountError, Joining, NewAccount, local_path},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    Error,
    members::{SignIn, SignedIn},
};

use super::refused;
use crate::{
    chosen,
    cookies::{find_cookie, set_cookie, site_cookie},
    session::{self, Auth},
    url_encode::url_encode,
    web::{PageResult, Posted, Web},
};

/// Where signing in leads when nothing else was asked for.
const AFTER_SIGN_IN: &str = "/me";

/// By which a browser is known that has signed in before.
const DEVICE_COOKIE: &str = "device";
const DEVICE_KEPT: time::Duration = time::Duration::days(180);

/// The path of this site to go on to, in an address.
#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    pub next: String,
}

/// Where signing in or up leads on to, with what was chosen there.
///
/// # Errors
/// When the database fails.
pub async fn return_to(web: &Web, next: &str) -> store::Result<ReturnTo> {
    let Some(path) = local_path(next) else { return Ok(ReturnTo::default()) };
    let chosen = chosen::time(&web.store, &web.cx, path).await?;
    Ok(ReturnTo { path: path.to_owned(), query: format!("?next={}", url_encode(path)), chosen })
}

pub async fn sign_in_form(web: Web, Query(Next { next }): Query<Next>) -> PageResult {
    if web.cx.actor.account().is_some() {
        return Ok(web.redirect(local_path(&next).unwrap_or(AFTER_SIGN_IN), None));
    }
    let (form, next) = (FormState::default(), return_to(&web, &next).await?);
    Ok(web.page(|| view! { <SignInPage form next/> }))
}

pub async fn sign_in(web: Web, mut auth: Auth, headers: HeaderMap, Posted(input): Posted<FormInput>) -> PageResult {
    let next = local_path(input.text("next")).map(str::to_owned);
    let (email, password) = (input.text("email").to_owned(), input.text("password").to_owned());
    let device = find_cookie(&CookieJar::from_headers(&headers), DEVICE_COOKIE).map(str::to_owned);
    match web.store.sign_in(&web.cx, &SignIn { email, password, client: web.client.clone(), device }).await {
        Ok(SignedIn { identity, device }) => {
            session::begin(&mut auth, identity, &headers, &web.client).await?;
            let mut response = web.redirect(next.as_deref().unwrap_or(AFTER_SIGN_IN), Some(Flash::SignedIn));
            let mut known = site_cookie(web.state.config.secure(), DEVICE_COOKIE, device, DEVICE_KEPT);
            known.set_http_only(true);
            set_cookie(response.headers_mut(), &known);
            Ok(response)
        }
        Err(error) => {
            let is_disabled = matches!(error, Error::Domain(DomainError::Account(AccountError::Disabled)));
            let site = if is_disabled { Some(web.store.site_settings().await?) } else { None };
            let (status, form) = refused(error, input)?;
            let next = return_to(&web, &next.unwrap_or_default()).await?;
            Ok(web.page_with(status, || view! { <SignInPage form next ask=site/> }))
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
