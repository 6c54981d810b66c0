//! One page of a list, by number.

/// Rows of one page and where it stands. Pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    pub rows: Vec<T>,
    pub page: u32,
    /// At least 1, also when there are no rows.
    pub pages: u32,
    /// Rows on all pages together.
    pub total: u64,
}
