//! The terms and the privacy notice: their versions, and the form of the next.

use domain::{calendar::day_of, site::{LEGAL_CHARS_MAX, LegalKind, LegalVersion, in_force}};

use super::fields::OwnText;
use crate::{document::OperatorPage, form::{FormProblems, FormState}, format, own::{field_name, legal_name}, page::{locale, page}, prelude::*, site::prose::Prose, ui::{BackLink, Button, Col, DataTable, Field, LinkButton, Look, Note, PageHeader, PostButton, SectionHeader, Size, Tag, Tone, cell}};

/// All versions, and the form of a new one with the text that holds now in it.
#[component]
pub fn LegalPage(
    kind: LegalKind,
    versions: Vec<LegalVersion>,
    form: FormState,
    /// The text as it was sent, in both languages, to be looked at.
    #[prop(optional_no_strip)]
    preview: Option<[String; 2]>,
) -> impl IntoView {
    let title = legal_name(kind);
    let at = format!("/operator/site/{kind}");
    let list = if versions.is_empty() {
        view! { <Note>{tr!(space.legal_none)}</Note> }.into_any()
    } else {
        let cols = vec![Col::text(tr!(space.version)), Col::text(tr!(space.from)), Col::text(tr!(space.state))];
        let today = day_of(page().now);
        let now = in_force(&versions, today).map(|version| version.number);
        let rows = versions.iter().rev().map(|version| row(kind, version, now, version.from > today)).collect();
        view! { <DataTable caption=title cols rows/> }.into_any()
    };
    let preview = preview.map(|both| {
        let both = both.into_iter().zip(["ja", "en"]).filter(|(text, _)| !text.is_empty()).map(|(text, lang)| {
            view! { <div class="card prose" lang=lang><Prose text/></div> }
        });
        view! {
            <section class="stack g3" aria-labelledby="preview">
                <SectionHeader title=tr!(space.preview_title) id="preview"/>
                {both.collect_view()}
            </section>
        }
    });
    view! {
        <OperatorPage title path="/operator/site">
            <div class="stack g3">
                <BackLink href="/operator/site" label=tr!(space.hub_title)/>
                <PageHeader title sub=tr!(space.legal_sub)>
                    <LinkButton href=format!("/{kind}") label=tr!(space.see_page) look=Look::Quiet size=Size::Small/>
                </PageHeader>
            </div>
            <div class="stack g6">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                {list}
                {preview}
                <section class="stack g3" aria-labelledby="new">
                    <SectionHeader title=tr!(space.legal_new) id="new"/>
                    <p class="small mute">{tr!(space.legal_marks)}</p>
                    <form class="stack g5" method="post" action=at novalidate=true>
                        <Field label=tr!(space.from) name="from" kind="date" value=form.value("from")
                            error=form.error("from") hint=tr!(space.legal_from_hint)/>
                        <div class="legal-text">
                            <OwnText form name="text" label=tr!(space.legal_text) chars_max=LEGAL_CHARS_MAX long=true
                                required=true/>
                        </div>
                        <div class="row wrap">
                            <Button label=tr!(space.legal_save) size=Size::Big/>
                            <Button label=tr!(space.preview) look=Look::Second size=Size::Big name="act" value="preview"/>
                        </div>
                    </form>
                </section>
            </div>
        </OperatorPage>
    }
}

fn row(kind: LegalKind, version: &LegalVersion, now: Option<usize>, ahead: bool) -> Vec<AnyView> {
    let number = tr!(space.version_n, n = version.number).to_string();
    let href = format!("/{kind}/{}", version.from);
    let english = version.text.en.is_empty().then(|| view! { " "<Tag label=tr!(space.no_english)/> });
    let state = if ahead {
        let action = format!("/operator/site/{kind}/{}/remove", version.from);
        view! {
            <Tag label=tr!(space.version_ahead) tone=Tone::Accent/>" "
            <PostButton action label=tr!(space.version_remove) look=Look::Quiet size=Size::Small/>
        }
        .into_any()
    } else if now == Some(version.number) {
        view! { <Tag label=tr!(space.version_now) tone=Tone::Ok/> }.into_any()
    } else {
        view! { <span class="small mute">{tr!(space.version_past)}</span> }.into_any()
    };
    vec![
        cell(view! { <a href=href>{number}</a>{english} }),
        cell(format::full_day(locale(), version.from)),
        cell(state),
    ]
}
