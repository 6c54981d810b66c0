//! The audit log's entries.

use chrono::{DateTime, Utc};

/// Somebody did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    pub at: DateTime<Utc>,
    /// `None` for the command line and for jobs.
    pub who: Option<String>,
    pub role: String,
    /// Such as `product.approve`.
    pub action: String,
    pub subject: String,
    pub request_id: String,
}
