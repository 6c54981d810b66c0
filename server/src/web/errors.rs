//! Every refusal becomes a page that says what to do; nothing internal reaches a browser.

use app::site::{ErrorPage, Trouble};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use domain::{DomainError, members::AccountError};
use leptos::prelude::*;
use store::Error;

use super::{
    AppState, Web,
    failure::{Failure, PageError, log_unknown},
};
use crate::url_encode::url_encode;

pub async fn not_found() -> PageError {
    DomainError::NotFound.into()
}

/// Middleware: renders failures, and the bare refusals of axum's own layers, as pages. The JSON API's become problems.
pub async fn render_failures(State(_): State<AppState>, web: Web, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let is_api = request.uri().path().starts_with("/api/");
    let referer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let response = next.run(request).await;
    if is_api {
        return super::api::render_problem(&web, response);
    }
    let failure = response.extensions().get::<Failure>().cloned();
    match failure {
        Some(Failure::Store(error)) if way_in(&error).is_some() => {
            let came_from = if method == Method::GET { Some(web.path.clone()) } else { referer.and_then(local_path) };
            let next = came_from.unwrap_or_else(|| "/me".into());
            let query: String = url_encode(&next);
            web.redirect(&format!("{}?next={query}", way_in(&error).unwrap_or("/signin")), None)
        }
        Some(failure) => {
            if let Failure::Store(error) = &failure {
                log_unknown(&web.cx.request_id, error);
            }
            let mut page = web.page_with(failure.status(), || view! { <ErrorPage trouble=trouble(&failure)/> });
            if matches!(failure, Failure::TooSlow) {
                // The rest of the body is not waited for.
                page.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            page
        }
        None if is_bare_refusal(&response) => {
            let status = response.status();
            let trouble = match status {
                StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
                StatusCode::TOO_MANY_REQUESTS => Trouble::TooManyRequests,
                StatusCode::NOT_FOUND => Trouble::NotFound,
                status if status.is_server_error() => Trouble::Internal,
                _ => Trouble::BadRequest,
            };
            let mut page = web.page_with(status, || view! { <ErrorPage trouble/> });
            if let Some(allow) = response.headers().get(header::ALLOW) {
                page.headers_mut().insert(header::ALLOW, allow.clone());
            }
            page
        }
        None => response,
    }
}

/// Where somebody is led who lacks no more than a sign-in, or a second factor.
fn way_in(error: &Error) -> Option<&'static str> {
    match error {
        Error::Domain(DomainError::SignInRequired) => Some("/signin"),
        Error::Domain(DomainError::Account(AccountError::SecondFactorRequired)) => Some("/me/security"),
        _ => None,
    }
}

fn trouble(failure: &Failure) -> Trouble {
    match failure {
        Failure::BadRequest | Failure::BadField(_) => Trouble::BadRequest,
        Failure::TooLarge => Trouble::TooLarge,
        Failure::TooSlow => Trouble::TooSlow,
        Failure::CrossOrigin => Trouble::CrossOrigin,
        Failure::Store(error) => match error.public() {
            DomainError::Forbidden => Trouble::Forbidden,
            DomainError::SignInRequired => Trouble::SignInRequired,
            DomainError::NotFound => Trouble::NotFound,
            DomainError::NotOpen => Trouble::NotOpen,
            DomainError::Busy => Trouble::Busy,
            DomainError::Internal => Trouble::Internal,
            DomainError::Account(AccountError::EmailNotConfirmed) => Trouble::EmailNotConfirmed,
            refusal => Trouble::Rule(app::error::message(app::page::locale(), refusal)),
        },
    }
}

/// A refusal that a layer or extractor of axum answered with plain text or nothing.
fn is_bare_refusal(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let status = response.status();
    (status.is_client_error() || status.is_server_error()) && (kind.is_empty() || kind.starts_with("text/plain"))
}

/// The path of a referring page; where it lies on another site the path is harmless on ours.
fn local_path(referer: String) -> Option<String> {
    let (_, rest) = referer.split_once("://")?;
    rest.find('/').map(|at| rest[at..].to_owned()).filter(|path| !path.starts_with("//"))
}
