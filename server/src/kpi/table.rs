//! The figures for the command line: a table to read, and JSON for other programs.

use app::{format, kpi::words::FileWords, page::Locale};
use domain::kpi::{KpiYear, PlanPoint};

/// The years and table 7-2, in columns that line up in a terminal.
pub fn figures_table(locale: Locale, report: &KpiYear) -> String {
    let words = FileWords::of(locale, report.fiscal_year, report.rule_version, &report.words);
    let head = [words.year_name, words.col_target, words.new, words.unique, words.total, words.to_date];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(report.years.iter().map(|year| {
        let target = year.target.map_or_else(|| "-".to_owned(), |target| target.to_string());
        let numbers = [year.new, year.unique, year.total, year.new_to_date].map(|n| n.to_string());
        [vec![format::fiscal_year(locale, year.fiscal_year), target], numbers.to_vec()].concat()
    }));
    let mut text = format!("{}\n{}\n\n{}", words.title, words.goal, lined_up(&rows));
    if !report.plan.is_empty() {
        let mut rows = vec![vec![words.point.to_owned(), words.target.to_owned(), words.actual.to_owned()]];
        rows.extend(report.plan.iter().map(|row| {
            let actual = row.actual.map_or_else(|| "-".to_owned(), |actual| actual.to_string());
            vec![app::kpi::words::plan_point(locale, row.point), row.target.to_string(), actual]
        }));
        text.push_str(&format!("\n{}\n{}", words.plan_title, lined_up(&rows)));
    }
    text.push_str(&format!("\n{}\n{}\n", words.rule_title, words.rule));
    text
}

/// The same as one JSON object.
pub fn figures_json(report: &KpiYear) -> serde_json::Value {
    let point = |point: PlanPoint| match point {
        PlanPoint::Application => "application".to_owned(),
        PlanPoint::YearEnd(year) => year.year().to_string(),
        PlanPoint::AfterEnd => "after_end".to_owned(),
    };
    let plan: Vec<_> = report
        .plan
        .iter()
        .map(|row| serde_json::json!({ "point": point(row.point), "target": row.target, "actual": row.actual }))
        .collect();
    let kinds: Vec<_> = report
        .kinds
        .iter()
        .map(|kind| serde_json::json!({ "kind": kind.kind.into_str(), "people": kind.people, "records": kind.rows }))
        .collect();
    serde_json::json!({
        "fiscal_year": report.fiscal_year.year(),
        "figures": report.figures,
        "years": report.years,
        "plan": plan,
        "kinds": kinds,
        "counting_rule_version": report.rule_version,
        "made_at": report.made_at,
    })
}

/// Columns of equal width; the first to the left, numbers to the right.
fn lined_up(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cells(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            let gap = " ".repeat(widths[column] - cells(cell));
            let cell = if column == 0 { format!("{cell}{gap}") } else { format!("  {gap}{cell}") };
            text.push_str(&cell);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// Terminal cells: Japanese letters take two.
fn cells(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::lined_up;

    #[test]
    fn columns_line_up() {
        let rows = [["年度", "新規"], ["平成30年度", "30"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(lined_up(&rows), "年度        新規\n平成30年度    30\n");
    }
}
