//! A route as data: the router is built from it, and the role test reads it.

use axum::{
    extract::{Request, State},
    handler::Handler,
    http::Method,
    middleware::Next,
    response::Response,
    routing::{MethodRouter, on},
};
use domain::{
    Actor, DomainError,
    members::{Role, TokenScope},
};

use super::{AppState, PageError, Web};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Everyone,
    /// Anyone signed in.
    Customer,
    Member,
    /// A member with a maker profile.
    Maker,
    Staff,
    Operator,
}

impl Access {
    /// # Errors
    /// What the actor lacks.
    pub fn check(self, actor: &Actor) -> Result<(), DomainError> {
        match self {
            Access::Everyone => Ok(()),
            Access::Customer => actor.customer().map(drop),
            Access::Member => actor.member().map(drop),
            Access::Maker => actor.maker().map(drop),
            Access::Staff => actor.staff().map(drop),
            Access::Operator => actor.operator().map(drop),
        }
    }
}

/// Route middleware: refuses before the body is read. The operations behind it ask for the same right by type.
pub async fn require(State(access): State<Access>, request: Request, next: Next) -> Result<Response, PageError> {
    let web = request.extensions().get::<Web>();
    let actor = web.map_or(Actor::Visitor, |web| web.cx.actor.clone());
    let is_prepared = web.is_some_and(|web| !web.site.public);
    let works_here = actor.account().is_some_and(|account| account.role >= Role::Staff);
    if is_prepared && !works_here && !is_always_open(request.uri().path()) {
        return Err(DomainError::NotOpen.into());
    }
    access.check(&actor)?;
    Ok(next.run(request).await)
}

/// What everyone reaches while the space is being prepared: the ways in, and what their pages are made of.
fn is_always_open(path: &str) -> bool {
    const PATHS: [&str; 11] = [
        "/first",
        "/signin",
        "/signout",
        "/reset",
        "/language",
        "/favicon.svg",
        "/robots.txt",
        "/healthz",
        "/readyz",
        "/metrics",
        "/confirm",
    ];
    const BELOW: [&str; 5] = ["/signin/", "/reset/", "/confirm/", "/theme/", "/images/"];
    PATHS.contains(&path) || BELOW.iter().any(|start| path.starts_with(start))
}

/// One method of one path.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    pub handler: MethodRouter<AppState>,
    /// What a visitor sees here depends on address, language, data and time alone: the finished page is kept.
    pub kept: bool,
    /// What a token must have been made for, beside its owner's right.
    pub scope: Option<TokenScope>,
}

macro_rules! method {
    ($($fn:ident $method:ident $filter:ident),*) => {$(
        pub fn $fn<H, T>(path: &'static str, access: Access, handler: H) -> Route
        where
            H: Handler<T, AppState>,
            T: 'static,
        {
            let handler = on(axum::routing::MethodFilter::$filter, handler);
            Route { method: Method::$method, path, access, handler, kept: false, scope: None }
        }
    )*};
}

impl Route {
    method!(get GET GET, post POST POST, patch PATCH PATCH, delete DELETE DELETE);

    /// Lets the page be kept for other visitors (see [`super::kept`]).
    pub fn kept(mut self) -> Route {
        self.kept = true;
        self
    }

    /// Asks a token for that scope.
    pub fn scope(mut self, scope: TokenScope) -> Route {
        self.scope = Some(scope);
        self
    }

    /// Adds a layer (a body limit) to this route alone.
    pub fn map(mut self, change: impl FnOnce(MethodRouter<AppState>) -> MethodRouter<AppState>) -> Route {
        self.handler = change(self.handler);
        self
    }
}
