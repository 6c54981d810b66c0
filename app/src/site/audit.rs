//! Who did what with which thing, and what it changed.

mod things;
mod words;

use chrono::NaiveDate;
use domain::{AccountId, IntoEnumIterator, Paged, site::{AuditChange, AuditFilter, AuditKind, AuditRow}};

use self::{things::thing_link, words::{action_name, change_name, change_value, kind_name}};
use crate::{document::OperatorPage, format, page::locale, prelude::*, ui::{Button, Col, DataTable, Drawing, Empty, Field, LinkButton, Look, PageHeader, Pages, Select, cell}};

const HERE: &str = "/operator/audit";

/// The audit log, newest first; `people` can be chosen.
#[component]
pub fn AuditPage(log: Paged<AuditRow>, filter: AuditFilter, people: Vec<(AccountId, String)>) -> impl IntoView {
    let body = if log.rows.is_empty() {
        let (title, text) = if filter == AuditFilter::default() {
            (tr!(operator.audit_none), tr!(operator.audit_none_text))
        } else {
            (tr!(operator.audit_nothing), tr!(operator.audit_nothing_text))
        };
        view! { <Empty drawing=Drawing::Shelf title text/> }.into_any()
    } else {
        let cols = vec![
            Col::text(tr!(operator.audit_at)),
            Col::text(tr!(operator.audit_who)),
            Col::text(tr!(operator.audit_action)),
            Col::text(tr!(operator.audit_subject)),
        ];
        let rows = log.rows.into_iter().map(row).collect();
        let query = filter.query();
        let href = move |page| match query.as_str() {
            "" => format!("{HERE}?page={page}"),
            query => format!("{HERE}?{query}&page={page}"),
        };
        view! {
            <p class="small mute num">{tr!(operator.audit_n, n = log.total).to_string()}</p>
            <DataTable caption=tr!(operator.audit_title) cols rows/>
            <Pages page=log.page pages=log.pages href/>
        }
        .into_any()
    };
    view! {
        <OperatorPage title=tr!(operator.audit_title) path=HERE>
            <PageHeader title=tr!(operator.audit_title) sub=tr!(operator.audit_text)/>
            <div class="stack g5">
                <Filter filter people/>
                <div class="stack g3">{body}</div>
            </div>
        </OperatorPage>
    }
}

#[component]
fn Filter(filter: AuditFilter, people: Vec<(AccountId, String)>) -> impl IntoView {
    let people = people.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let kinds = AuditKind::iter().map(|kind| (kind.to_string(), kind_name(kind).to_owned())).collect();
    let who = filter.who.map(|who| who.to_string()).unwrap_or_default();
    let kind = filter.kind.map(|kind| kind.to_string()).unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let (from, to) = (day(filter.from), day(filter.to));
    let all = (filter != AuditFilter::default())
        .then(|| view! { <LinkButton href=HERE label=tr!(operator.audit_all) look=Look::Quiet/> });
    view! {
        <form class="card stack g4" action=HERE aria-label=tr!(operator.audit_filter)>
            <div class="two">
                <Select label=tr!(operator.audit_who) name="who" options=people value=who
                    empty=tr!(operator.audit_anybody) required=false unmarked=true/>
                <Select label=tr!(operator.audit_kind) name="kind" options=kinds value=kind
                    empty=tr!(operator.audit_anything) required=false unmarked=true/>
                <Field label=tr!(operator.audit_from) name="from" kind="date" value=from required=false unmarked=true/>
                <Field label=tr!(operator.audit_to) name="to" kind="date" value=to required=false unmarked=true/>
            </div>
            <div class="row wrap"><Button label=tr!(operator.audit_filter) look=Look::Second/>{all}</div>
        </form>
    }
    .into_any()
}

fn row(row: AuditRow) -> Vec<AnyView> {
    let who = match row.who {
        Some((id, name)) => view! { <a href=format!("{HERE}?who={id}")>{name}</a> }.into_any(),
        None => tr!(operator.audit_system).into_any(),
    };
    let changes = row.changes.iter().map(|change| view! { <li>{change_words(change)}</li> }).collect_view();
    let changes = (!row.changes.is_empty()).then(|| view! { <ul class="small">{changes}</ul> });
    let request = tr!(operator.audit_request, id = row.request_id).to_string();
    vec![
        cell(view! { <span class="num" title=request>{format::instant(locale(), row.at)}</span> }),
        cell(who),
        cell(view! { <span class="whole">{action_name(&row.action)}</span> }),
        cell(view! { <div class="whole">{thing_link(row.thing)}{changes}</div> }),
    ]
}

/// `1時間の料金: 300円 → 400円`.
fn change_words(change: &AuditChange) -> String {
    let (name, value) = (change_name(&change.field), |value| change_value(&change.field, value));
    format!("{name}: {} → {}", value(&change.from), value(&change.to))
}
