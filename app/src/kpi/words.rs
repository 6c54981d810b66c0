//! Words of the report that the page and its files share.

use domain::{calendar::FiscalYear, kpi::{ParticipationKind, PlanPoint, PlanWords, YearFigures}};

use crate::{format, i18n::Locale};

/// A kind of participation.
pub fn kind(l: Locale, kind: ParticipationKind) -> &'static str {
    match kind {
        ParticipationKind::Booking => trl!(l, kpi.kind_booking),
        ParticipationKind::Product => trl!(l, kpi.kind_product),
        ParticipationKind::Sale => trl!(l, kpi.kind_sale),
        ParticipationKind::Seminar => trl!(l, kpi.kind_seminar),
    }
}

/// What the plan calls its goal; the built-in words where it does not.
pub fn goal(l: Locale, plan: &PlanWords) -> String {
    if plan.goal.ja.is_empty() { trl!(l, kpi.goal).to_owned() } else { format::localize(l, &plan.goal).to_owned() }
}

/// The note under the plan's table.
pub fn plan_note(l: Locale, plan: &PlanWords) -> String {
    if plan.note.ja.is_empty() { trl!(l, kpi.plan_note).to_owned() } else { format::localize(l, &plan.note).to_owned() }
}

/// A column of table 7-2: 申請時, H29.3末, 事業終了後.
pub fn plan_point(l: Locale, point: PlanPoint) -> String {
    match point {
        PlanPoint::Application => trl!(l, kpi.application).to_string(),
        PlanPoint::YearEnd(year) => trl!(l, kpi.year_end, year = format::year_end(l, year)).to_string(),
        PlanPoint::AfterEnd => trl!(l, kpi.after_end).to_string(),
    }
}

/// Whether the year's target was reached, with the percentage. Needs a page.
pub fn against_target(figures: &YearFigures) -> String {
    let Some(target) = figures.target else { return tr!(kpi.target_none).to_string() };
    let percent = percent(figures.new, target);
    if figures.new >= target {
        tr!(kpi.target_reached, target = number(target), percent = percent).to_string()
    } else {
        let n = number(target - figures.new);
        tr!(kpi.target_missing, target = number(target), n = n, percent = percent).to_string()
    }
}

/// Whole percents, rounded down so that 100 means reached. A target of 0 is reached by anything.
pub fn percent(actual: u64, target: u64) -> u64 {
    actual.saturating_mul(100).checked_div(target).unwrap_or(100)
}

/// `1,234`.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The words of the CSV and Excel files.
pub struct FileWords {
    pub title: String,
    pub goal: String,
    pub rule_title: String,
    pub rule: &'static str,
    pub running: &'static str,
    pub plan_title: &'static str,
    pub plan_note: String,
    pub point: &'static str,
    pub target: &'static str,
    pub actual: &'static str,
    pub fiscal_year: &'static str,
    pub year_name: &'static str,
    pub col_target: &'static str,
    pub new: &'static str,
    pub unique: &'static str,
    pub total: &'static str,
    pub to_date: &'static str,
    pub target_to_date: &'static str,
    pub rule_version: &'static str,
    pub kind: &'static str,
    pub people: &'static str,
    pub rows: &'static str,
    pub date: &'static str,
    pub time: &'static str,
    pub person: &'static str,
    pub mark: &'static str,
    pub mark_new: &'static str,
    pub mark_first: &'static str,
    pub chart_years: &'static str,
    pub sheet_figures: &'static str,
    pub sheet_evidence: &'static str,
    pub cut: &'static str,
}

impl FileWords {
    pub fn of(l: Locale, year: FiscalYear, rule_version: u32, plan: &PlanWords) -> FileWords {
        FileWords {
            title: trl!(l, kpi.report_title, year = format::fiscal_year(l, year)).to_string(),
            goal: goal(l, plan),
            rule_title: trl!(l, kpi.rule_title, version = rule_version).to_string(),
            rule: trl!(l, kpi.rule),
            running: trl!(l, kpi.running),
            plan_title: trl!(l, kpi.plan_title),
            plan_note: plan_note(l, plan),
            point: trl!(l, kpi.point),
            target: trl!(l, kpi.target),
            actual: trl!(l, kpi.actual),
            fiscal_year: trl!(l, kpi.col_fiscal_year),
            year_name: trl!(l, kpi.col_year_name),
            col_target: trl!(l, kpi.col_target),
            new: trl!(l, kpi.new),
            unique: trl!(l, kpi.unique),
            total: trl!(l, kpi.total),
            to_date: trl!(l, kpi.col_to_date),
            target_to_date: trl!(l, kpi.col_target_to_date),
            rule_version: trl!(l, kpi.col_rule),
            kind: trl!(l, kpi.kind),
            people: trl!(l, kpi.col_people),
            rows: trl!(l, kpi.col_rows),
            date: trl!(l, kpi.date),
            time: trl!(l, kpi.time),
            person: trl!(l, kpi.person),
            mark: trl!(l, kpi.mark),
            mark_new: trl!(l, kpi.mark_new),
            mark_first: trl!(l, kpi.mark_first),
            chart_years: trl!(l, kpi.chart_years),
            sheet_figures: trl!(l, kpi.sheet_figures),
            sheet_evidence: trl!(l, kpi.sheet_evidence),
            cut: trl!(l, kpi.cut),
        }
    }

    /// What a row of evidence makes its person count as; empty for repeats.
    pub fn mark_of(&self, new: bool, first_of_year: bool) -> &'static str {
        match (new, first_of_year) {
            (true, _) => self.mark_new,
            (false, true) => self.mark_first,
            (false, false) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_and_numbers() {
        assert_eq!(percent(29, 30), 96);
        assert_eq!(percent(30, 30), 100);
        assert_eq!(percent(0, 0), 100);
        assert_eq!(number(0), "0");
        assert_eq!(number(312), "312");
        assert_eq!(number(1_234_567), "1,234,567");
    }

    #[test]
    fn points_of_the_plan() {
        let year = FiscalYear::new(2016).unwrap();
        assert_eq!(plan_point(Locale::ja, PlanPoint::YearEnd(year)), "H29.3末");
        assert_eq!(plan_point(Locale::ja, PlanPoint::Application), "申請時");
        assert_eq!(plan_point(Locale::en, PlanPoint::YearEnd(year)), "End of Mar 2017");
    }
}
