//! Changing the mail address: asked for here, confirmed and taken back by mailed links.

use domain::members::{NEW_ADDRESS_HOURS, OLD_ADDRESS_DAYS};

use super::{AuthPage, MePage};
use crate::{form::{FormProblems, FormState}, page::page, prelude::*, ui::{Button, DoneHeader, Field, LinkButton, Look, Size}};

#[component]
pub fn EmailPage(form: FormState) -> impl IntoView {
    let now = page().actor.account().map(|account| account.email.clone()).unwrap_or_default();
    let sub = tr!(members.email_change_sub, now = now, days = OLD_ADDRESS_DAYS).to_string();
    view! {
        <MePage title=tr!(members.email_change) sub>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields narrow" method="post" action="/me/email">
                <Field label=tr!(members.email_new) name="email" kind="email" value=form.value("email") unmarked=true
                    error=form.error("email") autocomplete="email" inputmode="email" maxlength=254/>
                <Field label=tr!(members.password_current) name="current" kind="password" unmarked=true
                    error=form.error("current") autocomplete="current-password"/>
                <Button label=tr!(members.email_change_do) size=Size::Big/>
            </form>
        </MePage>
    }
}

/// The same for every address, whether or not it has an account.
#[component]
pub fn EmailSentPage() -> impl IntoView {
    let text = tr!(members.email_sent_text, hours = NEW_ADDRESS_HOURS).to_string();
    view! {
        <AuthPage title=tr!(members.sent) bare=true>
            <DoneHeader title=tr!(members.sent) text/>
            <LinkButton href="/me" label=tr!(members.me) look=Look::Second size=Size::Wide/>
        </AuthPage>
    }
}

/// What the mailed links open; the button does it. `undo`: the one of the address before.
#[component]
pub fn EmailLinkPage(token: String, undo: bool) -> impl IntoView {
    let (title, sub, action, label) = if undo {
        let path = format!("/email/undo/{token}");
        (tr!(members.email_undo), tr!(members.email_undo_sub), path, tr!(members.email_undo_do))
    } else {
        (tr!(members.email_confirm), tr!(members.email_confirm_sub), format!("/email/{token}"), tr!(members.confirm_do))
    };
    view! {
        <AuthPage title sub>
            <form class="card" method="post" action=action>
                <Button label size=Size::BigWide/>
            </form>
        </AuthPage>
    }
}
