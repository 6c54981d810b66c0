//! The yearly report as files.

mod csv;
mod table;
mod xlsx;

use app::page::Locale;
use domain::kpi::{EvidenceExport, KpiYear};

pub use self::{
    csv::{evidence_csv, figures_csv},
    table::{figures_json, figures_table},
    xlsx::workbook,
};

/// What a file is made of.
pub struct Report {
    pub year: KpiYear,
    /// The records of single people; only when they were asked for.
    pub evidence: Option<EvidenceExport>,
    pub locale: Locale,
    /// Who reports.
    pub issuer: String,
}

/// A text as a cell that no spreadsheet takes for a formula: one that begins like a formula gets a leading apostrophe
/// (OWASP, CSV injection; the full-width forms because Japanese Excel reads them too).
pub fn plain_cell(text: &str) -> String {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::plain_cell;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for bad in ["=1+1", "+81-90", "-1", "@SUM(A1)", "\tx", "\rx", "＝HYPERLINK()", "＠x"] {
            assert_eq!(plain_cell(bad), format!("'{bad}"));
        }
        for good in ["", "平成30年度", "30", "a=b", "'=1"] {
            assert_eq!(plain_cell(good), good);
        }
    }
}
