//! `/staff/stock`: pieces that are brought, taken back, counted, broken.

use app::{
    form::FormState,
    page::Flash,
    register::{StockFindPage, StockPage},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use domain::{
    DomainError, ProductId,
    catalog::{MoveStock, StockError},
    form::FormInput,
    register::Scan,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use super::counter::fresh_key;
use crate::web::{PageQuery, PageResult, Posted, Staff, Web, forms::refused, named};

const STOCK: &str = "/staff/stock";

#[derive(Deserialize)]
pub struct FindQuery {
    #[serde(default)]
    q: String,
}

/// A number or a scanned label leads to its piece at once.
pub async fn find(web: Web, staff: Staff, Query(FindQuery { q }): Query<FindQuery>) -> PageResult {
    if q.trim().is_empty() {
        return Ok(web.page(|| view! { <StockFindPage query=String::new() found=None/> }));
    }
    let found = web.store.stock_find(&web.cx, &staff, &q).await?;
    if let (Scan::Product(_), [one]) = (Scan::read(&q), found.as_slice()) {
        return Ok(web.redirect(&format!("{STOCK}/{}", one.id), None));
    }
    let found = Some(found);
    Ok(web.page(|| view! { <StockFindPage query=q found/> }))
}

pub async fn piece(web: Web, staff: Staff, Path(id): Path<String>, Query(query): Query<PageQuery>) -> PageResult {
    page(&web, &staff, StatusCode::OK, named(&id)?, query.page(), FormState::default()).await
}

pub async fn write_down(
    web: Web,
    staff: Staff,
    Path(id): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let id: ProductId = named(&id)?;
    let outcome = match MoveStock::read(&input) {
        Ok(cmd) => web.store.stock_move(&web.cx, &staff, id, &cmd).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    let form = match outcome {
        Ok(()) => return Ok(web.redirect(&format!("{STOCK}/{id}"), Some(Flash::Saved))),
        Err(Error::Domain(DomainError::Stock(why))) => FormState::of(input).refused(field(why), why),
        Err(error) => refused(input, error)?,
    };
    page(&web, &staff, StatusCode::UNPROCESSABLE_ENTITY, id, 1, form).await
}

/// Where what is wrong is shown.
fn field(error: StockError) -> &'static str {
    match error {
        StockError::NotEnough { .. } | StockError::TooMany { .. } | StockError::OneOfAKind => "pieces",
        StockError::MadeToOrder | StockError::NotHandedIn | StockError::FormUsed => "",
    }
}

async fn page(
    web: &Web,
    staff: &Staff,
    status: StatusCode,
    id: ProductId,
    page: u32,
    form: FormState,
) -> Result<Response, crate::web::PageError> {
    let piece = web.store.stock_piece(&web.cx, staff, id).await?;
    let movements = web.store.stock_movements(&web.cx, staff, id, page).await?;
    let key = fresh_key();
    Ok(web.page_with(status, || view! { <StockPage piece movements form key/> }))
}
