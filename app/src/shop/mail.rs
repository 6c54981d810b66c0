//! The mail to a maker about the staff's decision: Japanese first, then English, for an account has no language.

use domain::{mail::Mail, shop::{Decision, ReviewNews}};

use crate::{i18n::Locale, mail::in_both_languages};

/// Tells what was decided. `site_url` has no slash at its end.
pub fn reviewed(news: &ReviewNews, space: &str, site_url: &str) -> Mail {
    let url = match (news.decision, news.of_change) {
        (Decision::Approved, _) => format!("{site_url}/shop/{}", news.number),
        (Decision::Returned, true) => format!("{site_url}/me/products/{}/edit", news.product_id),
        (Decision::Returned, false) => format!("{site_url}/me/products"),
    };
    let text = in_both_languages(|l| text(l, news, &url));
    Mail { to: news.email.clone(), subject: subject(news, space), text, attachment: None }
}

fn subject(news: &ReviewNews, space: &str) -> String {
    let (l, title) = (Locale::ja, news.title.as_str());
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
    let (name, title, note) = (news.display_name.as_str(), news.title.as_str(), news.note.as_str());
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
