//! The fields that come up again and again in forms of settings.

use domain::booking::Direction;

use super::FormState;
use crate::{prelude::*, ui::{Field, Ico, Icon, IconSize, TextArea}};

/// A whole number with its unit.
#[component]
pub fn Number(
    form: FormState,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] unit: String,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let (value, error) = (form.value(&name), form.error(&name));
    match hint {
        Some(hint) => view! {
            <Field label name value error unit hint inputmode="numeric" autocomplete="off" unmarked=true/>
        }
        .into_any(),
        None => view! { <Field label name value error unit inputmode="numeric" autocomplete="off" unmarked=true/> }
            .into_any(),
    }
}

/// A text in both languages, side by side where there is room.
#[component]
pub fn TwoTexts(
    form: FormState,
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    chars_max: usize,
    /// Several lines.
    #[prop(optional)]
    long: bool,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = true)] required: bool,
) -> impl IntoView {
    let length = u32::try_from(chars_max).unwrap_or(u32::MAX);
    let fields = ["ja", "en"].map(|language| {
        let name = format!("{name}_{language}");
        let label = label.clone();
        let label = match language {
            "ja" => tr!(rules.ja, label = label).to_string(),
            _ => tr!(rules.en, label = label).to_string(),
        };
        let (value, error) = (form.value(&name), form.error(&name));
        let hint = hint.clone().filter(|_| language == "ja").unwrap_or_default();
        match (long, hint.is_empty()) {
            (true, _) => view! { <TextArea label name value error maxlength=length rows=3 required unmarked=required/> }.into_any(),
            (false, true) => view! { <Field label name value error maxlength=length required unmarked=required/> }.into_any(),
            (false, false) => view! { <Field label name value error hint maxlength=length required unmarked=required/> }.into_any(),
        }
    });
    view! { <div class="two">{fields.collect_view()}</div> }.into_any()
}

/// Two buttons that move a row one up or down.
#[component]
pub fn ReorderButtons(#[prop(into)] action: String, #[prop(into)] name: String) -> impl IntoView {
    let up = tr!(rules.up, name = name.clone()).to_string();
    let down = tr!(rules.down, name = name).to_string();
    view! {
        <form class="shift" method="post" action=action>
            <button class="icon-btn" type="submit" name="to" value=Direction::Up.into_str() aria-label=up>
                <Ico icon=Icon::Up size=IconSize::S/>
            </button>
            <button class="icon-btn" type="submit" name="to" value=Direction::Down.into_str() aria-label=down>
                <Ico icon=Icon::Down size=IconSize::S/>
            </button>
        </form>
    }
}
