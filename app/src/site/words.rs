//! The operator's own words, in the page's language.

use domain::site::SiteSettings;

use crate::{format, page::locale};

/// The text in the page's language; Japanese where there is no English.
pub(crate) fn in_language<'t>(ja: &'t str, en: &'t str) -> &'t str {
    format::in_language(locale(), ja, en)
}

/// The address, empty when none was entered.
pub(super) fn address(site: &SiteSettings) -> String {
    in_language(&site.address, &site.address_en).to_owned()
}
