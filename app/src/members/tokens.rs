//! API tokens.

use domain::{calendar::day_of, members::NAME_CHARS_MAX};
use leptos::prelude::*;
use store::members::ApiTokenRow;

use super::{MePage, Problems};
use crate::{
    format,
    page::locale,
    ui::{Button, Col, DataTable, Drawing, Empty, Field, Look, Note, PostButton, Size, Tone, cell},
};

/// `made` is a token that was made just now, shown this once.
#[component]
pub fn TokensPage(tokens: Vec<ApiTokenRow>, made: Option<String>, label: String, problems: Problems) -> impl IntoView {
    let list = if tokens.is_empty() {
        view! {
            <Empty drawing=Drawing::Mail title=tr!(members.tokens_none) text=tr!(members.tokens_none_text)/>
        }
        .into_any()
    } else {
        let cols = vec![Col::text(tr!(members.token_label)), Col::text(tr!(members.token_since)), Col::text("")];
        let rows = tokens.into_iter().map(row).collect();
        view! { <DataTable caption=tr!(members.tokens) cols rows/> }.into_any()
    };
    view! {
        <MePage title=tr!(members.tokens) sub=tr!(members.tokens_sub)>
            {problems.summary()}
            {made.map(|token| view! { <Made token/> })}
            <form class="card fields narrow" method="post" action="/me/tokens">
                <Field label=tr!(members.token_label) name="label" value=label unmarked=true
                    hint=tr!(members.token_label_hint) error=problems.of("label") maxlength=NAME_CHARS_MAX as u32/>
                <Button label=tr!(members.token_create)/>
            </form>
            {list}
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

fn row(token: ApiTokenRow) -> Vec<AnyView> {
    let action = format!("/me/tokens/{}/revoke", token.id);
    vec![
        cell(token.label),
        cell(format::full_day(locale(), day_of(token.created_at))),
        cell(view! { <PostButton action label=tr!(members.token_revoke) look=Look::Danger size=Size::Small/> }),
    ]
}
