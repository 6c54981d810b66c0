//! Parts of the long texts: chapters, how to reach the operator, the demo's notice.

use domain::site::{self, LegalVersion, SiteSettings};

use crate::{format, page::{Locale, locale, page}, prelude::*, ui::{Note, Tone}};

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

/// A plain text with its headings and lists.
#[component]
pub(super) fn Prose(text: String) -> impl IntoView {
    let lines = |lines: Vec<String>| lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let parts = site::prose(&text).into_iter().map(|part| match part {
        site::Prose::Heading(words) => view! { <h2>{words}</h2> }.into_any(),
        site::Prose::Paragraph(lines) => view! { <p class="pre">{lines.join("\n")}</p> }.into_any(),
        site::Prose::List(points) => view! { <ul>{lines(points)}</ul> }.into_any(),
        site::Prose::Numbered(points) => view! { <ol>{lines(points)}</ol> }.into_any(),
    });
    parts.collect_view()
}

/// A version of the space's own text, with its day and the way to the others.
#[component]
pub(super) fn Version(version: LegalVersion, path: &'static str, others: Vec<LegalVersion>) -> impl IntoView {
    let l = locale();
    let from = tr!(space.legal_version, n = version.number, from = format::full_day(l, version.from)).to_string();
    let only_japanese = (l == Locale::en && version.text.en.is_empty()).then(|| {
        view! { <Note>{tr!(space.legal_only_japanese)}</Note> }
    });
    let others = others.into_iter().filter(|other| other.number != version.number).map(|other| {
        let href = format!("{path}/{}", other.from);
        let words = tr!(space.legal_version, n = other.number, from = format::full_day(l, other.from)).to_string();
        view! { <li><a href=href>{words}</a></li> }
    });
    let others = others.collect::<Vec<_>>();
    let others = (!others.is_empty()).then(|| {
        view! { <h2>{tr!(space.legal_others)}</h2><ul>{others}</ul> }
    });
    let lang = (l == Locale::en && version.text.en.is_empty()).then_some("ja");
    view! {
        <p class="small mute">{from}</p>
        {only_japanese}
        <div lang=lang><Prose text=format::localize(l, &version.text).to_owned()/></div>
        {others}
    }
    .into_any()
}

/// Chapters as the plain text of a version, to begin one's own with.
pub(super) fn as_text(intro: &str, chapters: Vec<Chapter>) -> String {
    let mut text = intro.to_owned();
    for (Chapter { title, points }, n) in chapters.into_iter().zip(1..) {
        text.push_str(&format!("\n\n## {n}. {title}\n"));
        let mark = if points.len() > 1 { "- " } else { "" };
        text.extend(points.iter().map(|point| format!("{mark}{point}\n")));
    }
    text
}
