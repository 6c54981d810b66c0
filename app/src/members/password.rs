//! Changing the password, knowing it.

use domain::members::PASSWORD_CHARS_MIN;

use super::MePage;
use crate::{form::{FormProblems, FormState}, page::page, prelude::*, ui::{Button, Field, Size}};

#[component]
pub fn PasswordPage(form: FormState) -> impl IntoView {
    let hint = tr!(members.password_hint, n = PASSWORD_CHARS_MIN).to_string();
    let email = page().actor.account().map(|account| account.email.clone()).unwrap_or_default();
    view! {
        <MePage title=tr!(members.password_change) sub=tr!(members.password_change_sub)>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields narrow" method="post" action="/me/password">
                // For password managers, so that they change the right entry.
                <input type="hidden" name="username" value=email autocomplete="username"/>
                <Field label=tr!(members.password_current) name="current" kind="password" unmarked=true
                    error=form.error("current") autocomplete="current-password"/>
                <Field label=tr!(members.password_new) name="password" kind="password" unmarked=true hint
                    error=form.error("password") autocomplete="new-password" minlength=PASSWORD_CHARS_MIN as u32/>
                <Button label=tr!(members.password_change_do) size=Size::Big/>
            </form>
        </MePage>
    }
}
