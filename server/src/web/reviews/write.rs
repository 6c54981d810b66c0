//! A buyer's form, opened by the order's secret address or by its own account.

use app::{form::FormState, page::Flash, reviews::WritePage};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use domain::{DomainError, OrderId, form::FormInput, reviews::WriteReview};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use crate::{
    url_encode::url_encode,
    web::{PageResult, Posted, Web},
};

/// Which line of which order, and the secret of its address.
struct Line {
    order: OrderId,
    position: i32,
    key: Option<String>,
}

impl Line {
    fn new((order, position): (OrderId, i32), key: Option<String>) -> Line {
        Line { order, position, key: key.filter(|key| !key.is_empty()) }
    }

    fn order_path(&self) -> String {
        match &self.key {
            Some(key) => format!("/orders/{}?key={}", self.order, url_encode(key)),
            None => format!("/orders/{}", self.order),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Key {
    key: Option<String>,
}

pub(super) async fn form(web: Web, Path(at): Path<(OrderId, i32)>, Query(Key { key }): Query<Key>) -> PageResult {
    page(&web, &Line::new(at, key), FormState::default(), StatusCode::OK).await
}

pub(super) async fn send(web: Web, Path(at): Path<(OrderId, i32)>, Posted(input): Posted<FormInput>) -> PageResult {
    let line = Line::new(at, Some(input.text("key").to_owned()));
    let outcome = match WriteReview::read(&input) {
        Ok(review) => web.store.review_write(&web.cx, line.order, line.position, line.key.as_deref(), &review).await,
        Err(errors) => Err(errors.into()),
    };
    match outcome {
        Ok(()) => Ok(web.redirect(&line.order_path(), Some(Flash::ReviewSent))),
        Err(Error::Domain(DomainError::Fields(errors))) => {
            page(&web, &line, FormState::new(input, errors), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Domain(DomainError::Review(_))) => {
            page(&web, &line, FormState::of(input), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(web: &Web, line: &Line, form: FormState, status: StatusCode) -> PageResult {
    let about = web.store.review_about(&web.cx, line.order, line.position, line.key.as_deref()).await;
    let (about, status) = match about {
        Ok(about) => (Ok(about), status),
        Err(Error::Domain(DomainError::Review(why))) => (Err(why), StatusCode::CONFLICT),
        Err(error) => return Err(error.into()),
    };
    let (key, back) = (line.key.clone().unwrap_or_default(), line.order_path());
    let action = format!("/orders/{}/review/{}", line.order, line.position);
    Ok(web.page_with(status, || view! { <WritePage about form key action back/> }))
}
