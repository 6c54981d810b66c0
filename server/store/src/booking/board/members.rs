//! Members as the staff see them: found by name or mail, and one with what matters for booking.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, BilingualText, DomainError, Paged, Staff,
    booking::{Among, Certified, MemberFile, MemberRow, Missed, Standing},
    kana,
    members::Role,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use crate::{
    Cx, Result, Store,
    booking::rules::{no_shows_of, plan_of},
    entity::{account, account_plan, certification},
    members::protected_of,
    paged::Window,
    search::contains,
    site::space_rules,
    sql::sql,
};

/// Members on a page of the search.
const MEMBERS_PAGE: u32 = 20;
/// Longest search, in characters.
const QUERY_CHARS_MAX: usize = 100;

impl Store {
    /// A page of the people whose name, its reading or mail address holds the words, in 五十音 order; all of them
    /// without words. Kana, width, case and blanks do not matter. Protected persons are found by their nickname alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn members_search(
        &self,
        _cx: &Cx,
        _staff: &Staff,
        among: Among,
        query: &str,
        page: u32,
    ) -> Result<Paged<MemberRow>> {
        use account::Column;
        let words: String = kana::fold(query).chars().take(QUERY_CHARS_MAX).collect();
        let mut found = account::Entity::find().filter(Column::ClosedAt.is_null());
        if among == Among::Members {
            found = found.filter(Column::Role.ne(Role::Customer));
        }
        if !words.is_empty() {
            // Part of a name or address: no index helps, but a space's few thousand members are read in milliseconds.
            found = found.filter(Expr::col((account::Entity, Column::SearchText)).like(contains(&words)));
        }
        let total = found.clone().count(self.db().read()).await?;
        let window = Window::new(page, MEMBERS_PAGE, total);
        let rows = found
            .order_by_asc(Column::OrderKey)
            .order_by_asc(Column::Id)
            .offset(window.offset)
            .limit(window.limit)
            .all(self.db().read())
            .await?;
        let protected = protected_of(self.db().read(), &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        Ok(window.of(rows.into_iter().map(|row| member(protected.contains(&row.id), row)).collect()))
    }

    /// A person with plan, certifications and no-shows; customers have none. Eight queries.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id, and for a closed account.
    pub async fn member_file(&self, cx: &Cx, _staff: &Staff, id: AccountId) -> Result<MemberFile> {
        let conn = self.db().read();
        let row = account::Entity::find_by_id(id).one(conn).await?.filter(|row| row.closed_at.is_none());
        let row = row.ok_or(DomainError::NotFound)?;
        let (since, email_confirmed, phone) = (row.created_at, row.email_confirmed_at.is_some(), row.phone.clone());
        let row = member_of(conn, row).await?;
        let certified = certification::Entity::find()
            .filter(certification::Column::AccountId.eq(id))
            .order_by_asc(certification::Column::CertifiedAt)
            .all(conn)
            .await?;
        let space = space_rules(conn).await?;
        let no_shows = no_shows_of(conn, id, &space, cx.now).await?;
        let missed = MissedRow::find_by_statement(sql(
            conn,
            "SELECT b.start_at, t.name_ja, t.name_en, n.kind FROM no_show n JOIN booking b ON b.id = n.booking_id \
             JOIN unit u ON u.id = b.unit_id JOIN equipment_type t ON t.id = u.equipment_type_id \
             WHERE n.account_id = $1 AND b.guest IS NULL ORDER BY n.at DESC LIMIT 20",
            [id.into()],
        ))
        .all(conn)
        .await?;
        let plan_id = account_plan::Entity::find_by_id(id).one(conn).await?.map(|row| row.plan_id);
        Ok(MemberFile {
            row,
            since,
            email_confirmed,
            phone,
            plan: plan_of(conn, id).await?.name,
            plan_id,
            certified: certified.into_iter().map(certified_row).collect(),
            standing: Standing {
                suspended_until: space.suspended_until(&no_shows, cx.now),
                no_shows: space.no_shows_counted(&no_shows, cx.now),
                rules: space,
            },
            missed: missed.into_iter().map(missed_row).collect(),
        })
    }

    /// The name of a member, for a form that has the id.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id, and for customers.
    pub async fn member_row(&self, _cx: &Cx, _staff: &Staff, id: AccountId) -> Result<MemberRow> {
        let row = account::Entity::find_by_id(id).one(self.db().read()).await?.ok_or(DomainError::NotFound)?;
        if row.role == Role::Customer {
            return Err(DomainError::NotFound.into());
        }
        member_of(self.db().read(), row).await
    }
}

async fn member_of(conn: &impl ConnectionTrait, row: account::Model) -> Result<MemberRow> {
    Ok(member(!protected_of(conn, &[row.id]).await?.is_empty(), row))
}

fn member(protected: bool, row: account::Model) -> MemberRow {
    let email = if protected { String::new() } else { row.email };
    MemberRow { id: row.id, name: row.display_name, kana: row.kana, email, protected, role: row.role }
}

fn certified_row(row: certification::Model) -> Certified {
    Certified { type_id: row.equipment_type_id, at: row.certified_at, lapses_at: row.lapses_at }
}

#[derive(FromQueryResult)]
struct MissedRow {
    start_at: DateTime<Utc>,
    name_ja: String,
    name_en: String,
    kind: String,
}

fn missed_row(row: MissedRow) -> Missed {
    Missed { start_at: row.start_at, equipment: BilingualText::new(row.name_ja, row.name_en), kind: row.kind }
}
