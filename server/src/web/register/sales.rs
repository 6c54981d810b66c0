//! Receipts, the sales of a day, and shelf labels.

use app::{
    form::FormState,
    page::Flash,
    register::{COPIES_MAX, IssuedPage, LabelPage, ReceiptPage, SalesPage},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use domain::{
    SaleId,
    calendar::day_of,
    form::{CalendarDay, FormInput},
    register::{Paper, PaperWords},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::counter::fresh_key;
use crate::web::{PageQuery, PageResult, Posted, Staff, Web, qr};

#[derive(Deserialize)]
pub struct DayQuery {
    date: Option<String>,
}

#[derive(Deserialize)]
pub struct CopiesQuery {
    n: Option<u32>,
}

pub async fn day(
    web: Web,
    staff: Staff,
    Query(DayQuery { date }): Query<DayQuery>,
    Query(query): Query<PageQuery>,
) -> PageResult {
    let today = day_of(web.cx.now);
    let day = date.and_then(|date| date.parse::<CalendarDay>().ok()).map_or(today, CalendarDay::date);
    let sales = web.store.sales_of_day(&web.cx, &staff, day, query.page()).await?;
    Ok(web.page(|| view! { <SalesPage sales today/> }))
}

pub async fn receipt(web: Web, staff: Staff, Path(id): Path<SaleId>) -> PageResult {
    let purpose = app::register::purpose(web.locale);
    let input = FormInput::default().with("paper", Paper::default()).with("purpose", purpose);
    page(&web, &staff, StatusCode::OK, id, FormState::of(input)).await
}

/// Writes the paper down, then shows it for printing. What is on it stands in no address.
pub async fn issue(web: Web, staff: Staff, Path(id): Path<SaleId>, Posted(input): Posted<FormInput>) -> PageResult {
    let words = match PaperWords::read(&input) {
        // A receipt to nobody says nothing of what it is for: its lines do.
        Ok(words) if words.addressee.is_empty() => PaperWords { purpose: String::new(), ..words },
        Ok(words) => words,
        Err(errors) => {
            let form = FormState::new(input, errors);
            return page(&web, &staff, StatusCode::UNPROCESSABLE_ENTITY, id, form).await;
        }
    };
    let next = input.text("next").parse().unwrap_or_default();
    let number = web.store.receipt_issue(&web.cx, &staff, id, next, &words).await?;
    Ok(web.redirect(&format!("/staff/sales/{id}/receipts/{number}"), Some(Flash::ReceiptIssued)))
}

/// The paper. Only the first one, on its way to the printer, is no 再発行.
pub async fn issued(web: Web, staff: Staff, Path((id, number)): Path<(SaleId, i32)>) -> PageResult {
    let receipt = web.store.sale_receipt(&web.cx, &staff, id).await?;
    let issue = web.store.receipt_issued(&web.cx, &staff, id, number).await?;
    let is_fresh = web.flash() == Some(Flash::ReceiptIssued);
    let next_key = fresh_key();
    Ok(web.page(|| view! { <IssuedPage receipt issue is_fresh next_key/> }))
}

async fn page(
    web: &Web,
    staff: &Staff,
    status: StatusCode,
    id: SaleId,
    form: FormState,
) -> Result<Response, crate::web::PageError> {
    let receipt = web.store.sale_receipt(&web.cx, staff, id).await?;
    let issued = web.store.receipt_issued_last(&web.cx, staff, id).await?;
    let next_key = fresh_key();
    Ok(web.page_with(status, || view! { <ReceiptPage receipt issued form next_key/> }))
}

pub async fn label(
    web: Web,
    staff: Staff,
    Path(number): Path<i64>,
    Query(CopiesQuery { n }): Query<CopiesQuery>,
) -> PageResult {
    let product = web.store.register_label(&web.cx, &staff, number).await?;
    let qr = qr::svg(&format!("{}/shop/{number}", web.state.config.site_url));
    let copies = n.unwrap_or(1).clamp(1, COPIES_MAX);
    Ok(web.page(|| view! { <LabelPage product qr copies/> }))
}
