//! Mails of the demo, which are written to files instead of being sent.

use chrono::{DateTime, Utc};
use domain::Paged;

use crate::{document::OperatorPage, format, page::locale, prelude::*, ui::{BackLink, Drawing, Empty, Icon, LinkButton, LinkRow, LinkRows, Look, PageHeader, Pages, SpecList}};

/// A mail in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailItem {
    /// Its file's name without `.eml`.
    pub name: String,
    /// `None` when the mail has no date that can be read.
    pub at: Option<DateTime<Utc>>,
    pub to: String,
    pub subject: String,
}

/// A whole mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailText {
    pub item: MailItem,
    pub from: String,
    pub text: String,
    pub files: Vec<MailFile>,
}

/// A file of text that came with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFile {
    pub name: String,
    pub text: String,
}

/// The mails, newest first.
#[component]
pub fn OutboxPage(mails: Paged<MailItem>) -> impl IntoView {
    let body = if mails.rows.is_empty() {
        view! { <Empty drawing=Drawing::Mail title=tr!(operator.outbox_none) text=tr!(operator.outbox_none_text)/> }
            .into_any()
    } else {
        let rows = mails.rows.iter().map(|mail| {
            LinkRow::new(format!("/operator/outbox/{}", mail.name), subject(mail)).note(mail.to.clone()).end(at(mail))
        });
        let rows = rows.collect::<Vec<_>>();
        view! {
            <LinkRows rows/>
            <Pages page=mails.page pages=mails.pages href=|page| format!("/operator/outbox?page={page}")/>
        }
        .into_any()
    };
    view! {
        <OperatorPage title=tr!(operator.outbox_title) path="/operator/outbox">
            <PageHeader title=tr!(operator.outbox_title) sub=tr!(operator.outbox_text)/>
            <div class="stack">{body}</div>
        </OperatorPage>
    }
}

/// One mail. Its links can be followed: they lead to this site.
#[component]
pub fn MailPage(mail: MailText) -> impl IntoView {
    let facts = vec![
        (tr!(operator.mail_to).to_owned(), mail.item.to.clone()),
        (tr!(operator.mail_from).to_owned(), mail.from.clone()),
        (tr!(operator.mail_at).to_owned(), at(&mail.item)),
    ];
    let text = linked(&mail.text);
    let files = mail.files.iter().enumerate().map(|(n, file)| {
        let href = format!("/operator/outbox/{}/{n}", mail.item.name);
        let (label, text) = (file.name.clone(), file.text.clone());
        view! {
            <section class="stack g2">
                <h2 class="h3">{tr!(feed.mail_file)}</h2>
                <p><LinkButton href label look=Look::Second icon=Icon::Download download=true/></p>
                <div class="mail-text small">{text}</div>
            </section>
        }
    });
    let files = files.collect_view();
    view! {
        <OperatorPage title=tr!(operator.mail_title) path="/operator/outbox">
            <div class="mid stack">
                <BackLink href="/operator/outbox" label=tr!(operator.outbox_title)/>
                <PageHeader title=subject(&mail.item)/>
                <SpecList facts/>
                <hr class="rule"/>
                <div class="mail-text">{text}</div>
                {files}
            </div>
        </OperatorPage>
    }
}

fn subject(mail: &MailItem) -> String {
    if mail.subject.is_empty() { tr!(operator.mail_no_subject).to_owned() } else { mail.subject.clone() }
}

fn at(mail: &MailItem) -> String {
    mail.at.map(|at| format::instant(locale(), at)).unwrap_or_default()
}

/// The text with its web addresses as links; nothing else of it becomes markup.
fn linked(text: &str) -> Vec<AnyView> {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let address = word.trim();
            if !(address.starts_with("https://") || address.starts_with("http://")) {
                return word.to_owned().into_any();
            }
            let (before, after) = word.split_once(address).unwrap_or(("", ""));
            let (before, href, after) = (before.to_owned(), address.to_owned(), after.to_owned());
            let words = address.to_owned();
            view! { {before}<a href=href rel="noreferrer">{words}</a>{after} }.into_any()
        })
        .collect()
}
