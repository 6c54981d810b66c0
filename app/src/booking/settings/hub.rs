//! Where the parts of the booking settings are reached.

use domain::booking::SettingsSummary;

use crate::{document::OperatorPage, prelude::*, ui::{Icon, LinkRow, LinkRows, PageHeader, paths}};

/// The parts, each with what is set there.
#[component]
pub fn BookingHubPage(summary: SettingsSummary) -> impl IntoView {
    let rows = vec![
        LinkRow::new("/operator/equipment", tr!(rules.types))
            .icon(Icon::Wrench)
            .note(tr!(rules.types_note))
            .end(tr!(rules.types_n, types = summary.types, units = summary.units).to_string()),
        LinkRow::new("/operator/plans", tr!(rules.plans))
            .icon(Icon::People)
            .note(tr!(rules.plans_note))
            .end(tr!(rules.plans_n, n = summary.plans).to_string()),
        LinkRow::new("/operator/hours", tr!(rules.hours))
            .icon(Icon::Clock)
            .note(tr!(rules.hours_note))
            .end(tr!(rules.hours_n, n = summary.open_days).to_string()),
        LinkRow::new("/operator/closures", tr!(rules.closures))
            .icon(Icon::Calendar)
            .note(tr!(rules.closures_note))
            .end(tr!(rules.closures_n, n = summary.closures).to_string()),
        LinkRow::new("/operator/rules", tr!(rules.space))
            .icon(Icon::Shield)
            .note(tr!(rules.space_note))
            .end(tr!(rules.space_n, n = summary.rules.kids_places).to_string()),
    ];
    view! {
        <OperatorPage title=tr!(rules.hub_title) path=paths::BOOKING_SETTINGS>
            <PageHeader title=tr!(rules.hub_title) sub=tr!(rules.hub_sub)/>
            <LinkRows rows/>
        </OperatorPage>
    }
}
