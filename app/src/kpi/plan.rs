//! The plan's table 7-2 with the actual figures beside the targets.

use domain::kpi::{PlanPoint, PlanRow};

use super::words;
use crate::{format, page::locale, prelude::*, ui::{Col, DataTable, Icon, SectionHeader, Tag, Tone, cell}};

/// The table as on the page: one row for each point in time.
#[component]
pub fn PlanSection(plan: Vec<PlanRow>, note: String) -> impl IntoView {
    let body = if plan.is_empty() {
        view! { <p class="mute">{tr!(kpi.plan_none)}" "<a href="/operator/kpi/plan">{tr!(space.plan_title)}</a></p> }.into_any()
    } else {
        let cols = vec![
            Col::text(tr!(kpi.point)),
            Col::num(tr!(kpi.target)),
            Col::num(tr!(kpi.actual)),
            Col::num(tr!(kpi.reached)),
        ];
        let rows = plan.iter().map(row).collect();
        view! {
            <DataTable caption=tr!(kpi.plan_title) cols rows/>
            <p class="small dim">{note}</p>
        }
        .into_any()
    };
    view! {
        <section class="stack g3" aria-labelledby="plan">
            <SectionHeader title=tr!(kpi.plan_title) id="plan"/>
            {body}
        </section>
    }
    .into_any()
}

fn row(row: &PlanRow) -> Vec<AnyView> {
    let point = words::plan_point(locale(), row.point);
    let point = match row.point {
        PlanPoint::YearEnd(year) => cell(view! {
            {point}" "<span class="tiny dim">{format::fiscal_year(locale(), year)}</span>
        }),
        _ => cell(point),
    };
    vec![point, cell(people(Some(row.target))), cell(view! { <b>{people(row.actual)}</b> }), state(row)]
}

/// 達成, 未達成, or これから.
fn state(row: &PlanRow) -> AnyView {
    match (row.point, row.reached()) {
        (PlanPoint::Application, _) => cell(tr!(kpi.nothing)),
        (_, None) => cell(view! { <Tag label=tr!(kpi.not_yet)/> }),
        (_, Some(true)) => cell(view! { <Tag label=tr!(kpi.reached) tone=Tone::Ok icon=Icon::Check/> }),
        (_, Some(false)) => cell(view! { <Tag label=tr!(kpi.reached_not) tone=Tone::Warn icon=Icon::Alert/> }),
    }
}

/// `30人`, or a dash for what is not known yet.
fn people(n: Option<u64>) -> String {
    n.map_or_else(|| tr!(kpi.nothing).to_string(), |n| tr!(kpi.n_people, n = words::number(n)).to_string())
}

/// The table as on paper: the goal's row with one column for each point in time, as the plan prints it.
#[component]
pub fn PlanPaper(plan: Vec<PlanRow>, note: String) -> impl IntoView {
    let line = |of: &dyn Fn(&PlanRow) -> String| {
        plan.iter().map(|row| view! { <td class="r num">{of(row)}</td> }).collect_view()
    };
    let head = plan
        .iter()
        .map(|row| view! { <th scope="col" class="r">{words::plan_point(locale(), row.point)}</th> })
        .collect_view();
    let reached = |row: &PlanRow| match row.reached() {
        None => tr!(kpi.nothing).to_string(),
        Some(true) => tr!(kpi.reached).to_string(),
        Some(false) => tr!(kpi.reached_not).to_string(),
    };
    view! {
        <table>
            <thead><tr><th scope="col">{tr!(kpi.point)}</th>{head}</tr></thead>
            <tbody>
                <tr><th scope="row">{tr!(kpi.target)}</th>{line(&|row| people(Some(row.target)))}</tr>
                <tr class="b"><th scope="row">{tr!(kpi.actual)}</th>{line(&|row| people(row.actual))}</tr>
                <tr><th scope="row">{tr!(kpi.reached)}</th>{line(&reached)}</tr>
            </tbody>
        </table>
        <p class="fine">{note}</p>
    }
    .into_any()
}
