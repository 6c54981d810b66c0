//! The mail to a maker that a review came.

use domain::{mail::{Mail, unlinked}, reviews::ReviewCame, site::SiteSettings};

use super::words::stars_text;
use crate::{format, i18n::Locale, mail::{letter, space}};

/// `site_url` has no slash at its end.
pub fn came(news: &ReviewCame, site: &SiteSettings, site_url: &str) -> Mail {
    let review = &news.review;
    let url = format!("{site_url}/me/reviews/{}", review.id);
    let title = |l: Locale| unlinked(format::in_language(l, &review.title, review.title_en.as_deref().unwrap_or_default()));
    let subject = |l: Locale| trl!(l, reviews.mail_subject, space = space(l, site), title = title(l)).to_string();
    letter(&news.email, news.language, subject, |l| {
        let text = if review.text.is_empty() { trl!(l, reviews.mail_no_text).to_owned() } else { unlinked(&review.text) };
        trl!(
            l,
            reviews.mail_text,
            name = unlinked(&news.maker_name),
            title = title(l),
            stars = stars_text(review.stars),
            text = text,
            url = url.as_str()
        )
        .to_string()
    })
}
