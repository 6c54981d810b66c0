//! Notes, tags and badges: short words with a meaning.

use super::{Ico, Icon, IconSize, Tone};
use crate::prelude::*;

/// A boxed sentence beside what it is about, or several with a list. Body is `children`.
#[component]
pub fn Note(
    #[prop(optional)] tone: Tone,
    /// The tone's own icon unless told.
    #[prop(optional, into)]
    icon: Option<Icon>,
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Plain => "note",
        Tone::Ok => "note ok",
        Tone::Warn => "note warn",
        Tone::Bad => "note bad",
        Tone::Accent => "note ai",
    };
    view! {
        <div class=class>
            <Ico icon=icon.unwrap_or(tone.icon()) size=IconSize::S/>
            <div>{children}</div>
        </div>
    }
}

/// A small label to read: a state, a condition.
#[component]
pub fn Tag(
    #[prop(into)] label: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] icon: Option<Icon>,
) -> impl IntoView {
    let class = match tone {
        Tone::Plain => "tag",
        Tone::Ok => "tag ok",
        Tone::Warn => "tag warn",
        Tone::Bad => "tag bad",
        Tone::Accent => "tag ai",
    };
    view! {
        <span class=class>
            {icon.map(|icon| view! { <Ico icon size=IconSize::Xs/> })}
            {label}
        </span>
    }
}

/// What went wrong, above a re-rendered form: each line leads to its field.
/// Pairs of the field's name and the message; an empty name gives no link.
#[component]
pub fn ErrorSummary(#[prop(into)] title: String, errors: Vec<(String, String)>) -> impl IntoView {
    let lines = errors
        .into_iter()
        .map(|(name, message)| {
            if name.is_empty() {
                return view! { <li>{message}</li> }.into_any();
            }
            let href = format!("#{}", super::field_id(&name));
            view! { <li><a href=href>{message}</a></li> }.into_any()
        })
        .collect_view();
    view! {
        <div class="summary" role="alert" tabindex="-1" id="errors">
            <h2><Ico icon=Icon::Alert/>{title}</h2>
            <ul>{lines}</ul>
        </div>
    }
}
