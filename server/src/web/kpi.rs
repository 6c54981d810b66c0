//! The yearly report: page, CSV, Excel.

use app::{
    form::FormState,
    kpi::{KpiPage, KpiPlanPage},
    page::Locale,
};
use axum::{
    extract::Query,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use domain::{
    Operator,
    form::FormInput,
    kpi::{EvidenceExport, KpiPlan, KpiYear, Show, parse_year},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Result;

use super::{
    Access, PageResult, Posted, Route, Web,
    forms::{rerender, saved},
};
use crate::kpi::{Report, evidence_csv, figures_csv, workbook};

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/operator/kpi", Access::Operator, show),
        Route::get("/operator/kpi.csv", Access::Operator, csv),
        Route::post("/operator/kpi.csv", Access::Operator, people_csv),
        Route::get("/operator/kpi.xlsx", Access::Operator, xlsx),
        Route::post("/operator/kpi.xlsx", Access::Operator, people_xlsx),
        Route::get("/operator/kpi/plan", Access::Operator, plan),
        Route::post("/operator/kpi/plan", Access::Operator, plan_save),
    ]
}

/// Everything as text, so that a wrong year meets our own rule and message instead of the extractor's.
#[derive(Deserialize)]
struct KpiQuery {
    fy: Option<String>,
    #[serde(default)]
    show: String,
    #[serde(default)]
    page: String,
}

async fn show(web: Web, operator: Operator, Query(query): Query<KpiQuery>) -> PageResult {
    let report = year(&web, &operator, &query).await?;
    let show = query.show.parse::<Show>().ok().unwrap_or_default();
    let page = query.page.parse().unwrap_or(1);
    let evidence = web.store.kpi_evidence(&web.cx, &operator, &report.figures, show, page).await?;
    let site = &web.site;
    let issuer = match (web.locale, site.space_name_en.as_str()) {
        (Locale::en, english) if !english.is_empty() => english.to_owned(),
        _ => site.issuer_name.clone(),
    };
    Ok(web.page(|| view! { <KpiPage report evidence show issuer/> }))
}

async fn plan(web: Web, operator: Operator) -> PageResult {
    let form = FormState::of(web.store.kpi_plan(&web.cx, &operator).await?.input());
    Ok(web.page(move || view! { <KpiPlanPage form/> }))
}

async fn plan_save(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    match KpiPlan::read(&input) {
        Ok(plan) => {
            web.store.kpi_plan_save(&web.cx, &operator, &plan).await?;
            Ok(saved(&web, "/operator/kpi/plan"))
        }
        Err(errors) => {
            let form = FormState::new(input, errors);
            Ok(rerender(&web, move || view! { <KpiPlanPage form/> }))
        }
    }
}

async fn csv(web: Web, operator: Operator, Query(query): Query<KpiQuery>) -> PageResult {
    let report = year(&web, &operator, &query).await?;
    Ok(download(&format!("kpi-{}.csv", report.fiscal_year.year()), CSV, figures_csv(web.locale, &report)?))
}

async fn xlsx(web: Web, operator: Operator, Query(query): Query<KpiQuery>) -> PageResult {
    let report = year(&web, &operator, &query).await?;
    let name = format!("kpi-{}.xlsx", report.fiscal_year.year());
    Ok(download(&name, XLSX, workbook(&file_of(&web, report, None))?))
}

/// The year whose records of single people are taken out: a post, for it is written down who did.
#[derive(Deserialize)]
struct PeopleForm {
    #[serde(default)]
    fy: String,
}

async fn people_csv(web: Web, operator: Operator, Posted(form): Posted<PeopleForm>) -> PageResult {
    let (report, people) = people_of(&web, &operator, &form).await?;
    let name = format!("kpi-{}-evidence.csv", report.fiscal_year.year());
    Ok(download(&name, CSV, evidence_csv(web.locale, &report, &people)?))
}

async fn people_xlsx(web: Web, operator: Operator, Posted(form): Posted<PeopleForm>) -> PageResult {
    let (report, people) = people_of(&web, &operator, &form).await?;
    let name = format!("kpi-{}-evidence.xlsx", report.fiscal_year.year());
    Ok(download(&name, XLSX, workbook(&file_of(&web, report, Some(people)))?))
}

async fn people_of(web: &Web, operator: &Operator, form: &PeopleForm) -> Result<(KpiYear, EvidenceExport)> {
    let report = web.store.kpi_year(&web.cx, operator, parse_year(&form.fy)?).await?;
    let people = web.store.kpi_evidence_export(&web.cx, operator, report.fiscal_year).await?;
    Ok((report, people))
}

/// The year asked for, or the latest with anything in it.
async fn year(web: &Web, operator: &Operator, query: &KpiQuery) -> Result<KpiYear> {
    let year = match &query.fy {
        Some(text) => parse_year(text)?,
        None => web.store.kpi_latest_year(&web.cx, operator).await?,
    };
    web.store.kpi_year(&web.cx, operator, year).await
}

fn file_of(web: &Web, year: KpiYear, evidence: Option<EvidenceExport>) -> Report {
    Report { year, evidence, locale: web.locale, issuer: web.site.issuer_name.clone() }
}

/// A file to save, named in plain letters.
fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}
