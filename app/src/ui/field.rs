//! Labelled fields: the label, its marker, the control, a hint and an error, tied
//! together for people who listen.

use super::{Ico, Icon, IconSize};
use crate::prelude::*;

/// The ids a field's parts have. One place, because the error summary links to them.
pub fn field_id(name: &str) -> String {
    format!("f-{name}")
}

/// Longest unit, in characters, that stands inside its field.
const UNIT_CHARS_INSIDE: usize = 2;

/// What `aria-describedby` names: the error first, then the hint.
fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (error, hint) {
        (true, true) => Some(format!("{id}-e {id}-h")),
        (true, false) => Some(format!("{id}-e")),
        (false, true) => Some(format!("{id}-h")),
        (false, false) => None,
    }
}

/// A label's marker: 必須 or 任意 (required or optional).
#[component]
pub fn Marker(required: bool) -> impl IntoView {
    if required {
        view! { <span class="req">{tr!(ui.required)}</span> }.into_any()
    } else {
        view! { <span class="opt">{tr!(ui.optional)}</span> }.into_any()
    }
}

/// The label, hint and error around any control. `id` is the control's id.
#[component]
fn Around(
    id: String,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    /// `None` draws no marker (a sign-in form, where all is needed).
    required: Option<bool>,
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-h"), format!("{id}-e"));
    view! {
        <div class="field">
            <label class="lb" for=id>
                {label} {required.map(|required| view! { <Marker required/> })}
            </label>
            {children}
            {error.map(|error| view! { <ErrorLine id=error_id error/> })}
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
        </div>
    }
}

/// An error's line under its field or group.
#[component]
pub fn ErrorLine(id: String, error: String) -> impl IntoView {
    view! {
        <p class="err" id=id>
            <Ico icon=Icon::Alert size=IconSize::S/>
            <span>{error}</span>
        </p>
    }
}

/// A one-line field.
// tidy: long because half of it is the list of its props.
#[component]
pub fn Field(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(optional, into)] value: String,
    /// `text` unless told: `email`, `password`, `number`, `date`, `time`, `tel`, `url`, `file`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(default = true)] required: bool,
    /// Hides 必須 and 任意, for short forms where all is needed.
    #[prop(optional)]
    unmarked: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(optional)] minlength: Option<u32>,
    #[prop(optional, into)] min: Option<String>,
    #[prop(optional, into)] max: Option<String>,
    #[prop(optional, into)] step: Option<String>,
    #[prop(optional)] pattern: Option<&'static str>,
    #[prop(optional)] readonly: bool,
    #[prop(optional)] autofocus: bool,
    /// Offered values, as a `<datalist>`.
    #[prop(optional)]
    list: Vec<String>,
    /// Drawn inside the field's end: 円, 分, cm.
    #[prop(optional, into)]
    unit: Option<String>,
) -> impl IntoView {
    let id = field_id(&name);
    let marker = (!unmarked).then_some(required);
    let invalid = error.is_some().then_some("true");
    let described = described_by(&id, hint.is_some(), error.is_some());
    let numeric = matches!(kind, "number" | "tel") || inputmode.is_some();
    let class = if numeric { "in num" } else { "in" };
    let list_id = (!list.is_empty()).then(|| format!("{id}-l"));
    let offered = list_id.clone().map(|id| {
        let values = list.into_iter().map(|v| view! { <option value=v></option> }).collect_view();
        view! { <datalist id=id>{values}</datalist> }
    });
    let input = view! {
        <input
            class=class
            id=id.clone()
            name=name
            type=kind
            value=value
            required=required
            readonly=readonly
            autofocus=autofocus
            autocomplete=autocomplete
            inputmode=inputmode
            placeholder=placeholder
            maxlength=maxlength
            minlength=minlength
            min=min
            max=max
            step=step
            pattern=pattern
            list=list_id
            aria-invalid=invalid
            aria-describedby=described
        />
    };
    view! {
        <Around id label hint error required=marker>
            {match unit {
                Some(unit) => {
                    // A long one would lie over the figures.
                    let class = if unit.chars().count() > UNIT_CHARS_INSIDE { "unit beside" } else { "unit" };
                    view! { <div class=class>{input}<span>{unit}</span></div> }.into_any()
                }
                None => input.into_any(),
            }}
            {offered}
        </Around>
    }
}

/// What stands between `<textarea>` and `</textarea>`. Leptos does not escape the children of this element: without this
/// whatever was typed could end it. The first line break is dropped by browsers, so it is doubled.
fn textarea_text(value: &str) -> String {
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if escaped.starts_with(['\n', '\r']) { format!("\n{escaped}") } else { escaped }
}

/// A field of several lines.
#[component]
pub fn TextArea(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(default = true)] required: bool,
    #[prop(optional)] unmarked: bool,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] maxlength: Option<u32>,
    #[prop(default = 4)] rows: u32,
) -> impl IntoView {
    let id = field_id(&name);
    let marker = (!unmarked).then_some(required);
    let invalid = error.is_some().then_some("true");
    let described = described_by(&id, hint.is_some(), error.is_some());
    let control = id.clone();
    view! {
        <Around id label hint error required=marker>
            <textarea
                class="in"
                id=control
                name=name
                rows=rows
                required=required
                placeholder=placeholder
                maxlength=maxlength
                aria-invalid=invalid
                aria-describedby=described
                inner_html=textarea_text(&value)
            ></textarea>
        </Around>
    }
}

/// Parts of the page that a field's value changes (`frontend/enhance/swap.ts`).
#[derive(Clone, Debug)]
pub struct FieldSwap {
    /// The page that is asked with the field's name and value.
    pub from: String,
    /// CSS selectors between commas.
    pub parts: &'static str,
}

/// A list to choose one from: pairs of value and words.
#[component]
pub fn Select(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(default = true)] required: bool,
    #[prop(optional)] unmarked: bool,
    /// The first, empty choice: 選んでください.
    #[prop(optional, into)]
    empty: Option<String>,
    /// What else changes with the choice, without leaving the page.
    #[prop(optional_no_strip)]
    swap: Option<FieldSwap>,
) -> impl IntoView {
    let id = field_id(&name);
    let marker = (!unmarked).then_some(required);
    let invalid = error.is_some().then_some("true");
    let described = described_by(&id, hint.is_some(), error.is_some());
    let control = id.clone();
    let (from, parts) = swap.map(|swap| (swap.from, swap.parts)).unzip();
    view! {
        <Around id label hint error required=marker>
            <select
                class="in"
                id=control
                name=name
                required=required
                aria-invalid=invalid
                aria-describedby=described
                data-from=from
                data-swap=parts
            >
                {empty.map(|words| view! { <option value="">{words}</option> })}
                <Options options value/>
            </select>
        </Around>
    }
}

/// The options of a `<select>`, the chosen one marked.
#[component]
pub fn Options(options: Vec<(String, String)>, #[prop(into)] value: String) -> impl IntoView {
    options
        .into_iter()
        .map(|(key, words)| {
            let selected = key == value;
            view! { <option value=key selected=selected>{words}</option> }
        })
        .collect_view()
}

/// A search field with its own form. `keep` are the other filters in force.
#[component]
pub fn Search(
    #[prop(into)] action: String,
    #[prop(into)] label: String,
    #[prop(default = "q")] name: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] keep: Vec<(&'static str, String)>,
    /// Sent by POST: what is searched for, a name, must not stand in an address or a log.
    #[prop(optional)]
    posted: bool,
) -> impl IntoView {
    let id = field_id(name);
    let placeholder = placeholder.unwrap_or_else(|| label.clone());
    view! {
        <form class="search" role="search" method=posted.then_some("post") action=action>
            <label class="sr" for=id.clone()>{label}</label>
            <Ico icon=Icon::Search/>
            <input class="in" id=id type="search" name=name value=value placeholder=placeholder
                maxlength="100" enterkeyhint="search"/>
            <super::Hidden fields=keep/>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_cannot_end_its_field() {
        let typed = "a & b</textarea><script>alert(1)</script>";
        let html = Owner::new()
            .with(|| view! { <TextArea label="l" name="n" value=typed unmarked=true/> }.into_view().to_html());
        assert!(html.contains("a &amp; b&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;</textarea>"), "{html}");
        assert_eq!(textarea_text("\nx"), "\n\nx");
    }
}
