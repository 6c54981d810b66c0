//! What is there, what is missing, and the day on which visitors see the site.

use std::sync::Arc;

use domain::site::SiteSettings;

use crate::{document::{OperatorPage, Step}, form::{FormProblems, FormState}, prelude::*, own::{field_name, problem_name}, ui::{Button, Icon, LinkButton, Look, Note, PageHeader, PostButton, SectionHeader, Size, Tag, Tone}};

/// How far the steps are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Anything was set, by a template or by hand.
    pub begun: bool,
    pub open_days: u64,
    pub closures: u64,
    pub machines: u64,
    pub plans: u64,
    pub categories: u64,
    pub targets: u64,
    pub mail_tested: bool,
    pub by_smtp: bool,
    /// There is a provider of payments.
    pub pays_online: bool,
}

/// Where a step stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Done,
    /// It can wait.
    Open,
    /// Visitors see nothing before.
    Needed,
}

/// The steps with their standing, and the button that opens the site.
#[component]
pub fn SetupPage(site: Arc<SiteSettings>, prepared: Prepared, form: FormState) -> impl IntoView {
    let steps: Vec<(Step, Standing, String)> = Step::ALL.into_iter().map(|step| stand(step, &site, &prepared)).collect();
    let needed = steps.iter().filter(|(_, standing, _)| *standing == Standing::Needed).count();
    let next = steps.iter().find(|(_, standing, _)| *standing != Standing::Done).map(|(step, ..)| *step);
    let rows = steps.iter().map(row).collect_view();
    let go_on = next.filter(|_| !site.public).map(|step| {
        let label = tr!(space.setup_next, name = step.name()).to_string();
        view! { <LinkButton href=step.href() label size=Size::Big look={if needed > 0 { Look::Main } else { Look::Second }} after=Icon::Right/> }
    });
    let card = match prepared.pays_online {
        true => (tr!(space.step_card_done), view! { <Tag label=tr!(space.done) tone=Tone::Ok icon=Icon::Check/> }.into_any()),
        false => (tr!(space.step_card_note), view! { <Tag label=tr!(space.later)/> }.into_any()),
    };
    let sub = match (site.public, needed) {
        (true, 0) => tr!(space.setup_open).to_owned(),
        (true, n) => tr!(space.setup_open_missing, n = n).to_string(),
        (false, 0) => tr!(space.setup_ready).to_owned(),
        (false, n) => tr!(space.setup_left, n = n).to_string(),
    };
    view! {
        <OperatorPage title=tr!(space.setup_title) path="/operator/setup">
            <PageHeader title=tr!(space.setup_title) sub/>
            <div class="stack g5">
                <FormProblems title=tr!(space.setup_refused) form names=problem_name/>
                {go_on}
                <ol class="setup-steps" aria-label=tr!(space.setup_title)>{rows}
                    <li><span class="grow"><b>{tr!(space.step_card)}</b><span class="small mute">{card.0}</span></span>{card.1}</li>
                </ol>
                <Opening site ready=needed == 0/>
            </div>
        </OperatorPage>
    }
}

fn row((step, standing, note): &(Step, Standing, String)) -> impl IntoView + use<> {
    let tag = match standing {
        Standing::Done => view! { <Tag label=tr!(space.done) tone=Tone::Ok icon=Icon::Check/> }.into_any(),
        Standing::Open => view! { <Tag label=tr!(space.later)/> }.into_any(),
        Standing::Needed => view! { <Tag label=tr!(space.needed) tone=Tone::Warn icon=Icon::Alert/> }.into_any(),
    };
    let (href, name, note) = (step.href(), step.name(), note.clone());
    view! { <li><span class="grow"><a href=href><b>{name}</b></a><span class="small mute">{note}</span></span>{tag}</li> }
}

/// Where a step stands, and what is there or missing.
fn stand(step: Step, site: &SiteSettings, prepared: &Prepared) -> (Step, Standing, String) {
    let there = |is: bool| if is { Standing::Done } else { Standing::Open };
    let needs = |fields: &[&str]| {
        let missing: Vec<&str> = site.missing().into_iter().filter(|field| fields.contains(field)).collect();
        let names: Vec<String> = missing.iter().filter_map(|field| field_name(field)).collect();
        match names.is_empty() {
            true => (Standing::Done, String::new()),
            false => (Standing::Needed, tr!(space.missing, names = names.join(tr!(operator.audit_comma))).to_string()),
        }
    };
    let count = |n: u64| if n == 0 { tr!(space.nothing_yet).to_owned() } else { tr!(space.so_many, n = n).to_string() };
    let (standing, note) = match step {
        Step::Template => (there(prepared.begun), tr!(space.template_sub).to_owned()),
        Step::Space => needs(&["address_ja", "phone", "email"]),
        Step::Look => (there(site.logo.is_some() || !site.colour.is_empty()), tr!(space.part_look_note).to_owned()),
        Step::Hours if prepared.open_days == 0 => (Standing::Needed, tr!(space.hours_none).to_owned()),
        Step::Hours => (Standing::Done, tr!(rules.hours_n, n = prepared.open_days).to_string()),
        Step::Closures => (there(prepared.closures > 0), tr!(rules.closures_note).to_owned()),
        Step::Machines => (there(prepared.machines > 0), count(prepared.machines)),
        Step::Plans => (there(prepared.plans > 0), count(prepared.plans)),
        Step::Shop => (there(prepared.categories > 0), count(prepared.categories)),
        Step::Receipt => needs(&["issuer_name"]),
        Step::Law => needs(&["responsible_person"]),
        Step::Plan => (there(prepared.targets > 0), count(prepared.targets)),
        Step::Mail if !prepared.by_smtp => (Standing::Open, tr!(space.mail_no_smtp_short).to_owned()),
        Step::Mail => (there(prepared.mail_tested), tr!(space.mail_test).to_owned()),
    };
    (step, standing, note)
}

/// Opens the site, or takes it back.
#[component]
fn Opening(site: Arc<SiteSettings>, ready: bool) -> impl IntoView {
    let body = if site.public {
        view! {
            <Note tone=Tone::Ok>{tr!(space.opening_public)}</Note>
            <PostButton action="/operator/setup/close" label=tr!(space.opening_close) look=Look::Second/>
        }
        .into_any()
    } else {
        let tone = if ready { Tone::Ok } else { Tone::Warn };
        let words = if ready { tr!(space.opening_ready) } else { tr!(space.opening_not_ready) };
        view! {
            <Note tone>{words}</Note>
            <form method="post" action="/operator/setup/open">
                <Button label=tr!(space.opening_open) size=Size::BigWide look={if ready { Look::Main } else { Look::Second }}/>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="card stack g3" aria-labelledby="opening">
            <SectionHeader title=tr!(space.opening) id="opening"/>
            {body}
        </section>
    }
    .into_any()
}
