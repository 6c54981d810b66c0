//! Signing in by more than a password: the code after it, and passkeys.

use app::{
    form::FormState,
    members::{
        SignInPage,
        security::{AgainPage, CodePage},
    },
    page::Flash,
};
use axum::{
    Json,
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{
    DomainError,
    form::FormInput,
    members::{AccountError, local_path},
};
use leptos::prelude::*;
use store::{Error, members::CodeSignIn};

use super::{
    refused,
    way_in::{AFTER_SIGN_IN, Next, Steps, Waits, begin, device, query, return_to},
};
use crate::{
    passkeys::{Challenge, Passkeys},
    session::{self, Auth, By},
    web::{Access, PageError, PageResult, Posted, Route, Web, failure},
};

pub fn routes() -> Vec<Route> {
    use Access::{Customer, Everyone};
    vec![
        Route::get("/signin/code", Everyone, code_form),
        Route::post("/signin/code", Everyone, code),
        Route::post("/signin/passkey/options", Everyone, passkey_options),
        Route::post("/signin/passkey", Everyone, passkey),
        Route::get("/signin/again", Customer, again_form),
        Route::post("/signin/again", Customer, again),
    ]
}

/// The site as passkeys know it, where they are possible.
pub(super) fn passkeys(web: &Web) -> Option<Passkeys> {
    Passkeys::of(&web.state.config, &web.site.space_name)
}

async fn code_form(web: Web, steps: Steps, Query(Next { next }): Query<Next>) -> PageResult {
    code_page(&web, &steps, &next, StatusCode::OK, FormState::default()).await
}

async fn code_page(web: &Web, steps: &Steps, next: &str, status: StatusCode, form: FormState) -> PageResult {
    let factors = match web.store.factors_asked(&web.cx, Waits::Code.find(steps)).await {
        Ok(factors) => factors,
        Err(error) => return from_the_start(web, error, next),
    };
    let (next, site) = (return_to(web, next).await?, (*web.site).clone());
    let passkeys = passkeys(web).is_some();
    Ok(web.page_with(status, || view! { <CodePage form next factors passkeys site/> }))
}

/// Nothing waits for a code, or no more: the password is asked for again. Whoever is signed in already goes on.
fn from_the_start(web: &Web, error: Error, next: &str) -> PageResult {
    if !matches!(error, Error::Domain(DomainError::Account(AccountError::LinkExpired))) {
        return Err(error.into());
    }
    let next = local_path(next);
    if web.cx.actor.account().is_some() {
        return Ok(web.redirect(next.unwrap_or(AFTER_SIGN_IN), None));
    }
    let mut response = web.redirect(&format!("/signin{}", query(next)), Some(Flash::SignInAgain));
    Waits::Code.clear(web, &mut response);
    Ok(response)
}

async fn code(
    web: Web,
    mut auth: Auth,
    headers: HeaderMap,
    steps: Steps,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let attempt = CodeSignIn {
        step: Waits::Code.find(&steps).to_owned(),
        code: input.text("code").to_owned(),
        client: web.client.clone(),
        device: device(&headers),
    };
    let next = input.text("next").to_owned();
    match web.store.sign_in_code(&web.cx, &attempt).await {
        Ok(signed_in) => {
            let on = local_path(&next);
            let mut response = begin(&web, &mut auth, &headers, signed_in, By::SecondFactor, on).await?;
            Waits::Code.clear(&web, &mut response);
            Ok(response)
        }
        Err(Error::Domain(DomainError::Account(refusal @ AccountError::WrongCode))) => {
            let form = FormState::default().refused("code", refusal);
            code_page(&web, &steps, &next, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(error @ Error::Domain(DomainError::Account(AccountError::LinkExpired))) => {
            from_the_start(&web, error, &next)
        }
        Err(error) => {
            let (status, form) = refused(error, input)?;
            code_page(&web, &steps, &next, status, form).await
        }
    }
}

async fn passkey_options(web: Web) -> PageResult {
    let site = passkeys(&web).ok_or(DomainError::NotFound)?;
    let asked = async {
        let Challenge { options, state } = site.ask_any()?;
        web.store.passkey_ask(&web.cx, &web.client, &state).await.map(|step| (options, step))
    };
    answer_options(&web, asked.await)
}

/// What a script gets: the options, with the cookie of the challenge; or why not, in the page's language.
pub(super) fn answer_options(web: &Web, asked: store::Result<(serde_json::Value, String)>) -> PageResult {
    match asked {
        Ok((options, step)) => {
            let mut response = Json(options).into_response();
            Waits::Passkey.set(web, &mut response, step);
            Ok(response)
        }
        Err(error) => {
            failure::log_unknown(&web.cx.request_id, &error);
            let message = app::error::message(web.locale, error.public());
            Ok((failure::status(&error), Json(serde_json::json!({ "message": message }))).into_response())
        }
    }
}

async fn passkey(
    web: Web,
    mut auth: Auth,
    headers: HeaderMap,
    steps: Steps,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let on = local_path(input.text("next")).map(str::to_owned);
    let error = match prove(&web, &headers, &steps, input.text("credential")).await {
        Ok(signed_in) => {
            let mut response = begin(&web, &mut auth, &headers, signed_in, By::SecondFactor, on.as_deref()).await?;
            Waits::Passkey.clear(&web, &mut response);
            Waits::Code.clear(&web, &mut response);
            return Ok(response);
        }
        Err(error) => error,
    };
    let is_disabled = matches!(error, Error::Domain(DomainError::Account(AccountError::Disabled)));
    let ask = is_disabled.then(|| (*web.site).clone());
    let (status, form) = refused(error, FormInput::default())?;
    let next = return_to(&web, &on.unwrap_or_default()).await?;
    Ok(web.page_with(status, || view! { <SignInPage form next ask passkeys=true/> }))
}

/// The account whose passkey has answered the challenge that this browser was given.
async fn prove(web: &Web, headers: &HeaderMap, steps: &Steps, answer: &str) -> store::Result<store::members::SignedIn> {
    let site = passkeys(web).ok_or(DomainError::NotFound)?;
    let refused = || Error::from(DomainError::from(AccountError::PasskeyRefused));
    let state = match web.store.passkey_answer(&web.cx, &web.client, Waits::Passkey.find(steps)).await {
        Err(Error::Domain(DomainError::Account(AccountError::LinkExpired))) => return Err(refused()),
        state => state?,
    };
    let claim = site.claim(answer)?;
    let kept = web.store.passkey_find(&web.cx, claim.account_id, &claim.credential_id).await?;
    let (id, before) = kept.ok_or_else(refused)?;
    let after = site.prove(&claim, &state, &before)?;
    let device = device(headers);
    web.store.sign_in_passkey(&web.cx, id, (&before, &after), &web.client, device.as_deref()).await
}

async fn again_form(web: Web, Query(Next { next }): Query<Next>) -> PageResult {
    let next = return_to(&web, &next).await?;
    Ok(web.page(|| view! { <AgainPage next/> }))
}

async fn again(web: Web, mut auth: Auth, Posted(input): Posted<FormInput>) -> Result<Response, PageError> {
    session::end(&mut auth).await?;
    Ok(web.redirect(&format!("/signin{}", query(local_path(input.text("next")))), None))
}
