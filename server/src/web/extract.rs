//! What a handler gets: the request's context as [`Web`], and forms as [`Posted`].

use std::{ops::Deref, sync::Arc};

use app::page::{Flash, Locale, PageCx, render};
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, FromRequestParts, Request, State},
    http::{StatusCode, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar};
use domain::{Actor, site::SiteSettings};
use leptos::IntoView;
use serde::de::DeserializeOwned;
use store::{Cx, Store};

use super::{AppState, PageError, client, failure::Failure, language, security};
use crate::{
    cookies::{find_cookie, set_cookie, site_cookie},
    observe::RequestId,
};

/// Where machines watch this one; nothing is read for them that they do not ask for.
pub const WATCHED: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// What the last request left to say.
pub const FLASH_COOKIE: &str = "flash";

/// A handle on the context of one request, which [`provide_web`] makes once.
#[derive(Clone)]
pub struct Web(Arc<RequestContext>);

impl Deref for Web {
    type Target = RequestContext;

    fn deref(&self) -> &RequestContext {
        &self.0
    }
}

/// What a handler knows of its request.
#[derive(Clone)]
pub struct RequestContext {
    pub store: Store,
    pub cx: Cx,
    /// The space's settings as of this request.
    pub site: Arc<SiteSettings>,
    pub locale: Locale,
    pub state: AppState,
    /// Path and query.
    pub path: String,
    /// The network address that asks; empty when there is no connection.
    pub client: String,
    flash: Option<Flash>,
}

/// Middleware: makes the request's [`Web`] and puts it where extractors and error pages find it.
pub async fn provide_web(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    // Files and those who watch the server ask no database.
    let path = parts.uri.path();
    let site = if path.starts_with("/pkg/") || WATCHED.contains(&path) {
        state.store.site_last()
    } else {
        // A database that fails is told by whatever the request wants of it; its page needs a name all the same.
        state.store.site().await.unwrap_or_else(|_| state.store.site_last())
    };
    let web = Web::new(&parts, state, site);
    parts.extensions.insert(web);
    next.run(Request::from_parts(parts, body)).await
}

impl Web {
    fn new(parts: &Parts, state: AppState, site: Arc<SiteSettings>) -> Web {
        let cookies = CookieJar::from_headers(&parts.headers);
        let flash = find_cookie(&cookies, FLASH_COOKIE);
        let cx = Cx {
            actor: crate::session::actor(parts),
            now: state.store.now(),
            request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
        };
        Web(Arc::new(RequestContext {
            store: state.store.clone(),
            cx,
            locale: language::choose(&parts.headers),
            site,
            path: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            client: client::address(&parts.headers, &parts.extensions, state.config.trust_proxy),
            flash: flash.and_then(|word| serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()),
            state,
        }))
    }

    /// The same request, asked by somebody else.
    pub fn asked_by(&self, actor: Actor) -> Web {
        let cx = Cx { actor, ..self.cx.clone() };
        Web(Arc::new(RequestContext { cx, ..(*self.0).clone() }))
    }

    /// What the last request left to say.
    pub fn flash(&self) -> Option<Flash> {
        self.flash
    }

    /// The context of a request.
    ///
    /// # Errors
    /// When [`provide_web`] has not run.
    pub fn of(parts: &Parts) -> Result<&Web, PageError> {
        parts.extensions.get::<Web>().ok_or_else(|| store::Error::internal("the request has no context").into())
    }

    /// A page with status 200.
    pub fn page<V: IntoView + 'static>(&self, view: impl FnOnce() -> V) -> Response {
        self.page_with(StatusCode::OK, view)
    }

    /// A page with another status: 422 for a form that comes back with its values and messages.
    pub fn page_with<V: IntoView + 'static>(&self, status: StatusCode, view: impl FnOnce() -> V) -> Response {
        let rendered = render(self.page_cx(), view);
        let mut response = (status, Html(rendered.html)).into_response();
        let pay_origin = self.state.payments.pay_origin();
        security::page_headers(response.headers_mut(), &rendered.nonce, pay_origin.as_deref());
        if self.flash.is_some() {
            let over = flash_cookie(self.state.config.secure(), String::new(), time::Duration::ZERO);
            set_cookie(response.headers_mut(), &over);
        }
        response
    }

    /// 303 after a post, with something to say on the next page.
    pub fn redirect(&self, to: &str, flash: Option<Flash>) -> Response {
        let mut response = Redirect::to(to).into_response();
        if let Some(serde_json::Value::String(word)) = flash.and_then(|flash| serde_json::to_value(flash).ok()) {
            let said = flash_cookie(self.state.config.secure(), word, time::Duration::MINUTE);
            set_cookie(response.headers_mut(), &said);
        }
        response
    }

    fn page_cx(&self) -> PageCx {
        PageCx {
            locale: self.locale,
            actor: self.cx.actor.clone(),
            now: self.cx.now,
            request_id: self.cx.request_id.clone(),
            path: self.path.clone(),
            flash: self.flash,
            assets: self.state.assets.clone(),
            space_name: match (self.locale, self.site.space_name_en.as_str()) {
                (Locale::ja, _) | (Locale::en, "") => self.site.space_name.clone(),
                (Locale::en, english) => english.to_owned(),
            },
            demo: self.site.demo,
            site: self.site.clone(),
        }
    }
}

impl FromRequestParts<AppState> for Web {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Web, PageError> {
        Web::of(parts).cloned()
    }
}

/// A urlencoded form; a body that cannot be read, or holds a zero byte, is a 400 page.
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for Posted<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, PageError> {
        let (parts, body) = request.into_parts();
        let bytes = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await;
        let bytes = bytes.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
            _ => Failure::BadRequest,
        })?;
        if security::holds_nul(&bytes) {
            return Err(Failure::BadRequest.into());
        }
        match axum::Form::<T>::from_request(Request::from_parts(parts, Body::from(bytes)), state).await {
            Ok(axum::Form(value)) => Ok(Posted(value)),
            Err(_) => Err(Failure::BadRequest.into()),
        }
    }
}

/// The word that the next page says, for a minute; no scripts read it.
fn flash_cookie(is_secure: bool, word: String, max_age: time::Duration) -> Cookie<'static> {
    let mut cookie = site_cookie(is_secure, FLASH_COOKIE, word, max_age);
    cookie.set_http_only(true);
    cookie
}
