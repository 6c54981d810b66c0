//! What the machines cost, and when and how it is paid.

use domain::{booking::PlanRules, equipment::EquipmentSummary};

use crate::{booking::equipment_path, document::Document, format, page::locale, prelude::*, ui::{Col, DataTable, Drawing, Empty, PageHeader, cell}};

/// Length of the worked example, in minutes: no multiple of an hour.
const EXAMPLE_MINUTES: i64 = 90;

/// The fee table.
#[component]
pub fn FeesPage(equipment: Vec<EquipmentSummary>) -> impl IntoView {
    let example = equipment.iter().find(|equipment| equipment.rules.rate_yen_per_hour.0 > 0).map(example);
    let table = if equipment.is_empty() {
        view! { <Empty drawing=Drawing::Calendar title=tr!(site.no_machines)/> }.into_any()
    } else {
        table(&equipment).into_any()
    };
    view! {
        <Document title=tr!(ui.fees) class="page mid">
            <PageHeader title=tr!(ui.fees) sub=tr!(site.fees_sub)/>
            <div class="stack g7">
                {table}
                <div class="prose">
                    <h2>{tr!(site.fees_count)}</h2>
                    <p>{tr!(site.fees_count_text)}</p>
                    {example.map(|example| view! { <p>{example}</p> })}
                    <h2>{tr!(site.fees_pay)}</h2>
                    <p>{tr!(site.fees_pay_text)}</p>
                    <h2>{tr!(site.fees_cancel)}</h2>
                    <p>{tr!(site.fees_cancel_text)}</p>
                    <h2>{tr!(site.fees_other)}</h2>
                    <p>{tr!(site.fees_other_text)}</p>
                </div>
            </div>
        </Document>
    }
}

fn table(equipment: &[EquipmentSummary]) -> impl IntoView + use<> {
    let cols = vec![
        Col::text(tr!(site.fees_machine)),
        Col::num(tr!(site.fees_hour)),
        Col::num(tr!(site.fees_shortest)),
        Col::num(tr!(site.fees_longest)),
        Col::text(tr!(site.fees_induction)),
    ];
    let rows = equipment.iter().map(row).collect();
    view! { <DataTable caption=tr!(site.fees_table) cols rows/> }
}

fn row(equipment: &EquipmentSummary) -> Vec<AnyView> {
    let (rules, href) = (&equipment.rules, equipment_path(&equipment.slug));
    let (shortest, longest) =
        (format::length(locale(), rules.minutes_min), format::length(locale(), rules.minutes_max));
    let (hour, shortest) = if rules.rate_yen_per_hour.0 > 0 {
        let fee = format::yen(locale(), rules.fee(&PlanRules::default(), rules.minutes_min));
        (format::yen(locale(), rules.rate_yen_per_hour), tr!(site.fees_for, length = shortest, yen = fee).to_string())
    } else {
        (tr!(common.free_of_charge).to_owned(), shortest)
    };
    let induction = if rules.induction_required { tr!(site.fees_needed) } else { tr!(site.fees_not_needed) };
    vec![
        cell(view! { <a href=href>{format::localize(locale(), &equipment.name).to_owned()}</a> }),
        cell(hour),
        cell(shortest),
        cell(longest),
        cell(induction),
    ]
}

fn example(equipment: &EquipmentSummary) -> String {
    let length = format::length(locale(), EXAMPLE_MINUTES);
    let fee = format::yen(locale(), equipment.rules.fee(&PlanRules::default(), EXAMPLE_MINUTES));
    tr!(site.fees_example, equipment = format::localize(locale(), &equipment.name).to_owned(), length = length, yen = fee)
        .to_string()
}
