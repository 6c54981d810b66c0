//! From one year's report to another's.

use domain::calendar::FiscalYear;
use leptos::prelude::*;

use super::href;
use crate::{
    format,
    page::locale,
    ui::{ChipLink, ChipLinks, Icon, IconLink},
};

/// Years shown around the one at hand.
const YEARS_AROUND: i32 = 3;

/// The years before and after, and the one at hand with its neighbours; links, so it works everywhere.
#[component]
pub fn YearSwitcher(
    year: FiscalYear,
    /// First and last year worth looking at.
    span: (FiscalYear, FiscalYear),
) -> impl IntoView {
    let (first, last) = (span.0.year().min(year.year()), span.1.year().max(year.year()));
    let at = year.year();
    let from = (at - YEARS_AROUND).max(first);
    let to = (from + 2 * YEARS_AROUND).min(last);
    let from = (to - 2 * YEARS_AROUND).max(first);
    let chips: Vec<ChipLink> = (from..=to)
        .filter_map(FiscalYear::new)
        .map(|other| ChipLink { href: href(other.year()), label: format::fiscal_year(locale(), other), on: other == year })
        .collect();
    view! {
        <div class="year">
            {(at > first).then(|| view! { <IconLink href=href(at - 1) icon=Icon::Left label=tr!(kpi.year_prev)/> })}
            <ChipLinks label=tr!(kpi.years) chips scroll=true/>
            {(at < last).then(|| view! { <IconLink href=href(at + 1) icon=Icon::Right label=tr!(kpi.year_next)/> })}
        </div>
    }
}
