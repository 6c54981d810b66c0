//! The hub of the booking settings, the space's rules, and what all forms of settings share.

use app::{
    booking::settings::{BookingHubPage, SpaceRulesPage},
    form::FormState,
};
use domain::{booking::SpaceRules, form::FormInput};
use leptos::prelude::*;

use crate::web::{
    Access, Operator, PageResult, Posted, Route, Web,
    forms::{rerender, saved},
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/operator/booking", Access::Operator, hub),
        Route::get("/operator/rules", Access::Operator, rules),
        Route::post("/operator/rules", Access::Operator, rules_save),
    ]
}

async fn hub(web: Web, operator: Operator) -> PageResult {
    let summary = web.store.settings_summary(&web.cx, &operator).await?;
    Ok(web.page(move || view! { <BookingHubPage summary/> }))
}

async fn rules(web: Web, _: Operator) -> PageResult {
    let now = web.store.space_rules(&web.cx).await?;
    Ok(web.page(move || view! { <SpaceRulesPage form=FormState::of(now.input()) now/> }))
}

async fn rules_save(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let now = web.store.space_rules(&web.cx).await?;
    match SpaceRules::read(&input, &now) {
        Ok(rules) => {
            web.store.space_rules_save(&web.cx, &operator, &rules).await?;
            Ok(saved(&web, "/operator/rules"))
        }
        Err(errors) => {
            let form = FormState::new(input, errors);
            Ok(rerender(&web, move || view! { <SpaceRulesPage form now/> }))
        }
    }
}
