//! The staff look through reviews.

use domain::{Paged, questions::REMOVE_REASON_CHARS_MAX, reviews::Review};

use super::words::{Shown, stars_text, title};
use crate::{document::Document, form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, Drawing, Empty, Field, LinkRow, LinkRows, Look, Note, PageHeader, Pages, PostButton, StaffAt, StaffLinks}};

const LIST: &str = "/staff/reviews";

/// All reviews, the newest first.
#[component]
pub fn StaffReviewsPage(reviews: Paged<Review>) -> impl IntoView {
    let (page, pages) = (reviews.page, reviews.pages);
    let list = if reviews.rows.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(reviews.none_title) text=tr!(reviews.staff_none_text)/> }.into_any()
    } else {
        let row = |review: &Review| {
            let words = format!("{}  {}", stars_text(review.stars), title(review));
            let at = format::instant(locale(), review.at);
            let note = format!("{}  {at}  {}", review.maker, review.text.lines().next().unwrap_or_default());
            let end = if review.taken_down { tr!(reviews.taken_down) } else { "" };
            LinkRow::new(format!("{LIST}/{}", review.id), words).note(note).end(end)
        };
        view! { <LinkRows rows=reviews.rows.iter().map(row).collect()/> }.into_any()
    };
    view! {
        <Document title=tr!(reviews.all) class="page mid">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=tr!(reviews.all) sub=tr!(reviews.all_sub)/>
            {list}
            <Pages page pages href=|n| format!("{LIST}?page={n}")/>
        </Document>
    }
}

/// One review, and the form that takes it down or the button that puts it back.
#[component]
pub fn StaffReviewPage(review: Review, form: FormState) -> impl IntoView {
    let at = format!("{LIST}/{}", review.id);
    let act = if review.taken_down {
        view! {
            <section class="card stack g3">
                <Note>{tr!(reviews.put_back_text)}</Note>
                <PostButton action=format!("{at}/put-back") label=tr!(reviews.put_back) look=Look::Second/>
            </section>
        }
        .into_any()
    } else {
        view! {
            <form class="card stack g3" method="post" action=format!("{at}/take-down")>
                <h2 class="h3">{tr!(reviews.take_down_title)}</h2>
                <Note>{tr!(reviews.take_down_text)}</Note>
                <Field label=tr!(reviews.reason) name="reason" value=form.value("reason") error=form.error("reason")
                    hint=tr!(reviews.reason_hint) maxlength=u32::try_from(REMOVE_REASON_CHARS_MAX).unwrap_or(u32::MAX)/>
                <Button label=tr!(reviews.take_down) look=Look::Danger/>
            </form>
        }
        .into_any()
    };
    view! {
        <Document title=tr!(reviews.one) back=LIST class="page mid">
            <PageHeader title=tr!(reviews.one)/>
            <div class="stack g5">
                <FormProblems title=tr!(reviews.take_down_problems) form=form.clone()/>
                <Shown review about=true/>
                {act}
            </div>
        </Document>
    }
}
