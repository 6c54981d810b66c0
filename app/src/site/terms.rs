//! 利用規約.

use std::sync::Arc;

use domain::{booking::PlanRules, site::SiteSettings};

use super::prose::{Chapter, Chapters, Contact, DemoNotice};
use crate::{document::Document, page::page, prelude::*, ui::{PageHeader, paths}};

/// The terms of use.
#[component]
pub fn TermsPage(site: Arc<SiteSettings>, plan: PlanRules) -> impl IntoView {
    view! {
        <Document title=tr!(ui.terms) class="page mid">
            <PageHeader title=tr!(ui.terms)/>
            <div class="prose">
                <DemoNotice words=tr!(legal.terms_demo)/>
                <p>{tr!(legal.terms_intro, space = page().space_name.clone())}</p>
                <Chapters chapters=chapters(&plan)/>
                <h2>{tr!(legal.contact)}</h2>
                <p>{tr!(legal.terms_contact)}</p>
                <Contact site=&site/>
                <p><a href=paths::LAW>{tr!(ui.law)}</a></p>
            </div>
        </Document>
    }
}

fn chapters(plan: &PlanRules) -> Vec<Chapter> {
    let points = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    vec![
        Chapter {
            title: tr!(legal.terms_account),
            points: points(&[tr!(legal.terms_account_1), tr!(legal.terms_account_2), tr!(legal.terms_account_3)]),
        },
        Chapter {
            title: tr!(legal.terms_booking),
            points: vec![
                tr!(legal.terms_booking_1, days = plan.horizon_days).to_string(),
                tr!(legal.terms_booking_2).to_owned(),
                tr!(legal.terms_booking_3).to_owned(),
            ],
        },
        Chapter {
            title: tr!(legal.terms_safety),
            points: points(&[tr!(legal.terms_safety_1), tr!(legal.terms_safety_2), tr!(legal.terms_safety_3)]),
        },
        Chapter {
            title: tr!(legal.terms_selling),
            points: points(&[
                tr!(legal.terms_selling_1),
                tr!(legal.terms_selling_2),
                tr!(legal.terms_selling_3),
                tr!(legal.terms_selling_4),
            ]),
        },
        Chapter {
            title: tr!(legal.terms_buying),
            points: points(&[tr!(legal.terms_buying_1), tr!(legal.terms_buying_2)]),
        },
        Chapter {
            title: tr!(legal.terms_never),
            points: points(&[tr!(legal.terms_never_1), tr!(legal.terms_never_2), tr!(legal.terms_never_3)]),
        },
        Chapter {
            title: tr!(legal.terms_duty),
            points: points(&[tr!(legal.terms_duty_1), tr!(legal.terms_duty_2), tr!(legal.terms_duty_3)]),
        },
        Chapter { title: tr!(legal.terms_change), points: points(&[tr!(legal.terms_change_1)]) },
    ]
}
