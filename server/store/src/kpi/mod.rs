//! The yearly report: participation rows, the plan's targets, and the figures made of them.

mod evidence;
mod participation;
mod year;

pub use evidence::{EvidenceExport, EvidenceRow, Show};
pub use participation::participation_add;
pub use year::{KindCount, KpiYear, MonthFigures, YearState};
