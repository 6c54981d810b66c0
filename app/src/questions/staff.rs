//! The staff look through questions.

use domain::{Paged, questions::{Question, QuestionState, REMOVE_REASON_CHARS_MAX}};

use super::words::{Thread, piece, short, state};
use crate::{document::Document, form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, Drawing, Empty, Field, LinkRow, LinkRows, Look, Note, PageHeader, Pages, StaffAt, StaffLinks}};

const LIST: &str = "/staff/questions";

/// All questions, the newest first.
#[component]
pub fn StaffQuestionsPage(questions: Paged<Question>) -> impl IntoView {
    let (page, pages) = (questions.page, questions.pages);
    let list = if questions.rows.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(questions.none_title) text=tr!(questions.staff_none_text)/> }.into_any()
    } else {
        let row = |question: &Question| {
            let at = format::instant(locale(), question.asked_at);
            let note = format!("{} ({})  {}  {at}", piece(question), question.maker, state(question.state).0);
            LinkRow::new(format!("{LIST}/{}", question.id), short(&question.text)).note(note)
        };
        view! { <LinkRows rows=questions.rows.iter().map(row).collect()/> }.into_any()
    };
    view! {
        <Document title=tr!(questions.all) class="page mid">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=tr!(questions.all) sub=tr!(questions.all_sub)/>
            {list}
            <Pages page pages href=|n| format!("{LIST}?page={n}")/>
        </Document>
    }
}

/// One question, and the form that takes it away.
#[component]
pub fn StaffQuestionPage(question: Question, form: FormState) -> impl IntoView {
    let action = format!("{LIST}/{}/remove", question.id);
    let remove = (question.state != QuestionState::Removed).then(|| {
        view! {
            <form class="card stack g3" method="post" action=action>
                <h2 class="h3">{tr!(questions.remove_title)}</h2>
                <Note>{tr!(questions.remove_text)}</Note>
                <Field label=tr!(questions.reason) name="reason" value=form.value("reason") error=form.error("reason")
                    hint=tr!(questions.reason_hint) maxlength=u32::try_from(REMOVE_REASON_CHARS_MAX).unwrap_or(u32::MAX)/>
                <Button label=tr!(questions.remove) look=Look::Danger/>
            </form>
        }
    });
    view! {
        <Document title=tr!(questions.one) back=LIST class="page mid">
            <PageHeader title=tr!(questions.one)/>
            <div class="stack g5">
                <FormProblems title=tr!(questions.remove_problems) form=form.clone()/>
                <Thread question/>
                {remove}
            </div>
        </Document>
    }
}
