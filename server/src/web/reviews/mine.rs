//! The reviews of a maker's pieces.

use app::{
    form::FormState,
    reviews::{ReviewToMePage, ReviewsToMePage},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{BuyerReviewId, form::FormInput, questions::read_answer};
use leptos::prelude::*;

use crate::web::{
    Maker, PageQuery, PageResult, Posted, Web,
    forms::{refused, saved},
    named,
};

pub(super) async fn list(web: Web, maker: Maker, Query(query): Query<PageQuery>) -> PageResult {
    let reviews = web.store.reviews_to_me(&web.cx, &maker, query.page()).await?;
    Ok(web.page(|| view! { <ReviewsToMePage reviews/> }))
}

pub(super) async fn one(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    let review = web.store.review_to_me(&web.cx, &maker, id).await?;
    let form = FormState::of(FormInput::default().with("answer", &review.answer));
    Ok(web.page(|| view! { <ReviewToMePage review form/> }))
}

pub(super) async fn answer(
    web: Web,
    maker: Maker,
    Path(id): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let id: BuyerReviewId = named(&id)?;
    let outcome = match read_answer(&input) {
        Ok(answer) => web.store.review_answer(&web.cx, &maker, id, &answer).await,
        Err(errors) => Err(errors.into()),
    };
    let Err(error) = outcome else { return Ok(saved(&web, "/me/reviews")) };
    let form = refused(input, error)?;
    let review = web.store.review_to_me(&web.cx, &maker, id).await?;
    Ok(web.page_with(StatusCode::UNPROCESSABLE_ENTITY, || view! { <ReviewToMePage review form/> }))
}
