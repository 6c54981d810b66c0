//! Closing one's account: what ends, what is erased, what stays and why; then the password.

use domain::{IntoEnumIterator, data::{Closing, ClosingBlock, DataRules, Holding, OnClose}};

use super::kept::{name, term};
use crate::{document::Document, form::{FormProblems, FormState}, format, members::MePage, page::{locale, page}, prelude::*, ui::{Button, LinkButton, Tick, Field, Look, Note, PageHeader, SectionHeader, Size, Tab, Tone}};

/// Shows everything beforehand, and asks for the password; or says what is open and what to do about it.
#[component]
pub fn ClosePage(closing: Closing, rules: DataRules, form: FormState) -> impl IntoView {
    let open = (!closing.blocks.is_empty()).then(|| view! { <Open blocks=closing.blocks.clone()/> });
    let ask = closing.blocks.is_empty().then(|| view! { <Ask form=form.clone()/> });
    view! {
        <MePage title=tr!(data.close_title) sub=tr!(data.close_text)>
            <div class="stack g6">
                <FormProblems title=tr!(data.close_problems) form/>
                {open}
                <p><LinkButton href="/me/data" label=tr!(data.close_get_first) look=Look::Second/></p>
                <Ends closing/>
                <Part title=tr!(data.close_now) id="now" what=OnClose::Erased rules=rules.clone()/>
                <Part title=tr!(data.close_hidden) id="hidden" what=OnClose::Anonymous rules=rules.clone()/>
                <p class="mute">{tr!(data.close_figures)}</p>
                <Part title=tr!(data.close_later) id="later" what=OnClose::Stays rules/>
                {ask}
            </div>
        </MePage>
    }
}

#[component]
fn Open(blocks: Vec<ClosingBlock>) -> impl IntoView {
    let words = |block: ClosingBlock| match block {
        ClosingBlock::BookingNow { until } => {
            tr!(data.close_block_booking, until = format::instant(locale(), until)).to_string()
        }
        ClosingBlock::PiecesPromised { pieces } => tr!(data.close_block_pieces, n = pieces).to_string(),
        ClosingBlock::LastOperator => tr!(data.close_block_operator).to_owned(),
    };
    let items = blocks.into_iter().map(|block| view! { <li>{words(block)}</li> }).collect_view();
    view! {
        <Note tone=Tone::Warn><strong>{tr!(data.close_open)}</strong><ul>{items}</ul></Note>
    }
}

/// What ends together with the account.
#[component]
fn Ends(closing: Closing) -> impl IntoView {
    let some = [
        (closing.bookings > 0).then(|| tr!(data.close_bookings, n = closing.bookings).to_string()),
        (closing.waiting > 0).then(|| tr!(data.close_waiting, n = closing.waiting).to_string()),
        (closing.orders > 0).then(|| tr!(data.close_orders, n = closing.orders).to_string()),
        (closing.listings > 0).then(|| tr!(data.close_listings, n = closing.listings).to_string()),
        (closing.pieces > 0).then(|| tr!(data.close_pieces, n = closing.pieces).to_string()),
    ];
    let items: Vec<_> = some.into_iter().flatten().map(|words| view! { <li>{words}</li> }).collect();
    let body = if items.is_empty() {
        view! { <p>{tr!(data.close_ends_none)}</p> }.into_any()
    } else {
        view! { <ul>{items}</ul> }.into_any()
    };
    view! {
        <section class="stack g3" aria-labelledby="ends">
            <SectionHeader title=tr!(data.close_ends) id="ends"/>
            {body}
        </section>
    }
}

/// The holdings to which the same happens.
#[component]
fn Part(#[prop(into)] title: String, id: &'static str, what: OnClose, rules: DataRules) -> impl IntoView {
    let such = Holding::iter().filter(|holding| holding.kept().on_close == what);
    let items = such
        .map(|holding| {
            let until = (what == OnClose::Stays).then(|| format!(": {}", term(locale(), holding, &rules)));
            view! { <li>{name(locale(), holding)}{until}</li> }
        })
        .collect_view();
    view! {
        <section class="stack g3" aria-labelledby=id>
            <SectionHeader title id/>
            <ul>{items}</ul>
        </section>
    }
}

#[component]
fn Ask(form: FormState) -> impl IntoView {
    let email = page().actor.account().map(|account| account.email.clone()).unwrap_or_default();
    view! {
        <form class="card fields narrow" method="post" action="/me/close">
            <input type="hidden" name="username" value=email autocomplete="username"/>
            <Tick name="sure" value="yes" label=tr!(data.close_sure) checked={form.input.has("sure")}
                error=form.error("sure")/>
            <Field label=tr!(data.close_password) name="password" kind="password" unmarked=true
                error=form.error("password") autocomplete="current-password"/>
            <p class="small mute">{tr!(data.close_mail)}</p>
            <Button label=tr!(data.close_do) look=Look::Danger size=Size::Big/>
            <a href="/me">{tr!(data.close_back)}</a>
        </form>
    }
}

/// The end: nobody is signed in any more.
#[component]
pub fn ClosedPage() -> impl IntoView {
    view! {
        <Document title=tr!(data.closed_title) tab=Tab::Me class="page mid">
            <PageHeader title=tr!(data.closed_title) sub=tr!(data.closed_text)/>
            <div class="stack g5">
                <p>{tr!(data.closed_later)}</p>
                <LinkButton href="/" label=tr!(data.closed_home)/>
            </div>
        </Document>
    }
}
