//! The report of one fiscal year as its page and its files show it.

use chrono::{DateTime, NaiveDate, Utc};

use super::{ParticipationKind, PlanRow, PlanWords, YearFigures};
use crate::calendar::FiscalYear;

/// Whether a year's figures can still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearState {
    Over,
    Running,
    Ahead,
}

/// What was done of one kind in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindCount {
    pub kind: ParticipationKind,
    /// Distinct people.
    pub people: u64,
    pub rows: u64,
}

/// One month of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthFigures {
    pub first_day: NaiveDate,
    /// 延べ人数 of the month.
    pub total: u64,
    /// 新規 of the year from April to the end of this month.
    pub new_to_date: u64,
}

/// A fiscal year's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KpiYear {
    pub fiscal_year: FiscalYear,
    pub state: YearState,
    pub figures: YearFigures,
    /// The year before, when anything is known of it.
    pub previous: Option<YearFigures>,
    /// The years up to this one, oldest first, at most [`YEARS_MAX`], this one last.
    pub years: Vec<YearFigures>,
    /// The plan's table 7-2 as of this year; empty when there are no targets.
    pub plan: Vec<PlanRow>,
    /// What the goal is called, and the note under the table.
    pub words: PlanWords,
    /// Every kind, also those with nothing.
    pub kinds: Vec<KindCount>,
    /// April to March; months that have not begun are left out.
    pub months: Vec<MonthFigures>,
    /// First and last year worth looking at: of the plan, of the rows and of today.
    pub span: (FiscalYear, FiscalYear),
    pub rule_version: u32,
    pub made_at: DateTime<Utc>,
}
