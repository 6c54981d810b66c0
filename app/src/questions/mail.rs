//! The mails about questions. Neither tells the other side's name or address.

use domain::{mail::{Mail, unlinked}, questions::{Question, QuestionNews}, site::SiteSettings};

use crate::{i18n::Locale, mail::{letter, space}};

/// To the maker: what is asked, and where it is answered. `site_url` has no slash at its end.
pub fn asked(news: &QuestionNews, site: &SiteSettings, site_url: &str) -> Mail {
    let url = format!("{site_url}/me/questions/{}", news.question.id);
    let subject =
        |l: Locale| trl!(l, questions.mail_asked_subject, space = space(l, site), title = title(l, &news.question)).to_string();
    letter(&news.maker_email, news.maker_language, subject, |l| {
        trl!(
            l,
            questions.mail_asked_text,
            name = unlinked(&news.maker_name),
            title = title(l, &news.question),
            text = unlinked(&news.question.text),
            url = url.as_str()
        )
        .to_string()
    })
}

/// To whoever asked: the answer.
pub fn answered(news: &QuestionNews, site: &SiteSettings, site_url: &str) -> Mail {
    let url = format!("{site_url}/shop/{}", news.question.product_number);
    let subject =
        |l: Locale| trl!(l, questions.mail_answered_subject, space = space(l, site), title = title(l, &news.question)).to_string();
    letter(&news.asker_email, news.asker_language, subject, |l| {
        trl!(
            l,
            questions.mail_answered_text,
            name = unlinked(&news.asker_name),
            title = title(l, &news.question),
            maker = unlinked(&news.question.maker),
            answer = unlinked(&news.question.answer),
            text = unlinked(&news.question.text),
            url = url.as_str()
        )
        .to_string()
    })
}

fn title(l: Locale, question: &Question) -> String {
    if question.title.is_empty() {
        return trl!(l, questions.piece_number, number = question.product_number).to_string();
    }
    let title = crate::format::in_language(l, &question.title, question.title_en.as_deref().unwrap_or_default());
    unlinked(title)
}
