//! A new password by mail.

use domain::members::{PASSWORD_CHARS_MIN, RESET_MINUTES};

use super::{AuthPage, ReturnTo};
use crate::{form::{FormProblems, FormState}, prelude::*, ui::{Button, DoneHeader, Field, LinkButton, Look, Size}};

#[component]
pub fn ResetPage(form: FormState, next: ReturnTo) -> impl IntoView {
    view! {
        <AuthPage title=tr!(members.reset) sub=tr!(members.reset_sub)>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields" method="post" action="/reset">
                {next.field()}
                <Field label=tr!(members.email) name="email" kind="email" value=form.value("email") unmarked=true
                    error=form.error("email") autocomplete="username" inputmode="email" maxlength=254/>
                <Button label=tr!(members.reset_do) size=Size::BigWide/>
            </form>
        </AuthPage>
    }
}

/// The same for everyone, whether or not the address has an account.
#[component]
pub fn ResetSentPage() -> impl IntoView {
    let text = tr!(members.reset_sent_text, minutes = RESET_MINUTES).to_string();
    view! {
        <AuthPage title=tr!(members.reset_sent) bare=true>
            <DoneHeader title=tr!(members.reset_sent) text/>
            <LinkButton href="/signin" label=tr!(members.to_sign_in) look=Look::Second size=Size::Wide/>
        </AuthPage>
    }
}

#[component]
pub fn NewPasswordPage(token: String, form: FormState, next: ReturnTo) -> impl IntoView {
    let hint = tr!(members.password_hint, n = PASSWORD_CHARS_MIN).to_string();
    view! {
        <AuthPage title=tr!(members.reset_set) sub=tr!(members.reset_set_sub)>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields" method="post" action=format!("/reset/{token}")>
                {next.field()}
                <Field label=tr!(members.password_new) name="password" kind="password" unmarked=true hint
                    error=form.error("password") autocomplete="new-password" minlength=PASSWORD_CHARS_MIN as u32/>
                <Button label=tr!(members.reset_set_do) size=Size::BigWide/>
            </form>
        </AuthPage>
    }
}
