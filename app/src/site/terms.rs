//! 利用規約.

use std::sync::Arc;

use domain::{booking::PlanRules, site::{LegalVersion, SiteSettings}};

use super::prose::{Chapter, Chapters, Contact, DemoNotice, Version, as_text};
use crate::{document::Document, page::{Locale, locale, page}, prelude::*, ui::{PageHeader, paths}};

/// The terms of use.
#[component]
pub fn TermsPage(
    site: Arc<SiteSettings>,
    plan: PlanRules,
    /// The space's own text that holds, or an older one; without it the built-in text.
    version: Option<LegalVersion>,
    /// All that have begun.
    versions: Vec<LegalVersion>,
) -> impl IntoView {
    let text = match version {
        Some(version) => view! { <Version version path=paths::TERMS others=versions/> }.into_any(),
        None => view! {
            <p>{tr!(legal.terms_intro, space = page().space_name.clone())}</p>
            <Chapters chapters=chapters(locale(), &plan)/>
        }
        .into_any(),
    };
    view! {
        <Document title=tr!(ui.terms) class="page mid">
            <PageHeader title=tr!(ui.terms)/>
            <div class="prose">
                <DemoNotice words=tr!(legal.terms_demo)/>
                {text}
                <h2>{tr!(legal.contact)}</h2>
                <p>{tr!(legal.terms_contact)}</p>
                <Contact site=&site/>
                <p><a href=paths::LAW>{tr!(ui.law)}</a></p>
            </div>
        </Document>
    }
}

/// The built-in text, to begin one's own with.
pub fn terms_text(l: Locale, space: &str, plan: &PlanRules) -> String {
    as_text(&trl!(l, legal.terms_intro, space = space.to_owned()).to_string(), chapters(l, plan))
}

fn chapters(l: Locale, plan: &PlanRules) -> Vec<Chapter> {
    let points = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    vec![
        Chapter {
            title: trl!(l, legal.terms_account),
            points: points(&[trl!(l, legal.terms_account_1), trl!(l, legal.terms_account_2), trl!(l, legal.terms_account_3)]),
        },
        Chapter {
            title: trl!(l, legal.terms_booking),
            points: vec![
                trl!(l, legal.terms_booking_1, days = plan.horizon_days).to_string(),
                trl!(l, legal.terms_booking_2).to_owned(),
                trl!(l, legal.terms_booking_3).to_owned(),
            ],
        },
        Chapter {
            title: trl!(l, legal.terms_safety),
            points: points(&[trl!(l, legal.terms_safety_1), trl!(l, legal.terms_safety_2), trl!(l, legal.terms_safety_3)]),
        },
        Chapter {
            title: trl!(l, legal.terms_selling),
            points: points(&[
                trl!(l, legal.terms_selling_1),
                trl!(l, legal.terms_selling_2),
                trl!(l, legal.terms_selling_3),
                trl!(l, legal.terms_selling_4),
            ]),
        },
        Chapter {
            title: trl!(l, legal.terms_buying),
            points: points(&[trl!(l, legal.terms_buying_1), trl!(l, legal.terms_buying_2)]),
        },
        Chapter {
            title: trl!(l, legal.terms_never),
            points: points(&[trl!(l, legal.terms_never_1), trl!(l, legal.terms_never_2), trl!(l, legal.terms_never_3)]),
        },
        Chapter {
            title: trl!(l, legal.terms_duty),
            points: points(&[trl!(l, legal.terms_duty_1), trl!(l, legal.terms_duty_2), trl!(l, legal.terms_duty_3)]),
        },
        Chapter { title: trl!(l, legal.terms_change), points: points(&[trl!(l, legal.terms_change_1)]) },
    ]
}
