//! The units of a kind: the list on its page, and a page for each.

use domain::booking::{NAME_CHARS_MAX, TypeSetting, UnitRow};

use super::names::field_name;
use crate::{document::OperatorPage, form::{FormProblems, FormState, ReorderButtons, TwoTexts}, format, page::locale, prelude::*, ui::{BackLink, Button, Col, DataTable, Icon, LinkButton, Look, Note, PageHeader, PostButton, SectionHeader, Size, Tag, Tone, cell, paths}};

/// The units in their order, and the way to a new one.
#[component]
pub fn UnitList(slug: String, units: Vec<UnitRow>) -> impl IntoView {
    let at = format!("/operator/equipment/{slug}/units");
    let new = format!("{at}/new");
    let list = if units.is_empty() {
        view! { <Note tone=Tone::Warn>{tr!(rules.units_none)}</Note> }.into_any()
    } else {
        let cols = vec![
            Col::text(tr!(rules.unit_name)),
            Col::text(tr!(rules.state)),
            Col::text(tr!(rules.closure_bookings)),
            Col::text(tr!(rules.order)),
        ];
        let rows = units.into_iter().map(|unit| row(&at, unit)).collect();
        view! { <DataTable caption=tr!(rules.units) cols rows/> }.into_any()
    };
    view! {
        <section class="stack g3" aria-labelledby="units">
            <SectionHeader title=tr!(rules.units) id="units"/>
            {list}
            <LinkButton href=new label=tr!(rules.unit_new) look=Look::Second icon=Icon::Plus/>
        </section>
    }
    .into_any()
}

fn row(at: &str, unit: UnitRow) -> Vec<AnyView> {
    let (name, href) = (format::localize(locale(), &unit.name).to_owned(), format!("{at}/{}", unit.id));
    let state = if unit.retired {
        view! { <Tag label=tr!(rules.retired)/> }.into_any()
    } else {
        view! { <Tag label=tr!(rules.in_use) tone=Tone::Ok/> }.into_any()
    };
    vec![
        cell(view! { <a href=href.clone()>{name.clone()}</a> }),
        state,
        cell(tr!(rules.closure_bookings_n, n = unit.bookings).to_string()),
        cell(view! { <ReorderButtons action=format!("{href}/shift") name/> }),
    ]
}

/// A new unit, or one that is there: its name, and whether it is in use.
#[component]
pub fn UnitPage(form: FormState, setting: TypeSetting, unit: Option<UnitRow>) -> impl IntoView {
    let (name, slug) = (format::localize(locale(), &setting.draft.name).to_owned(), setting.draft.slug);
    let title = match &unit {
        None => tr!(rules.unit_new_title, name = name).to_string(),
        Some(unit) => {
            tr!(rules.unit_edit, name = name, unit = format::localize(locale(), &unit.name).to_owned()).to_string()
        }
    };
    let up = format!("/operator/equipment/{slug}");
    let action = match &unit {
        None => format!("{up}/units/new"),
        Some(unit) => format!("{up}/units/{}", unit.id),
    };
    let retire = unit.map(|unit| view! { <Retire at=action.clone() unit/> });
    view! {
        <OperatorPage title=title.clone() path=paths::BOOKING_SETTINGS>
            <div class="stack g3">
                <BackLink href=up label=tr!(common.back)/>
                <PageHeader title/>
            </div>
            <div class="stack g6">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                <form class="stack g5" method="post" action=action novalidate=true>
                    <TwoTexts form name="unit" label=tr!(rules.unit_name) chars_max=NAME_CHARS_MAX
                        hint=tr!(rules.unit_name_hint)/>
                    <Button label=tr!(common.save) size=Size::Wide/>
                </form>
                {retire}
            </div>
        </OperatorPage>
    }
}

#[component]
fn Retire(at: String, unit: UnitRow) -> impl IntoView {
    let body = if unit.retired {
        view! { <PostButton action=format!("{at}/back") label=tr!(rules.bring_back) look=Look::Second/> }.into_any()
    } else if unit.bookings > 0 {
        view! {
            <Note tone=Tone::Warn>
                {tr!(rules.unit_retire_booked, n = unit.bookings).to_string()}" "
                <a href="/staff/board">{tr!(rules.to_board)}</a>
            </Note>
        }
        .into_any()
    } else {
        view! { <PostButton action=format!("{at}/retire") label=tr!(rules.retire) look=Look::Danger/> }.into_any()
    };
    view! {
        <section class="card stack g3" id="f-units" aria-labelledby="retire">
            <h2 class="h3" id="retire">{tr!(rules.unit_retire_title)}</h2>
            <p class="mute">{tr!(rules.unit_retire_text)}</p>
            {body}
        </section>
    }
    .into_any()
}
