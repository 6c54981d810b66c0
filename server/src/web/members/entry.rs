//! Signing up, in and out.

use app::{
    form::FormState,
    members::{ReturnTo, SignInPage, SignUpPage, SignUpSentPage},
    page::Flash,
};
use axum::{extract::Query, http::HeaderMap};
use domain::{
    form::FormInput,
    members::{Joining, NewAccount, local_path},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::members::SignIn;

use super::refused;
use crate::{
    chosen,
    session::{self, Auth},
    url_encode::url_encode,
    web::{PageResult, Posted, Web},
};

/// Where signing in leads when nothing else was asked for.
const AFTER_SIGN_IN: &str = "/me";

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
    match web.store.sign_in(&web.cx, &SignIn { email, password, client: web.client.clone() }).await {
        Ok(identity) => {
            session::begin(&mut auth, identity, &headers).await?;
            Ok(web.redirect(next.as_deref().unwrap_or(AFTER_SIGN_IN), Some(Flash::SignedIn)))
        }
        Err(error) => {
            let (status, form) = refused(error, input)?;
            let next = return_to(&web, &next.unwrap_or_default()).await?;
            Ok(web.page_with(status, || view! { <SignInPage form next/> }))
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
        Ok(new) => web.store.sign_up(&web.cx, &new, joining, local_path(input.text("next")), &web.client).await,
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
