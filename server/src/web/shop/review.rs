//! The staff's review.

use app::{
    page::Flash,
    shop::{ReviewProductPage, ReviewQueuePage},
};
use axum::extract::{Path, Query};
use domain::{
    DomainError, ProductId,
    form::CalendarInstant,
    shop::{Decision, ReviewCmd},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use crate::web::{PageQuery, PageResult, Posted, Staff, Web, failure, named};

const QUEUE: &str = "/staff/review";

pub(super) async fn queue(web: Web, staff: Staff, Query(query): Query<PageQuery>) -> PageResult {
    let queue = web.store.review_queue(&web.cx, &staff, query.page()).await?;
    Ok(web.page(move || view! { <ReviewQueuePage queue/> }))
}

pub(super) async fn product(web: Web, staff: Staff, Path(id): Path<String>) -> PageResult {
    let review = web.store.review_product(&web.cx, &staff, named(&id)?).await?;
    Ok(web.page(move || view! { <ReviewProductPage review/> }))
}

#[derive(Deserialize)]
pub(super) struct DecisionForm {
    #[serde(default)]
    note: String,
    seen: CalendarInstant,
}

pub(super) async fn approve(
    web: Web,
    staff: Staff,
    Path(id): Path<String>,
    Posted(form): Posted<DecisionForm>,
) -> PageResult {
    decide(web, &staff, named(&id)?, Decision::Approved, form).await
}

pub(super) async fn give_back(
    web: Web,
    staff: Staff,
    Path(id): Path<String>,
    Posted(form): Posted<DecisionForm>,
) -> PageResult {
    decide(web, &staff, named(&id)?, Decision::Returned, form).await
}

async fn decide(web: Web, staff: &Staff, product_id: ProductId, decision: Decision, form: DecisionForm) -> PageResult {
    let of_change = web.store.review_product(&web.cx, staff, product_id).await?.change.is_some();
    let cmd = ReviewCmd { product_id, decision, note: form.note, seen: form.seen.at() };
    match web.store.product_review(&web.cx, staff, &cmd).await {
        Ok(()) => {
            let flash = match (decision, of_change) {
                (Decision::Approved, false) => Flash::ProductApproved,
                (Decision::Approved, true) => Flash::ChangeApproved,
                (Decision::Returned, _) => Flash::ProductReturned,
            };
            Ok(web.redirect(QUEUE, Some(flash)))
        }
        Err(refused @ Error::Domain(DomainError::Product(_))) => {
            let review = web.store.review_product(&web.cx, staff, product_id).await?;
            let (status, note, problem) = (failure::status(&refused), cmd.note, Some(refused.public().clone()));
            Ok(web.page_with(status, move || view! { <ReviewProductPage review note problem/> }))
        }
        Err(error) => Err(error.into()),
    }
}
