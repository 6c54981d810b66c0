//! The outbox of work: what waits, what was done, what failed and why.

use domain::{IntoEnumIterator, jobs::{ATTEMPTS_MAX, JobKind, JobLog, JobRow, JobState, OVERDUE_MINUTES, PeriodicRun}};

use crate::{document::OperatorPage, format, page::{locale, page}, prelude::*, ui::{ChipLink, ChipLinks, Col, DataTable, Drawing, Empty, Look, Note, PageHeader, Pages, PostButton, SectionHeader, Size, Tag, Tone, cell}};

/// Jobs by kind, and those in one state.
#[component]
pub fn JobsPage(log: JobLog) -> impl IntoView {
    let sub = tr!(operator.jobs_text, n = ATTEMPTS_MAX).to_string();
    let (kinds, periodic) = (log.kinds.clone(), log.periodic.clone());
    let warnings = warnings(&log);
    view! {
        <OperatorPage title=tr!(operator.jobs_title) path="/operator/jobs">
            <PageHeader title=tr!(operator.jobs_title) sub/>
            <div class="stack g6">
                {warnings}
                <section class="stack g3" aria-labelledby="kinds">
                    <SectionHeader title=tr!(operator.jobs_kinds) id="kinds"/>
                    <Kinds kinds/>
                </section>
                <section class="stack g3" aria-labelledby="periodic">
                    <SectionHeader title=tr!(operator.periodic_title) id="periodic"/>
                    <Periodic runs=periodic/>
                </section>
                <Listed log/>
            </div>
        </OperatorPage>
    }
}

/// What somebody has to look at, with what to do; nothing when all is well.
fn warnings(log: &JobLog) -> Vec<AnyView> {
    let mut words = Vec::new();
    if log.overdue > 0 {
        words.push(tr!(operator.jobs_overdue, n = log.overdue, minutes = OVERDUE_MINUTES).to_string());
    }
    for run in &log.periodic {
        if let Some(error) = &run.error {
            let name = periodic_name(&run.kind);
            words.push(tr!(operator.periodic_failed, name = name, error = error).to_string());
        } else if run.is_late(page().now) {
            words.push(tr!(operator.periodic_late, name = periodic_name(&run.kind)).to_string());
        }
    }
    words.into_iter().map(|words| view! { <Note tone=Tone::Warn>{words}</Note> }.into_any()).collect()
}

#[component]
fn Periodic(runs: Vec<PeriodicRun>) -> impl IntoView {
    let cols = vec![
        Col::text(tr!(operator.job_kind)),
        Col::text(tr!(operator.periodic_at)),
        Col::text(tr!(operator.periodic_outcome)),
    ];
    let rows = runs
        .into_iter()
        .map(|run| {
            let at = run.at.map_or_else(|| tr!(operator.job_never).to_owned(), |at| format::instant(locale(), at));
            let outcome = match (run.at, run.error) {
                (None, _) => view! { <Tag label=tr!(operator.periodic_waiting)/> }.into_any(),
                (_, None) => view! { <Tag label=tr!(operator.periodic_ok) tone=Tone::Ok/> }.into_any(),
                (_, Some(_)) => view! { <Tag label=tr!(operator.job_failed) tone=Tone::Bad/> }.into_any(),
            };
            vec![cell(periodic_name(&run.kind)), cell(at), outcome]
        })
        .collect();
    view! { <DataTable caption=tr!(operator.periodic_title) cols rows/> }
}

/// A kind of periodic work by its word.
fn periodic_name(word: &str) -> String {
    match word {
        "members_tidy" => tr!(operator.periodic_members_tidy),
        "booking_holds_tidy" => tr!(operator.periodic_booking_holds_tidy),
        "idempotency_tidy" => tr!(operator.periodic_idempotency_tidy),
        "jobs_prune" => tr!(operator.periodic_jobs_prune),
        "retention" => tr!(operator.periodic_retention),
        other => return other.to_owned(),
    }
    .to_owned()
}

#[component]
fn Kinds(kinds: Vec<JobKind>) -> impl IntoView {
    let mut cols = vec![Col::text(tr!(operator.job_kind))];
    cols.extend(JobState::iter().map(|state| Col::num(state_name(state))));
    cols.push(Col::text(tr!(operator.job_last_done)));
    let rows = kinds
        .into_iter()
        .map(|kind| {
            let mut row = vec![cell(kind_name(&kind.kind))];
            row.extend(JobState::iter().map(|state| cell(kind.count(state))));
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
    let address = |state: JobState| format!("/operator/jobs?state={}", state.into_str());
    let chips = JobState::iter()
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
        let mut cols = vec![
            Col::text(tr!(operator.job_kind)),
            Col::text(when_name(state)),
            Col::num(tr!(operator.job_attempts)),
            Col::text(tr!(operator.job_last_error)),
        ];
        let failed = state == JobState::Failed;
        if failed {
            cols.push(Col::text(tr!(operator.job_again)));
        }
        let retry_all = failed.then(|| {
            let label = tr!(operator.jobs_retry_all);
            view! { <PostButton action="/operator/jobs/retry" label look=Look::Second/> }
        });
        let rows = log.jobs.rows.into_iter().map(|job| row(state, job)).collect();
        view! {
            {retry_all}
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
    let mut cells = vec![
        cell(kind_name(&job.kind)),
        cell(format::instant(locale(), at.unwrap_or(job.run_at))),
        cell(job.attempts),
        cell(view! { <span class="small">{error}</span> }),
    ];
    if state == JobState::Failed {
        let (action, label) = (format!("/operator/jobs/{}/retry", job.id), tr!(operator.job_retry));
        cells.push(cell(view! { <PostButton action label look=Look::Second size=Size::Small/> }));
    }
    cells
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
        "new_address_mail" => tr!(operator.kind_new_address_mail),
        "farewell_mail" => tr!(operator.kind_farewell_mail),
        "old_address_mail" => tr!(operator.kind_old_address_mail),
        "factor_mail" => tr!(operator.kind_factor_mail),
        "booking_mail" => tr!(operator.kind_booking_mail),
        "cancellation_mail" => tr!(operator.kind_cancellation_mail),
        "move_mail" => tr!(operator.kind_move_mail),
        "series_mail" => tr!(operator.kind_series_mail),
        "series_move_mail" => tr!(operator.kind_series_move_mail),
        "series_cancellation_mail" => tr!(operator.kind_series_cancellation_mail),
        "reminder_mail" => tr!(operator.kind_reminder_mail),
        "absence_end" => tr!(operator.kind_absence_end),
        "no_show_mail" => tr!(operator.kind_no_show_mail),
        "booking_release" => tr!(operator.kind_booking_release),
        "offer_mail" => tr!(operator.kind_offer_mail),
        "offer_expiry" => tr!(operator.kind_offer_expiry),
        "waitlist_pass" => tr!(operator.kind_waitlist_pass),
        "review_mail" => tr!(operator.kind_review_mail),
        "order_ended_mail" => tr!(operator.kind_order_ended_mail),
        "question_mail" => tr!(questions.kind_question_mail),
        "answer_mail" => tr!(questions.kind_answer_mail),
        "buyer_review_mail" => tr!(reviews.kind_mail),
        "order_mail" => tr!(operator.kind_order_mail),
        "order_expiry" => tr!(operator.kind_order_expiry),
        "order_state_mail" => tr!(operator.kind_order_state_mail),
        "order_arrival" => tr!(operator.kind_order_arrival),
        "refund_send" => tr!(operator.kind_refund_send),
        "refund_mail" => tr!(operator.kind_refund_mail),
        "payment_fee" => tr!(operator.kind_payment_fee),
        "tax_rate_begin" => tr!(operator.kind_tax_rate_begin),
        other => return other.to_owned(),
    }
    .to_owned()
}
