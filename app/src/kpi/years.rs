//! From one year's report to another's.

use domain::{calendar::FiscalYear, kpi::YEARS_MAX};

use super::href;
use crate::{format, page::locale, prelude::*, ui::{Button, Icon, IconLink, Look}};

/// The years before and after as links, and any other by a form; works without scripts.
#[component]
pub fn YearSwitcher(
    year: FiscalYear,
    /// First and last year worth looking at.
    span: (FiscalYear, FiscalYear),
) -> impl IntoView {
    let at = year.year();
    let (first, last) = (span.0.year().min(at), span.1.year().max(at));
    let reach = i32::try_from(YEARS_MAX).unwrap_or(i32::MAX);
    let options = (first.max(at - reach)..=last.min(at + reach))
        .filter_map(FiscalYear::new)
        .map(|other| {
            let words = tr!(kpi.year_of, name = format::fiscal_year(locale(), other), year = other.year()).to_string();
            view! { <option value=other.year() selected=other == year>{words}</option> }
        })
        .collect_view();
    view! {
        <form class="year" method="get" action="/operator/kpi">
            {(at > first).then(|| view! { <IconLink href=href(at - 1) icon=Icon::Left label=tr!(kpi.year_prev)/> })}
            <label class="sr" for="fy">{tr!(kpi.years)}</label>
            <select class="in" id="fy" name="fy">{options}</select>
            {(at < last).then(|| view! { <IconLink href=href(at + 1) icon=Icon::Right label=tr!(kpi.year_next)/> })}
            <Button label=tr!(kpi.year_show) look=Look::Second/>
        </form>
    }
    .into_any()
}
