//! The register's server functions: what its island asks.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use app::{
    error,
    islands::register::{
        Answer, Answering, CounterHandle, CounterService, RegisterSale, RegisterSearch, SaleAnswer, SaleRequest,
    },
    register::answer,
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    Yen,
    form::has_nul,
    register::{CartLine, RecordSale, Tender},
};
use leptos::{
    prelude::{ServerFnError, provide_context, use_context},
    server_fn::ServerFn,
};
use leptos_axum::ResponseOptions;
use store::Error;

use super::counter::{fresh_key, is_question, is_used, sold};
use crate::web::{
    PageError, Staff, Web,
    failure::{Failure, log_unknown},
};

pub const SEARCH: &str = RegisterSearch::PATH;
pub const RING_UP: &str = RegisterSale::PATH;

/// Largest body of a call, in bytes: a full cart with room to spare.
const BODY_BYTES_MAX: usize = 16 * 1024;

/// Any of them; leptos finds by the address which. What it cannot read it answers with 500, which is no failure of ours:
/// only what [`StaffCounter::failed`] has seen is one.
pub async fn call(web: Web, staff: Staff, request: Request) -> Result<Response, PageError> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BODY_BYTES_MAX).await.map_err(|_| Failure::TooLarge)?;
    let request = Request::from_parts(parts, Body::from(body));
    let has_failed = Arc::new(AtomicBool::new(false));
    let counter: CounterHandle = Arc::new(StaffCounter { web, staff, has_failed: has_failed.clone() });
    let give = move || provide_context(counter.clone());
    let response = leptos_axum::handle_server_fns_with_context(give, request).await.into_response();
    let is_unread = response.status().is_server_error() && !has_failed.load(Ordering::Relaxed);
    if is_unread { Err(Failure::BadRequest.into()) } else { Ok(response) }
}

/// The counter of the staff who ask.
struct StaffCounter {
    web: Web,
    staff: Staff,
    has_failed: Arc<AtomicBool>,
}

impl CounterService for StaffCounter {
    fn search(&self, query: String) -> Answering<'_, Answer> {
        Box::pin(async move {
            // Nothing has such a name, and PostgreSQL would not even look.
            if has_nul(&query) {
                return Ok(Answer::default());
            }
            let found = self.web.store.register_lookup(&self.web.cx, &self.staff, &query).await;
            found.map(|found| answer(&found)).map_err(|error| self.failed(&error))
        })
    }

    fn sale(&self, sale: SaleRequest) -> Answering<'_, SaleAnswer> {
        Box::pin(async move {
            let key = sale.key.clone();
            match self.web.store.sale_record(&self.web.cx, &self.staff, &command(sale)).await {
                Ok(sale) => Ok(SaleAnswer::Done(self.leave_by(&sold(&self.web, &sale)))),
                Err(refused @ Error::Domain(_)) => {
                    let words = error::message(self.web.locale, refused.public());
                    if is_question(&refused) {
                        return Ok(SaleAnswer::Ask(words));
                    }
                    // Whoever presses again after that message means another sale.
                    let key = if is_used(&refused) { fresh_key() } else { key };
                    Ok(SaleAnswer::Refused(words, key))
                }
                Err(error) => Err(self.failed(&error)),
            }
        })
    }
}

impl StaffCounter {
    /// The address to which a redirect leads; its cookies go with the answer.
    fn leave_by(&self, redirect: &Response) -> String {
        if let Some(options) = use_context::<ResponseOptions>() {
            for cookie in redirect.headers().get_all(header::SET_COOKIE) {
                options.append_header(header::SET_COOKIE, cookie.clone());
            }
        }
        let address = redirect.headers().get(header::LOCATION).and_then(|address| address.to_str().ok());
        address.unwrap_or_default().to_owned()
    }

    /// Nothing of the failure reaches the browser.
    fn failed(&self, error: &Error) -> ServerFnError {
        self.has_failed.store(true, Ordering::Relaxed);
        log_unknown(&self.web.cx.request_id, error);
        ServerFnError::ServerError(self.web.cx.request_id.clone())
    }
}

fn command(sale: SaleRequest) -> RecordSale {
    let lines = sale.lines.into_iter().map(|(product_number, quantity)| CartLine { product_number, quantity });
    RecordSale {
        lines: lines.collect(),
        orders: sale.orders,
        tender: if sale.is_cash { Tender::Cash } else { Tender::Cashless },
        tendered: Yen(sale.tendered_yen),
        confirmed: sale.confirmed_yen.map(Yen),
        correction: sale.reason.parse().ok(),
        idempotency_key: sale.key,
    }
}
