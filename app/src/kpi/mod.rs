//! The yearly report: the page, its charts and evidence, the A4 page, and the words of its files.

mod charts;
mod evidence;
mod figures;
mod paper;
mod people;
mod plan;
mod plan_form;
pub mod words;
mod years;

use domain::{Paged, kpi::{EvidenceRow, KpiYear, Show, YearState}};

use self::{charts::Charts, evidence::EvidenceSection, figures::Figures, paper::Paper, plan::PlanSection, years::YearSwitcher};
pub use plan_form::KpiPlanPage;

use crate::{document::OperatorPage, page::locale, prelude::*, ui::{Icon, LinkButton, Look, Note, PageHeader, SectionHeader, Tone}};

/// The address of a year's report.
pub fn href(fiscal_year: i32) -> String {
    format!("/operator/kpi?fy={fiscal_year}")
}

/// The report on one fiscal year. Only [`Paper`] is printed.
#[component]
pub fn KpiPage(
    report: KpiYear,
    evidence: Paged<EvidenceRow>,
    /// Which figure the evidence is for.
    show: Show,
    /// Who reports, for the A4 page.
    issuer: String,
) -> impl IntoView {
    let year = report.fiscal_year;
    let title = format!("{} {}", crate::format::fiscal_year(locale(), year), tr!(kpi.title));
    let state = match report.state {
        YearState::Over => None,
        YearState::Running => Some(tr!(kpi.running)),
        YearState::Ahead => Some(tr!(kpi.ahead)),
    };
    let records = report.figures.total;
    view! {
        <OperatorPage title path="/operator/kpi">
            <div class="scr stack g6">
                <PageHeader title=tr!(kpi.title) sub=words::goal(locale(), &report.words)>
                    <YearSwitcher year span=report.span/>
                </PageHeader>
                {state.map(|words| view! { <Note tone=Tone::Accent>{words}</Note> })}
                <Figures report=report.clone()/>
                <PlanSection plan=report.plan.clone() note=words::plan_note(locale(), &report.words)/>
                <Charts report=report.clone()/>
                <KindsSection report=report.clone()/>
                <EvidenceSection year evidence show figures=report.figures/>
                <Files fiscal_year=year.year()/>
                <people::PeopleFiles fiscal_year=year.year()/>
                <h2>{tr!(kpi.paper_title)}</h2>
            </div>
            <Paper report issuer records/>
        </OperatorPage>
    }
}

/// The year by what people did.
#[component]
fn KindsSection(report: KpiYear) -> impl IntoView {
    view! {
        <section class="stack g3" aria-labelledby="kinds">
            <SectionHeader title=tr!(kpi.kinds_title) id="kinds"/>
            <figures::KindsTable kinds=report.kinds/>
            <p class="small mute">{tr!(kpi.kinds_note)}</p>
        </section>
    }
    .into_any()
}

/// Downloads, and the way to the A4 page.
#[component]
fn Files(fiscal_year: i32) -> impl IntoView {
    let xlsx = format!("/operator/kpi.xlsx?fy={fiscal_year}");
    let csv = format!("/operator/kpi.csv?fy={fiscal_year}");
    view! {
        <section class="stack g3" aria-labelledby="files">
            <SectionHeader title=tr!(kpi.files_title) id="files"/>
            <div class="chips">
                <LinkButton href=xlsx label=tr!(kpi.excel) look=Look::Second icon=Icon::Download download=true/>
                <LinkButton href=csv label=tr!(kpi.csv) look=Look::Second icon=Icon::Download download=true/>
                <LinkButton href="#a4" label=tr!(kpi.to_paper) look=Look::Second icon=Icon::Print/>
            </div>
            <p class="small mute">{tr!(kpi.print_hint)}</p>
        </section>
    }
    .into_any()
}
