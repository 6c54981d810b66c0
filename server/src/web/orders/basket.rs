//! The cart in the browser's cookie.

use app::{orders::BasketPage, page::Flash};
use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use axum_extra::extract::cookie::CookieJar;
use domain::{
    DomainError,
    catalog::{OPTIONS_MAX, OptionPick, choose},
    form::{FormInput, Reader},
    orders::{
        Basket, BasketView, CART_COOKIE, CART_SECONDS, ORDER_LINES_MAX, ORDER_QUANTITY_MAX, OrderError, PickedLine,
    },
};
use leptos::prelude::*;

use crate::{
    cookies::{find_cookie, set_cookie, site_cookie},
    web::{PageResult, Posted, Web},
};

/// The cart of a browser; an empty one without a cookie.
pub fn basket_of(headers: &HeaderMap) -> Basket {
    let cookies = CookieJar::from_headers(headers);
    find_cookie(&cookies, CART_COOKIE).map(Basket::parse).unwrap_or_default()
}

/// Keeps the cart in the browser, or forgets it when nothing is in it.
pub fn keep_basket(web: &Web, response: &mut Response, basket: &Basket) {
    let is_empty = basket.lines.is_empty();
    let (value, seconds) = if is_empty { (String::new(), 0) } else { (basket.to_cookie(), CART_SECONDS) };
    let cookie = site_cookie(web.state.config.secure(), CART_COOKIE, value, time::Duration::seconds(seconds));
    set_cookie(response.headers_mut(), &cookie);
}

/// The cart with its pieces as they are now.
///
/// # Errors
/// When the database fails.
pub async fn look(web: &Web, basket: &Basket) -> store::Result<BasketView> {
    let numbers: Vec<i64> = basket.lines.iter().map(|line| line.product_number).collect();
    let pieces = if numbers.is_empty() { Vec::new() } else { web.store.basket_pieces(&numbers).await? };
    Ok(BasketView::new(basket, &pieces))
}

pub async fn show(web: Web, headers: HeaderMap) -> PageResult {
    let basket = basket_of(&headers);
    let view = look(&web, &basket).await?;
    let mut response = web.page(|| view! { <BasketPage basket=view/> });
    // A cart of which nothing is left says so once.
    if basket.lines.is_empty() {
        keep_basket(&web, &mut response, &basket);
    }
    Ok(response)
}

/// The cart again, with why its order was not placed.
///
/// # Errors
/// When the database fails.
pub async fn refused(web: &Web, basket: &Basket, status: StatusCode, why: &DomainError) -> PageResult {
    let view = look(web, basket).await?;
    let problem = Some(app::error::message(web.locale, why));
    Ok(web.page_with(status, || view! { <BasketPage basket=view problem/> }))
}

/// Puts a piece in (`add` and `quantity`), or changes the line at `index` (`step`: `less`, `more`, `remove`, `wrap`,
/// `unwrap`).
pub async fn change(web: Web, headers: HeaderMap, Posted(input): Posted<FormInput>) -> PageResult {
    let mut basket = basket_of(&headers);
    if input.has("add") {
        return add(&web, basket, &input).await;
    }
    let mut read = Reader::new(&input);
    let index = read.integer("index").and_then(|index| usize::try_from(index).ok());
    if let Some(index) = index {
        let quantity = basket.lines.get(index).map_or(0, |line| line.quantity);
        match input.text("step") {
            "less" => basket.set_quantity(index, quantity - 1),
            "more" => basket.set_quantity(index, quantity + 1),
            "remove" => basket.set_quantity(index, 0),
            "wrap" => basket.set_wrapped(index, true),
            "unwrap" => basket.set_wrapped(index, false),
            _ => {}
        }
    }
    let mut response = web.redirect("/cart", None);
    keep_basket(&web, &mut response, &basket);
    Ok(response)
}

async fn add(web: &Web, mut basket: Basket, input: &FormInput) -> PageResult {
    let mut read = Reader::new(input);
    let product_number = read.number("add", 1, i64::MAX);
    let quantity = if input.has("quantity") { read.number("quantity", 1, ORDER_QUANTITY_MAX) } else { 1 };
    if let Err(errors) = read.done(()) {
        return refused(web, &basket, StatusCode::UNPROCESSABLE_ENTITY, &DomainError::Fields(errors)).await;
    }
    let line = PickedLine { product_number, quantity, picks: picks(input), ..PickedLine::default() };
    let pieces = web.store.basket_pieces(&[product_number]).await?;
    let can_be_chosen = pieces.first().is_none_or(|piece| choose(&piece.options, &line.picks).is_ok());
    if !can_be_chosen {
        let why = OrderError::OptionsChanged { product_number };
        return refused(web, &basket, StatusCode::UNPROCESSABLE_ENTITY, &why.into()).await;
    }
    if basket.add(line).is_err() {
        let full = OrderError::TooManyLines { max: ORDER_LINES_MAX };
        return refused(web, &basket, StatusCode::UNPROCESSABLE_ENTITY, &full.into()).await;
    }
    let mut response = web.redirect("/cart", Some(Flash::BasketAdded));
    keep_basket(web, &mut response, &basket);
    Ok(response)
}

/// What was chosen of a piece: the fields `option-` and the option's id; what was left empty is nothing.
fn picks(input: &FormInput) -> Vec<OptionPick> {
    let pick = |name: &str| {
        let option = name.strip_prefix("option-")?.parse().ok()?;
        let value = input.text(name).trim();
        (!value.is_empty()).then(|| OptionPick { option, value: value.to_owned() })
    };
    input.names().filter_map(pick).take(OPTIONS_MAX).collect()
}
