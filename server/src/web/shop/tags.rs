//! `/operator/shop/tags`.

use app::{
    form::FormState,
    shop::{TagPage, TagsPage},
};
use axum::extract::Path;
use domain::{
    DomainError, Operator, TagId,
    form::FormInput,
    shop::{TagDraft, TagRow},
};
use leptos::prelude::*;
use store::Error;

use crate::web::{
    Access, PageResult, Posted, Route, Web,
    forms::{ReorderForm, refused, rerender, saved},
    named,
};

const TAGS: &str = "/operator/shop/tags";

pub(super) fn routes() -> Vec<Route> {
    const O: Access = Access::Operator;
    vec![
        Route::get("/operator/shop/tags", O, list),
        Route::post("/operator/shop/tags", O, add),
        Route::get("/operator/shop/tags/{id}", O, tag),
        Route::post("/operator/shop/tags/{id}", O, change),
        Route::post("/operator/shop/tags/{id}/end", O, end),
        Route::post("/operator/shop/tags/{id}/back", O, back),
        Route::post("/operator/shop/tags/{id}/shift", O, shift),
    ]
}

async fn list(web: Web, operator: Operator) -> PageResult {
    let (tags, form) = (web.store.tag_settings(&web.cx, &operator).await?, FormState::default());
    Ok(web.page(move || view! { <TagsPage tags form/> }))
}

async fn add(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let outcome = match TagDraft::read(&input) {
        Ok(draft) => web.store.tag_add(&web.cx, &operator, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, TAGS)) };
    let form = refused(input, error)?;
    let tags = web.store.tag_settings(&web.cx, &operator).await?;
    Ok(rerender(&web, move || view! { <TagsPage tags form/> }))
}

async fn one(web: &Web, operator: &Operator, id: &str) -> store::Result<TagRow> {
    let id: TagId = named(id)?;
    let all = web.store.tag_settings(&web.cx, operator).await?;
    all.into_iter().find(|tag| tag.id == id).ok_or(DomainError::NotFound.into())
}

async fn tag(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let tag = one(&web, &operator, &id).await?;
    let form = FormState::of(TagDraft { name: tag.name.clone() }.input());
    Ok(web.page(move || view! { <TagPage form tag/> }))
}

async fn change(web: Web, operator: Operator, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let tag = one(&web, &operator, &id).await?;
    let outcome = match TagDraft::read(&input) {
        Ok(draft) => web.store.tag_change(&web.cx, &operator, tag.id, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, TAGS)) };
    let form = refused(input, error)?;
    Ok(rerender(&web, move || view! { <TagPage form tag/> }))
}

async fn end(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    web.store.tag_end(&web.cx, &operator, named(&id)?, true).await?;
    Ok(saved(&web, TAGS))
}

async fn back(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    web.store.tag_end(&web.cx, &operator, named(&id)?, false).await?;
    Ok(saved(&web, TAGS))
}

async fn shift(web: Web, operator: Operator, Path(id): Path<String>, Posted(form): Posted<ReorderForm>) -> PageResult {
    web.store.tag_shift(&web.cx, &operator, named(&id)?, form.shift()?).await?;
    Ok(saved(&web, TAGS))
}
