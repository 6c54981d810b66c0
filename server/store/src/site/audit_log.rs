//! The audit log, for the operator: who did what with which thing.

mod things;

use chrono::{DateTime, Utc};
use domain::{
    AccountId, IntoEnumIterator, Operator, Paged, calendar,
    site::{AuditAction, AuditFilter, AuditRow, AuditThing},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use crate::{
    Cx, Result, Store,
    entity::{account, audit_entry},
    paged::Window,
    sql::sql,
};

/// Entries on a page.
const AUDIT_PAGE: u32 = 50;

impl Store {
    /// A page of the audit log, newest first: two queries, and one for each sort of thing on the page.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_log(
        &self,
        _cx: &Cx,
        _operator: &Operator,
        filter: &AuditFilter,
        page: u32,
    ) -> Result<Paged<AuditRow>> {
        use audit_entry::{Column, Entity};
        let conn = self.db().read();
        let found = Entity::find().filter(condition(filter));
        let window = Window::new(page, AUDIT_PAGE, found.clone().count(conn).await?);
        let mut query = found
            .select_only()
            .columns([Column::At, Column::AccountId, Column::Action, Column::Subject, Column::Changes])
            .column(Column::RequestId)
            .expr_as(Expr::col((account::Entity, account::Column::DisplayName)), "who")
            .order_by_desc(Column::At)
            .order_by_desc(Column::Id)
            .offset(window.offset)
            .limit(window.limit);
        let same = Expr::col((account::Entity, account::Column::Id)).equals((Entity, Column::AccountId));
        QuerySelect::query(&mut query).left_join(account::Entity, same);
        let rows = query.into_model::<Row>().all(conn).await?;
        let entries: Vec<_> =
            rows.iter().map(|row| (row.action.parse::<AuditAction>().ok(), row.subject.as_str())).collect();
        let things = things::of(conn, &entries).await?;
        Ok(window.of(rows.into_iter().zip(things).map(|(row, thing)| row.entry(thing)).collect()))
    }

    /// The staff and operators who stand in the log, and whoever is `chosen`, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_people(
        &self,
        _cx: &Cx,
        _operator: &Operator,
        chosen: Option<AccountId>,
    ) -> Result<Vec<(AccountId, String)>> {
        let conn = self.db().read();
        let text = "SELECT a.id, a.display_name FROM account a WHERE a.id = $1 OR EXISTS (SELECT 1 FROM audit_entry e \
             WHERE e.account_id = a.id AND e.role IN ('staff', 'operator')) ORDER BY a.order_key, a.id";
        let rows = Person::find_by_statement(sql(conn, text, [chosen.into()])).all(conn).await?;
        Ok(rows.into_iter().map(|row| (row.id, row.display_name)).collect())
    }
}

fn condition(filter: &AuditFilter) -> Condition {
    use audit_entry::Column;
    let words = |kind| AuditAction::iter().filter(move |action| action.kind() == kind).map(|action| action.into_str());
    Condition::all()
        .add_option(filter.who.map(|who| Column::AccountId.eq(who)))
        .add_option(filter.kind.map(|kind| Column::Action.is_in(words(kind))))
        .add_option(filter.from.map(|day| Column::At.gte(calendar::day_bounds(day).0)))
        .add_option(filter.to.map(|day| Column::At.lt(calendar::day_bounds(day).1)))
}

#[derive(FromQueryResult)]
struct Person {
    id: AccountId,
    display_name: String,
}

#[derive(FromQueryResult)]
struct Row {
    at: DateTime<Utc>,
    account_id: Option<AccountId>,
    who: Option<String>,
    action: String,
    subject: String,
    changes: String,
    request_id: String,
}

impl Row {
    fn entry(self, thing: AuditThing) -> AuditRow {
        let Row { at, account_id, who, action, changes, request_id, .. } = self;
        // Entries from before changes were written hold nothing.
        let changes = serde_json::from_str(&changes).unwrap_or_default();
        AuditRow { at, who: account_id.zip(who), action, thing, changes, request_id }
    }
}
