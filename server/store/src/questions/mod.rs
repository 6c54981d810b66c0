//! Questions about pieces: asked, answered, taken away.

mod act;
mod ask;
mod list;

/// Rows on a page of questions.
const PAGE_ROWS: u32 = 20;
