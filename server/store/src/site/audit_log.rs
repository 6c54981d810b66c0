//! The audit log, for the operator: who of the staff did what.

use chrono::{DateTime, Utc};
use domain::{Operator, Paged, site::AuditRow};
use sea_orm::{EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryOrder, QuerySelect, sea_query::Expr};

use crate::{
    Cx, Result, Store,
    entity::{account, audit_entry},
    paged::Window,
};

/// Entries on a page.
const AUDIT_PAGE: u32 = 50;

impl Store {
    /// A page of the audit log, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_log(&self, _cx: &Cx, _operator: &Operator, page: u32) -> Result<Paged<AuditRow>> {
        use audit_entry::{Column, Entity};
        let total = Entity::find().count(self.db.read()).await?;
        let window = Window::new(page, AUDIT_PAGE, total);
        let mut query = Entity::find()
            .select_only()
            .columns([Column::At, Column::Role, Column::Action, Column::Subject, Column::RequestId])
            .expr_as(Expr::col((account::Entity, account::Column::DisplayName)), "who")
            .order_by_desc(Column::At)
            .order_by_desc(Column::Id)
            .offset(window.offset)
            .limit(window.limit);
        let same = Expr::col((account::Entity, account::Column::Id)).equals((Entity, Column::AccountId));
        QuerySelect::query(&mut query).left_join(account::Entity, same);
        let rows = query.into_model::<Row>().all(self.db.read()).await?;
        Ok(window.of(rows.into_iter().map(AuditRow::from).collect()))
    }
}

#[derive(FromQueryResult)]
struct Row {
    at: DateTime<Utc>,
    who: Option<String>,
    role: String,
    action: String,
    subject: String,
    request_id: String,
}

impl From<Row> for AuditRow {
    fn from(row: Row) -> AuditRow {
        let Row { at, who, role, action, subject, request_id } = row;
        AuditRow { at, who, role, action, subject, request_id }
    }
}
