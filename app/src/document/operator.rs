//! The frame of the operator's pages.

use super::{Document, setup::SetupStrip};
use crate::{page::page, prelude::*, ui::StaffNav};

/// The frame of the operator's pages: their navigation above the content.
#[component]
pub fn OperatorPage(
    #[prop(into)] title: String,
    /// The page's own address, to mark it in the navigation.
    path: &'static str,
    children: Children,
) -> impl IntoView {
    let link = |href: &str, words: &str| (href.to_owned(), words.to_owned(), href == path);
    let mut links = vec![
        link("/operator", tr!(operator.nav_hub)),
        link("/operator/kpi", tr!(operator.nav_kpi)),
        link("/operator/booking", tr!(operator.hub_booking)),
        link("/operator/people", tr!(people.title)),
        link("/operator/site", tr!(space.hub_title)),
        link("/operator/shop", tr!(space.shop_title)),
        link("/operator/jobs", tr!(operator.nav_jobs)),
        link("/operator/audit", tr!(operator.nav_audit)),
    ];
    if page().demo {
        links.push(link("/operator/outbox", tr!(operator.nav_outbox)));
    }
    view! {
        <Document title class="operator">
            <StaffNav links/>
            <SetupStrip/>
            {children}
        </Document>
    }
}
