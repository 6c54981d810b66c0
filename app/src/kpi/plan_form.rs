//! The plan as the operator writes it.

use domain::kpi::{GOAL_CHARS_MAX, PLAN_NOTE_CHARS_MAX, PLAN_YEARS_MAX};

use crate::{document::OperatorPage, form::{FormProblems, FormState, TwoTexts}, prelude::*, own::field_name, ui::{BackLink, Button, Field, PageHeader, SectionHeader, Size}};

/// Rows that are empty at first, below those that are filled.
const ROWS_FREE: usize = 3;

/// The goal's name, its targets by fiscal year, the note under the table.
#[component]
pub fn KpiPlanPage(form: FormState) -> impl IntoView {
    let filled = (0..PLAN_YEARS_MAX).filter(|at| !form.value(&format!("year-{at}")).is_empty()).max();
    let rows = (filled.map_or(0, |last| last + 1) + ROWS_FREE).min(PLAN_YEARS_MAX);
    let rows = (0..rows).map(|at| view! { <Row form=form.clone() at/> }).collect_view();
    view! {
        <OperatorPage title=tr!(space.plan_title) path="/operator/kpi">
            <div class="stack g3">
                <BackLink href="/operator/kpi" label=tr!(kpi.title)/>
                <PageHeader title=tr!(space.plan_title) sub=tr!(space.plan_sub)/>
            </div>
            <div class="stack g5">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                <form class="stack g5" method="post" action="/operator/kpi/plan" novalidate=true>
                    <TwoTexts form=form.clone() name="goal" label=tr!(space.plan_goal) chars_max=GOAL_CHARS_MAX
                        hint=tr!(space.plan_goal_hint)/>
                    <section class="stack g3" aria-labelledby="targets">
                        <SectionHeader title=tr!(space.plan_targets) id="targets"/>
                        <p class="small mute">{tr!(space.plan_targets_hint)}</p>
                        {rows}
                    </section>
                    <TwoTexts form name="note" label=tr!(space.plan_note) chars_max=PLAN_NOTE_CHARS_MAX long=true
                        required=false/>
                    <Button label=tr!(common.save) size=Size::BigWide/>
                </form>
            </div>
        </OperatorPage>
    }
}

#[component]
fn Row(form: FormState, at: usize) -> impl IntoView {
    let (year, target, n) = (format!("year-{at}"), format!("target-{at}"), at + 1);
    view! {
        <div class="pair">
            <Field label=tr!(space.plan_year, n = n).to_string() value=form.value(&year) error=form.error(&year)
                name=year unit=tr!(space.fiscal_year) inputmode="numeric" autocomplete="off" required=false unmarked=true/>
            <Field label=tr!(space.plan_target, n = n).to_string() value=form.value(&target) error=form.error(&target)
                name=target unit=tr!(kpi.people) inputmode="numeric" autocomplete="off" required=false unmarked=true/>
        </div>
    }
    .into_any()
}
