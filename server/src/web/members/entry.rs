//! Signing up, in and out.

use app::{
    form::FormState,
    members::{SignInPage, SignUpPage, SignUpSentPage},
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
    session::{self, Auth},
    web::{PageResult, Posted, Web},
};

/// Where signing in leads when nothing else was asked for.
const AFTER_SIGN_IN: &str = "/me";

#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

pub async fn sign_in_form(web: Web, Query(Next { next }): Query<Next>) -> PageResult {
    let next = local_path(&next);
    if web.cx.actor.account().is_some() {
        return Ok(web.redirect(next.unwrap_or(AFTER_SIGN_IN), None));
    }
    let (form, next) = (FormState::default(), next.unwrap_or_default().to_owned());
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
            let next = next.unwrap_or_default();
            Ok(web.page_with(status, || view! { <SignInPage form next/> }))
        }
    }
}

pub async fn sign_out(web: Web, mut auth: Auth) -> PageResult {
    session::end(&mut auth).await?;
    Ok(web.redirect("/", Some(Flash::SignedOut)))
}

pub async fn sign_up_form(web: Web) -> PageResult {
    if web.cx.actor.account().is_some() {
        return Ok(web.redirect(AFTER_SIGN_IN, None));
    }
    Ok(web.page(|| view! { <SignUpPage form=FormState::default()/> }))
}

pub async fn sign_up(web: Web, Posted(input): Posted<FormInput>) -> PageResult {
    let joining = input.text("kind").parse::<Joining>().unwrap_or_default();
    let outcome = match NewAccount::read(&input) {
        Ok(new) => web.store.sign_up(&web.cx, &new, joining, &web.client).await,
        Err(errors) => Err(errors.into()),
    };
    let Err(error) = outcome else { return Ok(web.redirect("/signup/sent", None)) };
    let (status, form) = refused(error, input)?;
    Ok(web.page_with(status, || view! { <SignUpPage form/> }))
}

pub async fn sign_up_sent(web: Web) -> PageResult {
    Ok(web.page(|| view! { <SignUpSentPage/> }))
}
