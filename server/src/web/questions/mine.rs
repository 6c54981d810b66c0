//! The maker's questions, and one's own.

use app::{
    form::FormState,
    page::Flash,
    questions::{AskedPage, QuestionToMePage, QuestionsToMePage},
};
use axum::{extract::Path, http::StatusCode};
use domain::{DomainError, QuestionId, form::FormInput, questions::read_answer};
use leptos::prelude::*;
use store::Error;

use crate::web::{Customer, Maker, PageQuery, PageResult, Posted, Web, named};
use axum::extract::Query;

const LIST: &str = "/me/questions";

pub(super) async fn asked(web: Web, customer: Customer, Query(query): Query<PageQuery>) -> PageResult {
    let questions = web.store.questions_asked(&web.cx, &customer, query.page()).await?;
    Ok(web.page(|| view! { <AskedPage questions/> }))
}

pub(super) async fn list(web: Web, maker: Maker, Query(query): Query<PageQuery>) -> PageResult {
    let questions = web.store.questions_to_me(&web.cx, &maker, query.page()).await?;
    Ok(web.page(|| view! { <QuestionsToMePage questions/> }))
}

pub(super) async fn one(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    page(&web, &maker, named(&id)?, FormState::default(), StatusCode::OK).await
}

pub(super) async fn answer(
    web: Web,
    maker: Maker,
    Path(id): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let id = named(&id)?;
    let outcome = match read_answer(&input) {
        Ok(answer) => web.store.question_answer(&web.cx, &maker, id, &answer).await,
        Err(errors) => Err(errors.into()),
    };
    match outcome {
        Ok(()) => Ok(web.redirect(LIST, Some(Flash::QuestionAnswered))),
        Err(error) => again(&web, &maker, id, input, error).await,
    }
}

pub(super) async fn decline(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    match web.store.question_decline(&web.cx, &maker, id).await {
        Ok(()) => Ok(web.redirect(LIST, Some(Flash::Saved))),
        Err(error) => again(&web, &maker, id, FormInput::default(), error).await,
    }
}

/// The page with what was typed and why it was refused.
async fn again(web: &Web, maker: &Maker, id: QuestionId, input: FormInput, error: Error) -> PageResult {
    let (form, status) = match error {
        Error::Domain(DomainError::Fields(errors)) => (FormState::new(input, errors), StatusCode::UNPROCESSABLE_ENTITY),
        Error::Domain(DomainError::Question(refusal)) => {
            (FormState::of(input).refused("", refusal), StatusCode::CONFLICT)
        }
        other => return Err(other.into()),
    };
    page(web, maker, id, form, status).await
}

async fn page(web: &Web, maker: &Maker, id: QuestionId, form: FormState, status: StatusCode) -> PageResult {
    let question = web.store.question_to_me(&web.cx, maker, id).await?;
    Ok(web.page_with(status, || view! { <QuestionToMePage question form/> }))
}
