//! People, for the operator.

use app::{
    form::FormState,
    members::{LookPage, MergePage, MergePreviewPage, PeoplePage, PersonPage, ProtectPage},
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{
    AccountId, DomainError,
    form::{FieldError, FieldErrors, FormInput, Reader},
    members::{AccountError, MergedProfile, Role, read_look_reason},
};
use leptos::prelude::*;
use store::Error;

use crate::web::{Access, Operator, PageResult, Posted, Route, Web, named};

pub fn routes() -> Vec<Route> {
    use Access::Operator as A;
    vec![
        Route::get("/operator/people", A, list),
        Route::post("/operator/people", A, find),
        Route::get("/operator/people/{id}", A, show),
        Route::post("/operator/people/{id}/role", A, role),
        Route::post("/operator/people/{id}/disable", A, disable),
        Route::post("/operator/people/{id}/enable", A, enable),
        Route::post("/operator/people/{id}/sessions", A, sessions_end),
        Route::post("/operator/people/{id}/confirmation", A, confirmation),
        Route::post("/operator/people/{id}/unlock", A, unlock),
        Route::get("/operator/people/{id}/protect", A, protect_form),
        Route::post("/operator/people/{id}/protect", A, protect),
        Route::post("/operator/people/{id}/unprotect", A, unprotect),
        Route::post("/operator/people/{id}/look", A, look),
        Route::post("/operator/people/{id}/factors", A, factors_remove),
        Route::get("/operator/people/{id}/merge", A, merge_form),
        Route::post("/operator/people/{id}/merge", A, merge_preview),
        Route::post("/operator/people/{id}/merge/do", A, merge),
    ]
}

async fn list(web: Web, operator: Operator, Query(query): Query<FormInput>) -> PageResult {
    search(web, &operator, &query).await
}

/// A search by name is posted, so that the name stands in no address and no log.
async fn find(web: Web, operator: Operator, Posted(query): Posted<FormInput>) -> PageResult {
    search(web, &operator, &query).await
}

async fn search(web: Web, operator: &Operator, query: &FormInput) -> PageResult {
    let (words, page) = (query.text("q").trim().to_owned(), query.text("page").parse().unwrap_or(1));
    let people = web.store.people_search(&web.cx, operator, &words, page).await?;
    Ok(web.page(|| view! { <PeoplePage people query=words/> }))
}

async fn show(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    page(&web, &operator, named(&id)?, FormState::default()).await
}

async fn page(web: &Web, operator: &Operator, id: AccountId, form: FormState) -> PageResult {
    let file = web.store.person_file(&web.cx, operator, id).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(web.page_with(status, || view! { <PersonPage file form/> }))
}

/// Back to the person, with a refusal in its place.
async fn done(
    web: &Web,
    operator: &Operator,
    id: AccountId,
    field: &'static str,
    flash: Flash,
    outcome: store::Result<()>,
) -> PageResult {
    match outcome {
        Ok(()) => Ok(web.redirect(&format!("/operator/people/{id}"), Some(flash))),
        Err(Error::Domain(DomainError::Account(refusal))) => {
            page(web, operator, id, FormState::default().refused(field, refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn role(web: Web, operator: Operator, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let id = named(&id)?;
    let Ok(role) = input.text("role").parse::<Role>() else {
        let form = FormState::new(input, FieldErrors::of("role", FieldError::NotAChoice));
        return page(&web, &operator, id, form).await;
    };
    let outcome = web.store.person_role_set(&web.cx, &operator, id, role).await;
    done(&web, &operator, id, "role", Flash::Saved, outcome).await
}

async fn disable(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    let outcome = web.store.person_disable(&web.cx, &operator, id).await;
    done(&web, &operator, id, "", Flash::Saved, outcome).await
}

async fn enable(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    let outcome = web.store.person_enable(&web.cx, &operator, id).await;
    done(&web, &operator, id, "", Flash::Saved, outcome).await
}

async fn sessions_end(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    let outcome = web.store.person_sessions_end(&web.cx, &operator, id).await;
    done(&web, &operator, id, "", Flash::SessionEnded, outcome).await
}

async fn confirmation(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    let outcome = web.store.person_confirmation_resend(&web.cx, &operator, id).await;
    done(&web, &operator, id, "", Flash::MailSent, outcome).await
}

async fn unlock(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    let outcome = web.store.person_unlock(&web.cx, &operator, id).await;
    done(&web, &operator, id, "", Flash::Saved, outcome).await
}

async fn protect_form(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    ask_nickname(&web, &operator, named(&id)?, FormState::default()).await
}

async fn ask_nickname(web: &Web, operator: &Operator, id: AccountId, form: FormState) -> PageResult {
    let row = web.store.person_file(&web.cx, operator, id).await?.row;
    if row.protected {
        return Ok(web.redirect(&format!("/operator/people/{id}#protection"), None));
    }
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(web.page_with(status, || view! { <ProtectPage row form/> }))
}

async fn protect(web: Web, operator: Operator, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let id = named(&id)?;
    match web.store.person_protect(&web.cx, &operator, id, &input).await {
        Ok(()) => Ok(web.redirect(&format!("/operator/people/{id}#protection"), Some(Flash::Saved))),
        Err(Error::Domain(DomainError::Fields(errors))) => {
            ask_nickname(&web, &operator, id, FormState::new(input, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn unprotect(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    let outcome = web.store.person_unprotect(&web.cx, &operator, id).await;
    done(&web, &operator, id, "", Flash::Saved, outcome).await
}

/// Posted, so that a look is an act of somebody and no address shows it again.
async fn look(web: Web, operator: Operator, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let id = named(&id)?;
    let outcome = match read_look_reason(&input) {
        Ok(reason) => web.store.person_look(&web.cx, &operator, id, &reason).await,
        Err(errors) => Err(errors.into()),
    };
    match outcome {
        Ok(real) => {
            let row = web.store.person_file(&web.cx, &operator, id).await?.row;
            Ok(web.page(|| view! { <LookPage row real/> }))
        }
        Err(Error::Domain(DomainError::Fields(errors))) => {
            page(&web, &operator, id, FormState::new(input, errors)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// There may be none any more: the person was quicker.
async fn factors_remove(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    let outcome = match web.store.person_factors_remove(&web.cx, &operator, id).await {
        Err(Error::Domain(DomainError::NotFound)) => web.store.person_file(&web.cx, &operator, id).await.map(drop),
        outcome => outcome,
    };
    done(&web, &operator, id, "", Flash::Saved, outcome).await
}

async fn merge_form(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    ask_other(&web, &operator, named(&id)?, FormState::default()).await
}

async fn ask_other(web: &Web, operator: &Operator, id: AccountId, form: FormState) -> PageResult {
    let kept = web.store.person_file(&web.cx, operator, id).await?.row;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(web.page_with(status, || view! { <MergePage kept form/> }))
}

async fn merge_preview(
    web: Web,
    operator: Operator,
    Path(id): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let id = named(&id)?;
    let mut read = Reader::new(&input);
    let email = read.email("email");
    let email = match read.done_with(email) {
        Ok(email) => email,
        Err(errors) => return ask_other(&web, &operator, id, FormState::new(input, errors)).await,
    };
    let outcome = match web.store.person_by_email(&web.cx, &operator, &email).await {
        Ok(other) => web.store.people_merge_preview(&web.cx, &operator, id, other.id).await,
        // Which of the two is not there, is said at the field.
        Err(Error::Domain(DomainError::NotFound)) => Err(AccountError::CannotMerge.into()),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(preview) => Ok(web.page(|| view! { <MergePreviewPage preview/> })),
        Err(Error::Domain(DomainError::Account(refusal))) => {
            ask_other(&web, &operator, id, FormState::of(input).refused("email", refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn merge(web: Web, operator: Operator, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let (id, other) = (named(&id)?, named(input.text("other"))?);
    let which = match input.text("profile") {
        // Only two makers are asked.
        "" => MergedProfile::default(),
        word => match word.parse() {
            Ok(which) => which,
            Err(_) => {
                let form = FormState::new(input, FieldErrors::of("profile", FieldError::NotAChoice));
                return page(&web, &operator, id, form).await;
            }
        },
    };
    let outcome = web.store.people_merge(&web.cx, &operator, id, other, which).await;
    done(&web, &operator, id, "", Flash::Saved, outcome).await
}
