//! A space from nothing: the first operator by the address that was printed, the template, the opening.

use app::{
    form::FormState,
    site::setup::{FirstOperatorPage, KeyUsedPage, Prepared, SetupPage, TemplateChoice, TemplatePage},
};
use axum::{extract::Query, http::HeaderMap};
use domain::{
    DomainError, Operator,
    form::{FieldError, FieldErrors, FormInput},
    members::{AccountError, NewAccount},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    Error,
    space::{BUILT_IN, Template},
};

use crate::{
    session::{self, Auth, By},
    web::{
        Access, PageResult, Posted, Route, Web,
        forms::{refused, rerender, saved},
        orders::pays_online,
    },
};

const SETUP: &str = "/operator/setup";

pub(super) fn routes() -> Vec<Route> {
    const O: Access = Access::Operator;
    vec![
        Route::get("/first", Access::Everyone, first),
        Route::post("/first", Access::Everyone, first_make),
        Route::get("/operator/setup", O, setup),
        Route::get("/operator/setup/template", O, template),
        Route::post("/operator/setup/template", O, template_apply),
        Route::post("/operator/setup/open", O, open),
        Route::post("/operator/setup/close", O, close),
    ]
}

#[derive(Deserialize)]
struct KeyQuery {
    #[serde(default)]
    key: String,
}

/// Nothing is here once there is an operator.
async fn first(web: Web, Query(KeyQuery { key }): Query<KeyQuery>) -> PageResult {
    if !web.store.first_operator_key_works(&key).await? {
        return Ok(key_gone(&web));
    }
    let form = FormState::default();
    Ok(web.page(move || view! { <FirstOperatorPage key form/> }))
}

fn key_gone(web: &Web) -> axum::response::Response {
    web.page_with(axum::http::StatusCode::GONE, || view! { <KeyUsedPage/> })
}

async fn first_make(web: Web, mut auth: Auth, headers: HeaderMap, Posted(input): Posted<FormInput>) -> PageResult {
    let key = input.text("key").to_owned();
    if !web.store.first_operator_key_works(&key).await? {
        return Ok(key_gone(&web));
    }
    let outcome = match NewAccount::read(&input) {
        Ok(new) => web.store.first_operator(&web.cx, &key, &new).await,
        Err(errors) => Err(errors.into()),
    };
    match outcome {
        Ok(id) => {
            let identity = web.store.identity(id).await?.ok_or_else(|| Error::internal("the operator is gone"))?;
            session::begin(&mut auth, identity, &headers, &web.client, By::Password).await?;
            Ok(web.redirect(SETUP, None))
        }
        Err(Error::Domain(DomainError::Account(AccountError::LinkExpired))) => Ok(key_gone(&web)),
        Err(Error::Domain(DomainError::Account(refusal))) => {
            let form = FormState::of(input).refused("email", refusal);
            Ok(rerender(&web, move || view! { <FirstOperatorPage key form/> }))
        }
        Err(error) => {
            let form = refused(input, error)?;
            Ok(rerender(&web, move || view! { <FirstOperatorPage key form/> }))
        }
    }
}

async fn prepared(web: &Web, operator: &Operator) -> store::Result<Prepared> {
    let there = web.store.preparation(&web.cx, operator).await?;
    Ok(Prepared {
        begun: !there.is_empty(),
        open_days: there.open_days,
        closures: there.closures,
        machines: there.machines,
        plans: there.plans,
        categories: there.categories,
        targets: there.targets,
        mail_tested: there.mail_tested,
        by_smtp: web.state.config.smtp_url.is_some(),
        pays_online: pays_online(web),
    })
}

async fn setup(web: Web, operator: Operator) -> PageResult {
    let (site, prepared) = (web.site.clone(), prepared(&web, &operator).await?);
    Ok(web.page(move || view! { <SetupPage site prepared form=FormState::default()/> }))
}

fn choices() -> store::Result<Vec<TemplateChoice>> {
    let choice = |(name, text): (&'static str, &str)| {
        let template = Template::parse(text).map_err(Error::internal)?;
        let machines = template.machines().map_err(Error::internal)?;
        Ok(TemplateChoice {
            name,
            machines: machines.into_iter().map(|(kind, _)| kind.name).collect(),
            plans: template.plans(),
            categories: template.categories(),
        })
    };
    BUILT_IN.into_iter().map(choice).collect()
}

async fn template(web: Web, operator: Operator) -> PageResult {
    let (choices, is_empty) = (choices()?, !prepared(&web, &operator).await?.begun);
    let (input, form) = (FormInput::default(), FormState::default());
    Ok(web.page(move || view! { <TemplatePage choices is_empty input form/> }))
}

async fn template_apply(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    let name = input.text("template");
    let Some(template) = Template::built_in(name) else {
        let (choices, is_empty) = (choices()?, !prepared(&web, &operator).await?.begun);
        let form = FormState::new(input.clone(), FieldErrors::of("template", FieldError::NotAChoice));
        return Ok(rerender(&web, move || view! { <TemplatePage choices is_empty input form/> }));
    };
    let template = template.map_err(Error::internal)?;
    match web.store.template_apply(&web.cx, &operator, name, &template).await {
        Ok(()) => Ok(saved(&web, app::document::Step::Space.href())),
        // Something is set already: the page says so.
        Err(Error::Domain(DomainError::Forbidden)) => Ok(web.redirect("/operator/setup/template", None)),
        Err(error) => Err(error.into()),
    }
}

async fn open(web: Web, operator: Operator) -> PageResult {
    match web.store.site_open(&web.cx, &operator, true).await {
        Ok(()) => Ok(saved(&web, SETUP)),
        Err(error) => {
            let form = refused(FormInput::default(), error)?;
            let (site, prepared) = (web.site.clone(), prepared(&web, &operator).await?);
            Ok(rerender(&web, move || view! { <SetupPage site prepared form/> }))
        }
    }
}

async fn close(web: Web, operator: Operator) -> PageResult {
    web.store.site_open(&web.cx, &operator, false).await?;
    Ok(saved(&web, SETUP))
}
