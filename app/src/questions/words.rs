//! What several pages say of a question.

use domain::questions::{Question, QuestionState};

use crate::{format, page::{lang_of, locale}, prelude::*, shop::translated, ui::{Tag, Tone}};

/// Letters of a question in a list.
const SHORT_CHARS: usize = 60;

/// The piece by its title; by its number where it is not in the shop any more.
pub(super) fn piece(question: &Question) -> String {
    if question.title.is_empty() {
        return tr!(questions.piece_number, number = question.product_number).to_string();
    }
    translated(&question.title, question.title_en.as_deref()).to_owned()
}

/// The first line of what was asked.
pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(SHORT_CHARS).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

/// Where it stands, and how that looks.
pub(super) fn state(state: QuestionState) -> (&'static str, Tone) {
    match state {
        QuestionState::Open => (tr!(questions.state_open), Tone::Warn),
        QuestionState::Answered => (tr!(questions.state_answered), Tone::Ok),
        QuestionState::Declined => (tr!(questions.state_declined), Tone::Plain),
        QuestionState::Removed => (tr!(questions.state_removed), Tone::Bad),
    }
}

/// What was asked and answered, with line breaks as they were typed.
#[component]
pub(super) fn Thread(question: Question) -> impl IntoView {
    let l = locale();
    let (label, tone) = state(question.state);
    let href = format!("/shop/{}", question.product_number);
    let about = piece(&question);
    let answer = (!question.answer.is_empty()).then(|| {
        let at = question.ended_at.map(|at| format::instant(l, at)).unwrap_or_default();
        view! {
            <div class="stack g1">
                <p class="small mute">{tr!(questions.answer_of, maker = question.maker.clone()).to_string()} "\u{3000}" <span class="num nowrap">{at}</span></p>
                <p class="pre" lang=lang_of(&question.answer)>{question.answer.clone()}</p>
            </div>
        }
    });
    view! {
        <article class="card stack g3">
            <div class="row wrap both">
                <a class="b" href=href lang=lang_of(&about)>{about.clone()}</a>
                <Tag label tone/>
            </div>
            <div class="stack g1">
                <p class="small mute">{tr!(questions.asked)} "\u{3000}" <span class="num nowrap">{format::instant(l, question.asked_at)}</span></p>
                <p class="pre" lang=lang_of(&question.text)>{question.text.clone()}</p>
            </div>
            {answer}
        </article>
    }
}
