//! Where the parts of the site's settings are reached.

use std::sync::Arc;

use domain::{BilingualText, calendar::day_of, site::{LegalKind, LegalVersion, SitePart, SiteSettings, in_force}};

use crate::{document::OperatorPage, format, own::{field_name, legal_name, part_name, rule_name}, page::{locale, page}, prelude::*, ui::{Icon, LinkRow, LinkRows, Note, PageHeader, SectionHeader, Tone}};

/// The parts, each with what stands there.
#[component]
pub fn SiteHubPage(
    site: Arc<SiteSettings>,
    /// Of the terms and the privacy notice, all versions.
    legal: Vec<(LegalKind, Vec<LegalVersion>)>,
) -> impl IntoView {
    let missing = (!site.missing().is_empty()).then(|| {
        let names = site.missing().into_iter().filter_map(field_name).collect::<Vec<_>>();
        let names = names.join(tr!(operator.audit_comma));
        view! {
            <Note tone=Tone::Warn>
                {tr!(space.law_missing, names = names).to_string()}" "
                <a href="/operator/setup">{tr!(space.law_missing_link)}</a>
            </Note>
        }
    });
    let part = |part: SitePart, icon| {
        LinkRow::new(format!("/operator/site/{part}"), part_name(part)).icon(icon).note(note(part)).end(end(part, &site))
    };
    let pages = vec![part(SitePart::Home, Icon::Home), part(SitePart::Shop, Icon::Bag), part(SitePart::Law, Icon::Store)];
    let pages = pages.into_iter().chain(legal.iter().map(|(kind, versions)| legal_row(*kind, versions))).collect();
    let space = vec![
        part(SitePart::Space, Icon::Pin),
        part(SitePart::Look, Icon::Edit),
        LinkRow::new("/operator/hours", tr!(rules.hours)).icon(Icon::Clock).note(tr!(rules.hours_note)),
        part(SitePart::Receipt, Icon::Coin),
        LinkRow::new("/operator/shop", tr!(space.shop_title)).icon(Icon::Rows).note(tr!(space.shop_sub)),
        LinkRow::new("/operator/kpi/plan", tr!(space.plan_title)).icon(Icon::Chart).note(tr!(space.plan_hub_note)),
        part(SitePart::Mail, Icon::Mail),
        part(SitePart::Security, Icon::Shield),
    ];
    view! {
        <OperatorPage title=tr!(space.hub_title) path="/operator/site">
            <PageHeader title=tr!(space.hub_title) sub=tr!(space.hub_sub)/>
            <div class="stack g6">
                {missing}
                <section class="stack g3" aria-labelledby="pages">
                    <SectionHeader title=tr!(space.hub_pages) id="pages"/>
                    <LinkRows rows=pages/>
                </section>
                <section class="stack g3" aria-labelledby="space">
                    <SectionHeader title=tr!(space.hub_space) id="space"/>
                    <LinkRows rows=space/>
                </section>
            </div>
        </OperatorPage>
    }
}

fn note(part: SitePart) -> &'static str {
    match part {
        SitePart::Space => tr!(space.part_space_note),
        SitePart::Look => tr!(space.part_look_note),
        SitePart::Home => tr!(space.part_home_note),
        SitePart::Shop => tr!(space.part_shop_note),
        SitePart::Receipt => tr!(space.part_receipt_note),
        SitePart::Law => tr!(space.part_law_note),
        SitePart::Mail => tr!(space.part_mail_note),
        SitePart::Security => tr!(security.part_note),
    }
}

/// What stands there, in a word: the name, the colour, texts of one's own, or that English is missing.
fn end(part: SitePart, site: &SiteSettings) -> String {
    match part {
        SitePart::Space => return site.space_name.clone(),
        SitePart::Receipt => return site.invoice_number.clone(),
        SitePart::Look => return site.colour.clone(),
        SitePart::Security => return rule_name(site.second_factor).to_owned(),
        _ => {}
    }
    let own: Vec<&BilingualText> = part.texts().iter().filter_map(|text| site.text(*text)).collect();
    match (own.len(), own.iter().filter(|text| text.en.is_empty()).count()) {
        (0, _) => tr!(space.texts_built_in).to_owned(),
        (n, 0) => tr!(space.texts_own, n = n).to_string(),
        (_, n) => tr!(space.texts_no_english, n = n).to_string(),
    }
}

fn legal_row(kind: LegalKind, versions: &[LegalVersion]) -> LinkRow {
    let row = LinkRow::new(format!("/operator/site/{kind}"), legal_name(kind)).icon(Icon::Rows);
    match in_force(versions, day_of(page().now)) {
        None => row.note(tr!(space.legal_note)).end(tr!(space.texts_built_in)),
        Some(version) => {
            let from = format::full_day(locale(), version.from);
            row.note(tr!(space.legal_version, n = version.number, from = from).to_string())
        }
    }
}

