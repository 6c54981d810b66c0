//! What is kept, how much of it there is, how long, and the last clearing away.

use domain::{IntoEnumIterator, data::{DataRule, DataRules, HoldingCount, RuleUnit}, jobs::PeriodicRun};

use super::kept::KeptTable;
use crate::{document::OperatorPage, form::{FormProblems, FormState, Number}, format, page::locale, prelude::*, ui::{Button, Note, PageHeader, SectionHeader, Size, Tone}};

/// The operator's page of personal data.
#[component]
pub fn DataPage(
    /// The numbers that hold.
    rules: DataRules,
    counts: Vec<HoldingCount>,
    last: Option<PeriodicRun>,
    /// The numbers as they stand in the form.
    form: FormState,
) -> impl IntoView {
    let fields = DataRule::iter()
        .map(|rule| {
            let (label, hint) = words(rule);
            view! { <Number form=form.clone() name=rule.into_str() label unit=unit(rule) hint/> }
        })
        .collect_view();
    view! {
        <OperatorPage title=tr!(data.title) path="/operator/data">
            <PageHeader title=tr!(data.title) sub=tr!(data.text)/>
            <div class="stack g6">
                <FormProblems title=tr!(data.rules_problems) form=form.clone() names=rule_name/>
                <KeptTable rules counts/>
                <section class="stack g3" aria-labelledby="last">
                    <SectionHeader title=tr!(data.last_title) id="last"/>
                    {last_run(last)}
                </section>
                <section class="stack g3" aria-labelledby="rules">
                    <SectionHeader title=tr!(data.rules_title) id="rules"/>
                    <p class="mute">{tr!(data.rules_text)}</p>
                    <form class="stack g5" method="post" action="/operator/data" novalidate=true>
                        {fields}
                        <Button label=tr!(common.save) size=Size::BigWide/>
                    </form>
                </section>
            </div>
        </OperatorPage>
    }
}

fn last_run(last: Option<PeriodicRun>) -> AnyView {
    let Some((at, error)) = last.and_then(|last| Some((last.at?, last.error))) else {
        return view! { <p>{tr!(data.last_never)}</p> }.into_any();
    };
    let at = format::instant(locale(), at);
    match error {
        None => view! { <p>{tr!(data.last_ok, at = at).to_string()}</p> }.into_any(),
        Some(error) => {
            view! { <Note tone=Tone::Warn>{tr!(data.last_failed, at = at, error = error).to_string()}</Note> }.into_any()
        }
    }
}

fn unit(rule: DataRule) -> &'static str {
    match rule.unit() {
        RuleUnit::Days => tr!(data.unit_days),
        RuleUnit::Years => tr!(data.unit_years),
        RuleUnit::Megabytes => tr!(data.unit_mb),
    }
}

/// What a field of the form is called.
pub fn rule_name(field: &str) -> Option<String> {
    field.parse::<DataRule>().ok().map(|rule| words(rule).0.to_owned())
}

/// Name and hint.
fn words(rule: DataRule) -> (&'static str, &'static str) {
    match rule {
        DataRule::OrderDays => (tr!(data.order_days), tr!(data.order_days_hint)),
        DataRule::BookingDays => (tr!(data.booking_days), tr!(data.booking_days_hint)),
        DataRule::AccessDays => (tr!(data.access_days), tr!(data.access_days_hint)),
        DataRule::MailDays => (tr!(data.mail_days), tr!(data.mail_days_hint)),
        DataRule::JobDays => (tr!(data.job_days), tr!(data.job_days_hint)),
        DataRule::PhotoDays => (tr!(data.photo_days), tr!(data.photo_days_hint)),
        DataRule::AuditDays => (tr!(data.audit_days), tr!(data.audit_days_hint)),
        DataRule::PaperYears => (tr!(data.paper_years), tr!(data.paper_years_hint)),
        DataRule::PhotoMegabytes => (tr!(data.photo_megabytes), tr!(data.photo_megabytes_hint)),
    }
}
