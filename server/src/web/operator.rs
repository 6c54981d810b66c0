//! The operator's tools: hub, jobs, audit log, the outbox of the demo; the booking settings in their own files.

mod equipment;
mod hours;
mod plans;
mod settings;

use app::{
    operator::{AuditPage, HubPage, JobsPage, MailPage, OutboxPage},
    page::Flash,
};
use axum::{
    extract::{Path, Query},
    http::header,
    response::IntoResponse,
};
use domain::{DomainError, jobs::JobState};
use leptos::prelude::*;
use serde::Deserialize;

use super::{Access, Operator, PageResult, Route, Web};
use crate::outbox;

pub fn routes() -> Vec<Route> {
    let own = vec![
        Route::get("/operator", Access::Operator, hub),
        Route::get("/operator/jobs", Access::Operator, jobs),
        Route::post("/operator/jobs/retry", Access::Operator, jobs_retry_failed),
        Route::post("/operator/jobs/{id}/retry", Access::Operator, job_retry),
        Route::get("/operator/audit", Access::Operator, audit),
        Route::get("/operator/outbox", Access::Operator, mails),
        Route::get("/operator/outbox/{mail}", Access::Operator, mail),
        Route::get("/operator/outbox/{mail}/{file}", Access::Operator, mail_file),
    ];
    let parts = [own, settings::routes(), equipment::routes(), plans::routes(), hours::routes()];
    parts.into_iter().flatten().collect()
}

/// Text, so that a page that is no number is the first one.
#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    page: String,
    #[serde(default)]
    state: String,
}

impl Asked {
    fn page(&self) -> u32 {
        self.page.parse().unwrap_or(1)
    }
}

async fn hub(web: Web, operator: Operator) -> PageResult {
    let failed_jobs = web.store.jobs_failed(&web.cx, &operator).await?;
    Ok(web.page(|| view! { <HubPage failed_jobs/> }))
}

async fn jobs(web: Web, operator: Operator, Query(asked): Query<Asked>) -> PageResult {
    let state = asked.state.parse::<JobState>().ok().unwrap_or_default();
    let log = web.store.job_log(&web.cx, &operator, state, asked.page()).await?;
    Ok(web.page(|| view! { <JobsPage log/> }))
}

async fn job_retry(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    web.store.job_retry(&web.cx, &operator, settings::named(&id)?).await?;
    Ok(web.redirect("/operator/jobs?state=failed", Some(Flash::JobRetried)))
}

async fn jobs_retry_failed(web: Web, operator: Operator) -> PageResult {
    web.store.jobs_retry_failed(&web.cx, &operator).await?;
    Ok(web.redirect("/operator/jobs?state=failed", Some(Flash::JobRetried)))
}

async fn audit(web: Web, operator: Operator, Query(asked): Query<Asked>) -> PageResult {
    let log = web.store.audit_log(&web.cx, &operator, asked.page()).await?;
    Ok(web.page(|| view! { <AuditPage log/> }))
}

async fn mails(web: Web, _: Operator, Query(asked): Query<Asked>) -> PageResult {
    only_in_demo(&web)?;
    let mails = outbox::list(&web.state.config.outbox(), asked.page()).await?;
    Ok(web.page(|| view! { <OutboxPage mails/> }))
}

async fn mail(web: Web, _: Operator, Path(name): Path<String>) -> PageResult {
    only_in_demo(&web)?;
    let mail = outbox::read(&web.state.config.outbox(), &name).await?;
    Ok(web.page(|| view! { <MailPage mail/> }))
}

/// A mail's attachment to save: never shown by the browser in the site's own name.
async fn mail_file(web: Web, _: Operator, Path((name, file)): Path<(String, String)>) -> PageResult {
    only_in_demo(&web)?;
    let n = file.parse().map_err(|_| DomainError::NotFound)?;
    let file = outbox::read_attachment(&web.state.config.outbox(), &name, n).await?;
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let name: String = file.name.chars().filter(plain).collect();
    let kind = if name.ends_with(".ics") { "text/calendar; charset=utf-8" } else { "text/plain; charset=utf-8" };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, file.text).into_response())
}

/// Real people's mails are nobody's reading: outside the demo there is no outbox.
fn only_in_demo(web: &Web) -> store::Result<()> {
    if web.state.site.demo { Ok(()) } else { Err(DomainError::NotFound.into()) }
}
