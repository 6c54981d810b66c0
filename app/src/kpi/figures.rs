//! The year's numbers, large, each with the way to its evidence, and the rule by which they were counted.

use domain::kpi::{KindCount, KpiYear, Show, YearFigures};

use super::words;
use crate::{format, page::locale, prelude::*, ui::{Col, DataTable, Ico, Icon, IconSize, StatFigure, cell}};

/// 新規 against its target, 実人数, 延べ人数, and 新規 to date.
#[component]
pub fn Figures(report: KpiYear) -> impl IntoView {
    let figures = report.figures;
    let title = tr!(kpi.figures_of, year = format::fiscal_year(locale(), report.fiscal_year)).to_string();
    let evidence = |show: Show, n: u64| {
        (n > 0).then(|| {
            let href = format!("{}&show={}#evidence", super::href(figures.fiscal_year.year()), show.into_str());
            (href, tr!(kpi.see_evidence, n = n).to_string())
        })
    };
    let target = figures.target.map(|target| (small(figures.new), small(target)));
    let repeaters = tr!(kpi.from_before, n = figures.unique - figures.new).to_string();
    let to_date = match figures.target_to_date {
        0 => tr!(kpi.to_date_none).to_string(),
        n => tr!(kpi.to_date_target, n = n).to_string(),
    };
    let people = || tr!(kpi.people);
    let to_date_target =
        (figures.target_to_date > 0).then(|| (small(figures.new_to_date), small(figures.target_to_date)));
    view! {
        <section aria-labelledby="figures">
            <h2 class="sr" id="figures">{title}</h2>
            <div class="figs four">
                <StatFigure title=tr!(kpi.new) value=words::number(figures.new) unit=people() hero=true
                    target note=words::against_target(&figures) evidence=evidence(Show::New, figures.new)/>
                <StatFigure title=tr!(kpi.unique) value=words::number(figures.unique) unit=people()
                    note=repeaters evidence=evidence(Show::Unique, figures.unique)/>
                <StatFigure title=tr!(kpi.total) value=words::number(figures.total) unit=people()
                    note=against_before(&figures, report.previous.as_ref()) evidence=evidence(Show::Total, figures.total)/>
                <StatFigure title=tr!(kpi.to_date) value=words::number(figures.new_to_date) unit=people()
                    note=to_date target=to_date_target/>
            </div>
            <Rule version=report.rule_version/>
        </section>
    }
    .into_any()
}

/// The counting rule, printed with the figures.
#[component]
fn Rule(version: u32) -> impl IntoView {
    view! {
        <p class="fine">
            <Ico icon=Icon::Info size=IconSize::S/>
            <span><b>{tr!(kpi.rule_title, version = version)}</b>"\u{3000}"{tr!(kpi.rule)}</span>
        </p>
    }
}

/// What people did: people and records of each kind.
#[component]
pub fn KindsTable(kinds: Vec<KindCount>) -> impl IntoView {
    let cols = vec![Col::text(tr!(kpi.kind)), Col::num(tr!(kpi.col_people)), Col::num(tr!(kpi.col_rows))];
    let rows = kinds
        .into_iter()
        .map(|kind| {
            vec![
                cell(words::kind(locale(), kind.kind)),
                cell(tr!(kpi.n_people, n = words::number(kind.people)).to_string()),
                cell(tr!(kpi.n_rows, n = words::number(kind.rows)).to_string()),
            ]
        })
        .collect();
    view! { <DataTable caption=tr!(kpi.kinds_title) cols rows/> }
}

fn against_before(figures: &YearFigures, before: Option<&YearFigures>) -> String {
    let Some(before) = before else { return tr!(kpi.no_year_before).to_string() };
    let n = words::number(figures.total.abs_diff(before.total));
    match figures.total.cmp(&before.total) {
        std::cmp::Ordering::Greater => tr!(kpi.more_than_before, n = n).to_string(),
        std::cmp::Ordering::Less => tr!(kpi.less_than_before, n = n).to_string(),
        std::cmp::Ordering::Equal => tr!(kpi.same_as_before).to_string(),
    }
}

/// For meters and charts, which draw no more than this.
pub fn small(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
