//! Signing in.

use super::{AuthPage, ReturnTo, return_to::Chosen};
use crate::{form::{FormProblems, FormState}, prelude::*, ui::{Button, Field, LinkButton, Look, Size}};

#[component]
pub fn SignInPage(form: FormState, next: ReturnTo) -> impl IntoView {
    view! {
        <AuthPage title=tr!(members.sign_in)>
            <Chosen time=next.chosen.clone()/>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields" method="post" action="/signin">
                {next.field()}
                <Field label=tr!(members.email) name="email" kind="email" value=form.value("email") unmarked=true
                    autocomplete="username" inputmode="email" maxlength=254/>
                <Field label=tr!(members.password) name="password" kind="password" unmarked=true
                    autocomplete="current-password"/>
                <Button label=tr!(members.sign_in_do) size=Size::BigWide/>
                <p><a href=next.by("/reset")>{tr!(members.sign_in_forgot)}</a></p>
            </form>
            <section class="card stack g2">
                <h2 class="h3">{tr!(members.sign_in_new)}</h2>
                <p class="mute">{tr!(members.sign_in_new_text)}</p>
                <LinkButton href=next.by("/signup") label=tr!(members.sign_up_link) look=Look::Second size=Size::Wide/>
            </section>
        </AuthPage>
    }
}
