//! The mail to a maker about the staff's decision.

use domain::{catalog::product_slug, mail::{Mail, unlinked}, shop::{Decision, ReviewNews}, site::SiteSettings};

use crate::{i18n::Locale, mail::{letter, space}, ui::encoded_path};

/// Tells what was decided. `site_url` has no slash at its end.
pub fn reviewed(news: &ReviewNews, site: &SiteSettings, site_url: &str) -> Mail {
    let url = match (news.decision, news.of_change) {
        (Decision::Approved, _) => format!("{site_url}{}", encoded_path(&format!("/shop/{}", product_slug(&news.title, news.number)))),
        (Decision::Returned, true) => format!("{site_url}/me/products/{}/edit", news.product_id),
        (Decision::Returned, false) => format!("{site_url}/me/products"),
    };
    letter(&news.email, news.language, |l| subject(l, news, site), |l| text(l, news, &url))
}

fn subject(l: Locale, news: &ReviewNews, site: &SiteSettings) -> String {
    let (space, title) = (space(l, site), unlinked(&news.title));
    match (news.decision, news.of_change) {
        (Decision::Approved, false) => trl!(l, mail.product_approved_subject, space = space, title = title).to_string(),
        (Decision::Approved, true) => {
            trl!(l, mail.product_change_approved_subject, space = space, title = title).to_string()
        }
        (Decision::Returned, false) => trl!(l, mail.product_returned_subject, space = space, title = title).to_string(),
        (Decision::Returned, true) => {
            trl!(l, mail.product_change_returned_subject, space = space, title = title).to_string()
        }
    }
}

fn text(l: Locale, news: &ReviewNews, url: &str) -> String {
    let (name, title, note) = (unlinked(&news.display_name), unlinked(&news.title), news.note.as_str());
    match (news.decision, news.of_change) {
        (Decision::Approved, false) => {
            trl!(l, mail.product_approved_text, name = name, title = title, note = note, url = url).to_string()
        }
        (Decision::Approved, true) => {
            trl!(l, mail.product_change_approved_text, name = name, title = title, note = note, url = url).to_string()
        }
        (Decision::Returned, false) => {
            trl!(l, mail.product_returned_text, name = name, title = title, note = note, url = url).to_string()
        }
        (Decision::Returned, true) => {
            trl!(l, mail.product_change_returned_text, name = name, title = title, note = note, url = url).to_string()
        }
    }
}
