//! What is kept, as the rules have it.

use domain::{IntoEnumIterator, data::{DataRule, DataRules, Holding, HoldingCount, OnClose, Term}};

use crate::{i18n::Locale, page::locale, prelude::*};

/// All that is kept, why, and how long; with numbers for the operator.
#[component]
pub fn KeptTable(rules: DataRules, #[prop(optional)] counts: Vec<HoldingCount>) -> impl IntoView {
    let l = locale();
    let items = Holding::iter()
        .map(|holding| {
            let rows = counts.iter().find(|count| count.holding == holding).map(|count| count.rows);
            let last = match rows {
                Some(rows) => (tr!(data.col_rows), rows.to_string()),
                None => (tr!(data.col_close), on_close(holding.kept().on_close).to_owned()),
            };
            let facts = [(tr!(data.col_term), term(l, holding, &rules)), last].map(|(label, value)| {
                let label = format!("{label}: ");
                view! { <li class="small"><span class="mute">{label}</span>{value}</li> }
            });
            view! {
                <li class="card stack g2">
                    <strong>{name(l, holding)}</strong>
                    <p class="small">{what(holding)}</p>
                    <ul class="plain">{facts.into_iter().collect_view()}</ul>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="plain stack g3">{items}</ul> }
}

pub(super) fn name(l: Locale, holding: Holding) -> &'static str {
    match holding {
        Holding::Accounts => trl!(l, data.accounts),
        Holding::Sessions => trl!(l, data.sessions),
        Holding::Access => trl!(l, data.access),
        Holding::Attempts => trl!(l, data.attempts),
        Holding::Certifications => trl!(l, data.certifications),
        Holding::Notes => trl!(l, data.notes),
        Holding::Bookings => trl!(l, data.bookings),
        Holding::Waitlist => trl!(l, data.waitlist),
        Holding::Orders => trl!(l, data.orders),
        Holding::Papers => trl!(l, data.papers),
        Holding::Questions => trl!(l, questions.kept),
        Holding::Reviews => trl!(l, reviews.kept),
        Holding::Makers => trl!(l, data.makers),
        Holding::Photos => trl!(l, data.photos),
        Holding::Participations => trl!(l, data.participations),
        Holding::Audit => trl!(l, data.audit),
        Holding::Jobs => trl!(l, data.jobs),
        Holding::Mails => trl!(l, data.mails),
        Holding::ApiAnswers => trl!(l, data.api_answers),
        Holding::Carts => trl!(l, data.carts),
    }
}

fn what(holding: Holding) -> &'static str {
    match holding {
        Holding::Accounts => tr!(data.accounts_what),
        Holding::Sessions => tr!(data.sessions_what),
        Holding::Access => tr!(data.access_what),
        Holding::Attempts => tr!(data.attempts_what),
        Holding::Certifications => tr!(data.certifications_what),
        Holding::Notes => tr!(data.notes_what),
        Holding::Bookings => tr!(data.bookings_what),
        Holding::Waitlist => tr!(data.waitlist_what),
        Holding::Orders => tr!(data.orders_what),
        Holding::Papers => tr!(data.papers_what),
        Holding::Questions => tr!(questions.kept_what),
        Holding::Reviews => tr!(reviews.kept_what),
        Holding::Makers => tr!(data.makers_what),
        Holding::Photos => tr!(data.photos_what),
        Holding::Participations => tr!(data.participations_what),
        Holding::Audit => tr!(data.audit_what),
        Holding::Jobs => tr!(data.jobs_what),
        Holding::Mails => tr!(data.mails_what),
        Holding::ApiAnswers => tr!(data.api_answers_what),
        Holding::Carts => tr!(data.carts_what),
    }
}

/// For how long, in words.
pub(super) fn term(l: Locale, holding: Holding, rules: &DataRules) -> String {
    match holding.kept().term {
        Term::Account => trl!(l, data.term_account).to_owned(),
        Term::Nameless => trl!(l, data.term_nameless).to_owned(),
        Term::Days(n) if holding == Holding::Sessions => trl!(l, data.term_session, n = n).to_string(),
        Term::Days(n) => trl!(l, data.n_days, n = n).to_string(),
        Term::Set(rule) => set_term(l, rule, rules.get(rule)),
    }
}

fn set_term(l: Locale, rule: DataRule, n: i64) -> String {
    match rule {
        DataRule::OrderDays => trl!(l, data.term_order, n = n).to_string(),
        DataRule::BookingDays => trl!(l, data.term_booking, n = n).to_string(),
        DataRule::AccessDays => trl!(l, data.term_access, n = n).to_string(),
        DataRule::MailDays => trl!(l, data.term_mail, n = n).to_string(),
        DataRule::JobDays => trl!(l, data.term_job, n = n).to_string(),
        DataRule::PhotoDays | DataRule::PhotoMegabytes => trl!(l, data.term_photo, n = n).to_string(),
        DataRule::AuditDays => trl!(l, data.term_audit, n = n).to_string(),
        DataRule::PaperYears => trl!(l, data.term_paper, n = n).to_string(),
    }
}

pub(super) fn on_close(what: OnClose) -> &'static str {
    match what {
        OnClose::Erased => tr!(data.close_erased),
        OnClose::Anonymous => tr!(data.close_anonymous),
        OnClose::Stays => tr!(data.close_stays),
        OnClose::Apart => tr!(data.close_apart),
    }
}
