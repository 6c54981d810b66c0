//! Receipts, the sales of a day, and shelf labels.

use app::register::{COPIES_MAX, LabelPage, ReceiptPage, SalesPage};
use axum::extract::{Path, Query};
use domain::{SaleId, calendar::day_of, form::CalendarDay};
use leptos::prelude::*;
use serde::Deserialize;

use crate::web::{PageQuery, PageResult, Staff, Web, qr};

#[derive(Deserialize)]
pub struct DayQuery {
    date: Option<String>,
}

#[derive(Deserialize)]
pub struct PaperQuery {
    paper: Option<String>,
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

pub async fn receipt(
    web: Web,
    staff: Staff,
    Path(id): Path<SaleId>,
    Query(PaperQuery { paper }): Query<PaperQuery>,
) -> PageResult {
    let receipt = web.store.sale_receipt(&web.cx, &staff, id).await?;
    let slip = paper.as_deref() == Some("slip");
    Ok(web.page(|| view! { <ReceiptPage receipt slip/> }))
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
