//! The kinds of machines in their order.

use domain::booking::{PlanRules, TypeRow};

use crate::{document::OperatorPage, form::ReorderButtons, format, page::locale, prelude::*, ui::{BackLink, Col, DataTable, Drawing, Empty, Icon, LinkButton, Look, PageHeader, PostButton, Size, Tag, Tone, cell, paths}};

/// All kinds, the retired too.
#[component]
pub fn TypesPage(types: Vec<TypeRow>) -> impl IntoView {
    let list = if types.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(rules.types_none) text=tr!(rules.types_none_text)/> }.into_any()
    } else {
        let cols = vec![
            Col::text(tr!(rules.name)),
            Col::text(tr!(rules.type_fee)),
            Col::text(tr!(rules.type_length)),
            Col::text(tr!(rules.type_units)),
            Col::text(tr!(rules.state)),
            Col::text(tr!(rules.order)),
        ];
        let rows = types.into_iter().map(row).collect();
        view! { <DataTable caption=tr!(rules.types) cols rows/> }.into_any()
    };
    view! {
        <OperatorPage title=tr!(rules.types) path=paths::BOOKING_SETTINGS>
            <div class="stack g3">
                <BackLink href=paths::BOOKING_SETTINGS label=tr!(rules.hub_title)/>
                <PageHeader title=tr!(rules.types) sub=tr!(rules.types_sub)>
                    <LinkButton href="/operator/equipment/new" label=tr!(rules.type_new) icon=Icon::Plus/>
                </PageHeader>
            </div>
            {list}
        </OperatorPage>
    }
}

fn row(row: TypeRow) -> Vec<AnyView> {
    let (l, at) = (locale(), format!("/operator/equipment/{}", row.slug));
    let name = format::localize(locale(), &row.name).to_owned();
    let rules = &row.rules;
    let fee = match rules.fee(&PlanRules::default(), 60) {
        domain::Yen(0) => tr!(common.free_of_charge).to_owned(),
        _ => tr!(booking.per_hour, fee = format::yen(l, rules.rate_yen_per_hour)).to_string(),
    };
    let length = format!("{}–{}", format::length(l, rules.minutes_min), format::length(l, rules.minutes_max));
    let units = match row.units {
        0 => view! { <Tag label=tr!(rules.no_units) tone=Tone::Warn/> }.into_any(),
        n => cell(tr!(rules.units_n, n = n).to_string()),
    };
    let state = if row.retired {
        let action = format!("{at}/back");
        let button = view! {
            <PostButton action label=tr!(rules.bring_back) look=Look::Second size=Size::Small/>
        };
        view! { <div class="row"><Tag label=tr!(rules.retired)/>{button}</div> }.into_any()
    } else {
        view! { <Tag label=tr!(rules.in_use) tone=Tone::Ok/> }.into_any()
    };
    vec![
        cell(view! { <a href=at.clone()>{name.clone()}</a> }),
        cell(fee),
        cell(length),
        units,
        state,
        cell(view! { <ReorderButtons action=format!("{at}/shift") name/> }),
    ]
}
