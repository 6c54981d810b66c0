//! The figures of one fiscal year, with the plan's years beside them.

use std::collections::BTreeMap;

use chrono::{DateTime, Months, NaiveDate, Utc};
use domain::{
    AccountId, IntoEnumIterator, Operator,
    calendar::{FiscalYear, at_minute, day_of},
    kpi::{
        COUNTING_RULE_VERSION, KindCount, KpiYear, MonthFigures, ParticipationKind, PersonYear, YEARS_MAX, YearState,
        figures, plan_rows,
    },
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{CaseStatement, Expr},
};

use super::plan::{targets, words};
use crate::{Cx, Error, Result, Store, entity::participation};

/// Months of a year.
const MONTHS: usize = 12;

#[derive(FromQueryResult)]
struct CountRow {
    account_id: AccountId,
    fiscal_year: i32,
    rows: i64,
}

#[derive(FromQueryResult)]
struct FirstRow {
    first_at: DateTime<Utc>,
}

impl Store {
    /// The report on a fiscal year, in a few queries.
    ///
    /// # Errors
    /// When the database fails or holds a year or a kind that the rules do not know.
    pub async fn kpi_year(&self, cx: &Cx, _operator: &Operator, year: FiscalYear) -> Result<KpiYear> {
        let rows = self.kpi_person_years().await?;
        let targets = targets(self.db.read()).await?;
        let today = FiscalYear::of(cx.now);
        let known = rows.iter().map(|row| row.fiscal_year).chain(targets.keys().copied());
        let span = known.fold((year.min(today), today), |(first, last), at| (first.min(at), last.max(at)));
        let oldest = FiscalYear::new(year.year() + 1 - YEARS_MAX as i32).unwrap_or(year).max(span.0).min(year);
        let years = figures(&rows, &targets, oldest, year);
        let of = |wanted: i32| years.iter().find(|figures| figures.fiscal_year.year() == wanted).copied();
        let (kinds, totals) = self.kpi_kinds(year).await?;
        Ok(KpiYear {
            fiscal_year: year,
            state: match year.cmp(&today) {
                std::cmp::Ordering::Less => YearState::Over,
                std::cmp::Ordering::Equal => YearState::Running,
                std::cmp::Ordering::Greater => YearState::Ahead,
            },
            figures: of(year.year()).ok_or_else(|| Error::internal("a report without its own year"))?,
            previous: of(year.year() - 1),
            plan: plan_rows(&rows, &targets, year),
            words: words(self.db.read()).await?,
            kinds,
            months: self.kpi_months(cx, year, totals).await?,
            span,
            years,
            rule_version: COUNTING_RULE_VERSION,
            made_at: cx.now,
        })
    }

    /// The year to show when none was asked for: the latest with a participation, else today's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kpi_latest_year(&self, cx: &Cx, _operator: &Operator) -> Result<FiscalYear> {
        let today = FiscalYear::of(cx.now);
        let latest = participation::Entity::find()
            .filter(participation::Column::FiscalYear.lte(today.year()))
            .order_by_desc(participation::Column::FiscalYear)
            .limit(1)
            .one(self.db.read())
            .await?;
        Ok(latest.and_then(|row| FiscalYear::new(row.fiscal_year)).unwrap_or(today))
    }

    /// How often each person took part in each year: one row per person and year.
    async fn kpi_person_years(&self) -> Result<Vec<PersonYear>> {
        let rows = participation::Entity::find()
            .select_only()
            .column(participation::Column::AccountId)
            .column(participation::Column::FiscalYear)
            .column_as(participation::Column::Id.count(), "rows")
            .group_by(participation::Column::AccountId)
            .group_by(participation::Column::FiscalYear)
            .into_model::<CountRow>()
            .all(self.db.read())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(PersonYear {
                    account_id: row.account_id,
                    fiscal_year: known_year(row.fiscal_year)?,
                    rows: row.rows.unsigned_abs(),
                })
            })
            .collect()
    }

    /// The year by kind, and its rows by month.
    async fn kpi_kinds(&self, year: FiscalYear) -> Result<(Vec<KindCount>, [u64; MONTHS])> {
        let mut query = participation::Entity::find()
            .select_only()
            .column(participation::Column::Kind)
            .column_as(Expr::col(participation::Column::AccountId).count_distinct(), "people")
            .column_as(participation::Column::Id.count(), "rows")
            .filter(participation::Column::FiscalYear.eq(year.year()))
            .group_by(participation::Column::Kind);
        for month in 0..MONTHS {
            let (from, to) = month_bounds(year, month);
            let within = participation::Column::At.gte(from).and(participation::Column::At.lt(to));
            let hit = CaseStatement::new().case(within, Expr::val(1));
            query = query.column_as(Expr::Case(Box::new(hit)).count(), format!("m{month}"));
        }
        let statement = self.db.read().get_database_backend().build(&sea_orm::QueryTrait::into_query(query));
        let mut counts = BTreeMap::new();
        let mut totals = [0u64; MONTHS];
        for row in self.db.read().query_all_raw(statement).await? {
            let kind: ParticipationKind = row.try_get("", "kind")?;
            let number = |name: &str| row.try_get::<i64>("", name).map(i64::unsigned_abs);
            counts.insert(kind, KindCount { kind, people: number("people")?, rows: number("rows")? });
            for (month, total) in totals.iter_mut().enumerate() {
                *total += number(&format!("m{month}"))?;
            }
        }
        let all = ParticipationKind::iter();
        let kinds = all.map(|kind| counts.remove(&kind).unwrap_or(KindCount { kind, people: 0, rows: 0 })).collect();
        Ok((kinds, totals))
    }

    /// The months that have begun, with the people who were new by the end of each.
    async fn kpi_months(&self, cx: &Cx, year: FiscalYear, totals: [u64; MONTHS]) -> Result<Vec<MonthFigures>> {
        let firsts = participation::Entity::find()
            .select_only()
            .column_as(participation::Column::At.min(), "first_at")
            .group_by(participation::Column::AccountId)
            .having(participation::Column::FiscalYear.min().eq(year.year()))
            .into_model::<FirstRow>()
            .all(self.db.read())
            .await?;
        let today = day_of(cx.now);
        let months = totals.into_iter().enumerate().map(|(month, total)| {
            let (_, end) = month_bounds(year, month);
            let new_to_date = firsts.iter().filter(|row| row.first_at < end).count() as u64;
            MonthFigures { first_day: month_day(year, month), total, new_to_date }
        });
        Ok(months.filter(|month| month.first_day <= today).collect())
    }
}

fn known_year(year: i32) -> Result<FiscalYear> {
    FiscalYear::new(year).ok_or_else(|| Error::internal("a fiscal year out of range"))
}

/// The first day of the year's month, counted from April as 0.
fn month_day(year: FiscalYear, month: usize) -> NaiveDate {
    let (april, _) = year.days();
    u32::try_from(month).ok().and_then(|month| april.checked_add_months(Months::new(month))).unwrap_or(april)
}

/// From midnight to midnight in Japan, end excluded.
fn month_bounds(year: FiscalYear, month: usize) -> (DateTime<Utc>, DateTime<Utc>) {
    (at_minute(month_day(year, month), 0), at_minute(month_day(year, month + 1), 0))
}
