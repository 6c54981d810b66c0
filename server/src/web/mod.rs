//! HTTP: one readable route table, typed extractors, pages, error pages and the security base.

mod api;
mod booking;
pub mod client;
mod compress;
mod data;
mod equipment;
mod errors;
mod extract;
mod failure;
mod forms;
mod health;
mod images;
mod jobs;
mod kept;
mod kpi;
mod language;
mod members;
mod orders;
mod pace;
mod panics;
mod qr;
mod questions;
mod register;
mod reviews;
mod rights;
mod route;
mod security;
mod shop;
mod site;
mod upload;

use std::{ops::Deref, sync::Arc};

use axum::{Router, extract::FromRef, middleware, routing};
use store::{
    Store,
    ports::{Images, Mailer, Payments},
};

use crate::{
    assets::{self, SiteFiles},
    config::Config,
    session,
};

pub use extract::{Posted, Web};
pub use failure::{PageError, PageResult};
pub use forms::{PageQuery, named};
pub use rights::*;
pub use route::{Access, Route};
pub use security::base_headers;

/// What every handler can reach; shared, for every layer of every request clones its handle.
#[derive(Clone)]
pub struct AppState(Arc<AppParts>);

impl AppState {
    pub fn new(parts: AppParts) -> AppState {
        AppState(Arc::new(parts))
    }

    /// The same service with other parts.
    pub fn with(&self, change: impl FnOnce(&mut AppParts)) -> AppState {
        let mut parts = AppParts::clone(self);
        change(&mut parts);
        AppState::new(parts)
    }
}

impl Deref for AppState {
    type Target = AppParts;

    fn deref(&self) -> &AppParts {
        &self.0
    }
}

/// The parts of the service.
#[derive(Clone)]
pub struct AppParts {
    pub store: Store,
    pub images: Arc<dyn Images>,
    pub mailer: Arc<dyn Mailer>,
    pub payments: Arc<dyn Payments>,
    pub job_health: Arc<crate::jobs::Health>,
    pub config: Arc<Config>,
    pub site_files: Arc<SiteFiles>,
    pub assets: Arc<app::page::Assets>,
}

/// For handlers of files that know nothing else of the service.
impl FromRef<AppState> for Arc<SiteFiles> {
    fn from_ref(state: &AppState) -> Arc<SiteFiles> {
        state.site_files.clone()
    }
}

/// Every route of the site, with who may use it. The role test walks this table.
pub fn routes() -> Vec<Route> {
    let features = [
        site::routes(),
        members::routes(),
        booking::routes(),
        equipment::routes(),
        jobs::routes(),
        orders::routes(),
        questions::routes(),
        register::routes(),
        reviews::routes(),
        api::routes(),
        kpi::routes(),
        data::routes(),
        health::routes(),
        shop::routes(),
        images::routes(),
    ];
    features.into_iter().flatten().collect()
}

/// The whole service.
pub fn router(state: AppState) -> Router {
    router_of(routes(), state)
}

/// The service with these routes; tests add some of their own.
pub fn router_of(routes: Vec<Route>, state: AppState) -> Router {
    let (mut pages, mut others) = (Router::new(), Router::new());
    let is_kept = routes.iter().filter(|route| route.kept).map(|route| route.path).collect();
    for route in routes {
        let is_api = route.path.starts_with("/api/");
        let scoped = match is_api {
            true => route.handler.layer(middleware::from_fn_with_state(route.scope, api::require_scope)),
            false => route.handler,
        };
        let guarded = scoped.layer(middleware::from_fn_with_state(route.access, route::require));
        // The API's actor comes from a bearer token, not from the session. Watching machines have none.
        if is_api {
            let authenticate = middleware::from_fn_with_state(state.clone(), api::authenticate);
            others = others.route(route.path, guarded.layer(authenticate));
        } else if extract::WATCHED.contains(&route.path) {
            others = others.route(route.path, guarded);
        } else {
            pages = pages.route(route.path, guarded);
        }
    }
    let framed = |router: Router<AppState>| {
        router
            // Inside the error pages, so that a refused post is a page too; before any handler.
            .layer(panics::caught())
            .layer(middleware::from_fn_with_state(state.clone(), pace::keep_pace))
            .layer(middleware::from_fn(security::refuse_nul))
            .layer(middleware::from_fn_with_state(state.clone(), security::check_origin))
            .layer(middleware::from_fn_with_state(state.clone(), errors::render_failures))
            .layer(middleware::from_fn_with_state(state.clone(), extract::provide_web))
    };
    // Neither these nor the assets are anyone's: they read no session.
    let others = framed(others.route("/pkg/{name}", routing::get(assets::serve)));
    let pages = framed(pages.fallback(errors::not_found))
        .layer(compress::pages())
        .layer(middleware::from_fn_with_state(state.store.clone(), session::touch))
        .layer(session::session_layer(state.store.clone(), state.config.secure()))
        .layer(middleware::from_fn(session::around));
    let service = pages
        .merge(others)
        .layer(panics::caught())
        .layer(middleware::from_fn_with_state(state.clone(), security::add_headers))
        .layer(middleware::from_fn(crate::observe::track))
        .with_state(state.clone());
    kept::keep(service, is_kept, &state)
}
