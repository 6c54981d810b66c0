//! Looking for words in texts.

use sea_orm::sea_query::LikeExpr;

/// A pattern for texts that contain `words`, in lower case, with what LIKE would read as wildcards taken literally.
pub(crate) fn contains(words: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in words.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}
