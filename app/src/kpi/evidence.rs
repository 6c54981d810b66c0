//! The records behind the figures, people as codes.

use domain::{IntoEnumIterator, Paged, calendar::FiscalYear, kpi::{EvidenceRow, Show, YearFigures}};

use super::{href, words};
use crate::{format, page::locale, prelude::*, ui::{ChipLink, ChipLinks, Col, DataTable, Draw, Drawing, Pages, SectionHeader, Tag, Tone, cell}};

#[component]
pub fn EvidenceSection(
    year: FiscalYear,
    evidence: Paged<EvidenceRow>,
    show: Show,
    figures: YearFigures,
) -> impl IntoView {
    let body = if figures.total == 0 {
        view! {
            <div class="empty">
                <Draw drawing=Drawing::Calendar/>
                <h3>{tr!(kpi.evidence_none)}</h3>
                <p class="mute small">{tr!(kpi.evidence_none_text)}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Listed year evidence show figures/> }.into_any()
    };
    view! {
        <section class="stack g3" aria-labelledby="evidence">
            <SectionHeader title=tr!(kpi.evidence_title) id="evidence"/>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn Listed(year: FiscalYear, evidence: Paged<EvidenceRow>, show: Show, figures: YearFigures) -> impl IntoView {
    let address = move |show: Show, page: u32| {
        let page = if page > 1 { format!("&page={page}") } else { String::new() };
        format!("{}&show={}{page}#evidence", href(year.year()), show.into_str())
    };
    let chips = Show::iter()
        .map(|other| ChipLink {
            href: address(other, 1),
            label: format!("{} {}", name(other), words::number(other.figure(&figures))),
            on: other == show,
        })
        .collect();
    let cols =
        vec![Col::text(tr!(kpi.date)), Col::text(tr!(kpi.kind)), Col::text(tr!(kpi.person)), Col::text(tr!(kpi.mark))];
    let rows = evidence.rows.iter().map(row).collect();
    view! {
        <p class="mute">{tr!(kpi.evidence_text)}</p>
        <ChipLinks label=tr!(kpi.evidence_of) chips/>
        <DataTable caption=tr!(kpi.evidence_title) cols rows/>
        <Pages page=evidence.page pages=evidence.pages href=move |page| address(show, page)/>
    }
    .into_any()
}

fn row(row: &EvidenceRow) -> Vec<AnyView> {
    let mark = match (row.new, row.first_of_year) {
        (true, _) => cell(view! { <Tag label=tr!(kpi.mark_new) tone=Tone::Accent/> }),
        (false, true) => cell(view! { <Tag label=tr!(kpi.mark_first)/> }),
        (false, false) => cell(tr!(kpi.nothing)),
    };
    vec![
        cell(format::instant(locale(), row.at)),
        cell(words::kind(locale(), row.kind)),
        cell(view! { <span class="num">{row.person.clone()}</span> }),
        mark,
    ]
}

fn name(show: Show) -> &'static str {
    match show {
        Show::New => tr!(kpi.new),
        Show::Unique => tr!(kpi.unique),
        Show::Total => tr!(kpi.total),
    }
}
