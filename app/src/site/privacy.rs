//! What is kept about people, what for, and who sees it.

use std::sync::Arc;

use domain::{data::DataRules, site::SiteSettings};

use super::prose::{Chapter, Chapters, Contact, DemoNotice};
use crate::{data::KeptTable, document::Document, page::page, prelude::*, ui::PageHeader};

/// The privacy notice.
#[component]
pub fn PrivacyPage(site: Arc<SiteSettings>, rules: DataRules) -> impl IntoView {
    view! {
        <Document title=tr!(ui.privacy) class="page mid">
            <PageHeader title=tr!(legal.privacy_title)/>
            <div class="prose">
                <DemoNotice words=tr!(legal.privacy_demo)/>
                <p>{tr!(legal.privacy_intro, space = page().space_name.clone())}</p>
                <Chapters chapters=chapters()/>
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

fn chapters() -> Vec<Chapter> {
    let points = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    vec![
        Chapter {
            title: tr!(legal.privacy_why),
            points: points(&[
                tr!(legal.privacy_why_1),
                tr!(legal.privacy_why_2),
                tr!(legal.privacy_why_3),
                tr!(legal.privacy_why_4),
            ]),
        },
        Chapter { title: tr!(legal.privacy_not), points: points(&[tr!(legal.privacy_not_1)]) },
        Chapter {
            title: tr!(legal.privacy_between),
            points: points(&[tr!(legal.privacy_between_1), tr!(legal.privacy_between_2)]),
        },
        Chapter {
            title: tr!(legal.privacy_others),
            points: points(&[tr!(legal.privacy_others_1), tr!(legal.privacy_others_2)]),
        },
        Chapter { title: tr!(legal.privacy_cookies), points: points(&[tr!(legal.privacy_cookies_1)]) },
        Chapter { title: tr!(legal.privacy_rights), points: points(&[tr!(legal.privacy_rights_1)]) },
    ]
}
