//! A text in both languages with the words that stand there while it is empty.

use crate::{form::FormState, prelude::*, ui::{Field, TextArea}};

/// Two fields; below each, what is shown while it is empty.
#[component]
pub(super) fn OwnText(
    form: FormState,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    chars_max: usize,
    long: bool,
    /// The built-in words in Japanese and English; empty where there are none.
    #[prop(optional)]
    built_in: [String; 2],
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let length = u32::try_from(chars_max).unwrap_or(u32::MAX);
    let fields = ["ja", "en"].into_iter().zip(built_in).map(|(language, built_in)| {
        let name = format!("{name}_{language}");
        let label = label.clone();
        let label = match language {
            "ja" => tr!(rules.ja, label = label).to_string(),
            _ => tr!(rules.en, label = label).to_string(),
        };
        let (value, error) = (form.value(&name), form.error(&name));
        let hint = if built_in.is_empty() { String::new() } else { tr!(space.built_in, words = built_in).to_string() };
        let required = required && language == "ja";
        match (long, hint.is_empty()) {
            (true, true) => view! { <TextArea label name value error maxlength=length rows=3 required/> }.into_any(),
            (true, false) => view! { <TextArea label name value error hint maxlength=length rows=3 required/> }.into_any(),
            (false, true) => view! { <Field label name value error maxlength=length required/> }.into_any(),
            (false, false) => view! { <Field label name value error hint maxlength=length required/> }.into_any(),
        }
    });
    view! { <div class="two">{fields.collect_view()}</div> }.into_any()
}
