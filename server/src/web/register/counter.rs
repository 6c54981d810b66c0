//! The register's page, its search for the browser, and the sale.

use app::{
    error,
    page::Flash,
    register::{CounterPage, CounterView},
};
use axum::{
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    DomainError, Yen,
    money::YEN_MAX,
    register::{CartContents, LINES_MAX, Lookup, RecordSale, RegisterError, SaleRecorded, press},
};
use leptos::prelude::*;
use store::Error;
use uuid::Uuid;

use super::state::{CartState, keep_standing, sale_lines, standing};
use crate::{
    url_encode::url_encode,
    web::{PageResult, Posted, Staff, Web},
};

type Pairs = Vec<(String, String)>;

pub async fn show(web: Web, staff: Staff, headers: HeaderMap, Query(pairs): Query<Pairs>) -> PageResult {
    if pairs.iter().any(|(name, _)| name == "clear") {
        return Ok(to_counter(&web, &CartContents::default(), "", None));
    }
    let mut sold = None;
    let mut state = CartState::read(&pairs);
    if let Some(number) = sale_of(&web, &staff, &state.cart).await? {
        // The way back after a receipt: what that address holds was sold. Whatever stands at the counter stays.
        (state, sold) = (CartState::default(), Some(number));
    }
    if state.cart.id().is_none() {
        // An address without a cart's key (the list of orders, a code on a telephone) joins the cart that stands here.
        let mut standing = standing(&headers);
        if let Some(number) = sale_of(&web, &staff, &standing).await? {
            (standing, sold) = (CartContents::default(), Some(number));
        }
        state.has_acted |= !state.cart.is_empty();
        state.cart = standing.join(state.cart);
        if state.cart.id().is_none() {
            state.cart.key = fresh_key();
        }
    }
    let (lookup, full) = scan(&web, &staff, &mut state).await?;
    if state.has_acted && sold.is_none() && full.is_none() {
        return acted(&web, &staff, state).await;
    }
    let sold = sold.map(|number| RegisterError::SoldBefore { number });
    let error = sold.or(full).map(|why| error::message(web.locale, &DomainError::Register(why)));
    let shown = Shown { lookup, error, ..Shown::default() };
    page(&web, &staff, StatusCode::OK, state, shown).await
}

/// The number of the sale that this cart was sold as.
async fn sale_of(web: &Web, staff: &Staff, cart: &CartContents) -> store::Result<Option<i64>> {
    match cart.id() {
        Some(_) => web.store.sale_of_key(&web.cx, staff, &cart.key).await,
        None => Ok(None),
    }
}

/// Codes go into the cart by themselves, as they do in the browser; words are looked for. Gives what the last words found,
/// and why a piece did not fit.
async fn scan(web: &Web, staff: &Staff, state: &mut CartState) -> store::Result<(Lookup, Option<RegisterError>)> {
    let (mut shown, mut full) = (Lookup::default(), None);
    for query in std::mem::take(&mut state.queries) {
        let mut lookup = web.store.register_lookup(&web.cx, staff, &query).await?;
        if let Some(order) = lookup.order_number.take() {
            state.cart.add_order(order);
            state.has_acted = true;
        } else if lookup.exact
            && let Some(product) = lookup.products.pop()
        {
            if product.has_required_option {
                full = Some(RegisterError::MustBeOrdered { product_number: product.number });
            } else if !state.add(product.number) {
                full = Some(RegisterError::TooManyLines { max: LINES_MAX });
            }
        } else {
            shown = lookup;
            state.queries = vec![query];
        }
    }
    Ok((shown, full))
}

/// The changed cart by its own address: loaded again, nothing is pressed or scanned twice.
async fn acted(web: &Web, staff: &Staff, mut state: CartState) -> PageResult {
    if let Some(key) = &state.press {
        let cart = web.store.register_cart(&web.cx, staff, &state.cart.lines, &state.cart.orders).await?;
        state.cart.tendered = press(state.cart.tendered, key, cart.total().unwrap_or(Yen(YEN_MAX)));
    }
    let added = state.added.map(|number| format!("&added={number}")).unwrap_or_default();
    let query = state.queries.first().map(|query| format!("&q={}", url_encode(query))).unwrap_or_default();
    Ok(to_counter(web, &state.cart, &format!("{added}{query}"), None))
}

/// 303 to a cart, which from now on is the one that stands at this counter.
pub fn to_counter(web: &Web, cart: &CartContents, rest: &str, flash: Option<Flash>) -> Response {
    let address = if cart.is_empty() && rest.is_empty() {
        "/staff/register".to_owned()
    } else {
        format!("/staff/register?{cart}{rest}")
    };
    let mut response = web.redirect(&address, flash);
    keep_standing(response.headers_mut(), cart, web.state.config.secure());
    response
}

pub async fn sale(web: Web, staff: Staff, Posted(pairs): Posted<Pairs>) -> PageResult {
    let mut state = CartState::read(&pairs);
    let cmd = sale_lines(&pairs).map_err(Error::from).map(|lines| RecordSale {
        lines,
        orders: state.cart.orders.clone(),
        tender: state.cart.tender,
        tendered: state.cart.tendered,
        confirmed: state.confirmed.map(Yen),
        correction: state.cart.correction,
        idempotency_key: state.cart.key.clone(),
    });
    let outcome = match cmd {
        Ok(cmd) => web.store.sale_record(&web.cx, &staff, &cmd).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(sale) => Ok(sold(&web, &sale)),
        // Every line and the amount stay; the message says what to change.
        Err(refused @ Error::Domain(DomainError::Register(_) | DomainError::Busy)) => {
            let words = Some(error::message(web.locale, refused.public()));
            // Whoever presses again after that message means another sale.
            if is_used(&refused) {
                state.cart.key = fresh_key();
            }
            let shown = if is_question(&refused) {
                Shown { ask: words, ..Shown::default() }
            } else {
                Shown { error: words, ..Shown::default() }
            };
            page(&web, &staff, StatusCode::UNPROCESSABLE_ENTITY, state, shown).await
        }
        Err(error) => Err(error.into()),
    }
}

/// 303 to the receipt; the cart stands at the counter no more.
pub fn sold(web: &Web, sale: &SaleRecorded) -> Response {
    let flash = if sale.replayed { Flash::SaleRepeated } else { Flash::SaleDone };
    let mut response = web.redirect(&format!("/staff/sales/{}", sale.id), Some(flash));
    keep_standing(response.headers_mut(), &CartContents::default(), web.state.config.secure());
    response
}

/// The key was used for another sale: the next try needs one of its own.
pub fn is_used(refused: &Error) -> bool {
    matches!(refused, Error::Domain(DomainError::Register(RegisterError::FormUsed)))
}

/// Not refused, but asked about first.
pub fn is_question(refused: &Error) -> bool {
    matches!(refused, Error::Domain(DomainError::Register(RegisterError::TenderedFarAbove { .. })))
}

/// The idempotency key of a cart that was not sold yet.
pub fn fresh_key() -> String {
    Uuid::new_v4().simple().to_string()
}

/// What a page of the counter shows beside the cart.
#[derive(Default)]
struct Shown {
    lookup: Lookup,
    error: Option<String>,
    ask: Option<String>,
}

async fn page(
    web: &Web,
    staff: &Staff,
    status: StatusCode,
    state: CartState,
    Shown { lookup, error, ask }: Shown,
) -> Result<Response, crate::web::PageError> {
    let cart = web.store.register_cart(&web.cx, staff, &state.cart.lines, &state.cart.orders).await?;
    let parked = web.store.carts_parked_count(&web.cx, staff).await?;
    let added = cart.rows.iter().find(|(product, _)| Some(product.number) == state.added);
    let added = added.map(|(product, _)| product.title.clone());
    let query = state.queries.into_iter().next_back().unwrap_or_default();
    let mut contents = state.cart;
    // What has ended is said once and is gone.
    contents.orders = cart.orders.iter().map(|order| order.number).collect();
    let kept = contents.clone();
    let counter = CounterView { cart, contents, lookup, query, added, error, ask, parked };
    let mut response = web.page_with(status, || view! { <CounterPage counter/> });
    keep_standing(response.headers_mut(), &kept, web.state.config.secure());
    Ok(response)
}
