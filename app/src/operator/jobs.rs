//! The outbox of work: what waits, what was done, what failed and why.

use leptos::prelude::*;
use store::{
    jobs::ATTEMPTS_MAX,
    site::{JobKind, JobLog, JobRow, JobState},
};

use super::OperatorPage;
use crate::{
    format,
    page::locale,
    ui::{ChipLink, ChipLinks, Col, DataTable, Drawing, Empty, PageHeader, Pages, SectionHeader, cell},
};

/// Jobs by kind, and those in one state.
#[component]
pub fn JobsPage(log: JobLog) -> impl IntoView {
    let sub = tr!(operator.jobs_text, n = ATTEMPTS_MAX).to_string();
    let kinds = (!log.kinds.is_empty()).then(|| {
        let kinds = log.kinds.clone();
        view! {
            <section class="stack g3" aria-labelledby="kinds">
                <SectionHeader title=tr!(operator.jobs_kinds) id="kinds"/>
                <Kinds kinds/>
            </section>
        }
    });
    view! {
        <OperatorPage title=tr!(operator.jobs_title) path="/operator/jobs">
            <PageHeader title=tr!(operator.jobs_title) sub/>
            <div class="stack g6">{kinds}<Listed log/></div>
        </OperatorPage>
    }
}

#[component]
fn Kinds(kinds: Vec<JobKind>) -> impl IntoView {
    let mut cols = vec![Col::text(tr!(operator.job_kind))];
    cols.extend(JobState::ALL.map(|state| Col::num(state_name(state))));
    cols.push(Col::text(tr!(operator.job_last_done)));
    let rows = kinds
        .into_iter()
        .map(|kind| {
            let mut row = vec![cell(kind_name(&kind.kind))];
            row.extend(JobState::ALL.map(|state| cell(kind.count(state))));
            let never = || tr!(operator.job_never).to_owned();
            row.push(cell(kind.last_done.map_or_else(never, |at| format::instant(locale(), at))));
            row
        })
        .collect();
    view! { <DataTable caption=tr!(operator.jobs_kinds) cols rows/> }
}

#[component]
fn Listed(log: JobLog) -> impl IntoView {
    let state = log.state;
    let address = |state: JobState| format!("/operator/jobs?state={}", state.as_str());
    let chips = JobState::ALL
        .into_iter()
        .map(|other| ChipLink {
            href: address(other),
            label: tr!(operator.state_n, name = state_name(other), n = log.count(other)).to_string(),
            on: other == state,
        })
        .collect();
    let list = if log.jobs.rows.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(operator.jobs_none) text=tr!(operator.jobs_none_text)/> }
            .into_any()
    } else {
        let cols = vec![
            Col::text(tr!(operator.job_kind)),
            Col::text(when_name(state)),
            Col::num(tr!(operator.job_attempts)),
            Col::text(tr!(operator.job_last_error)),
        ];
        let rows = log.jobs.rows.into_iter().map(|job| row(state, job)).collect();
        view! {
            <DataTable caption=tr!(operator.jobs_list) cols rows/>
            <Pages page=log.jobs.page pages=log.jobs.pages
                href=move |page| format!("{}&page={page}", address(state))/>
        }
        .into_any()
    };
    view! {
        <section class="stack g3" aria-labelledby="list">
            <SectionHeader title=tr!(operator.jobs_list) id="list"/>
            <ChipLinks label=tr!(operator.jobs_state) chips/>
            {list}
        </section>
    }
}

fn row(state: JobState, job: JobRow) -> Vec<AnyView> {
    let at = match state {
        JobState::Failed => job.failed_at,
        JobState::Done => job.done_at,
        JobState::Due | JobState::Later => None,
    };
    let error = job.last_error.unwrap_or_else(|| tr!(operator.job_no_error).to_owned());
    vec![
        cell(kind_name(&job.kind)),
        cell(format::instant(locale(), at.unwrap_or(job.run_at))),
        cell(job.attempts),
        cell(view! { <span class="small">{error}</span> }),
    ]
}

fn state_name(state: JobState) -> &'static str {
    match state {
        JobState::Failed => tr!(operator.job_failed),
        JobState::Due => tr!(operator.job_due),
        JobState::Later => tr!(operator.job_later),
        JobState::Done => tr!(operator.job_done),
    }
}

fn when_name(state: JobState) -> &'static str {
    match state {
        JobState::Failed => tr!(operator.job_failed_at),
        JobState::Due | JobState::Later => tr!(operator.job_run_at),
        JobState::Done => tr!(operator.job_done_at),
    }
}

/// A kind by the word in the table; kinds of other versions keep their word.
fn kind_name(word: &str) -> String {
    match word {
        "confirmation_mail" => tr!(operator.kind_confirmation_mail),
        "reset_mail" => tr!(operator.kind_reset_mail),
        "account_exists_mail" => tr!(operator.kind_account_exists_mail),
        "booking_mail" => tr!(operator.kind_booking_mail),
        "cancellation_mail" => tr!(operator.kind_cancellation_mail),
        "review_mail" => tr!(operator.kind_review_mail),
        "order_mail" => tr!(operator.kind_order_mail),
        "order_expiry" => tr!(operator.kind_order_expiry),
        other => return other.to_owned(),
    }
    .to_owned()
}
