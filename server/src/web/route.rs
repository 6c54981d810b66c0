//! A route as data: the router is built from it, and the role test reads it.

use axum::{
    extract::{Request, State},
    handler::Handler,
    http::Method,
    middleware::Next,
    response::Response,
    routing::{MethodRouter, on},
};
use domain::{Actor, DomainError, members::TokenScope};

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
    let actor = request.extensions().get::<Web>().map_or(Actor::Visitor, |web| web.cx.actor.clone());
    access.check(&actor)?;
    Ok(next.run(request).await)
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
