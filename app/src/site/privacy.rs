//! What is kept about people, what for, and who sees it.

use std::sync::Arc;

use domain::{data::DataRules, site::{LegalVersion, SiteSettings}};

use super::prose::{Chapter, Chapters, Contact, DemoNotice, Version, as_text};
use crate::{data::KeptTable, document::Document, page::{Locale, locale, page}, prelude::*, ui::{PageHeader, paths}};

/// The privacy notice.
#[component]
pub fn PrivacyPage(
    site: Arc<SiteSettings>,
    /// The space's own text that holds, or an older one; without it the built-in text.
    version: Option<LegalVersion>,
    /// All that have begun.
    versions: Vec<LegalVersion>,
    /// How long everything is kept.
    rules: DataRules,
    /// A provider of payments is told of buyers.
    pays_online: bool,
) -> impl IntoView {
    let text = match version {
        Some(version) => view! { <Version version path=paths::PRIVACY others=versions/> }.into_any(),
        None => view! {
            <p>{tr!(legal.privacy_intro, space = page().space_name.clone())}</p>
            <Chapters chapters=chapters(locale(), pays_online)/>
        }
        .into_any(),
    };
    view! {
        <Document title=tr!(ui.privacy) class="page mid">
            <PageHeader title=tr!(legal.privacy_title)/>
            <div class="prose">
                <DemoNotice words=tr!(legal.privacy_demo)/>
                {text}
                <h2 id="kept">{tr!(data.privacy_title)}</h2>
                <p>{tr!(data.privacy_text)}</p>
                <KeptTable rules/>
                <h2>{tr!(legal.contact)}</h2>
                <p>{tr!(legal.privacy_contact)}</p>
                <Contact site=&site/>
            </div>
        </Document>
    }
}

/// The built-in text, to begin one's own with.
pub fn privacy_text(l: Locale, space: &str, pays_online: bool) -> String {
    as_text(&trl!(l, legal.privacy_intro, space = space.to_owned()).to_string(), chapters(l, pays_online))
}

fn chapters(l: Locale, pays_online: bool) -> Vec<Chapter> {
    let points = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let mut others = points(&[trl!(l, legal.privacy_others_1), trl!(l, legal.privacy_others_2)]);
    if pays_online {
        others.push(trl!(l, legal.privacy_others_pay).to_owned());
    }
    vec![
        Chapter {
            title: trl!(l, legal.privacy_why),
            points: points(&[
                trl!(l, legal.privacy_why_1),
                trl!(l, legal.privacy_why_2),
                trl!(l, legal.privacy_why_3),
                trl!(l, legal.privacy_why_5),
                trl!(l, legal.privacy_why_4),
            ]),
        },
        Chapter { title: trl!(l, legal.privacy_not), points: points(&[trl!(l, legal.privacy_not_1)]) },
        Chapter {
            title: trl!(l, legal.privacy_between),
            points: points(&[trl!(l, legal.privacy_between_1), trl!(l, legal.privacy_between_2)]),
        },
        Chapter {
            title: trl!(l, legal.privacy_others),
            points: others,
        },
        Chapter { title: trl!(l, legal.privacy_cookies), points: points(&[trl!(l, legal.privacy_cookies_1)]) },
        Chapter { title: trl!(l, legal.privacy_rights), points: points(&[trl!(l, legal.privacy_rights_1)]) },
    ]
}
