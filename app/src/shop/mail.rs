//! The mail to a maker about the staff's decision: Japanese first, then English, for an account has no language.

use domain::{mail::Mail, shop::{Decision, ReviewNews}};

use crate::i18n::Locale;

/// Tells what was decided. `site_url` has no slash at its end.
pub fn reviewed(news: &ReviewNews, space: &str, site_url: &str) -> Mail {
    let (name, title, note) = (news.display_name.as_str(), news.title.as_str(), news.note.as_str());
    let approved = news.decision == Decision::Approved;
    let url = if approved { format!("{site_url}/shop/{}", news.number) } else { format!("{site_url}/me/products") };
    let url = url.as_str();
    let subject = if approved {
        trl!(Locale::ja, mail.product_approved_subject, space = space, title = title).to_string()
    } else {
        trl!(Locale::ja, mail.product_returned_subject, space = space, title = title).to_string()
    };
    let text = |l: Locale| {
        if approved {
            trl!(l, mail.product_approved_text, name = name, title = title, note = note, url = url).to_string()
        } else {
            trl!(l, mail.product_returned_text, name = name, title = title, note = note, url = url).to_string()
        }
    };
    let text = format!("{}\n\n--\n{}\n", text(Locale::ja), text(Locale::en));
    Mail { to: news.email.clone(), subject, text, attachment: None }
}
