//! The operator's own words, in the page's language.

use domain::site::SiteSettings;

use crate::page::{Locale, locale};

/// The text in the page's language; Japanese where there is no English.
pub(crate) fn in_language<'t>(ja: &'t str, en: &'t str) -> &'t str {
    match locale() {
        Locale::en if !en.is_empty() => en,
        _ => ja,
    }
}

/// The address, empty when none was entered.
pub(super) fn address(site: &SiteSettings) -> String {
    in_language(&site.address, &site.address_en).to_owned()
}
