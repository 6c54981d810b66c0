//! Flash messages, empty lists, questions before acts, progress, error pages.

use super::{Draw, Drawing, Ico, Icon, IconSize, LinkButton, Look, Size, Tone};
use crate::prelude::*;

/// A message after a redirect. `undo` is where a post takes it back, and its words.
#[component]
pub fn Toast(
    #[prop(into)] message: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional_no_strip)] undo: Option<(String, String)>,
) -> impl IntoView {
    let (class, role) = match tone {
        Tone::Bad | Tone::Warn => ("i s bad", "alert"),
        _ => ("i s ok", "status"),
    };
    let icon = if tone == Tone::Plain { Icon::Check } else { tone.icon() };
    let undo = undo.map(|(action, words)| {
        view! { <form method="post" action=action><button type="submit">{words}</button></form> }
    });
    view! {
        <div class="toast" role=role>
            <svg class=class viewBox="0 0 24 24" aria-hidden="true" inner_html=icon.path()></svg>
            <span>{message}</span>
            {undo}
        </div>
    }
}

/// A list with nothing in it: a drawing, what it means, and what to do next.
#[component]
pub fn Empty(
    drawing: Drawing,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Option<String>,
    /// Where the next step is and its words.
    #[prop(optional)]
    action: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Draw drawing/>
            <h3>{title}</h3>
            {text.map(|text| view! { <p class="mute small">{text}</p> })}
            {action.map(|(href, label)| view! { <LinkButton href label look=Look::Second/> })}
        </div>
    }
}

/// An error page's body. `request_id` is what to quote when asking for help.
#[component]
pub fn Oops(
    drawing: Drawing,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// Where to go instead and its words.
    action: (String, String),
    #[prop(optional_no_strip, into)] request_id: Option<String>,
) -> impl IntoView {
    view! {
        <section class="oops">
            <Draw drawing/>
            <h1>{title}</h1>
            <p class="mute">{text}</p>
            <LinkButton href=action.0 label=action.1/>
            {request_id.map(|id| view! { <p class="rid num">{id}</p> })}
        </section>
    }
}

/// A question before an act that cannot be taken back, as a page of its own. The form
/// posts to `action`; fields (a reason, a tick) go in as `children`.
#[component]
pub fn Ask(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(into)] action: String,
    #[prop(into)] yes: String,
    /// The way back: where and its words.
    no: (String, String),
    #[prop(default = true)] danger: bool,
    #[prop(optional)] hidden: Vec<(&'static str, String)>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let look = if danger { Look::Danger } else { Look::Main };
    view! {
        <form class="ask stack" method="post" action=action>
            <h1 class="t5">{title}</h1>
            <p class="mute">{text}</p>
            <super::Hidden fields=hidden/>
            {children}
            <div class="stack g2">
                <super::Button label=yes look size=Size::Wide/>
                <LinkButton href=no.0 label=no.1 look=Look::Second size=Size::Wide/>
            </div>
        </form>
    }
}

/// A native dialog; an island or `<button commandfor=id command="show-modal">` opens
/// it. Pages that must work with no JavaScript link to an `Ask` page instead.
#[component]
pub fn Dialog(#[prop(into)] id: String, #[prop(into)] title: String, children: Children) -> impl IntoView {
    let title_id = format!("{id}-t");
    let labelled = title_id.clone();
    view! {
        <dialog class="dialog" id=id aria-labelledby=labelled>
            <div class="stack">
                <h2 class="h3" id=title_id>{title}</h2>
                {children}
            </div>
        </dialog>
    }
}

/// How far along: 0 to `max`. `label` says of what.
#[component]
pub fn Meter(
    #[prop(into)] label: String,
    value: u32,
    #[prop(default = 100)] max: u32,
    /// Draws it in the colour of the text around it (the hold's countdown).
    #[prop(optional)]
    inherit: bool,
) -> impl IntoView {
    let class = if inherit { "meter warn" } else { "meter" };
    view! { <progress class=class aria-label=label value=value.min(max) max=max></progress> }
}

/// Grey tiles in place of products that are still coming.
#[component]
pub fn SkeletonTiles(#[prop(default = 4)] count: usize) -> impl IntoView {
    (0..count)
        .map(|_| {
            view! {
                <li aria-hidden="true">
                    <div class="sk pic"></div><div class="sk l1"></div><div class="sk l2"></div>
                </li>
            }
        })
        .collect_view()
}

/// The top of a page after something worked: a tick, the news, what happens next.
#[component]
pub fn DoneHeader(#[prop(into)] title: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <div class="done-h">
            <Ico icon=Icon::Check size=IconSize::M/>
            <h1>{title}</h1>
            <p class="mute">{text}</p>
        </div>
    }
}
