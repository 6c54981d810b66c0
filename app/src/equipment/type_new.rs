//! A new kind of machine: its name and rate. The rest is asked for on its own page, when it is there.

use domain::booking::{NAME_CHARS_MAX, SLUG_CHARS_MAX, TypeSetting};

use super::names::field_name;
use crate::{document::OperatorPage, form::{FormProblems, FormState, Number}, prelude::*, ui::{BackLink, Button, Field, Note, PageHeader, Size, Tone, paths}};

#[component]
pub fn TypeNewPage(form: FormState) -> impl IntoView {
    view! {
        <OperatorPage title=tr!(rules.type_new) path=paths::BOOKING_SETTINGS>
            <div class="stack g3">
                <BackLink href="/operator/equipment" label=tr!(rules.back_types)/>
                <PageHeader title=tr!(rules.type_new) sub=tr!(rules.type_new_sub)/>
            </div>
            <div class="stack g6">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                <Form form/>
            </div>
        </OperatorPage>
    }
}

#[component]
fn Form(form: FormState) -> impl IntoView {
    let length = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    view! {
        <form class="stack g5" method="post" action="/operator/equipment/new" novalidate=true>
            <Field label=field_name("name_ja").unwrap_or_default() name="name_ja" value=form.value("name_ja")
                error=form.error("name_ja") maxlength=length(NAME_CHARS_MAX) unmarked=true/>
            <Number form=form.clone() name="rate" label=tr!(rules.rate) unit=tr!(rules.unit_yen)
                hint=tr!(rules.rate_hint)/>
            <Field label=field_name("name_en").unwrap_or_default() name="name_en" value=form.value("name_en")
                error=form.error("name_en") maxlength=length(NAME_CHARS_MAX) required=false/>
            <Field label=tr!(rules.slug) name="slug" value=form.value("slug") error=form.error("slug")
                hint=tr!(rules.slug_new_hint) maxlength=length(SLUG_CHARS_MAX) autocomplete="off"
                required=false/>
            <Button label=tr!(rules.type_new_next) size=Size::BigWide/>
        </form>
    }
    .into_any()
}

/// What a kind of machine still lacks; nothing when it is whole.
#[component]
pub(super) fn Missing(setting: TypeSetting) -> impl IntoView {
    let draft = &setting.draft;
    let texts = [("name", &draft.name), ("summary", &draft.summary), ("limits", &draft.limits), ("child_words", &draft.child_words)];
    let mut missing: Vec<(String, String)> = Vec::new();
    if !setting.units.iter().any(|unit| !unit.retired) {
        missing.push(("units".to_owned(), tr!(rules.no_units).to_owned()));
    }
    for (name, text) in texts {
        for (language, words) in [("ja", &text.ja), ("en", &text.en)] {
            let field = format!("{name}_{language}");
            if words.is_empty()
                && let Some(words) = field_name(&field)
            {
                missing.push((format!("f-{field}"), words));
            }
        }
    }
    if setting.photo.is_none() {
        missing.push(("photo-h".to_owned(), tr!(rules.photo).to_owned()));
    }
    let is_empty = missing.is_empty();
    let rows = missing.into_iter().map(|(at, words)| view! { <li><a class="hit" href=format!("#{at}")>{words}</a></li> });
    let rows = rows.collect_view();
    (!is_empty).then(|| {
        view! { <Note tone=Tone::Warn><p>{tr!(rules.missing)}</p><ul>{rows}</ul></Note> }.into_any()
    })
}
