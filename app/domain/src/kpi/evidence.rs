//! What the figures were counted from, people as codes.

use chrono::{DateTime, Utc};

use super::{ParticipationKind, YearFigures};

/// Which figure the evidence is for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Show {
    /// 新規: each new person's first row ever.
    New,
    /// 実人数: each person's first row of the year.
    Unique,
    /// 延べ人数: every row.
    #[default]
    Total,
}

impl Show {
    /// The figure that counts these rows.
    pub fn figure(self, figures: &YearFigures) -> u64 {
        match self {
            Show::New => figures.new,
            Show::Unique => figures.unique,
            Show::Total => figures.total,
        }
    }
}

/// One participation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    pub at: DateTime<Utc>,
    pub kind: ParticipationKind,
    /// A code that cannot be turned back; never the name.
    pub person: String,
    /// Makes the person count as 新規.
    pub new: bool,
    /// Makes the person count once in 実人数.
    pub first_of_year: bool,
}

/// A year's evidence for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceExport {
    pub rows: Vec<EvidenceRow>,
    /// There were more than `EVIDENCE_EXPORT_MAX`; the file must say so.
    pub cut: bool,
}
