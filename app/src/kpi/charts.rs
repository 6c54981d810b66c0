//! The year as drawings; each says the same in words.

use domain::kpi::{KindCount, KpiYear, MonthFigures, YearFigures};

use super::{figures::small, words};
use crate::{format, page::locale, prelude::*, ui::{BarChart, ChartCard, LineChart, Point}};

/// Bars a chart has room for.
const BARS_MAX: usize = 12;

/// 新規 by year, 延べ人数 by month, 新規 to date, records by kind.
#[component]
pub fn Charts(report: KpiYear) -> impl IntoView {
    let months = report.months.clone();
    view! {
        <section class="charts" aria-label=tr!(kpi.charts)>
            <ChartCard title=tr!(kpi.chart_years) note=tr!(kpi.chart_years_note)>
                <Years years=report.years/>
            </ChartCard>
            <ChartCard title=tr!(kpi.chart_months) note=busiest(&report.months)>
                <Months months=report.months.clone()/>
            </ChartCard>
            <ChartCard title=tr!(kpi.chart_new) note=tr!(kpi.chart_new_note, n = report.figures.new).to_string()>
                <NewToDate months target=report.figures.target/>
            </ChartCard>
            <ChartCard title=tr!(kpi.chart_kinds) note=tr!(kpi.chart_kinds_note)>
                <Kinds kinds=report.kinds/>
            </ChartCard>
        </section>
    }
    .into_any()
}

#[component]
fn Years(years: Vec<YearFigures>) -> impl IntoView {
    let skip = years.len().saturating_sub(BARS_MAX);
    let points: Vec<Point> =
        years.iter().skip(skip).map(|year| (format::year_end(locale(), year.fiscal_year), small(year.new))).collect();
    view! { <BarChart alt=in_words(tr!(kpi.chart_years), &points) points/> }.into_any()
}

#[component]
pub fn Months(months: Vec<MonthFigures>) -> impl IntoView {
    let points: Vec<Point> = months.iter().map(|month| (name(month), small(month.total))).collect();
    view! { <BarChart alt=in_words(tr!(kpi.chart_months), &points) points mark_top=true/> }.into_any()
}

#[component]
pub fn NewToDate(months: Vec<MonthFigures>, target: Option<u64>) -> impl IntoView {
    let points: Vec<Point> = months.iter().map(|month| (name(month), small(month.new_to_date))).collect();
    let target = target.map(|target| (small(target), tr!(kpi.chart_target, n = words::number(target)).to_string()));
    view! { <LineChart alt=in_words(tr!(kpi.chart_new), &points) points target/> }.into_any()
}

#[component]
fn Kinds(kinds: Vec<KindCount>) -> impl IntoView {
    let points: Vec<Point> =
        kinds.iter().map(|kind| (words::kind(locale(), kind.kind).to_owned(), small(kind.rows))).collect();
    view! { <BarChart alt=in_words(tr!(kpi.chart_kinds), &points) points/> }.into_any()
}

fn name(month: &MonthFigures) -> String {
    format::month(locale(), month.first_day)
}

/// A chart for those who cannot see it: its title, then each bar and its value.
fn in_words(title: &str, points: &[Point]) -> String {
    let points: Vec<String> = points.iter().map(|(label, value)| format!("{label} {value}")).collect();
    format!("{title}: {}", points.join(", "))
}

fn busiest(months: &[MonthFigures]) -> String {
    // The first of equals, as a reader would say it.
    let top = months.iter().rev().max_by_key(|month| month.total).filter(|month| month.total > 0);
    match top {
        Some(month) => tr!(kpi.chart_months_note, month = name(month), n = month.total).to_string(),
        None => tr!(kpi.chart_months_none).to_string(),
    }
}
