//! `/operator/shop`: categories and rates of tax.

use app::{
    form::FormState,
    shop::{CategoryPage, ShopSettingsPage},
};
use axum::extract::Path;
use domain::{
    CategoryId, DomainError, Operator, calendar,
    form::{CalendarDay, FormInput},
    shop::{CategoryDraft, CategoryRow, TaxRate},
};
use leptos::prelude::*;
use store::Error;

use crate::web::{
    Access, PageResult, Posted, Route, Web,
    forms::{ReorderForm, refused, rerender, saved},
    named,
};

const SHOP: &str = "/operator/shop";

pub(super) fn routes() -> Vec<Route> {
    const O: Access = Access::Operator;
    vec![
        Route::get("/operator/shop", O, show),
        Route::post("/operator/shop/categories", O, add),
        Route::get("/operator/shop/categories/{id}", O, category),
        Route::post("/operator/shop/categories/{id}", O, change),
        Route::post("/operator/shop/categories/{id}/end", O, end),
        Route::post("/operator/shop/categories/{id}/back", O, back),
        Route::post("/operator/shop/categories/{id}/shift", O, shift),
        Route::post("/operator/shop/tax", O, tax_add),
        Route::post("/operator/shop/tax/{day}/remove", O, tax_remove),
    ]
}

async fn show(web: Web, operator: Operator) -> PageResult {
    let (categories, rates) = (web.store.category_settings(&web.cx, &operator).await?, web.store.tax_rates().await?);
    let (category, rate) = (FormState::default(), FormState::default());
    Ok(web.page(move || view! { <ShopSettingsPage categories rates category rate/> }))
}

async fn add(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let outcome = match CategoryDraft::read(&input) {
        Ok(draft) => web.store.category_add(&web.cx, &operator, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, SHOP)) };
    let (category, rate) = (refused(input, error)?, FormState::default());
    let (categories, rates) = (web.store.category_settings(&web.cx, &operator).await?, web.store.tax_rates().await?);
    Ok(rerender(&web, move || view! { <ShopSettingsPage categories rates category rate/> }))
}

async fn one(web: &Web, operator: &Operator, id: &str) -> store::Result<CategoryRow> {
    let id: CategoryId = named(id)?;
    let all = web.store.category_settings(&web.cx, operator).await?;
    all.into_iter().find(|category| category.id == id).ok_or(DomainError::NotFound.into())
}

async fn category(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    let category = one(&web, &operator, &id).await?;
    let form = FormState::of(category.draft().input());
    Ok(web.page(move || view! { <CategoryPage form category/> }))
}

async fn change(web: Web, operator: Operator, Path(id): Path<String>, Posted(input): Posted<FormInput>) -> PageResult {
    let category = one(&web, &operator, &id).await?;
    let outcome = match CategoryDraft::read(&input) {
        Ok(draft) => web.store.category_change(&web.cx, &operator, category.id, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    match outcome {
        Ok(()) => Ok(saved(&web, SHOP)),
        Err(error) => {
            let form = refused(input, error)?;
            Ok(rerender(&web, move || view! { <CategoryPage form category/> }))
        }
    }
}

async fn end(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    web.store.category_end(&web.cx, &operator, named(&id)?, true).await?;
    Ok(saved(&web, SHOP))
}

async fn back(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    web.store.category_end(&web.cx, &operator, named(&id)?, false).await?;
    Ok(saved(&web, SHOP))
}

async fn shift(web: Web, operator: Operator, Path(id): Path<String>, Posted(form): Posted<ReorderForm>) -> PageResult {
    web.store.category_shift(&web.cx, &operator, named(&id)?, form.shift()?).await?;
    Ok(saved(&web, SHOP))
}

async fn tax_add(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let outcome = match TaxRate::read(&input, calendar::day_of(web.cx.now)) {
        Ok(rate) => web.store.tax_rate_add(&web.cx, &operator, rate).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    let Err(error) = outcome else { return Ok(saved(&web, SHOP)) };
    let (category, rate) = (FormState::default(), refused(input, error)?);
    let (categories, rates) = (web.store.category_settings(&web.cx, &operator).await?, web.store.tax_rates().await?);
    Ok(rerender(&web, move || view! { <ShopSettingsPage categories rates category rate/> }))
}

async fn tax_remove(
    web: Web,
    operator: Operator,
    Path(day): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let class = input.text("class").parse().unwrap_or_default();
    web.store.tax_rate_remove(&web.cx, &operator, class, named::<CalendarDay>(&day)?.date()).await?;
    Ok(saved(&web, SHOP))
}
