//! Buttons and links that look like them.

use super::{Ico, Icon, IconSize};
use crate::prelude::*;

/// How much a button asks for attention. One `Main` a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    #[default]
    Main,
    Second,
    Quiet,
    Danger,
}

/// A button's height and width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    #[default]
    Plain,
    Small,
    Big,
    Wide,
    BigWide,
}

fn class(look: Look, size: Size) -> String {
    let look = match look {
        Look::Main => "",
        Look::Second => " second",
        Look::Quiet => " quiet",
        Look::Danger => " danger",
    };
    let size = match size {
        Size::Plain => "",
        Size::Small => " small",
        Size::Big => " big",
        Size::Wide => " wide",
        Size::BigWide => " big wide",
    };
    format!("btn{look}{size}")
}

/// A submit button. `name` and `value` tell the form which button was pressed;
/// `form` names the form when the button stands outside it (in the bar);
/// `action` sends the form to another path.
#[component]
pub fn Button(
    #[prop(into)] label: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] size: Size,
    #[prop(optional, into)] icon: Option<Icon>,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] form: Option<String>,
    #[prop(optional, into)] action: Option<String>,
    /// Skips the browser's own checks: "save as a draft", "back".
    #[prop(optional)]
    novalidate: bool,
    #[prop(optional)] disabled: bool,
    /// The id of the text that says why it is disabled.
    #[prop(optional, into)]
    describedby: Option<String>,
) -> impl IntoView {
    view! {
        <button
            class=class(look, size)
            type="submit"
            name=name
            value=value
            form=form
            formaction=action
            formnovalidate=novalidate
            disabled=disabled
            aria-describedby=describedby
        >
            {icon.map(|icon| view! { <Ico icon size=IconSize::S/> })}
            {label}
        </button>
    }
}

/// A link that looks like a button. `after` puts an icon behind the words.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(into)] label: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] size: Size,
    #[prop(optional, into)] icon: Option<Icon>,
    #[prop(optional, into)] after: Option<Icon>,
    /// For files: the browser saves instead of opening.
    #[prop(optional)]
    download: bool,
) -> impl IntoView {
    view! {
        <a class=class(look, size) href=href download=download.then_some("")>
            {icon.map(|icon| view! { <Ico icon size=IconSize::S/> })}
            {label}
            {after.map(|icon| view! { <Ico icon size=IconSize::S/> })}
        </a>
    }
}

/// A round link with an icon only; `label` is what it is called.
#[component]
pub fn IconLink(
    #[prop(into)] href: String,
    icon: Icon,
    #[prop(into)] label: String,
    /// A small number on its corner; 0 shows none. Say it in `label` too.
    #[prop(optional)]
    count: u32,
    #[prop(optional)] wide_only: bool,
) -> impl IntoView {
    let class = if wide_only { "icon-btn wide-only" } else { "icon-btn" };
    let n = (count > 0).then(|| if count > 99 { "99+".to_owned() } else { count.to_string() });
    view! {
        <a class=class href=href aria-label=label>
            <Ico icon/>
            {n.map(|n| view! { <span class="n num" aria-hidden="true">{n}</span> })}
        </a>
    }
}

/// A form that is one button: a small post ("sign out", "undo", "publish").
/// `hidden` fields travel with it.
#[component]
pub fn PostButton(
    #[prop(into)] action: String,
    #[prop(into)] label: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] size: Size,
    #[prop(optional, into)] icon: Option<Icon>,
    #[prop(optional)] hidden: Vec<(&'static str, String)>,
) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <Hidden fields=hidden/>
            <button class=class(look, size) type="submit">
                {icon.map(|icon| view! { <Ico icon size=IconSize::S/> })}
                {label}
            </button>
        </form>
    }
}

/// Hidden fields of a form.
#[component]
pub fn Hidden(fields: Vec<(&'static str, String)>) -> impl IntoView {
    fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
}

/// Minus, number, plus. Two submit buttons named `name` with the values `less` and
/// `more`, so that it works with no JavaScript; at a bound its button is disabled.
#[component]
pub fn Stepper(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    value: u32,
    #[prop(optional)] min: u32,
    #[prop(default = 99)] max: u32,
    /// What the two buttons are called: fewer, more.
    words: (String, String),
) -> impl IntoView {
    let name_more = name.clone();
    view! {
        <div class="stepper" role="group" aria-label=label>
            <button name=name value="less" aria-label=words.0 disabled={value <= min}>
                <Ico icon=Icon::Minus size=IconSize::S/>
            </button>
            <output class="num">{value}</output>
            <button name=name_more value="more" aria-label=words.1 disabled={value >= max}>
                <Ico icon=Icon::Plus size=IconSize::S/>
            </button>
        </div>
    }
}
