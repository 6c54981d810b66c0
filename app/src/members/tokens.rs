//! API tokens.

use domain::{calendar::day_of, members::{ApiTokenRow, NAME_CHARS_MAX}};

use super::MePage;
use crate::{form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, Field, Look, Note, PostButton, SectionHeader, Size, Tone}};

/// `made` is a token that was made just now, shown this once.
#[component]
pub fn TokensPage(tokens: Vec<ApiTokenRow>, made: Option<String>, form: FormState) -> impl IntoView {
    let list = if tokens.is_empty() {
        view! { <p class="mute">{tr!(members.tokens_none)}</p> }.into_any()
    } else {
        let rows = tokens.into_iter().map(|token| view! { <Token token/> }).collect_view();
        view! { <ul class="stack g3">{rows}</ul> }.into_any()
    };
    view! {
        <MePage title=tr!(members.tokens) sub=tr!(members.tokens_sub)>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            {made.map(|token| view! { <Made token/> })}
            <form class="card fields narrow" method="post" action="/me/tokens">
                <Field label=tr!(members.token_label) name="label" value=form.value("label") unmarked=true
                    hint=tr!(members.token_label_hint) error=form.error("label") maxlength=NAME_CHARS_MAX as u32/>
                <Button label=tr!(members.token_create)/>
            </form>
            <section><SectionHeader title=tr!(members.tokens_list)/>{list}</section>
        </MePage>
    }
}

#[component]
fn Made(token: String) -> impl IntoView {
    view! {
        <section class="card fields" role="status">
            <h2 class="h3">{tr!(members.token_made)}</h2>
            <Field label=tr!(members.token_value) name="token" value=token unmarked=true readonly=true/>
            <Note tone=Tone::Warn>{tr!(members.token_made_text)}</Note>
        </section>
    }
}

#[component]
fn Token(token: ApiTokenRow) -> impl IntoView {
    let action = format!("/me/tokens/{}/revoke", token.id);
    let since = format::full_day(locale(), day_of(token.created_at));
    view! {
        <li class="card row wrap sb">
            <div>
                <p><b>{token.label}</b></p>
                <p class="small mute num">{tr!(members.token_since)} ": " {since}</p>
            </div>
            <PostButton action label=tr!(members.token_revoke) look=Look::Danger size=Size::Small/>
        </li>
    }
}
