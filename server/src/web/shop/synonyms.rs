//! `/operator/shop/synonyms`: words that stand for each other when people look for pieces.

use app::{
    form::FormState,
    shop::{SynonymPage, SynonymsPage},
};
use axum::extract::Path;
use domain::{DomainError, Operator, SynonymId, form::FormInput, shop::SynonymRow};
use leptos::prelude::*;

use crate::web::{
    Access, PageResult, Posted, Route, Web,
    forms::{refused, rerender, saved},
    named,
};

const HERE: &str = "/operator/shop/synonyms";

pub(super) fn routes() -> Vec<Route> {
    const O: Access = Access::Operator;
    vec![
        Route::get("/operator/shop/synonyms", O, list),
        Route::post("/operator/shop/synonyms", O, add),
        Route::get("/operator/shop/synonyms/{id}", O, one),
        Route::post("/operator/shop/synonyms/{id}", O, change),
        Route::post("/operator/shop/synonyms/{id}/remove", O, remove),
    ]
}

async fn list(web: Web, operator: Operator) -> PageResult {
    let rows = web.store.synonyms(&web.cx, &operator).await?;
    Ok(web.page(move || view! { <SynonymsPage rows form=FormState::default()/> }))
}

async fn add(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let Err(error) = web.store.synonym_add(&web.cx, &operator, &input).await else { return Ok(saved(&web, HERE)) };
    let form = refused(input, error)?;
    let rows = web.store.synonyms(&web.cx, &operator).await?;
    Ok(rerender(&web, move || view! { <SynonymsPage rows form/> }))
}

async fn row(web: &Web, operator: &Operator, id: SynonymId) -> store::Result<SynonymRow> {
    let rows = web.store.synonyms(&web.cx, operator).await?;
    rows.into_iter().find(|row| row.id == id).ok_or(DomainError::NotFound.into())
}

async fn one(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let row = row(&web, &operator, named(&id)?).await?;
    let form = FormState::of(row.group.input());
    Ok(web.page(move || view! { <SynonymPage row form/> }))
}

async fn change(web: Web, operator: Operator, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let id = named(&id)?;
    let outcome = web.store.synonym_change(&web.cx, &operator, id, &input).await;
    let Err(error) = outcome else { return Ok(saved(&web, HERE)) };
    let form = refused(input, error)?;
    let row = row(&web, &operator, id).await?;
    Ok(rerender(&web, move || view! { <SynonymPage row form/> }))
}

async fn remove(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    web.store.synonym_remove(&web.cx, &operator, named(&id)?).await?;
    Ok(saved(&web, HERE))
}
