//! The staff look through questions.

use app::{
    form::FormState,
    questions::{StaffQuestionPage, StaffQuestionsPage},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{DomainError, QuestionId, form::FormInput, questions::read_reason};
use leptos::prelude::*;
use store::Error;

use crate::web::{PageQuery, PageResult, Posted, Staff, Web, forms::saved, named};

const LIST: &str = "/staff/questions";

pub(super) async fn list(web: Web, staff: Staff, Query(query): Query<PageQuery>) -> PageResult {
    let questions = web.store.questions_all(&web.cx, &staff, query.page()).await?;
    Ok(web.page(|| view! { <StaffQuestionsPage questions/> }))
}

pub(super) async fn one(web: Web, staff: Staff, Path(id): Path<String>) -> PageResult {
    page(&web, &staff, named(&id)?, FormState::default(), StatusCode::OK).await
}

pub(super) async fn remove(
    web: Web,
    staff: Staff,
    Path(id): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let id = named(&id)?;
    let outcome = match read_reason(&input) {
        Ok(reason) => web.store.question_remove(&web.cx, &staff, id, &reason).await,
        Err(errors) => Err(errors.into()),
    };
    match outcome {
        Ok(()) => Ok(saved(&web, LIST)),
        Err(Error::Domain(DomainError::Fields(errors))) => {
            page(&web, &staff, id, FormState::new(input, errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Domain(DomainError::Question(refusal))) => {
            page(&web, &staff, id, FormState::of(input).refused("", refusal), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(web: &Web, staff: &Staff, id: QuestionId, form: FormState, status: StatusCode) -> PageResult {
    let question = web.store.question_of(&web.cx, staff, id).await?;
    Ok(web.page_with(status, || view! { <StaffQuestionPage question form/> }))
}
