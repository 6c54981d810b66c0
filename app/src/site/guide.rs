//! はじめての方へ: from signing up to selling.

use domain::{booking::PlanRules, equipment::EquipmentSummary};

use crate::{document::Document, format, page::{locale, page}, prelude::*, ui::{Icon, LinkButton, Look, PageHeader, SectionHeader, Size, Tag, paths}};

/// The guide for newcomers.
#[component]
pub fn GuidePage(equipment: Vec<EquipmentSummary>, plan: PlanRules) -> impl IntoView {
    let is_visitor = page().actor.account().is_none();
    let sign_up = is_visitor.then(|| {
        view! { <LinkButton href=paths::SIGN_UP label=tr!(site.guide_sign_up) size=Size::Big icon=Icon::Person/> }
    });
    view! {
        <Document title=tr!(ui.guide) class="page mid">
            <PageHeader title=tr!(ui.guide) sub=tr!(site.guide_sub)/>
            <div class="stack g7">
                <Steps equipment=equipment.clone() plan/>
                <WithChildren equipment/>
                <div class="row wrap">
                    {sign_up}
                    <LinkButton href=paths::BOOK label=tr!(site.find_free) size=Size::Big icon=Icon::Calendar
                        look={if is_visitor { Look::Second } else { Look::Main }}/>
                </div>
            </div>
        </Document>
    }
}

#[component]
fn Steps(equipment: Vec<EquipmentSummary>, plan: PlanRules) -> impl IntoView {
    view! {
        <ol class="how long">
            <li>
                <h2>{tr!(site.guide_1)}</h2>
                <p>{tr!(site.guide_1_text)}</p>
                <p>{tr!(site.guide_1_buy)}</p>
            </li>
            <li>
                <h2>{tr!(site.guide_2)}</h2>
                <Inductions equipment/>
            </li>
            <li>
                <h2>{tr!(site.guide_3)}</h2>
                <p>{tr!(site.guide_3_text, days = plan.horizon_days, n = plan.at_once_max)}</p>
                <p>{tr!(site.guide_3_cancel)}</p>
            </li>
            <li>
                <h2>{tr!(site.guide_4)}</h2>
                <p>{tr!(site.guide_4_text)}</p>
                <p>{tr!(site.guide_4_pay)}" "<a href=paths::FEES>{tr!(site.guide_4_fees)}</a></p>
            </li>
            <li>
                <h2>{tr!(site.guide_5)}</h2>
                <p>{tr!(site.guide_5_text)}</p>
                <p>{tr!(site.guide_5_money)}</p>
            </li>
        </ol>
    }
}

/// Which machines need the induction, and which need none.
#[component]
fn Inductions(equipment: Vec<EquipmentSummary>) -> impl IntoView {
    let names = |required: bool| {
        let some = equipment.iter().filter(|equipment| equipment.rules.induction_required == required);
        some.map(|equipment| format::localize(locale(), &equipment.name).to_owned()).collect::<Vec<_>>()
    };
    let chips = |names: Vec<String>| {
        let chips = names.into_iter().map(|name| view! { <li><Tag label=name/></li> }).collect_view();
        view! { <ul class="chips">{chips}</ul> }
    };
    let (with, without) = (names(true), names(false));
    let with = (!with.is_empty()).then(|| view! { <p>{tr!(site.guide_2_text)}</p>{chips(with)} });
    let without = (!without.is_empty()).then(|| view! { <p>{tr!(site.guide_2_free)}</p>{chips(without)} });
    view! { {with}{without} }
}

/// The rules for coming with a child, machines with the same rule together.
#[component]
fn WithChildren(equipment: Vec<EquipmentSummary>) -> impl IntoView {
    let mut rules: Vec<(String, Vec<String>)> = Vec::new();
    for equipment in &equipment {
        let (rule, name) = (
            format::localize(locale(), &equipment.child_rule).to_owned(),
            format::localize(locale(), &equipment.name).to_owned(),
        );
        match rules.iter_mut().find(|(other, _)| *other == rule) {
            _ if rule.is_empty() => {}
            Some((_, names)) => names.push(name),
            None => rules.push((rule, vec![name])),
        }
    }
    let rules = rules.into_iter().map(|(rule, names)| {
        view! { <dt>{names.join(tr!(site.and))}</dt><dd>{rule}</dd> }
    });
    view! {
        <section aria-labelledby="children">
            <SectionHeader id="children" title=tr!(site.guide_children)/>
            <div class="stack">
                <p>{tr!(site.guide_children_text)}</p>
                <dl class="says">{rules.collect_view()}</dl>
            </div>
        </section>
    }
}
