//! 会員種別: the list, and the form of one.

use domain::{PlanId, booking::{NAME_CHARS_MAX, PlanRow}};

use super::names::field_name;
use crate::{document::OperatorPage, form::{FormProblems, FormState, Number, ReorderButtons, TwoTexts}, format, page::locale, prelude::*, ui::{BackLink, Button, Col, DataTable, Drawing, Empty, Icon, LinkButton, Note, PageHeader, Size, Tag, Tone, cell, paths}};

const LIST: &str = "/operator/plans";

/// All plans in their order; the first is everybody's.
#[component]
pub fn PlansPage(plans: Vec<PlanRow>) -> impl IntoView {
    let list = if plans.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(rules.plans_none) text=tr!(rules.plans_none_text)/> }.into_any()
    } else {
        let cols = vec![
            Col::text(tr!(rules.name)),
            Col::num(tr!(rules.horizon)),
            Col::num(tr!(rules.at_once)),
            Col::num(tr!(rules.hours_day)),
            Col::num(tr!(rules.hours_week)),
            Col::num(tr!(rules.percent)),
            Col::num(tr!(rules.plan_members)),
            Col::text(tr!(rules.order)),
        ];
        let rows = plans.into_iter().enumerate().map(|(at, plan)| row(at == 0, plan)).collect();
        view! { <DataTable caption=tr!(rules.plans) cols rows/> }.into_any()
    };
    view! {
        <OperatorPage title=tr!(rules.plans) path=paths::BOOKING_SETTINGS>
            <div class="stack g3">
                <BackLink href=paths::BOOKING_SETTINGS label=tr!(rules.hub_title)/>
                <PageHeader title=tr!(rules.plans) sub=tr!(rules.plans_sub)>
                    <LinkButton href="/operator/plans/new" label=tr!(rules.plan_new) icon=Icon::Plus/>
                </PageHeader>
            </div>
            {list}
        </OperatorPage>
    }
}

fn row(first: bool, plan: PlanRow) -> Vec<AnyView> {
    let (name, at, rules) =
        (format::localize(locale(), &plan.name).to_owned(), format!("{LIST}/{}", plan.id), plan.rules);
    let tag = first.then(|| view! { " "<Tag label=tr!(rules.plan_default) tone=Tone::Accent/> });
    let with = |n: i64, unit: &str| cell(format!("{n} {unit}"));
    vec![
        cell(view! { <a href=at.clone()>{name.clone()}</a>{tag} }),
        with(rules.horizon_days, tr!(rules.unit_days)),
        with(rules.at_once_max, tr!(rules.unit_bookings)),
        with(rules.minutes_day_max / 60, tr!(rules.unit_hours)),
        with(rules.minutes_week_max / 60, tr!(rules.unit_hours)),
        with(rules.rate_percent, tr!(rules.unit_percent)),
        cell(tr!(rules.plan_members_n, n = plan.members).to_string()),
        cell(view! { <ReorderButtons action=format!("{at}/shift") name/> }),
    ]
}

/// A new plan, or one that is there.
#[component]
pub fn PlanFormPage(
    form: FormState,
    id: Option<PlanId>,
    /// The first in the list.
    first: bool,
) -> impl IntoView {
    let name = form.value(if crate::page::locale() == crate::page::Locale::en { "name_en" } else { "name_ja" });
    let (title, action) = match id {
        None => (tr!(rules.plan_new).to_owned(), format!("{LIST}/new")),
        Some(id) => (tr!(rules.plan_edit, name = name).to_string(), format!("{LIST}/{id}")),
    };
    let everybody = first.then(|| view! { <Note>{tr!(rules.plan_default_text)}</Note> });
    view! {
        <OperatorPage title=title.clone() path=paths::BOOKING_SETTINGS>
            <div class="stack g3">
                <BackLink href=LIST label=tr!(rules.back_plans)/>
                <PageHeader title/>
            </div>
            <div class="stack g5">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                {everybody}
                <form class="stack g5" method="post" action=action novalidate=true>
                    <TwoTexts form=form.clone() name="name" label=tr!(rules.name) chars_max=NAME_CHARS_MAX/>
                    <div class="two">
                        <Number form=form.clone() name="horizon" label=tr!(rules.horizon) unit=tr!(rules.unit_days)/>
                        <Number form=form.clone() name="at_once" label=tr!(rules.at_once)
                            unit=tr!(rules.unit_bookings)/>
                        <Number form=form.clone() name="hours_day" label=tr!(rules.hours_day)
                            unit=tr!(rules.unit_hours)/>
                        <Number form=form.clone() name="hours_week" label=tr!(rules.hours_week)
                            unit=tr!(rules.unit_hours) hint=tr!(rules.hours_week_hint)/>
                    </div>
                    <Number form name="percent" label=tr!(rules.percent) unit=tr!(rules.unit_percent)
                        hint=tr!(rules.percent_hint)/>
                    <Button label=tr!(common.save) size=Size::BigWide/>
                </form>
            </div>
        </OperatorPage>
    }
}
