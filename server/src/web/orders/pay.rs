//! The way to the provider's page, and what the provider tells by itself.

use app::page::Flash;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{
    OrderId,
    payments::{EventRefusal, PaymentFailure},
};
use store::payments::PaymentPage;

use crate::{
    url_encode::url_encode,
    web::{AppState, PageError, PageResult, Web},
};

/// 303 to the page where the order is paid. When the provider does not answer, to the order's own page, from which one
/// can try again.
///
/// # Errors
/// As [`payment_address`].
pub async fn to_payment(web: &Web, id: OrderId, key: Option<&str>) -> Result<Response, PageError> {
    let own = match key {
        Some(key) => format!("/orders/{id}?key={}", url_encode(key)),
        None => format!("/orders/{id}"),
    };
    Ok(match payment_page(web, id, key).await? {
        Page::At(url) => see_other(&url),
        Page::None => web.redirect(&own, None),
        Page::Unreachable => web.redirect(&own, Some(Flash::PaymentUnreachable)),
    })
}

/// Where the order is paid; `None` when there is nothing to pay or the provider does not answer.
///
/// # Errors
/// When the key does not open the order, or the database fails.
pub async fn payment_address(web: &Web, id: OrderId, key: Option<&str>) -> Result<Option<String>, PageError> {
    match payment_page(web, id, key).await? {
        Page::At(url) => Ok(Some(url)),
        Page::None | Page::Unreachable => Ok(None),
    }
}

enum Page {
    At(String),
    None,
    Unreachable,
}

/// The page is made first where there is none: the same request with the same key makes no second one.
async fn payment_page(web: &Web, id: OrderId, key: Option<&str>) -> Result<Page, PageError> {
    let (payment, mut request) = match web.store.payment_page(&web.cx, id, key).await? {
        PaymentPage::At(url) => return Ok(Page::At(url)),
        PaymentPage::None => return Ok(Page::None),
        PaymentPage::ToBeMade { payment, request } => (payment, request),
    };
    for url in [&mut request.success_url, &mut request.cancel_url] {
        *url = format!("{}{url}", web.state.config.site_url);
    }
    match web.state.payments.session_create(&request).await {
        Ok(page) => {
            web.store.payment_opened(&web.cx, payment, &page).await?;
            Ok(page.url.map_or(Page::None, Page::At))
        }
        Err(failure) => {
            log(&failure, id);
            Ok(Page::Unreachable)
        }
    }
}

fn log(failure: &PaymentFailure, order: OrderId) {
    tracing::error!(%order, "no payment page could be made: {failure}");
}

/// Out of the site, to where the provider is.
fn see_other(url: &str) -> Response {
    axum::response::Redirect::to(url).into_response()
}

/// `POST /webhooks/stripe`: 200 only when the effect is written; what cannot be read is asked for again.
pub async fn webhook(web: Web, State(state): State<AppState>, headers: HeaderMap, body: String) -> PageResult {
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let event = match state.payments.event(&body, signature, web.cx.now) {
        Ok(event) => event,
        Err(EventRefusal::BadSignature) => return Ok(StatusCode::BAD_REQUEST.into_response()),
        Err(EventRefusal::Unreadable(cause)) => {
            tracing::error!("a payment event cannot be read: {cause}");
            return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        }
    };
    web.store.payment_event(&web.cx, &event).await?;
    Ok(StatusCode::OK.into_response())
}
