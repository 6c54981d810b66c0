//! Where the operator begins.

use crate::{document::OperatorPage, page::page, prelude::*, ui::{Icon, LinkRow, LinkRows, Note, PageHeader, Tone}};

/// The operator's tools, and whether something needs looking at.
#[component]
pub fn HubPage(
    /// Jobs that were set aside.
    failed_jobs: u64,
) -> impl IntoView {
    let jobs_end = match failed_jobs {
        0 => tr!(operator.hub_jobs_fine).to_string(),
        n => tr!(operator.hub_jobs_failed, n = n).to_string(),
    };
    let mut rows = vec![
        LinkRow::new("/operator/kpi", tr!(operator.nav_kpi)).icon(Icon::Chart).note(tr!(operator.hub_kpi_note)),
        LinkRow::new("/operator/booking", tr!(operator.hub_booking))
            .icon(Icon::Calendar)
            .note(tr!(operator.hub_booking_note)),
        LinkRow::new("/operator/people", tr!(people.title)).icon(Icon::People).note(tr!(people.hub_note)),
        LinkRow::new("/operator/site", tr!(space.hub_title)).icon(Icon::Home).note(tr!(space.hub_sub)),
        LinkRow::new("/operator/shop", tr!(space.shop_title)).icon(Icon::Bag).note(tr!(space.shop_sub)),
        LinkRow::new("/operator/jobs", tr!(operator.nav_jobs))
            .icon(Icon::Repeat)
            .note(tr!(operator.hub_jobs_note))
            .end(jobs_end),
        LinkRow::new("/operator/data", tr!(data.title)).icon(Icon::Lock).note(tr!(data.hub_note)),
        LinkRow::new("/operator/audit", tr!(operator.nav_audit)).icon(Icon::Rows).note(tr!(operator.hub_audit_note)),
    ];
    if page().demo {
        let outbox = LinkRow::new("/operator/outbox", tr!(operator.nav_outbox));
        rows.push(outbox.icon(Icon::Mail).note(tr!(operator.hub_outbox_note)));
    }
    let failed = (failed_jobs > 0).then(|| {
        view! {
            <Note tone=Tone::Warn>
                {tr!(operator.hub_failed, n = failed_jobs).to_string()}" "
                <a href="/operator/jobs?state=failed">{tr!(operator.hub_failed_link)}</a>
            </Note>
        }
    });
    // A site that sells says who does: until then it is not open, or asks for it.
    let site = page().site.clone();
    let opening = match (site.public, site.missing().is_empty()) {
        (true, true) => None,
        (false, _) => Some(tr!(space.opening_not_yet)),
        (true, false) => Some(tr!(space.opening_missing)),
    };
    let opening = opening.map(|words| {
        view! { <Note tone=Tone::Warn>{words}" "<a href="/operator/setup">{tr!(space.setup_title)}</a></Note> }
    });
    view! {
        <OperatorPage title=tr!(operator.title) path="/operator">
            <PageHeader title=tr!(operator.title) sub=tr!(operator.hub_sub)/>
            {opening}
            {failed}
            <LinkRows rows/>
        </OperatorPage>
    }
}
