//! Signing up, in and out.

use app::{
    members::{Problems, SignInForm, SignInPage, SignUpForm, SignUpPage, SignUpSentPage},
    page::Flash,
};
use axum::{
    extract::Query,
    http::{HeaderMap, StatusCode},
};
use domain::members::{Joining, NewAccount, local_path};
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

#[derive(Deserialize)]
pub struct PostedSignIn {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub struct PostedSignUp {
    display_name: String,
    email: String,
    password: String,
    kind: String,
}

pub async fn sign_in_form(web: Web, Query(Next { next }): Query<Next>) -> PageResult {
    let next = local_path(&next);
    if web.cx.actor.account().is_some() {
        return Ok(web.redirect(next.unwrap_or(AFTER_SIGN_IN), None));
    }
    let form = SignInForm { email: String::new(), next: next.unwrap_or_default().to_owned() };
    Ok(web.page(|| view! { <SignInPage form problems=Problems::default()/> }))
}

pub async fn sign_in(web: Web, mut auth: Auth, headers: HeaderMap, Posted(form): Posted<PostedSignIn>) -> PageResult {
    let next = local_path(&form.next);
    let attempt = SignIn { email: form.email.clone(), password: form.password, client: web.client.clone() };
    match web.store.sign_in(&web.cx, &attempt).await {
        Ok(identity) => {
            session::begin(&mut auth, identity, &headers).await?;
            Ok(web.redirect(next.unwrap_or(AFTER_SIGN_IN), Some(Flash::SignedIn)))
        }
        Err(error) => {
            let (status, problems) = refused(error)?;
            let form = SignInForm { email: form.email, next: next.unwrap_or_default().to_owned() };
            Ok(web.page_with(status, || view! { <SignInPage form problems/> }))
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
    Ok(web.page(|| view! { <SignUpPage form=SignUpForm::default() problems=Problems::default()/> }))
}

pub async fn sign_up(web: Web, Posted(posted): Posted<PostedSignUp>) -> PageResult {
    let joining = Joining::parse(&posted.kind).unwrap_or_default();
    let outcome = match NewAccount::parse(&posted.display_name, &posted.email, &posted.password) {
        Err(problems) => Err((StatusCode::UNPROCESSABLE_ENTITY, Problems::new(problems))),
        Ok(new) => match web.store.sign_up(&web.cx, &new, joining, &web.client).await {
            Err(error) => Err(refused(error)?),
            Ok(()) => Ok(()),
        },
    };
    let Err((status, problems)) = outcome else { return Ok(web.redirect("/signup/sent", None)) };
    let form = SignUpForm { display_name: posted.display_name, email: posted.email, joining };
    Ok(web.page_with(status, || view! { <SignUpPage form problems/> }))
}

pub async fn sign_up_sent(web: Web) -> PageResult {
    Ok(web.page(|| view! { <SignUpSentPage/> }))
}
