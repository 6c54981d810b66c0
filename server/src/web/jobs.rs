//! The work after commits: its log, and another try of what failed.

use app::{jobs::JobsPage, page::Flash};
use axum::extract::{Path, Query};
use domain::jobs::JobState;
use leptos::prelude::*;
use serde::Deserialize;

use super::{Access, Operator, PageQuery, PageResult, Route, Web, named};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/operator/jobs", Access::Operator, list),
        Route::post("/operator/jobs/retry", Access::Operator, retry_failed),
        Route::post("/operator/jobs/{id}/retry", Access::Operator, retry),
    ]
}

/// Text, so that a word that is no state is the usual one.
#[derive(Deserialize)]
struct StateQuery {
    #[serde(default)]
    state: String,
}

async fn list(
    web: Web,
    operator: Operator,
    Query(query): Query<StateQuery>,
    Query(page): Query<PageQuery>,
) -> PageResult {
    let state = query.state.parse::<JobState>().unwrap_or_default();
    let log = web.store.job_log(&web.cx, &operator, state, page.page()).await?;
    Ok(web.page(|| view! { <JobsPage log/> }))
}

async fn retry(web: Web, operator: Operator, Path(id): Path<String>) -> PageResult {
    web.store.job_retry(&web.cx, &operator, named(&id)?).await?;
    Ok(web.redirect("/operator/jobs?state=failed", Some(Flash::JobRetried)))
}

async fn retry_failed(web: Web, operator: Operator) -> PageResult {
    web.store.jobs_retry_failed(&web.cx, &operator).await?;
    Ok(web.redirect("/operator/jobs?state=failed", Some(Flash::JobRetried)))
}
