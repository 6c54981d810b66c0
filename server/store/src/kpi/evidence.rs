//! What the figures were counted from: every participation of the year, people as codes.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, Operator, Paged,
    calendar::FiscalYear,
    kpi::{EvidenceExport, EvidenceRow, ParticipationKind, Show, YearFigures},
    site::AuditAction,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, Query, SelectStatement},
};

use crate::{Cx, Result, Store, entity::participation, paged::Window, site::audit};

/// Rows of evidence on a page.
const EVIDENCE_PAGE: u32 = 50;
/// Most rows in a file: a hundred times a busy year, and far below what a sheet holds.
const EVIDENCE_EXPORT_MAX: u64 = 100_000;

#[derive(FromQueryResult)]
struct Row {
    at: DateTime<Utc>,
    kind: ParticipationKind,
    account_id: AccountId,
    seen_before: bool,
    seen_in_year: bool,
}

impl Store {
    /// A page of the year's evidence, oldest first. `total` of the page is counted from the same rows as the figure.
    ///
    /// # Errors
    /// When the database fails or holds a kind that the rules do not know.
    pub async fn kpi_evidence(
        &self,
        _cx: &Cx,
        _operator: &Operator,
        figures: &YearFigures,
        show: Show,
        page: u32,
    ) -> Result<Paged<EvidenceRow>> {
        let window = Window::new(page, EVIDENCE_PAGE, show.figure(figures));
        let rows = select(figures.fiscal_year, show).offset(window.offset).limit(window.limit);
        Ok(window.of(read(rows, self).await?))
    }

    /// The year's whole evidence, oldest first, at most `EVIDENCE_EXPORT_MAX` rows. The log says who took it out.
    ///
    /// # Errors
    /// When the database fails or holds a kind that the rules do not know.
    pub async fn kpi_evidence_export(&self, cx: &Cx, _operator: &Operator, year: FiscalYear) -> Result<EvidenceExport> {
        self.write("kpi_people", |tx| async move { audit(cx, &tx, AuditAction::KpiPeople, year.year()).await }).await?;
        let mut rows = read(select(year, Show::Total).limit(EVIDENCE_EXPORT_MAX + 1), self).await?;
        let cut = rows.len() as u64 > EVIDENCE_EXPORT_MAX;
        rows.truncate(EVIDENCE_EXPORT_MAX as usize);
        Ok(EvidenceExport { rows, cut })
    }
}

fn select(year: FiscalYear, show: Show) -> Select<participation::Entity> {
    let mut query = participation::Entity::find()
        .select_only()
        .columns([participation::Column::At, participation::Column::Kind, participation::Column::AccountId])
        .expr_as(Expr::exists(earlier(None)), "seen_before")
        .expr_as(Expr::exists(earlier(Some(year))), "seen_in_year")
        .filter(participation::Column::FiscalYear.eq(year.year()));
    match show {
        Show::Total => {}
        Show::Unique => query = query.filter(Expr::exists(earlier(Some(year))).not()),
        Show::New => query = query.filter(Expr::exists(earlier(None)).not()),
    }
    query.order_by_asc(participation::Column::At).order_by_asc(participation::Column::Id)
}

/// Rows of the same person before the row at hand, in that year or ever.
fn earlier(year: Option<FiscalYear>) -> SelectStatement {
    use participation::{Column, Entity};
    let older = |column: Column| Expr::col(("older", column));
    let this = |column: Column| Expr::col((Entity, column));
    let before = Condition::any()
        .add(older(Column::At).lt(this(Column::At)))
        .add(Condition::all().add(older(Column::At).eq(this(Column::At))).add(older(Column::Id).lt(this(Column::Id))));
    let mut query = Query::select();
    query
        .expr(Expr::val(1))
        .from_as(Entity, "older")
        .and_where(older(Column::AccountId).eq(this(Column::AccountId)))
        .cond_where(before);
    if let Some(year) = year {
        query.and_where(older(Column::FiscalYear).eq(year.year()));
    }
    query
}

async fn read(query: Select<participation::Entity>, store: &Store) -> Result<Vec<EvidenceRow>> {
    let rows = query.into_model::<Row>().all(store.db.read()).await?;
    rows.into_iter()
        .map(|row| {
            Ok(EvidenceRow {
                at: row.at,
                kind: row.kind,
                person: store.links.person_code(row.account_id)?,
                new: !row.seen_before,
                first_of_year: !row.seen_in_year,
            })
        })
        .collect()
}
