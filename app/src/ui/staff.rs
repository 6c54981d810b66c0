//! Parts of the staff's pages: figures of a report, what still has to be done.

use super::{Ico, Icon, IconSize, Meter};
use crate::prelude::*;

/// One large number with its unit, a sentence, and the way to its evidence.
/// `target` draws a line from 0 to it; `hero` is the page's main figure.
#[component]
pub fn StatFigure(
    #[prop(into)] title: String,
    #[prop(into)] value: String,
    #[prop(into)] unit: String,
    #[prop(optional, into)] note: Option<String>,
    /// Reached so far and the target.
    #[prop(optional_no_strip)]
    target: Option<(u32, u32)>,
    /// Where the evidence is and its words.
    #[prop(optional_no_strip)]
    evidence: Option<(String, String)>,
    #[prop(optional)] hero: bool,
) -> impl IntoView {
    let class = if hero { "card fig hero-fig" } else { "card fig" };
    let meter = target.map(|(reached, target)| {
        view! { <Meter label=tr!(ui.target) value=reached max=target.max(1)/> }
    });
    view! {
        <article class=class>
            <h3>{title}</h3>
            <p class="fn num">{value}<small>{unit}</small></p>
            {meter}
            {note.map(|note| view! { <p class="small mute">{note}</p> })}
            {evidence.map(|(href, words)| view! {
                <a class="ev" href=href><Ico icon=Icon::Rows size=IconSize::S/>{words}</a>
            })}
        </article>
    }
}

/// A chart in its card: title, one sentence, the drawing as `children`.
#[component]
pub fn ChartCard(#[prop(into)] title: String, #[prop(into)] note: String, children: Children) -> impl IntoView {
    view! {
        <figure class="card">
            <figcaption><h3>{title}</h3><p class="small mute">{note}</p></figcaption>
            {children}
        </figure>
    }
}

/// What has to be done before something can be closed: words, whether it is done,
/// and what stands at the end (a number, a link).
#[component]
pub fn Todo(items: Vec<(String, bool, AnyView)>) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|(words, done, end)| {
            let (class, icon) = if done { (Some("ok"), Icon::Check) } else { (None, Icon::Alert) };
            view! { <li class=class><Ico icon/><span>{words}</span>{end}</li> }
        })
        .collect_view();
    view! { <ul class="todo">{items}</ul> }
}
