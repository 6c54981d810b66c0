//! An Excel workbook: the figures with a native chart, and the evidence.

use app::{
    format,
    kpi::words::{FileWords, kind, plan_point},
    page::Locale,
};
use chrono::{Datelike, Timelike};
use domain::{
    calendar::in_tokyo,
    kpi::{EvidenceExport, YearState},
};
use rust_xlsxwriter::{
    Chart, ChartType, Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};
use store::{Error, Result};

use super::Report;

const CHART_SIZE: (u32, u32) = (620, 300);

struct Looks {
    title: Format,
    head: Format,
    text: Format,
    number: Format,
    strong: Format,
    wrap: Format,
    day: Format,
    time: Format,
}

impl Looks {
    fn new() -> Looks {
        let cell = || Format::new().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00B9_B0A3));
        Looks {
            title: Format::new().set_bold().set_font_size(16),
            head: cell().set_bold().set_background_color(Color::RGB(0x00F4_F1EC)).set_align(FormatAlign::Center),
            text: cell(),
            number: cell().set_num_format("#,##0"),
            strong: cell().set_num_format("#,##0").set_bold(),
            wrap: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            day: cell().set_num_format("yyyy-mm-dd"),
            time: cell().set_num_format("hh:mm"),
        }
    }
}

/// The workbook's bytes; the same report gives the same bytes. Texts are written as text, never as formulas.
///
/// # Errors
/// When the workbook cannot be made.
pub fn workbook(report: &Report) -> Result<Vec<u8>> {
    make(report).map_err(Error::internal)
}

fn make(report: &Report) -> std::result::Result<Vec<u8>, XlsxError> {
    let words = FileWords::of(report.locale, report.year.fiscal_year, report.year.rule_version, &report.year.words);
    let made = ExcelDateTime::from_timestamp(report.year.made_at.timestamp())?;
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new().set_title(&words.title).set_author(&report.issuer).set_creation_datetime(&made),
    );
    let looks = Looks::new();
    figures_sheet(book.add_worksheet(), report, &words, &looks)?;
    if let Some(evidence) = &report.evidence {
        evidence_sheet(book.add_worksheet(), (report.locale, evidence), &words, &looks)?;
    }
    book.save_to_buffer()
}

fn figures_sheet(
    sheet: &mut Worksheet,
    report: &Report,
    words: &FileWords,
    looks: &Looks,
) -> std::result::Result<(), XlsxError> {
    sheet.set_name(words.sheet_figures)?.set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, 22)?.set_column_range_width(1, 8, 13)?;
    sheet.write_string_with_format(0, 0, &words.title, &looks.title)?;
    sheet.write_string(1, 0, &words.goal)?;
    let made = format::instant(report.locale, report.year.made_at);
    sheet.write_string(2, 0, format!("{} {made}", report.issuer))?;
    if report.year.state != YearState::Over {
        sheet.write_string(3, 0, words.running)?;
    }
    let row = years_table(sheet, 5, report, words, looks)?;
    let row = plan_table(sheet, row + 2, report, words, looks)?;
    let row = kinds_table(sheet, row + 2, report, words, looks)?;
    sheet.write_string(row + 2, 0, &words.rule_title)?;
    sheet.merge_range(row + 3, 0, row + 7, 7, words.rule, &looks.wrap)?;
    let chart = chart(report, words, 5);
    sheet.insert_chart(row + 9, 0, &chart)?;
    Ok(())
}

/// Returns the row of the last year.
fn years_table(
    sheet: &mut Worksheet,
    top: u32,
    report: &Report,
    words: &FileWords,
    looks: &Looks,
) -> std::result::Result<u32, XlsxError> {
    let head = [
        words.year_name,
        words.fiscal_year,
        words.col_target,
        words.new,
        words.unique,
        words.total,
        words.to_date,
        words.target_to_date,
    ];
    sheet.write_row_with_format(top, 0, head, &looks.head)?;
    let mut row = top;
    for year in &report.year.years {
        row += 1;
        sheet.write_string_with_format(row, 0, format::fiscal_year(report.locale, year.fiscal_year), &looks.text)?;
        sheet.write_number_with_format(row, 1, year.fiscal_year.year(), &looks.text)?;
        match year.target {
            Some(target) => sheet.write_number_with_format(row, 2, target as f64, &looks.number)?,
            None => sheet.write_blank(row, 2, &looks.number)?,
        };
        sheet.write_number_with_format(row, 3, year.new as f64, &looks.strong)?;
        let rest = [year.unique, year.total, year.new_to_date, year.target_to_date].map(|n| n as f64);
        sheet.write_row_with_format(row, 4, rest, &looks.number)?;
    }
    Ok(row)
}

/// Table 7-2: one column for each point in time. Returns its last row.
fn plan_table(
    sheet: &mut Worksheet,
    top: u32,
    report: &Report,
    words: &FileWords,
    looks: &Looks,
) -> std::result::Result<u32, XlsxError> {
    if report.year.plan.is_empty() {
        return Ok(top);
    }
    sheet.write_string_with_format(top, 0, words.plan_title, &looks.head)?;
    sheet.write_string_with_format(top + 1, 0, words.target, &looks.text)?;
    sheet.write_string_with_format(top + 2, 0, words.actual, &looks.text)?;
    for (column, point) in (1u16..).zip(&report.year.plan) {
        sheet.write_string_with_format(top, column, plan_point(report.locale, point.point), &looks.head)?;
        sheet.write_number_with_format(top + 1, column, point.target as f64, &looks.number)?;
        match point.actual {
            Some(actual) => sheet.write_number_with_format(top + 2, column, actual as f64, &looks.strong)?,
            None => sheet.write_blank(top + 2, column, &looks.number)?,
        };
    }
    sheet.write_string(top + 3, 0, &words.plan_note)?;
    Ok(top + 3)
}

/// Returns its last row.
fn kinds_table(
    sheet: &mut Worksheet,
    top: u32,
    report: &Report,
    words: &FileWords,
    looks: &Looks,
) -> std::result::Result<u32, XlsxError> {
    sheet.write_row_with_format(top, 0, [words.kind, words.people, words.rows], &looks.head)?;
    let mut row = top;
    for count in &report.year.kinds {
        row += 1;
        sheet.write_string_with_format(row, 0, kind(report.locale, count.kind), &looks.text)?;
        sheet.write_row_with_format(row, 1, [count.people, count.rows].map(|n| n as f64), &looks.number)?;
    }
    Ok(row)
}

/// Columns of target and 新規 by year, from the table at `top`.
fn chart(report: &Report, words: &FileWords, top: u32) -> Chart {
    let last = top + u32::try_from(report.year.years.len()).unwrap_or(0);
    let sheet = words.sheet_figures;
    let mut chart = Chart::new(ChartType::Column);
    for (column, color) in [(2u16, 0x00B9_B0A3u32), (3, 0x0021_437A)] {
        chart
            .add_series()
            .set_name((sheet, top, column))
            .set_categories((sheet, top + 1, 0, last, 0))
            .set_values((sheet, top + 1, column, last, column))
            .set_format(
                rust_xlsxwriter::ChartFormat::new()
                    .set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(color))),
            );
    }
    chart.title().set_name(words.chart_years);
    chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
    chart.set_width(CHART_SIZE.0).set_height(CHART_SIZE.1);
    chart
}

fn evidence_sheet(
    sheet: &mut Worksheet,
    (locale, evidence): (Locale, &EvidenceExport),
    words: &FileWords,
    looks: &Looks,
) -> std::result::Result<(), XlsxError> {
    sheet.set_name(words.sheet_evidence)?.set_paper_size(9).set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_column_width(0, 13)?.set_column_width(1, 8)?.set_column_width(2, 18)?.set_column_range_width(3, 4, 14)?;
    let head = [words.date, words.time, words.kind, words.person, words.mark];
    sheet.write_row_with_format(0, 0, head, &looks.head)?;
    let mut row = 0;
    for evidence in &evidence.rows {
        row += 1;
        let at = in_tokyo(evidence.at);
        let year = u16::try_from(at.year()).unwrap_or(1900);
        let (month, day, hour) = (at.month() as u8, at.day() as u8, at.hour() as u16);
        let date = ExcelDateTime::from_ymd(year, month, day)?;
        let time = ExcelDateTime::from_hms(hour, at.minute() as u8, 0)?;
        sheet.write_datetime_with_format(row, 0, date, &looks.day)?;
        sheet.write_datetime_with_format(row, 1, time, &looks.time)?;
        sheet.write_string_with_format(row, 2, kind(locale, evidence.kind), &looks.text)?;
        sheet.write_string_with_format(row, 3, &evidence.person, &looks.text)?;
        sheet.write_string_with_format(row, 4, words.mark_of(evidence.new, evidence.first_of_year), &looks.text)?;
    }
    if row > 0 {
        sheet.autofilter(0, 0, row, 4)?;
    }
    if evidence.cut {
        sheet.write_string(row + 1, 0, words.cut)?;
    }
    Ok(())
}
