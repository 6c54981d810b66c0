//! The form of a review, and the way to it from an order.

use domain::{OrderId, reviews::{LineReview, REVIEW_CHARS_MAX, REVIEW_NAME_CHARS_MAX, ReviewAbout, ReviewError, ReviewLine, STARS_MAX}};

use super::words::stars_text;
use crate::{document::Document, error, form::{FormProblems, FormState}, format, page::{lang_of, locale}, prelude::*, ui::{Button, Choice, Field, Hidden, Icon, LinkButton, Look, Note, PageHeader, RadioCards, Size, Tab, Tag, TextArea}};

/// What the buyer of a line can do: write its review, or see that it is there.
#[component]
pub(crate) fn LineAct(line: ReviewLine, order: OrderId, key: String) -> impl IntoView {
    match line.review {
        LineReview::Open => {
            let href = format!("/orders/{order}/review/{}?key={key}", line.position);
            view! { <LinkButton href label=tr!(reviews.write) look=Look::Second size=Size::Small icon=Icon::Edit/> }.into_any()
        }
        LineReview::Written => view! { <Tag label=tr!(reviews.written) icon=Icon::Check/> }.into_any(),
        LineReview::TakenDown => view! { <p class="small mute">{tr!(reviews.taken_down_author)}</p> }.into_any(),
    }
}

/// The form. `back` is the order's page, `action` where it is sent; `about` is what it is about, or why there is none.
#[component]
pub fn WritePage(
    about: Result<ReviewAbout, ReviewError>,
    form: FormState,
    /// The secret of the order's address; empty for its own account.
    key: String,
    action: String,
    back: String,
) -> impl IntoView {
    let inside = match about {
        Ok(about) => view! { <Form about form key action/> }.into_any(),
        Err(why) => {
            let to = back.clone();
            view! {
                <Note>{error::review(locale(), why)}</Note>
                <LinkButton href=to label=tr!(reviews.to_order) look=Look::Second/>
            }
            .into_any()
        }
    };
    view! {
        <Document title=tr!(reviews.write) tab=Tab::Shop back class="page narrow">
            <PageHeader title=tr!(reviews.write)/>
            <div class="stack g5">{inside}</div>
        </Document>
    }
}

#[component]
fn Form(about: ReviewAbout, form: FormState, key: String, action: String) -> impl IntoView {
    let title = format::in_language(locale(), &about.title, about.title_en.as_deref().unwrap_or_default()).to_owned();
    let choices = (1..=STARS_MAX).rev().map(|n| Choice::new(n.to_string(), stars_text(n)).note(stars_words(n))).collect();
    view! {
        <p><b lang=lang_of(&title)>{title.clone()}</b><br/><span class="small mute">{about.maker}</span></p>
        <FormProblems title=tr!(reviews.problems) form=form.clone()/>
        <form class="fields" method="post" action=action>
            <Hidden fields=vec![("key", key)]/>
            <RadioCards legend=tr!(reviews.stars) name="stars" choices value=form.value("stars") error=form.error("stars")/>
            <TextArea label=tr!(reviews.text) name="text" value=form.value("text") error=form.error("text") required=false
                hint=tr!(reviews.text_hint) rows=6 maxlength=u32::try_from(REVIEW_CHARS_MAX).unwrap_or(u32::MAX)/>
            <Field label=tr!(reviews.name) name="name" value=form.value("name") error=form.error("name") required=false
                hint=tr!(reviews.name_hint) autocomplete="off" maxlength=u32::try_from(REVIEW_NAME_CHARS_MAX).unwrap_or(u32::MAX)/>
            <p class="small mute">{tr!(reviews.public_note)}</p>
            <Button label=tr!(reviews.send) size=Size::BigWide/>
        </form>
    }
}

fn stars_words(n: i64) -> &'static str {
    match n {
        5 => tr!(reviews.stars_5),
        4 => tr!(reviews.stars_4),
        3 => tr!(reviews.stars_3),
        2 => tr!(reviews.stars_2),
        _ => tr!(reviews.stars_1),
    }
}
