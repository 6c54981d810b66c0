//! Which page of a form words come from, so that what was written on another one meanwhile is not lost.

use chrono::{DateTime, Utc};

use crate::form::{CalendarInstant, FormInput};

/// Longest word of a page, in bytes.
const KEY_BYTES_MAX: usize = 40;

/// The page of the listing form that words come from. Browsers without scripts name none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPage {
    /// A word of this page alone.
    pub key: String,
    /// When the draft had been changed last as the page was shown; `None` where there was none yet.
    pub seen: Option<DateTime<Utc>>,
}

impl FormPage {
    /// What the form's script adds to its fields.
    pub fn read(input: &FormInput) -> Option<FormPage> {
        let key = input.text("form_page");
        let seen = input.text("form_seen").parse::<CalendarInstant>().ok().map(CalendarInstant::at);
        (!key.is_empty() && key.len() <= KEY_BYTES_MAX).then(|| FormPage { key: key.to_owned(), seen })
    }

    /// Whether nobody else has written since: the last one to write was this page, by its word and not by the time of an
    /// answer, for an answer can be lost; or nothing was changed after the page was shown.
    pub fn is_last(&self, last_key: Option<&str>, changed_at: DateTime<Utc>) -> bool {
        last_key == Some(self.key.as_str()) || self.seen == Some(changed_at)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn the_page_that_wrote_last_may_write_again() {
        let shown = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
        let later = shown + TimeDelta::milliseconds(1);
        let input = FormInput::default().with("form_page", "a1").with("form_seen", shown.to_rfc3339());
        let page = FormPage::read(&input).expect("a page");
        assert!(page.is_last(None, shown) && page.is_last(Some("b2"), shown), "as it was shown");
        assert!(page.is_last(Some("a1"), later), "its own words");
        assert!(!page.is_last(Some("b2"), later) && !page.is_last(None, later), "another's words");
        let new = FormPage { seen: None, ..page };
        assert!(new.is_last(Some("a1"), later) && !new.is_last(None, later));
    }

    #[test]
    fn a_page_without_a_word_is_none() {
        assert_eq!(FormPage::read(&FormInput::default().with("form_seen", "2026-11-22T00:00:00Z")), None);
        assert_eq!(FormPage::read(&FormInput::default().with("form_page", "x".repeat(41))), None);
    }
}
