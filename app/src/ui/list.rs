//! Money lines, facts and rows of links.

use super::{Ico, Icon, IconSize};
use crate::{page::lang_of, prelude::*};

/// One line of money: words, an optional small note, the amount.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub label: String,
    pub note: String,
    pub amount: String,
}

impl Line {
    /// Words and an amount.
    pub fn new(label: impl Into<String>, amount: impl Into<String>) -> Self {
        Self { label: label.into(), note: String::new(), amount: amount.into() }
    }

    /// Adds a quiet note behind the words: 90分, 2点.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// Lines of money and their sum in large figures.
#[component]
pub fn MoneyLines(lines: Vec<Line>, #[prop(optional, into)] sum: Option<Line>) -> impl IntoView {
    let rows = lines
        .into_iter()
        .map(|line| {
            let note = (!line.note.is_empty()).then(|| view! { " "<span class="small dim nowrap">{line.note}</span> });
            view! { <div><dt>{line.label}{note}</dt><dd class="num">{line.amount}</dd></div> }
        })
        .collect_view();
    let sum = sum.map(|sum| {
        view! {
            <div class="sum">
                <dt>{sum.label}<span class="yen-s">{sum.note}</span></dt>
                <dd class="num">{sum.amount}</dd>
            </div>
        }
    });
    view! { <dl class="lines">{rows}{sum}</dl> }
}

/// Facts as pairs of name and value.
#[component]
pub fn SpecList(facts: Vec<(String, String)>) -> impl IntoView {
    let facts =
        facts.into_iter().map(|(name, value)| view! { <dt>{name}</dt><dd class="num pre" lang=lang_of(&value)>{value.clone()}</dd> }).collect_view();
    view! { <dl class="spec">{facts}</dl> }
}

/// Days and hours, one of them marked as today. Triples of name, value and class
/// (`"now"`, `"cl"` for closed, or empty).
#[component]
pub fn Hours(rows: Vec<(String, String, &'static str)>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|(name, value, class)| {
            view! { <div class=class><dt>{name}</dt><dd class="num">{value}</dd></div> }
        })
        .collect_view();
    view! { <dl class="card hrs">{rows}</dl> }
}

/// One row of a menu.
#[derive(Clone, Debug)]
pub struct LinkRow {
    pub href: String,
    pub label: String,
    /// A quiet second line; empty for none.
    pub note: String,
    pub icon: Option<Icon>,
    /// At the row's end, before the chevron; empty for none.
    pub end: String,
}

impl LinkRow {
    /// A row with its words only.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), note: String::new(), icon: None, end: String::new() }
    }

    /// Adds a quiet second line.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Adds an icon before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Adds a number or a state at the end.
    pub fn end(mut self, end: impl Into<String>) -> Self {
        self.end = end.into();
        self
    }
}

/// Rows that lead somewhere.
#[component]
pub fn LinkRows(rows: Vec<LinkRow>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let note = (!row.note.is_empty()).then(|| view! { <br/><span class="small mute" lang=lang_of(&row.note)>{row.note.clone()}</span> });
            let end = (!row.end.is_empty()).then(|| view! { <span class="small mute num nowrap">{row.end}</span> });
            view! {
                <li>
                    <a href=row.href>
                        {row.icon.map(|icon| view! { <Ico icon/> })}
                        <span class="grow both"><span><span lang=lang_of(&row.label)>{row.label.clone()}</span>{note}</span>{end}</span>
                        <Ico icon=Icon::Right size=IconSize::S/>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="links">{rows}</ul> }
}

/// Conditions with an icon each: met (`Some(true)`), not met (`Some(false)`), or to know.
#[component]
pub fn Rules(rules: Vec<(Icon, String, Option<bool>)>) -> impl IntoView {
    let rules = rules
        .into_iter()
        .map(|(icon, words, met)| {
            let class = match met {
                Some(true) => Some("y"),
                Some(false) => Some("ng"),
                None => None,
            };
            view! { <li class=class><Ico icon/><span>{words}</span></li> }
        })
        .collect_view();
    view! { <ul class="rules">{rules}</ul> }
}

/// What is fine and what stands in the way, two abreast.
#[component]
pub fn Checks(checks: Vec<(String, bool)>) -> impl IntoView {
    let checks = checks
        .into_iter()
        .map(|(words, fine)| {
            let (class, icon) = if fine { (None, Icon::Check) } else { (Some("ng"), Icon::X) };
            view! { <li class=class><Ico icon size=IconSize::S/>{words}</li> }
        })
        .collect_view();
    view! { <ul class="checks">{checks}</ul> }
}

/// A card that is one link: words, a quiet line, and what stands at the end.
#[component]
pub fn CardLink(
    #[prop(into)] href: String,
    #[prop(into)] title: String,
    #[prop(optional, into)] note: Option<String>,
    #[prop(optional, into)] end: Option<String>,
) -> impl IntoView {
    view! {
        <a class="alt" href=href>
            <span class="grow">
                <b class="num">{title}</b>
                {note.map(|note| view! { <br/><span class="small mute">{note}</span> })}
            </span>
            {end.map(|end| view! { <span class="b num nowrap">{end}</span> })}
            <Ico icon=Icon::Right size=IconSize::S/>
        </a>
    }
}
