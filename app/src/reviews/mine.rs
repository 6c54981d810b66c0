//! The reviews of a maker's pieces, each with its answer.

use domain::{Paged, reviews::{REVIEW_CHARS_MAX, Review}};

use super::words::{Shown, stars_text, title};
use crate::{document::Document, form::{FormProblems, FormState}, prelude::*, ui::{Button, Drawing, Empty, LinkRow, LinkRows, PageHeader, Pages, Size, Tab, TextArea, paths}};

const LIST: &str = "/me/reviews";

/// The reviews of one's pieces, the newest first.
#[component]
pub fn ReviewsToMePage(reviews: Paged<Review>) -> impl IntoView {
    let (page, pages) = (reviews.page, reviews.pages);
    let list = if reviews.rows.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(reviews.none_title) text=tr!(reviews.none_text)/> }.into_any()
    } else {
        let row = |review: &Review| {
            let end = if review.answer.is_empty() { "" } else { tr!(reviews.answered) };
            let words = format!("{}  {}", stars_text(review.stars), title(review));
            let note = review.text.lines().next().unwrap_or_default();
            LinkRow::new(format!("{LIST}/{}", review.id), words).note(note).end(end)
        };
        view! { <LinkRows rows=reviews.rows.iter().map(row).collect()/> }.into_any()
    };
    view! {
        <Document title=tr!(reviews.to_me) tab=Tab::Me back=paths::ME class="page mid">
            <PageHeader title=tr!(reviews.to_me) sub=tr!(reviews.to_me_sub)/>
            {list}
            <Pages page pages href=|n| format!("{LIST}?page={n}")/>
        </Document>
    }
}

/// One review of one's piece, with the form of its answer.
#[component]
pub fn ReviewToMePage(review: Review, form: FormState) -> impl IntoView {
    let action = format!("{LIST}/{}", review.id);
    let label = if review.answer.is_empty() { tr!(reviews.answer_send) } else { tr!(common.save) };
    view! {
        <Document title=tr!(reviews.one) tab=Tab::Me back=LIST class="page mid">
            <PageHeader title=tr!(reviews.one)/>
            <div class="stack g5">
            <FormProblems title=tr!(reviews.answer_problems) form=form.clone()/>
            <Shown review about=true/>
            <form class="fields" method="post" action=action>
                <TextArea label=tr!(reviews.answer) name="answer" value=form.value("answer") error=form.error("answer")
                    hint=tr!(reviews.answer_hint) rows=5 maxlength=u32::try_from(REVIEW_CHARS_MAX).unwrap_or(u32::MAX)/>
                <Button label size=Size::BigWide/>
            </form>
            </div>
        </Document>
    }
}
