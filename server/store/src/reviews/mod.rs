//! Reviews by those who bought: written, answered, taken down and put back.

mod act;
mod list;
mod write;

/// Rows on a page of the maker's and of the staff's list.
const PAGE_ROWS: u32 = 20;
