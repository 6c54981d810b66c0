//! The operator's tools: hub, audit log, the outbox of the demo.

use app::site::{AuditPage, HubPage, MailPage, OutboxPage};
use axum::{
    extract::{Path, Query},
    http::header,
    response::IntoResponse,
};
use domain::{DomainError, form::FormInput, site::AuditFilter};
use leptos::prelude::*;

use crate::{
    outbox,
    web::{Access, Operator, PageQuery, PageResult, Route, Web},
};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/operator", Access::Operator, hub),
        Route::get("/operator/audit", Access::Operator, audit),
        Route::get("/operator/outbox", Access::Operator, mails),
        Route::get("/operator/outbox/{mail}", Access::Operator, mail),
        Route::get("/operator/outbox/{mail}/{file}", Access::Operator, mail_file),
    ]
}

async fn hub(web: Web, operator: Operator) -> PageResult {
    let failed_jobs = web.store.jobs_failed(&web.cx, &operator).await?;
    Ok(web.page(|| view! { <HubPage failed_jobs/> }))
}

async fn audit(web: Web, operator: Operator, Query(input): Query<FormInput>) -> PageResult {
    let filter = AuditFilter::read(&input);
    let page = input.text("page").parse().unwrap_or(1);
    let log = web.store.audit_log(&web.cx, &operator, &filter, page).await?;
    let people = web.store.audit_people(&web.cx, &operator, filter.who).await?;
    Ok(web.page(|| view! { <AuditPage log filter people/> }))
}

async fn mails(web: Web, _: Operator, Query(query): Query<PageQuery>) -> PageResult {
    only_in_demo(&web)?;
    let mails = outbox::list(&web.state.config.outbox(), query.page()).await?;
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
    if web.site.demo { Ok(()) } else { Err(DomainError::NotFound.into()) }
}
