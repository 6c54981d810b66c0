//! The staff look through reviews.

use app::{
    form::FormState,
    reviews::{StaffReviewPage, StaffReviewsPage},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{BuyerReviewId, form::FormInput, questions::read_reason};
use leptos::prelude::*;

use crate::web::{
    PageQuery, PageResult, Posted, Staff, Web,
    forms::{refused, saved},
    named,
};

const LIST: &str = "/staff/reviews";

pub(super) async fn list(web: Web, staff: Staff, Query(query): Query<PageQuery>) -> PageResult {
    let reviews = web.store.reviews_all(&web.cx, &staff, query.page()).await?;
    Ok(web.page(|| view! { <StaffReviewsPage reviews/> }))
}

pub(super) async fn one(web: Web, staff: Staff, Path(id): Path<String>) -> PageResult {
    page(&web, &staff, named(&id)?, FormState::default(), StatusCode::OK).await
}

pub(super) async fn take_down(
    web: Web,
    staff: Staff,
    Path(id): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let id = named(&id)?;
    let outcome = match read_reason(&input) {
        Ok(reason) => web.store.review_take_down(&web.cx, &staff, id, &reason).await,
        Err(errors) => Err(errors.into()),
    };
    let Err(error) = outcome else { return Ok(saved(&web, LIST)) };
    page(&web, &staff, id, refused(input, error)?, StatusCode::UNPROCESSABLE_ENTITY).await
}

pub(super) async fn put_back(web: Web, staff: Staff, Path(id): Path<String>) -> PageResult {
    web.store.review_put_back(&web.cx, &staff, named(&id)?).await?;
    Ok(saved(&web, LIST))
}

async fn page(web: &Web, staff: &Staff, id: BuyerReviewId, form: FormState, status: StatusCode) -> PageResult {
    let review = web.store.review_of(&web.cx, staff, id).await?;
    Ok(web.page_with(status, || view! { <StaffReviewPage review form/> }))
}
