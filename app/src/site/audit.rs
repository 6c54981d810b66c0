//! Who of the staff did what.

use domain::{Paged, site::AuditRow};

use crate::{document::OperatorPage, format, page::locale, prelude::*, ui::{Col, DataTable, Drawing, Empty, PageHeader, Pages, cell}};

/// The audit log, newest first.
#[component]
pub fn AuditPage(log: Paged<AuditRow>) -> impl IntoView {
    let body = if log.rows.is_empty() {
        view! {
            <Empty drawing=Drawing::Shelf title=tr!(operator.audit_none) text=tr!(operator.audit_none_text)/>
        }
        .into_any()
    } else {
        let cols = vec![
            Col::text(tr!(operator.audit_at)),
            Col::text(tr!(operator.audit_who)),
            Col::text(tr!(operator.audit_role)),
            Col::text(tr!(operator.audit_action)),
            Col::text(tr!(operator.audit_subject)),
            Col::text(tr!(operator.audit_request)),
        ];
        let rows = log.rows.into_iter().map(row).collect();
        view! {
            <DataTable caption=tr!(operator.audit_title) cols rows/>
            <Pages page=log.page pages=log.pages href=|page| format!("/operator/audit?page={page}")/>
        }
        .into_any()
    };
    view! {
        <OperatorPage title=tr!(operator.audit_title) path="/operator/audit">
            <PageHeader title=tr!(operator.audit_title) sub=tr!(operator.audit_text)/>
            <div class="stack">{body}</div>
        </OperatorPage>
    }
}

fn row(row: AuditRow) -> Vec<AnyView> {
    vec![
        cell(format::instant(locale(), row.at)),
        cell(row.who.unwrap_or_else(|| tr!(operator.audit_system).to_owned())),
        cell(row.role),
        cell(view! { <code>{row.action}</code> }),
        cell(view! { <span class="small">{row.subject}</span> }),
        cell(view! { <span class="tiny dim num">{row.request_id}</span> }),
    ]
}
