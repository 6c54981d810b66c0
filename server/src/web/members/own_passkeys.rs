//! One's own passkeys: adding, renaming and removing them.

use app::{
    form::FormState,
    members::security::{PasskeyNamePage, PasskeyNewPage, PasskeyRemovePage},
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, StatusCode, header},
};
use domain::{
    DomainError, PasskeyId,
    form::{FormInput, Reader},
    members::{AccountError, PASSKEY_NAME_CHARS_MAX, PasskeyRow, local_path},
};
use leptos::prelude::*;
use store::Error;

use super::{
    refused,
    second_step::{answer_options, passkeys},
    security::{Changeable, HERE, again, at_password, changeable, note_proven, proof},
    way_in::{Next, Steps, Waits, return_to},
};
use crate::{
    passkeys::Challenge,
    session::{self, Auth},
    web::{Access, Customer, PageResult, Posted, Route, Web, named},
};

pub fn routes() -> Vec<Route> {
    use Access::Customer;
    vec![
        Route::get("/me/security/passkeys/new", Customer, form),
        Route::post("/me/security/passkeys/options", Customer, options),
        Route::post("/me/security/passkeys", Customer, add),
        Route::get("/me/security/passkeys/{id}/name", Customer, name_form),
        Route::post("/me/security/passkeys/{id}/name", Customer, rename),
        Route::get("/me/security/passkeys/{id}/remove", Customer, remove_form),
        Route::post("/me/security/passkeys/{id}/remove", Customer, remove),
    ]
}

async fn form(
    web: Web,
    customer: Customer,
    auth: Auth,
    headers: HeaderMap,
    Query(Next { next }): Query<Next>,
) -> PageResult {
    if let Changeable::SignInAgain = changeable(&web, &customer).await? {
        return again(&web, &next);
    }
    page(&web, &auth, &headers, &next, StatusCode::OK, FormState::default()).await
}

async fn page(
    web: &Web,
    auth: &Auth,
    headers: &HeaderMap,
    next: &str,
    status: StatusCode,
    form: FormState,
) -> PageResult {
    if passkeys(web).is_none() {
        return Ok(web.redirect(HERE, None));
    }
    let next = return_to(web, next).await?;
    let asks_password = !session::is_recent(auth).await;
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let user_agent = user_agent.to_owned();
    Ok(web.page_with(status, || view! { <PasskeyNewPage form next asks_password user_agent/> }))
}

/// What the device is asked, once the password was right.
async fn options(web: Web, customer: Customer, auth: Auth, Posted(input): Posted<FormInput>) -> PageResult {
    let site = passkeys(&web).ok_or(DomainError::NotFound)?;
    if let Changeable::SignInAgain = changeable(&web, &customer).await? {
        return Err(DomainError::from(AccountError::SecondFactorRequired).into());
    }
    let account = web.cx.actor.account().ok_or(DomainError::SignInRequired)?;
    let asked = async {
        let known = web.store.passkeys_known(&web.cx, &customer).await?;
        let Challenge { options, state } = site.ask_new(account.id, &account.email, &account.display_name, &known)?;
        let step = web.store.passkey_add_ask(&web.cx, &customer, proof(&auth, &input).await, &state).await;
        step.map(|step| (options, step)).map_err(at_password)
    };
    answer_options(&web, asked.await)
}

async fn add(
    web: Web,
    customer: Customer,
    auth: Auth,
    headers: HeaderMap,
    steps: Steps,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let next = input.text("next").to_owned();
    let before = match changeable(&web, &customer).await? {
        Changeable::SignInAgain => return again(&web, &next),
        Changeable::Yes(factors) => factors,
    };
    match take(&web, &customer, &steps, &input).await {
        Ok(()) => {
            note_proven(&auth, &before).await?;
            // Whoever was held back goes on to where they were going.
            let mut response = web.redirect(local_path(&next).unwrap_or(HERE), Some(Flash::PasskeyAdded));
            Waits::Passkey.clear(&web, &mut response);
            Ok(response)
        }
        Err(error) => {
            let (status, form) = refused(error, input)?;
            page(&web, &auth, &headers, &next, status, form).await
        }
    }
}

async fn take(web: &Web, customer: &Customer, steps: &Steps, input: &FormInput) -> store::Result<()> {
    let site = passkeys(web).ok_or(DomainError::NotFound)?;
    let name = read_name(input)?;
    let state = match web.store.passkey_add_answer(&web.cx, customer, Waits::Passkey.find(steps)).await {
        Err(Error::Domain(DomainError::Account(AccountError::LinkExpired))) => {
            return Err(DomainError::from(AccountError::PasskeyRefused).into());
        }
        state => state?,
    };
    let new = site.take_new(input.text("credential"), &state, name)?;
    web.store.passkey_add(&web.cx, customer, &new).await
}

fn read_name(input: &FormInput) -> store::Result<String> {
    let mut read = Reader::new(input);
    let name = read.words("name", PASSKEY_NAME_CHARS_MAX);
    Ok(read.done(name).map_err(DomainError::Fields)?)
}

async fn name_form(web: Web, customer: Customer, Path(id): Path<String>) -> PageResult {
    match own(&web, &customer, &id).await? {
        Some(key) => Ok(web.page(|| view! { <PasskeyNamePage key form=FormState::default()/> })),
        None => again(&web, HERE),
    }
}

/// The name is for telling devices apart in one's own list: no password is asked for.
async fn rename(web: Web, customer: Customer, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let Some(key) = own(&web, &customer, &id).await? else { return again(&web, HERE) };
    let outcome = match read_name(&input) {
        Ok(name) => web.store.passkey_rename(&web.cx, &customer, key.id, &name).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(web.redirect(HERE, Some(Flash::PasskeyRenamed))),
        Err(error) => {
            let (status, form) = refused(error, input)?;
            Ok(web.page_with(status, || view! { <PasskeyNamePage key form/> }))
        }
    }
}

async fn remove_form(web: Web, customer: Customer, auth: Auth, Path(id): Path<String>) -> PageResult {
    match own(&web, &customer, &id).await? {
        Some(key) => remove_page(&web, &auth, key, StatusCode::OK, FormState::default()).await,
        None => again(&web, HERE),
    }
}

/// One's own passkey; `None` when one has to sign in again first.
async fn own(web: &Web, customer: &Customer, id: &str) -> store::Result<Option<PasskeyRow>> {
    let id: PasskeyId = named(id)?;
    match changeable(web, customer).await? {
        Changeable::SignInAgain => Ok(None),
        Changeable::Yes(factors) => {
            let key = factors.passkeys.into_iter().find(|key| key.id == id);
            key.map(Some).ok_or(DomainError::NotFound.into())
        }
    }
}

async fn remove_page(web: &Web, auth: &Auth, key: PasskeyRow, status: StatusCode, form: FormState) -> PageResult {
    let asks_password = !session::is_recent(auth).await;
    Ok(web.page_with(status, || view! { <PasskeyRemovePage key form asks_password/> }))
}

async fn remove(
    web: Web,
    customer: Customer,
    auth: Auth,
    Path(id): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let Some(key) = own(&web, &customer, &id).await? else { return again(&web, HERE) };
    let keep = session::secret(&auth);
    let proof = proof(&auth, &input).await;
    match web.store.passkey_remove(&web.cx, &customer, key.id, proof, keep.as_deref()).await {
        Ok(()) => {
            if !web.store.factors_own(&web.cx, &customer).await?.any() {
                session::unprove(&auth).await?;
            }
            Ok(web.redirect(HERE, Some(Flash::PasskeyRemoved)))
        }
        Err(error) => {
            let (status, form) = refused(at_password(error), input)?;
            remove_page(&web, &auth, key, status, form).await
        }
    }
}
