//! Parts of the long texts: chapters, how to reach the operator, the demo's notice.

use domain::site::SiteSettings;

use crate::{page::page, prelude::*, ui::{Note, Tone}};

/// A heading and what it says: one paragraph, or a list of several points.
pub(super) struct Chapter {
    pub title: &'static str,
    pub points: Vec<String>,
}

/// Chapters with their numbers.
#[component]
pub(super) fn Chapters(chapters: Vec<Chapter>) -> impl IntoView {
    let chapters = chapters.into_iter().zip(1..).map(|(Chapter { title, mut points }, n)| {
        let body = match points.len() {
            0 | 1 => view! { <p>{points.pop()}</p> }.into_any(),
            _ => {
                let points = points.into_iter().map(|point| view! { <li>{point}</li> }).collect_view();
                view! { <ul>{points}</ul> }.into_any()
            }
        };
        view! { <h2>{format!("{n}. {title}")}</h2>{body} }
    });
    chapters.collect_view()
}

/// Whom to ask: only what was entered.
#[component]
pub(super) fn Contact<'s>(site: &'s SiteSettings) -> impl IntoView + use<> {
    let lines = [site.issuer_name.clone(), super::words::address(site), site.phone.clone()];
    let lines = lines.into_iter().filter(|line| !line.is_empty()).map(|line| view! { <li>{line}</li> }).collect_view();
    let mail = (!site.email.is_empty()).then(|| {
        let href = format!("mailto:{}", site.email);
        view! { <li><a href=href>{site.email.clone()}</a></li> }
    });
    view! { <ul class="plain">{lines}{mail}</ul> }
}

/// Above a text that looks binding: in a demo it is not.
#[component]
pub(super) fn DemoNotice(words: &'static str) -> impl IntoView {
    page().demo.then(|| view! { <Note tone=Tone::Warn>{words}</Note> })
}
