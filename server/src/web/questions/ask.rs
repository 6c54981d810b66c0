//! The form of a question.

use app::{form::FormState, mail::language, page::Flash, questions::AskPage};
use axum::{extract::Path, http::StatusCode};
use domain::{
    DomainError,
    form::FormInput,
    members::AccountError,
    questions::{AskQuestion, QuestionError},
};
use leptos::prelude::*;
use store::Error;

use crate::web::{
    PageResult, Posted, Web,
    orders::{fresh_key, known_buyer},
};

pub(super) async fn form(web: Web, Path(number): Path<i64>) -> PageResult {
    let input = known_buyer(&web.cx.actor).input().with("key", fresh_key());
    page(&web, number, FormState::of(input), StatusCode::OK).await
}

pub(super) async fn send(web: Web, Path(number): Path<i64>, Posted(mut input): Posted<FormInput>) -> PageResult {
    if input.text("key").trim().is_empty() {
        input.set("key", fresh_key());
    }
    let outcome = match AskQuestion::read(&input) {
        Ok(cmd) => {
            let cmd = AskQuestion { language: Some(language(web.locale)), client: web.client.clone(), ..cmd };
            web.store.question_ask(&web.cx, number, &cmd).await
        }
        Err(errors) => Err(errors.into()),
    };
    match outcome {
        Ok(()) => Ok(web.redirect(&format!("/shop/{number}"), Some(Flash::QuestionSent))),
        Err(Error::Domain(DomainError::Fields(errors))) => {
            page(&web, number, FormState::new(input, errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Domain(DomainError::Question(refusal))) => {
            // Whoever sends it again after that message means another question.
            if refusal == QuestionError::FormUsed {
                input.set("key", fresh_key());
            }
            let form = FormState::of(input).refused("", refusal);
            page(&web, number, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Domain(DomainError::Account(refusal @ AccountError::TooManyAttempts { .. }))) => {
            let form = FormState::of(input).refused("", refusal);
            page(&web, number, form, StatusCode::TOO_MANY_REQUESTS).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(web: &Web, number: i64, form: FormState, status: StatusCode) -> PageResult {
    let about = web.store.question_about(&web.cx, number).await?;
    let status = if about.piece.is_none() && status == StatusCode::OK { StatusCode::GONE } else { status };
    let is_known = web.cx.actor.account().is_some();
    Ok(web.page_with(status, || view! { <AskPage about form is_known/> }))
}
