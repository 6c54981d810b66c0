//! The board and the day sheet.

use app::booking::board::{BoardPage, DaySheetPage};
use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;

use super::fields::day_or_today;
use crate::web::{PageResult, Staff, Web};

#[derive(Deserialize)]
pub struct OfDay {
    date: Option<String>,
}

pub async fn show(web: Web, staff: Staff, Query(asked): Query<OfDay>) -> PageResult {
    let board = web.store.board(&web.cx, &staff, day_or_today(&web, asked.date.as_deref())).await?;
    Ok(web.page(|| view! { <BoardPage board/> }))
}

pub async fn print(web: Web, staff: Staff, Query(asked): Query<OfDay>) -> PageResult {
    let board = web.store.board(&web.cx, &staff, day_or_today(&web, asked.date.as_deref())).await?;
    Ok(web.page(|| view! { <DaySheetPage board/> }))
}
