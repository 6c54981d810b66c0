//! The report as the city gets it: one A4 page, the only part that is printed.

use domain::{calendar::day_of, kpi::{KpiYear, YearFigures, YearState}};

use super::{charts::{Months, NewToDate}, plan::PlanPaper, words};
use crate::{format, page::locale, prelude::*};

#[component]
pub fn Paper(
    report: KpiYear,
    /// Who reports.
    issuer: String,
    /// Records of evidence.
    records: u64,
) -> impl IntoView {
    let l = locale();
    let year = format::fiscal_year(l, report.fiscal_year);
    let made_on = format::full_day(l, day_of(report.made_at));
    let made_at = format::instant(l, report.made_at);
    let running = match report.state {
        YearState::Over => None,
        YearState::Running => Some(tr!(kpi.running)),
        YearState::Ahead => Some(tr!(kpi.ahead)),
    };
    let goal = words::goal(l, &report.words);
    let plan = (!report.plan.is_empty()).then(|| {
        view! { <section><h3>{tr!(kpi.paper_plan)}</h3><PlanPaper plan=report.plan.clone() note=words::plan_note(l, &report.words)/></section> }
    });
    view! {
        <article class="a4" id="a4" aria-labelledby="a4-h">
            <header class="head"><div></div><div class="from"><p>{made_on}</p><p>{issuer}</p></div></header>
            <h2 id="a4-h" class="title">{tr!(kpi.report_title, year = year)}</h2>
            <p>{tr!(kpi.report_intro, goal = goal.clone())}</p>
            {running.map(|words| view! { <p class="b">{words}</p> })}
            <section><h3>{tr!(kpi.paper_results)}</h3><Results figures=report.figures/></section>
            {plan}
            <section>
                <h3>{tr!(kpi.paper_months)}</h3>
                <div class="charts">
                    <figure>
                        <figcaption>{tr!(kpi.chart_months)}</figcaption>
                        <Months months=report.months.clone()/>
                    </figure>
                    <figure>
                        <figcaption>{tr!(kpi.chart_new)}</figcaption>
                        <NewToDate months=report.months.clone() target=report.figures.target/>
                    </figure>
                </div>
            </section>
            <section><h3>{tr!(kpi.paper_kinds)}</h3><Kinds report=report.clone()/></section>
            <section>
                <h3>{tr!(kpi.paper_rule, version = report.rule_version)}</h3>
                <p class="fine">{tr!(kpi.rule)}</p>
            </section>
            <footer class="tail"><p>{tr!(kpi.tail, n = words::number(records), at = made_at)}</p></footer>
        </article>
    }
    .into_any()
}

/// The four numbers in boxes.
#[component]
fn Results(figures: YearFigures) -> impl IntoView {
    let people = |n: u64| view! { {words::number(n)}<small>{tr!(kpi.people)}</small> };
    let new = match figures.target {
        Some(target) => tr!(kpi.with_target, name = tr!(kpi.new), n = words::number(target)).to_string(),
        None => tr!(kpi.new).to_string(),
    };
    let rate = figures.target.map(|target| {
        let percent = words::percent(figures.new, target);
        view! { <div><dt>{tr!(kpi.rate)}</dt><dd class="num">{percent}<small>"%"</small></dd></div> }
    });
    view! {
        <dl class="boxes">
            <div><dt>{new}</dt><dd class="num">{people(figures.new)}</dd></div>
            <div><dt>{tr!(kpi.unique)}</dt><dd class="num">{people(figures.unique)}</dd></div>
            <div><dt>{tr!(kpi.total)}</dt><dd class="num">{people(figures.total)}</dd></div>
            <div><dt>{tr!(kpi.to_date)}</dt><dd class="num">{people(figures.new_to_date)}</dd></div>
            {rate}
        </dl>
    }
    .into_any()
}

/// One row of records by kind.
#[component]
fn Kinds(report: KpiYear) -> impl IntoView {
    let l = locale();
    let head = report.kinds.iter().map(|kind| view! { <th scope="col" class="r">{words::kind(l, kind.kind)}</th> });
    let head = head.collect_view();
    let records = report
        .kinds
        .iter()
        .map(|kind| view! { <td class="r num">{tr!(kpi.n_rows, n = words::number(kind.rows)).to_string()}</td> });
    let records = records.collect_view();
    let people = report
        .kinds
        .iter()
        .map(|kind| view! { <td class="r num">{tr!(kpi.n_people, n = words::number(kind.people)).to_string()}</td> });
    let people = people.collect_view();
    view! {
        <table>
            <thead><tr><th scope="col">{tr!(kpi.kind)}</th>{head}</tr></thead>
            <tbody>
                <tr><th scope="row">{tr!(kpi.col_rows)}</th>{records}</tr>
                <tr><th scope="row">{tr!(kpi.col_people)}</th>{people}</tr>
            </tbody>
        </table>
    }
    .into_any()
}
