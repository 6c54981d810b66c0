//! KPI 目標2 of the city's 地域再生計画 (5-2(4)): participants of the community business, by fiscal year.

mod evidence;
mod plan;
mod year;

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::{AccountId, calendar::FiscalYear};

pub use evidence::*;
pub use plan::*;
pub use year::*;

/// The rule by which people are counted, printed with every figure: the plan does not define 参加者.
/// Version 1: a person with at least one participation row in the year; new in the year of their first row ever.
pub const COUNTING_RULE_VERSION: u32 = 1;
/// Most years a report spans.
pub const YEARS_MAX: usize = 20;

/// Why a report cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KpiError {
    /// The year asked for is no fiscal year between the two, both included.
    #[error("not a fiscal year from {min} to {max}")]
    YearOutOfRange { min: i32, max: i32 },
}

/// The fiscal year written as the calendar year of its 1 April, such as `2018`.
///
/// # Errors
/// [`KpiError::YearOutOfRange`] for anything but digits of a year that [`FiscalYear`] knows.
pub fn parse_year(text: &str) -> Result<FiscalYear, KpiError> {
    let digits = text.trim();
    let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = if plain { digits.parse().ok().and_then(FiscalYear::new) } else { None };
    year.ok_or(KpiError::YearOutOfRange { min: FiscalYear::MIN, max: FiscalYear::MAX })
}

/// What a person did for the community business.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum ParticipationKind {
    /// Used a machine for the community business.
    Booking,
    /// Had a product approved for sale.
    Product,
    /// Sold something.
    Sale,
    /// Took part in a seminar.
    Seminar,
}

/// How often one person took part in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonYear {
    pub account_id: AccountId,
    pub fiscal_year: FiscalYear,
    pub rows: u64,
}

/// The figures of one fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct YearFigures {
    pub fiscal_year: FiscalYear,
    /// 新規: people whose first participation ever falls in this year. The KPI.
    pub new: u64,
    /// 実人数: distinct people of this year.
    pub unique: u64,
    /// 延べ人数: participation rows of this year.
    pub total: u64,
    /// 新規 of all years up to this one.
    pub new_to_date: u64,
    /// The plan's target for `new`, if it sets one.
    pub target: Option<u64>,
    /// The plan's targets up to this year, added.
    pub target_to_date: u64,
}

/// The figures of the years `from..=to`; a person's first year is sought in all rows, not only in those years.
pub fn figures(
    rows: &[PersonYear],
    targets: &BTreeMap<FiscalYear, u64>,
    from: FiscalYear,
    to: FiscalYear,
) -> Vec<YearFigures> {
    let mut by_year: BTreeMap<FiscalYear, Vec<&PersonYear>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.rows > 0 && row.fiscal_year <= to) {
        by_year.entry(row.fiscal_year).or_default().push(row);
    }
    for year in targets.keys().copied().chain((from.year()..=to.year()).filter_map(FiscalYear::new)) {
        by_year.entry(year).or_default();
    }
    let (mut seen, mut target_to_date, mut figures) = (HashSet::new(), 0, Vec::new());
    for (fiscal_year, people) in by_year.into_iter().filter(|(year, _)| *year <= to) {
        let before = seen.len() as u64;
        seen.extend(people.iter().map(|row| row.account_id));
        let target = targets.get(&fiscal_year).copied();
        target_to_date += target.unwrap_or(0);
        if fiscal_year >= from {
            let unique: HashSet<AccountId> = people.iter().map(|row| row.account_id).collect();
            figures.push(YearFigures {
                fiscal_year,
                new: seen.len() as u64 - before,
                unique: unique.len() as u64,
                total: people.iter().map(|row| row.rows).sum(),
                new_to_date: seen.len() as u64,
                target,
                target_to_date,
            });
        }
    }
    figures
}

/// A column of the plan's table 7-2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPoint {
    /// 申請時: before the plan's first year.
    Application,
    /// 年度末: what was added in this year.
    YearEnd(FiscalYear),
    /// 事業終了後: all years of the plan together.
    AfterEnd,
}

/// Target and actual at one point of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanRow {
    pub point: PlanPoint,
    pub target: u64,
    /// `None` while the report's year lies before this point.
    pub actual: Option<u64>,
}

impl PlanRow {
    /// Whether the target was reached; `None` before the point, and at the application, which has nothing to reach.
    pub fn reached(&self) -> Option<bool> {
        match self.point {
            PlanPoint::Application => None,
            PlanPoint::YearEnd(_) | PlanPoint::AfterEnd => self.actual.map(|actual| actual >= self.target),
        }
    }
}

/// Table 7-2 as a report on the year `to` knows it: year ends are increments over the year before (the table's
/// footnote), the end is the people of all years. Empty without targets.
pub fn plan_rows(rows: &[PersonYear], targets: &BTreeMap<FiscalYear, u64>, to: FiscalYear) -> Vec<PlanRow> {
    let (Some(first), Some(last)) = (targets.keys().next(), targets.keys().next_back()) else { return Vec::new() };
    let by_year = figures(rows, targets, *first, *last);
    let before: HashSet<AccountId> =
        rows.iter().filter(|row| row.rows > 0 && row.fiscal_year < *first).map(|row| row.account_id).collect();
    let known = |year: FiscalYear, actual: u64| (year <= to).then_some(actual);
    let application = PlanRow {
        point: PlanPoint::Application,
        target: 0,
        actual: (first.year() <= to.year() + 1).then_some(before.len() as u64),
    };
    let years = by_year.iter().filter_map(|year| {
        let actual = known(year.fiscal_year, year.new);
        year.target.map(|target| PlanRow { point: PlanPoint::YearEnd(year.fiscal_year), target, actual })
    });
    let end = by_year.last().map(|year| PlanRow {
        point: PlanPoint::AfterEnd,
        target: year.target_to_date,
        actual: known(*last, year.new_to_date),
    });
    std::iter::once(application).chain(years).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fy(year: i32) -> FiscalYear {
        FiscalYear::new(year).unwrap()
    }

    fn row(person: u128, year: i32, rows: u64) -> PersonYear {
        PersonYear { account_id: AccountId(uuid::Uuid::from_u128(person)), fiscal_year: fy(year), rows }
    }

    #[test]
    fn counts_new_unique_and_total() {
        let rows = [row(1, 2016, 3), row(1, 2018, 2), row(2, 2018, 1), row(3, 2015, 1), row(3, 2018, 1)];
        let targets = BTreeMap::from([(fy(2016), 10), (fy(2017), 20), (fy(2018), 30)]);
        let figures = figures(&rows, &targets, fy(2016), fy(2018));
        assert_eq!(figures.len(), 3);
        assert_eq!((figures[0].new, figures[0].unique, figures[0].total, figures[0].new_to_date), (1, 1, 3, 2));
        assert_eq!((figures[1].new, figures[1].unique, figures[1].total), (0, 0, 0));
        assert_eq!((figures[2].new, figures[2].unique, figures[2].total, figures[2].new_to_date), (1, 3, 4, 3));
        assert_eq!((figures[2].target, figures[2].target_to_date), (Some(30), 60));
    }

    #[test]
    fn the_plans_table() {
        let people = |year: i32, from: u128, n: u128| (from..from + n).map(move |person| row(person, year, 2));
        let rows: Vec<PersonYear> =
            people(2016, 0, 10).chain(people(2017, 5, 25)).chain(people(2018, 30, 30)).collect();
        let targets = BTreeMap::from([(fy(2016), 10), (fy(2017), 20), (fy(2018), 30)]);
        let actual = |to: i32| plan_rows(&rows, &targets, fy(to)).iter().map(|row| row.actual).collect::<Vec<_>>();
        assert_eq!(actual(2018), [Some(0), Some(10), Some(20), Some(30), Some(60)]);
        assert_eq!(actual(2030), actual(2018));
        assert_eq!(actual(2017), [Some(0), Some(10), Some(20), None, None]);
        assert_eq!(actual(2015), [Some(0), None, None, None, None]);
        assert_eq!(actual(2014), [None; 5]);
        let end = plan_rows(&rows, &targets, fy(2018)).pop().unwrap();
        assert_eq!((end.point, end.target, end.reached()), (PlanPoint::AfterEnd, 60, Some(true)));
        assert!(plan_rows(&rows, &BTreeMap::new(), fy(2018)).is_empty());
    }

    #[test]
    fn years_are_parsed_or_refused() {
        assert_eq!(parse_year("2018"), Ok(fy(2018)));
        assert_eq!(parse_year(" 1990 "), Ok(fy(1990)));
        for bad in ["", "abc", "1800", "99999", "+2018", "-2018", "2018.0", "２０１８", "2201", "1989", "02018"] {
            assert_eq!(parse_year(bad), Err(KpiError::YearOutOfRange { min: 1990, max: 2200 }), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn figures_agree(rows in prop::collection::vec((1u128..20, 2010i32..2020, 1u64..5), 0..80)) {
            let rows: Vec<PersonYear> = rows.into_iter().map(|(p, y, n)| row(p, y, n)).collect();
            let all = figures(&rows, &BTreeMap::new(), fy(2010), fy(2019));
            let people: HashSet<_> = rows.iter().map(|r| r.account_id).collect();
            prop_assert_eq!(all.iter().map(|y| y.new).sum::<u64>(), people.len() as u64);
            prop_assert_eq!(all.iter().map(|y| y.total).sum::<u64>(), rows.iter().map(|r| r.rows).sum::<u64>());
            for year in all {
                prop_assert!(year.new <= year.unique && year.unique <= year.total);
            }
        }
    }
}
