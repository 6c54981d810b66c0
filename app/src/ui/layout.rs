//! Page headings, back links, sections and the bottom bar.

use super::{Ico, Icon, IconSize};
use crate::{page::lang_of, prelude::*};

/// A page's title, one line below it, and what stands at the heading's end.
#[component]
pub fn PageHeader(
    #[prop(into)] title: String,
    #[prop(optional, into)] sub: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="page-h">
            <div class="stack g1">
                <h1 lang=lang_of(&title)>{title.clone()}</h1>
                {sub.map(|sub| view! { <p class="mute" lang=lang_of(&sub)>{sub.clone()}</p> })}
            </div>
            {children}
        </div>
    }
}

/// A section's heading with one link at its end. `id` lets the section name itself.
#[component]
pub fn SectionHeader(
    #[prop(into)] title: String,
    #[prop(optional, into)] id: Option<String>,
    /// Where the link leads and its words.
    #[prop(optional)]
    link: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <div class="sec-h">
            <h2 id=id lang=lang_of(&title)>{title.clone()}</h2>
            {link.map(|(href, words)| view! { <a href=href>{words}</a> })}
        </div>
    }
}

/// The way up, above a title on wide screens (phones have it in the header).
#[component]
pub fn BackLink(#[prop(into)] href: String, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <a class="back" href=href>
            <Ico icon=Icon::Left size=IconSize::S/>
            {label}
        </a>
    }
}

/// Where the page stands: pairs of address and words, the last one being this page.
#[component]
pub fn Breadcrumbs(#[prop(into)] label: String, trail: Vec<(String, String)>) -> impl IntoView {
    let last = trail.len().saturating_sub(1);
    let items = trail
        .into_iter()
        .enumerate()
        .map(|(at, (href, words))| {
            if at == last {
                view! { <li><span aria-current="page">{words}</span></li> }.into_any()
            } else {
                view! { <li><a href=href>{words}</a></li> }.into_any()
            }
        })
        .collect_view();
    view! { <nav aria-label=label><ol class="crumbs">{items}</ol></nav> }
}

/// The fixed bar with the screen's one main action: facts at the left as `children`,
/// the button as `action`. `phone_only` when the content has its own button beside it
/// from 1024 px; the page's body needs `has-bar`.
#[component]
pub fn Bar(
    #[prop(into)] label: String,
    #[prop(optional)] phone_only: bool,
    action: AnyView,
    children: Children,
) -> impl IntoView {
    let class = if phone_only { "bar phone-only" } else { "bar" };
    view! {
        <aside class=class aria-label=label>
            <div>
                <div class="grow">{children}</div>
                {action}
            </div>
        </aside>
    }
}

/// The steps of a short sequence; `current` counts from 0.
#[component]
pub fn Steps(#[prop(into)] label: String, steps: Vec<String>, current: usize) -> impl IntoView {
    let items = steps
        .into_iter()
        .enumerate()
        .map(|(at, words)| {
            let class = (at < current).then_some("done");
            let current = (at == current).then_some("step");
            view! { <li class=class aria-current=current>{words}</li> }
        })
        .collect_view();
    view! { <ol class="steps" aria-label=label>{items}</ol> }
}

/// A card that opens: details that most people skip.
#[component]
pub fn More(#[prop(into)] summary: String, #[prop(optional)] open: bool, children: Children) -> impl IntoView {
    view! {
        <details class="card more" open=open>
            <summary>{summary}</summary>
            {children}
        </details>
    }
}
