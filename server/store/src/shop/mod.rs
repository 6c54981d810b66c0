//! Products: the maker's listings and photos, the staff's review, and the shelf that everyone browses.

mod category;
mod change;
mod decision;
mod draft;
mod duplicate;
mod favourite;
mod find;
mod listing;
mod live;
mod maker;
mod mine;
mod photo;
mod photo_files;
mod photo_rows;
mod product;
mod published;
mod queue;
mod row;
mod safety;
mod search_text;
mod selling;
mod settings;
mod shelf;
mod similar;
mod stock;
mod synonym;
mod tag_settings;
mod tags;

pub use photo::PhotoView;
pub use photo_files::{PhotoFile, PhotoFiles, photo_folder, photo_jpeg_key, photo_key, share_key, share_keys};
pub use search_text::fill_search_texts;
pub(crate) use search_text::search_texts_of_maker;
pub(crate) use settings::category_insert;
pub(crate) use synonym::synonym_insert;
pub(crate) use tag_settings::tag_insert;

use sea_orm::{ConnectionTrait, Statement, Value};

/// How many pieces of a product `p` with the stock `s` can be had: of what is made to order nothing is counted.
macro_rules! available {
    () => {
        "CASE WHEN p.made_to_order THEN 20 ELSE COALESCE(s.on_hand - s.reserved, 0) END AS available"
    };
}
use available;

/// Rows on a page of the maker's own list and of the staff's queue.
pub const LIST_SIZE: u64 = 20;

/// A read written out as SQL, for joins. `$1` is understood by both databases, and an unchanging text is prepared
/// once per connection.
fn statement(connection: &impl ConnectionTrait, sql: impl Into<String>, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(connection.get_database_backend(), sql, values)
}

/// Rows to skip before a page, counted from 1 and bounded.
fn offset(page: u64, size: u64) -> i64 {
    let page = page.clamp(1, domain::shop::PAGE_MAX);
    i64::try_from((page - 1) * size).unwrap_or(i64::MAX)
}

/// Cuts the row that was read only to learn whether there is a next page.
fn cut<T>(rows: &mut Vec<T>, size: u64) -> bool {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    more
}
