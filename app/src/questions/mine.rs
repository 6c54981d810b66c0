//! A maker's questions, and what one asked oneself.

use domain::{Paged, questions::{QUESTION_CHARS_MAX, Question, QuestionState}};

use super::words::{Thread, piece, short, state};
use crate::{form::{FormProblems, FormState}, members::MePage, prelude::*, ui::{Button, Drawing, Empty, LinkRow, LinkRows, Look, Pages, PostButton, Size, TextArea, paths}};

/// The questions about one's pieces, those that wait first.
#[component]
pub fn QuestionsToMePage(questions: Paged<Question>) -> impl IntoView {
    let (page, pages) = (questions.page, questions.pages);
    let list = if questions.rows.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(questions.none_title) text=tr!(questions.none_text)/> }.into_any()
    } else {
        let row = |question: &Question| {
            let note = format!("{}  {}", piece(question), state(question.state).0);
            LinkRow::new(format!("/me/questions/{}", question.id), short(&question.text)).note(note)
        };
        view! { <LinkRows rows=questions.rows.iter().map(row).collect()/> }.into_any()
    };
    view! {
        <MePage title=tr!(questions.to_me) sub=tr!(questions.to_me_sub)>
            {list}
            <Pages page pages href=|n| format!("/me/questions?page={n}")/>
        </MePage>
    }
}

/// One question about one's piece, with the form of its answer while it waits.
#[component]
pub fn QuestionToMePage(question: Question, form: FormState) -> impl IntoView {
    let at = format!("/me/questions/{}", question.id);
    let decline = format!("{at}/decline");
    let act = (question.state == QuestionState::Open).then(|| {
        view! {
            <form class="fields" method="post" action=at>
                <TextArea label=tr!(questions.answer) name="answer" value=form.value("answer") error=form.error("answer")
                    hint=tr!(questions.answer_hint) rows=6 maxlength=u32::try_from(QUESTION_CHARS_MAX).unwrap_or(u32::MAX)/>
                <Button label=tr!(questions.answer_send) size=Size::BigWide/>
            </form>
            <section class="stack g2">
                <p class="small mute">{tr!(questions.decline_text)}</p>
                <PostButton action=decline label=tr!(questions.decline) look=Look::Second/>
            </section>
        }
    });
    view! {
        <MePage title=tr!(questions.one) back="/me/questions">
            <FormProblems title=tr!(questions.answer_problems) form=form.clone()/>
            <Thread question/>
            {act}
        </MePage>
    }
}

/// What one asked oneself, with the answers.
#[component]
pub fn AskedPage(questions: Paged<Question>) -> impl IntoView {
    let (page, pages) = (questions.page, questions.pages);
    let list = if questions.rows.is_empty() {
        let action = (paths::SHOP.to_owned(), tr!(orders.to_shop).to_owned());
        view! { <Empty drawing=Drawing::Shelf title=tr!(questions.asked_none) text=tr!(questions.asked_none_text) action/> }
            .into_any()
    } else {
        let shown = |mut question: Question| {
            // What was taken away is told nobody any more, its own writer neither.
            if question.state == QuestionState::Removed {
                question.answer.clear();
                tr!(questions.removed_text).clone_into(&mut question.text);
            }
            view! { <Thread question/> }
        };
        let list = questions.rows.into_iter().map(shown).collect_view();
        view! { <div class="stack g4">{list}</div> }.into_any()
    };
    view! {
        <MePage title=tr!(questions.mine) sub=tr!(questions.mine_sub)>
            {list}
            <Pages page pages href=|n| format!("/me/asked?page={n}")/>
        </MePage>
    }
}
