//! Radios and checkboxes in their labels.

use super::{ErrorLine, Icon, Marker, field_id};
use crate::prelude::*;

/// One choice of a radio group.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// A second, quieter line.
    pub note: String,
    /// At the end of the line: a price.
    pub end: String,
    pub disabled: bool,
}

impl Choice {
    /// A choice with its words only.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// Adds the quieter second line.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Adds what stands at the end of the line.
    pub fn end(mut self, end: impl Into<String>) -> Self {
        self.end = end.into();
        self
    }

    /// Makes it visible but not choosable.
    pub fn off(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }
}

/// Large radio cards under one question.
#[component]
pub fn RadioCards(
    #[prop(into)] legend: String,
    #[prop(into)] name: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: String,
    #[prop(optional_no_strip, into)] error: Option<String>,
) -> impl IntoView {
    let id = field_id(&name);
    let error_id = format!("{id}-e");
    let described = error.is_some().then(|| error_id.clone());
    let cards = choices
        .into_iter()
        .map(|choice| {
            let checked = !value.is_empty() && choice.value == value;
            let note = (!choice.note.is_empty()).then(|| view! { <br/><span class="small mute">{choice.note}</span> });
            let end = (!choice.end.is_empty()).then(|| view! { <b class="num">{choice.end}</b> });
            view! {
                <label class="opt-card">
                    <input type="radio" name=name.clone() value=choice.value checked=checked
                        disabled=choice.disabled required=true/>
                    <span class="grow"><b>{choice.label}</b>{note}</span>
                    {end}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset id=id aria-describedby=described>
            <legend class="h h3">{legend}</legend>
            <div class="opts">{cards}</div>
            {error.map(|error| view! { <ErrorLine id=error_id error/> })}
        </fieldset>
    }
}

/// Two to four short choices side by side.
#[component]
pub fn Segmented(
    #[prop(into)] legend: String,
    #[prop(into)] name: String,
    /// Pairs of value and words.
    choices: Vec<(String, String)>,
    #[prop(into)] value: String,
    #[prop(optional)] required: Option<bool>,
    /// What hangs on the choice.
    #[prop(optional, into)]
    hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
) -> impl IntoView {
    let id = field_id(&name);
    let (hint_id, error_id) = (format!("{id}-h"), format!("{id}-e"));
    let ids: Vec<String> =
        hint.iter().map(|_| hint_id.clone()).chain(error.iter().map(|_| error_id.clone())).collect();
    let described = (!ids.is_empty()).then(|| ids.join(" "));
    let labels = choices
        .into_iter()
        .map(|(key, words)| {
            let checked = key == value;
            view! {
                <label>
                    <input type="radio" name=name.clone() value=key checked=checked/>
                    {words}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset id=id aria-describedby=described>
            <legend class="lb">
                {legend} {required.map(|required| view! { <Marker required/> })}
            </legend>
            <div class="seg">{labels}</div>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {error.map(|error| view! { <ErrorLine id=error_id error/> })}
        </fieldset>
    }
}

/// One checkbox with its sentence. The value sent is `value`, or `on`.
#[component]
pub fn Tick(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(default = "on".into(), into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] required: bool,
    #[prop(optional_no_strip, into)] error: Option<String>,
) -> impl IntoView {
    let id = field_id(&name);
    let error_id = format!("{id}-e");
    let invalid = error.is_some().then_some("true");
    let described = error.is_some().then(|| error_id.clone());
    view! {
        <div>
            <label class="tick">
                <input type="checkbox" id=id name=name value=value checked=checked required=required
                    aria-invalid=invalid aria-describedby=described/>
                <span>{label}</span>
            </label>
            {error.map(|error| view! { <ErrorLine id=error_id error/> })}
        </div>
    }
}

/// A row of links that filter a list; the one in force is marked.
#[derive(Clone, Debug)]
pub struct ChipLink {
    pub href: String,
    pub label: String,
    pub on: bool,
}

/// Filter chips as links. `scroll` keeps them on one line on phones.
#[component]
pub fn ChipLinks(
    #[prop(into)] label: String,
    chips: Vec<ChipLink>,
    #[prop(optional)] scroll: bool,
    /// What stands before them: a button that has more.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if scroll { "chips scroll" } else { "chips" };
    let chips = chips
        .into_iter()
        .map(|chip| {
            let current = chip.on.then_some("true");
            let tick = chip.on.then(|| {
                view! { <svg class="i xs on" viewBox="0 0 24 24" aria-hidden="true" inner_html=Icon::Check.path()></svg> }
            });
            view! { <a class="chip" href=chip.href aria-current=current>{tick}{chip.label}</a> }
        })
        .collect_view();
    view! { <nav class=class aria-label=label>{children}{chips}</nav> }
}

/// Radios drawn as chips: start times, lengths.
#[component]
pub fn ChipRadios(
    #[prop(into)] legend: String,
    #[prop(into)] name: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] value: String,
) -> impl IntoView {
    let chips = choices
        .into_iter()
        .map(|choice| {
            let checked = choice.value == value;
            view! {
                <label class="chip">
                    <input type="radio" name=name.clone() value=choice.value checked=checked
                        disabled=choice.disabled/>
                    <span class="num">{choice.label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend class="lbl">{legend}</legend>
            <div class="chips">{chips}</div>
        </fieldset>
    }
}

/// One of [`SwapChips`]; without `href` it cannot be chosen.
#[derive(Clone, Debug)]
pub struct SwapChip {
    pub href: Option<String>,
    pub label: String,
    /// Small, below; empty for none.
    pub note: String,
    pub current: bool,
}

/// Links drawn as chips: a choice that changes what else the page says. `swap` names the parts that it changes.
#[component]
pub fn SwapChips(
    #[prop(into)] legend: String,
    chips: Vec<SwapChip>,
    swap: &'static str,
    /// Room for the notes.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let chips = chips
        .into_iter()
        .map(|chip| {
            let note = (!chip.note.is_empty()).then(|| view! { <span class="tiny num">{chip.note}</span> });
            let words = view! { <span class="num">{chip.label}</span>{note} };
            let current = chip.current.then_some("true");
            match chip.href {
                Some(href) => view! { <li><a class="chip" href=href aria-current=current data-swap=swap>{words}</a></li> }.into_any(),
                None => view! { <li><span class="chip off">{words}<span class="sr">{tr!(ui.not_choosable)}</span></span></li> }.into_any(),
            }
        })
        .collect_view();
    let class = if wide { "chips wide" } else { "chips" };
    let label = legend.clone();
    view! {
        <div role="group" aria-label=label>
            <p class="lbl" aria-hidden="true">{legend}</p>
            <ul class=class>{chips}</ul>
        </div>
    }
}

/// A checkbox drawn as a chip. The value sent is `value`, or `on`.
#[component]
pub fn ChipTick(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(default = "on".into(), into)] value: String,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    view! {
        <label class="chip">
            <input type="checkbox" name=name value=value checked=checked/>
            <svg class="i xs on" viewBox="0 0 24 24" aria-hidden="true" inner_html=Icon::Check.path()></svg>
            {label}
        </label>
    }
}

/// Formats that every browser can hand over; an iPhone turns its own format into JPEG for them.
pub const PHOTO_TYPES: &str = "image/jpeg,image/png,image/webp";

/// The file field of a form that sends one photo, named `photo`. Browsers write the chosen file's name into it.
#[component]
pub fn PhotoInput(
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    #[prop(optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let id = field_id("photo");
    let (hint_id, error_id) = (format!("{id}-h"), format!("{id}-e"));
    let described = if error.is_some() { format!("{error_id} {hint_id}") } else { hint_id.clone() };
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field">
            <label class="lb" for=id.clone()>{label}</label>
            <input class="in" id=id type="file" name="photo" accept=PHOTO_TYPES aria-invalid=invalid
                aria-describedby=described/>
            {error.map(|error| view! { <ErrorLine id=error_id error/> })}
            <p class="hint" id=hint_id>{hint}</p>
        </div>
    }
}
