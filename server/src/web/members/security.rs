//! `/me/security`: setting second factors up, and ending them. Whoever does it has signed in minutes ago, or gives the
//! password.

use app::{
    form::FormState,
    members::{
        ReturnTo,
        security::{AppKey, CodesPage, NewCodesPage, SecurityPage, TotpBeginPage, TotpOffPage, TotpPage},
    },
    page::{Flash, Locale},
};
use axum::{extract::Query, http::StatusCode};
use domain::{
    Actor, DomainError,
    form::{FieldError, FieldErrors, FormInput},
    members::{AccountError, Factors, TOTP_DIGITS, TOTP_SECONDS, local_path},
};
use leptos::prelude::*;
use store::{Error, members::Proof};

use super::{
    refused,
    second_step::passkeys,
    way_in::{Next, query, return_to},
};
use crate::{
    session::{self, Auth},
    url_encode::url_encode,
    web::{Access, Customer, PageResult, Posted, Route, Web, qr},
};

pub(super) const HERE: &str = "/me/security";

pub fn routes() -> Vec<Route> {
    use Access::Customer;
    vec![
        Route::get("/me/security", Customer, overview),
        Route::get("/me/security/totp", Customer, totp_form),
        Route::post("/me/security/totp", Customer, totp_begin),
        Route::post("/me/security/totp/confirm", Customer, totp_confirm),
        Route::get("/me/security/totp/off", Customer, totp_off_form),
        Route::post("/me/security/totp/off", Customer, totp_off),
        Route::get("/me/security/codes", Customer, codes_form),
        Route::post("/me/security/codes", Customer, codes_renew),
    ]
}

async fn overview(web: Web, customer: Customer, Query(Next { next }): Query<Next>) -> PageResult {
    let factors = match changeable(&web, &customer).await? {
        Changeable::Yes(factors) => factors,
        Changeable::SignInAgain => return again(&web, &next),
    };
    let next = return_to(&web, &next).await?;
    let (required, held_back) = (is_required(&web), is_held_back(&web));
    let passkeys = passkeys(&web).is_some();
    Ok(web.page(|| view! { <SecurityPage factors next required held_back passkeys/> }))
}

/// Whether factors may be changed in this session.
pub(super) enum Changeable {
    Yes(Factors),
    /// There are some, and none was given here though one is required: a password alone must not add others.
    SignInAgain,
}

pub(super) async fn changeable(web: &Web, customer: &Customer) -> store::Result<Changeable> {
    let factors = web.store.factors_own(&web.cx, customer).await?;
    let is_locked = is_held_back(web) && factors.any();
    Ok(if is_locked { Changeable::SignInAgain } else { Changeable::Yes(factors) })
}

pub(super) fn again(web: &Web, next: &str) -> PageResult {
    Ok(web.redirect(&format!("/signin/again{}", query(local_path(next))), None))
}

fn is_held_back(web: &Web) -> bool {
    matches!(web.cx.actor, Actor::HeldBack(_))
}

fn is_required(web: &Web) -> bool {
    web.cx.actor.account().is_some_and(|account| web.site.second_factor.asks(account.role))
}

/// By what this browser shows that it is the owner's.
pub(super) async fn proof<'p>(auth: &Auth, input: &'p FormInput) -> Proof<'p> {
    if session::is_recent(auth).await { Proof::Recent } else { Proof::Password(input.text("current")) }
}

/// A wrong password is said at its field.
pub(super) fn at_password(error: Error) -> Error {
    match error {
        Error::Domain(DomainError::Account(AccountError::WrongCredentials)) => {
            FieldErrors::of("current", FieldError::PasswordWrong).into()
        }
        error => error,
    }
}

/// What was set up in this session counts in it: the first factor, or one beside another that was given.
pub(super) async fn note_proven(auth: &Auth, before: &Factors) -> store::Result<()> {
    if before.any() && !session::is_proven(auth).await { Ok(()) } else { session::prove(auth).await }
}

async fn totp_form(web: Web, customer: Customer, auth: Auth, Query(Next { next }): Query<Next>) -> PageResult {
    match changeable(&web, &customer).await? {
        Changeable::SignInAgain => return again(&web, &next),
        Changeable::Yes(factors) if factors.totp_since.is_some() => return Ok(web.redirect(HERE, None)),
        Changeable::Yes(_) => {}
    }
    let on = return_to(&web, &next).await?;
    match app_key(&web, &customer).await? {
        Some(key) => Ok(web.page(|| view! { <TotpPage key form=FormState::default() next=on/> })),
        None => begin_page(&web, &auth, StatusCode::OK, FormState::default(), on).await,
    }
}

async fn begin_page(web: &Web, auth: &Auth, status: StatusCode, form: FormState, next: ReturnTo) -> PageResult {
    let asks_password = !session::is_recent(auth).await;
    Ok(web.page_with(status, || view! { <TotpBeginPage form next asks_password/> }))
}

/// What the app that is being set up is given, if one is.
async fn app_key(web: &Web, customer: &Customer) -> store::Result<Option<AppKey>> {
    let Some(secret) = web.store.totp_setting_up(&web.cx, customer).await? else { return Ok(None) };
    let email = web.cx.actor.account().map(|account| account.email.clone()).unwrap_or_default();
    let space = match (web.locale, web.site.space_name_en.as_str()) {
        (Locale::ja, _) | (_, "") => &web.site.space_name,
        (_, english) => english,
    };
    // A colon parts the two names, so that neither may hold one.
    let issuer = url_encode(&space.replace(':', " "));
    let uri = format!(
        "otpauth://totp/{issuer}:{}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={TOTP_DIGITS}&period={TOTP_SECONDS}",
        url_encode(&email)
    );
    Ok(Some(AppKey { secret, qr: qr::svg(&uri), uri }))
}

async fn totp_begin(web: Web, customer: Customer, auth: Auth, Posted(input): Posted<FormInput>) -> PageResult {
    let next = input.text("next").to_owned();
    if let Changeable::SignInAgain = changeable(&web, &customer).await? {
        return again(&web, &next);
    }
    match web.store.totp_begin(&web.cx, &customer, proof(&auth, &input).await).await {
        Ok(()) => Ok(web.redirect(&format!("{HERE}/totp{}", query(local_path(&next))), None)),
        // Set up meanwhile, in another window.
        Err(Error::Domain(DomainError::NotFound)) => Ok(web.redirect(HERE, None)),
        Err(error) => {
            let (status, form) = refused(at_password(error), input)?;
            let next = return_to(&web, &next).await?;
            begin_page(&web, &auth, status, form, next).await
        }
    }
}

/// Answers with the page itself: the recovery codes are shown this once and travel in no redirect.
async fn totp_confirm(web: Web, customer: Customer, auth: Auth, Posted(input): Posted<FormInput>) -> PageResult {
    let next = input.text("next").to_owned();
    let before = match changeable(&web, &customer).await? {
        Changeable::SignInAgain => return again(&web, &next),
        Changeable::Yes(factors) => factors,
    };
    let keep = session::secret(&auth);
    match web.store.totp_confirm(&web.cx, &customer, input.text("code"), keep.as_deref()).await {
        Ok(codes) => {
            note_proven(&auth, &before).await?;
            let next = return_to(&web, &next).await?;
            Ok(web.page(|| view! { <CodesPage codes next begun=true/> }))
        }
        // Nothing is being set up (any more).
        Err(Error::Domain(DomainError::NotFound)) => Ok(web.redirect(&format!("{HERE}/totp"), None)),
        Err(error) => {
            let (status, form) = refused(error, input)?;
            let next = return_to(&web, &next).await?;
            let Some(key) = app_key(&web, &customer).await? else {
                return Ok(web.redirect(&format!("{HERE}/totp"), None));
            };
            Ok(web.page_with(status, || view! { <TotpPage key form next/> }))
        }
    }
}

async fn totp_off_form(web: Web, customer: Customer) -> PageResult {
    match changeable(&web, &customer).await? {
        Changeable::SignInAgain => again(&web, HERE),
        Changeable::Yes(factors) if factors.totp_since.is_none() => Ok(web.redirect(HERE, None)),
        Changeable::Yes(factors) => off_page(&web, StatusCode::OK, FormState::default(), &factors),
    }
}

fn off_page(web: &Web, status: StatusCode, form: FormState, factors: &Factors) -> PageResult {
    let (passkeys, required) = (!factors.passkeys.is_empty(), is_required(web));
    Ok(web.page_with(status, || view! { <TotpOffPage form passkeys required/> }))
}

async fn totp_off(web: Web, customer: Customer, auth: Auth, Posted(input): Posted<FormInput>) -> PageResult {
    let factors = match changeable(&web, &customer).await? {
        Changeable::SignInAgain => return again(&web, HERE),
        Changeable::Yes(factors) => factors,
    };
    let keep = session::secret(&auth);
    match web.store.totp_off(&web.cx, &customer, input.text("current"), keep.as_deref()).await {
        Ok(()) => {
            if factors.passkeys.is_empty() {
                session::unprove(&auth).await?;
            }
            Ok(web.redirect(HERE, Some(Flash::AppOff)))
        }
        Err(Error::Domain(DomainError::NotFound)) => Ok(web.redirect(HERE, None)),
        Err(error) => {
            let (status, form) = refused(at_password(error), input)?;
            off_page(&web, status, form, &factors)
        }
    }
}

async fn codes_form(web: Web, customer: Customer) -> PageResult {
    match changeable(&web, &customer).await? {
        Changeable::SignInAgain => again(&web, HERE),
        Changeable::Yes(factors) if !factors.any() => Ok(web.redirect(HERE, None)),
        Changeable::Yes(_) => Ok(web.page(|| view! { <NewCodesPage form=FormState::default()/> })),
    }
}

/// Answers with the page itself, as [`totp_confirm`].
async fn codes_renew(web: Web, customer: Customer, Posted(input): Posted<FormInput>) -> PageResult {
    if let Changeable::SignInAgain = changeable(&web, &customer).await? {
        return again(&web, HERE);
    }
    match web.store.recovery_codes_renew(&web.cx, &customer, input.text("current")).await {
        Ok(codes) => Ok(web.page(|| view! { <CodesPage codes next=ReturnTo::default() begun=false/> })),
        Err(Error::Domain(DomainError::NotFound)) => Ok(web.redirect(HERE, None)),
        Err(error) => {
            let (status, form) = refused(at_password(error), input)?;
            Ok(web.page_with(status, || view! { <NewCodesPage form/> }))
        }
    }
}
