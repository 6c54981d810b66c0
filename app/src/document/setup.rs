//! The first days of a space: its steps, and the strip above each step's page.

use crate::{page::page, prelude::*, ui::{Icon, LinkButton, Look, Size}};

/// A step: the page on which it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Template,
    Space,
    Look,
    Hours,
    Closures,
    Machines,
    Plans,
    Shop,
    Receipt,
    Law,
    Plan,
    Mail,
}

impl Step {
    /// In their order.
    pub const ALL: [Step; 12] = {
        use Step::*;
        [Template, Space, Look, Hours, Closures, Machines, Plans, Shop, Receipt, Law, Plan, Mail]
    };

    pub fn href(self) -> &'static str {
        match self {
            Step::Template => "/operator/setup/template",
            Step::Space => "/operator/site/space",
            Step::Look => "/operator/site/look",
            Step::Hours => "/operator/hours",
            Step::Closures => "/operator/closures",
            Step::Machines => "/operator/equipment",
            Step::Plans => "/operator/plans",
            Step::Shop => "/operator/shop",
            Step::Receipt => "/operator/site/receipt",
            Step::Law => "/operator/site/law",
            Step::Plan => "/operator/kpi/plan",
            Step::Mail => "/operator/site/mail",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Step::Template => tr!(space.step_template),
            Step::Space => tr!(space.part_space),
            Step::Look => tr!(space.part_look),
            Step::Hours => tr!(space.step_hours),
            Step::Closures => tr!(rules.closures),
            Step::Machines => tr!(rules.types),
            Step::Plans => tr!(rules.plans),
            Step::Shop => tr!(space.step_shop),
            Step::Receipt => tr!(space.part_receipt),
            Step::Law => tr!(ui.law),
            Step::Plan => tr!(space.plan_title),
            Step::Mail => tr!(space.part_mail),
        }
    }
}

/// Above a step's page while the space is prepared: which step it is, the one before and the next.
#[component]
pub(super) fn SetupStrip() -> impl IntoView {
    let cx = page();
    let path = cx.path.split(['?', '#']).next().unwrap_or_default();
    let is_hub = path == "/operator/setup";
    if cx.site.public || is_hub {
        return ().into_any();
    }
    let at = Step::ALL.iter().position(|step| path == step.href() || path.starts_with(&format!("{}/", step.href())));
    let Some(at) = at else {
        return view! {
            <nav class="setup card" aria-label=tr!(space.setup_title)>
                <a href="/operator/setup">{tr!(space.setup_back)}</a>
            </nav>
        }
        .into_any();
    };
    let before = at.checked_sub(1).map(|before| Step::ALL[before]);
    let before = before.map(|step| {
        let label = tr!(space.setup_before, name = step.name()).to_string();
        view! { <LinkButton href=step.href() label look=Look::Quiet size=Size::Small icon=Icon::Left/> }
    });
    let (href, name) =
        Step::ALL.get(at + 1).map_or(("/operator/setup", tr!(space.setup_check)), |next| (next.href(), next.name()));
    let next = tr!(space.setup_next, name = name).to_string();
    let words = tr!(space.setup_step, n = at + 1, of = Step::ALL.len()).to_string();
    view! {
        <nav class="setup card" aria-label=tr!(space.setup_title)>
            <p class="row sb"><a href="/operator/setup">{tr!(space.setup_title)}</a><b class="num">{words.clone()}</b></p>
            <progress max=Step::ALL.len().to_string() value=(at + 1).to_string() aria-label=words></progress>
            <p class="row wrap sb">{before}<LinkButton href=href.to_owned() label=next size=Size::Small after=Icon::Right/></p>
        </nav>
    }
    .into_any()
}
