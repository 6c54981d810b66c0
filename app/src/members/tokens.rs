//! API tokens.

use domain::{IntoEnumIterator, calendar::day_of, members::{ApiTokenRow, NAME_CHARS_MAX, TOKEN_DAYS, TokenScope}};

use super::MePage;
use crate::{form::{FormProblems, FormState}, format, page::{locale, page}, prelude::*, ui::{Button, ErrorLine, Field, Icon, Look, Note, PostButton, SectionHeader, Segmented, Size, Tone, field_id}};

/// `made` is a token that was made just now, shown this once.
#[component]
pub fn TokensPage(tokens: Vec<ApiTokenRow>, made: Option<String>, form: FormState) -> impl IntoView {
    let list = if tokens.is_empty() {
        view! { <p class="mute">{tr!(members.tokens_none)}</p> }.into_any()
    } else {
        let rows = tokens.into_iter().map(|token| view! { <Token token/> }).collect_view();
        view! { <ul class="stack g3">{rows}</ul> }.into_any()
    };
    let is_confirmed = page().actor.account().is_some_and(|account| account.email_confirmed);
    let make = if is_confirmed {
        view! { <Make form=form.clone()/> }.into_any()
    } else {
        view! { <Note icon=Icon::Mail>{tr!(members.tokens_unconfirmed)}</Note> }.into_any()
    };
    view! {
        <MePage title=tr!(members.tokens) sub=tr!(members.tokens_sub)>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            {made.map(|token| view! { <Made token/> })}
            {make}
            <section><SectionHeader title=tr!(members.tokens_list)/>{list}</section>
        </MePage>
    }
}

#[component]
fn Make(form: FormState) -> impl IntoView {
    // No operation of the API asks for the others yet.
    let offered = |scope: &TokenScope| matches!(scope, TokenScope::Read | TokenScope::Book);
    let chosen = form.input.all("scope").to_vec();
    let ticks = TokenScope::iter()
        .filter(offered)
        .map(|scope| {
            let word = scope.into_str();
            let checked = chosen.iter().any(|chosen| chosen == word);
            view! {
                <label class="tick">
                    <input type="checkbox" name="scope" value=word checked=checked/>
                    <span>{scope_words(scope)}</span>
                </label>
            }
        })
        .collect_view();
    let error = form.error("scope");
    let days = TOKEN_DAYS.map(|n| (n.to_string(), tr!(members.token_days_n, n = n).to_string())).to_vec();
    view! {
        <form class="card fields narrow" method="post" action="/me/tokens">
            <Field label=tr!(members.token_label) name="label" value=form.value("label") unmarked=true
                hint=tr!(members.token_label_hint) error=form.error("label") maxlength=NAME_CHARS_MAX as u32/>
            <fieldset id=field_id("scope")>
                <legend class="lb">{tr!(members.token_scopes)}</legend>
                {ticks}
                {error.map(|error| view! { <ErrorLine id="f-scope-e".to_owned() error/> })}
            </fieldset>
            <Segmented legend=tr!(members.token_days) name="days" choices=days value=form.value("days")
                error=form.error("days")/>
            <Button label=tr!(members.token_create)/>
        </form>
    }
}

fn scope_words(scope: TokenScope) -> &'static str {
    match scope {
        TokenScope::Read => tr!(members.token_scope_read),
        TokenScope::Book => tr!(members.token_scope_book),
        TokenScope::Sell => tr!(members.token_scope_sell),
        TokenScope::Report => tr!(members.token_scope_report),
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
    let until = format::full_day(locale(), day_of(token.expires_at));
    let scopes = token.scopes.iter().map(scope_words).collect::<Vec<_>>().join(tr!(operator.audit_comma));
    view! {
        <li class="card row wrap sb">
            <div>
                <p><b>{token.label}</b></p>
                <p class="small">{scopes}</p>
                <p class="small mute num">{tr!(members.token_since)} ": " {since}</p>
                <p class="small mute num">{tr!(members.token_until)} ": " {until}</p>
            </div>
            <PostButton action label=tr!(members.token_revoke) look=Look::Danger size=Size::Small/>
        </li>
    }
}
