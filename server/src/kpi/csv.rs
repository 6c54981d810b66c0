//! CSV with a byte order mark, so that Excel reads it as UTF-8.

use app::{format, kpi::words::FileWords, page::Locale};
use csv::{Terminator, Writer, WriterBuilder};
use domain::{
    calendar::day_of,
    kpi::{EvidenceExport, KpiYear},
};
use store::{Error, Result};

use super::plain_cell;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// One row for each year up to the report's: targets, 新規, 実人数, 延べ人数, and both sums to date.
///
/// # Errors
/// Never in practice: writing goes to memory.
pub fn figures_csv(locale: Locale, report: &KpiYear) -> Result<Vec<u8>> {
    let words = FileWords::of(locale, report.fiscal_year, report.rule_version, &report.words);
    let mut file = writer();
    let head = [
        words.fiscal_year,
        words.year_name,
        words.col_target,
        words.new,
        words.unique,
        words.total,
        words.to_date,
        words.target_to_date,
        words.rule_version,
    ];
    row(&mut file, head)?;
    for year in &report.years {
        let cells = [
            year.fiscal_year.year().to_string(),
            format::fiscal_year(locale, year.fiscal_year),
            year.target.map(|target| target.to_string()).unwrap_or_default(),
            year.new.to_string(),
            year.unique.to_string(),
            year.total.to_string(),
            year.new_to_date.to_string(),
            year.target_to_date.to_string(),
            report.rule_version.to_string(),
        ];
        row(&mut file, cells)?;
    }
    finish(file)
}

/// One row for each participation of the year: day, time, kind, the person's code and mark.
///
/// # Errors
/// Never in practice: writing goes to memory.
pub fn evidence_csv(locale: Locale, year: &KpiYear, people: &EvidenceExport) -> Result<Vec<u8>> {
    let words = FileWords::of(locale, year.fiscal_year, year.rule_version, &year.words);
    let mut file = writer();
    row(&mut file, [words.date, words.time, words.kind, words.person, words.mark])?;
    for evidence in &people.rows {
        let cells = [
            day_of(evidence.at).format("%Y-%m-%d").to_string(),
            format::time(evidence.at),
            app::kpi::words::kind(locale, evidence.kind).to_owned(),
            evidence.person.clone(),
            words.mark_of(evidence.new, evidence.first_of_year).to_owned(),
        ];
        row(&mut file, cells)?;
    }
    if people.cut {
        row(&mut file, [words.cut, "", "", "", ""])?;
    }
    finish(file)
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec())
}

fn row<C: AsRef<str>>(file: &mut Writer<Vec<u8>>, cells: impl IntoIterator<Item = C>) -> Result<()> {
    file.write_record(cells.into_iter().map(|cell| plain_cell(cell.as_ref()))).map_err(Error::internal)
}

fn finish(file: Writer<Vec<u8>>) -> Result<Vec<u8>> {
    file.into_inner().map_err(Error::internal)
}
