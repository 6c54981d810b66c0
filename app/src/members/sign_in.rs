//! Signing in.

use super::AuthPage;
use crate::{form::{FormProblems, FormState}, prelude::*, ui::{Button, Field, Hidden, LinkButton, Look, Size}};

/// `next` is where to go afterwards: a path of this site, or empty.
#[component]
pub fn SignInPage(form: FormState, next: String) -> impl IntoView {
    let hidden = if next.is_empty() { vec![] } else { vec![("next", next)] };
    view! {
        <AuthPage title=tr!(members.sign_in)>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields" method="post" action="/signin">
                <Hidden fields=hidden/>
                <Field label=tr!(members.email) name="email" kind="email" value=form.value("email") unmarked=true
                    autocomplete="username" inputmode="email" maxlength=254/>
                <Field label=tr!(members.password) name="password" kind="password" unmarked=true
                    autocomplete="current-password"/>
                <Button label=tr!(members.sign_in_do) size=Size::BigWide/>
                <p><a href="/reset">{tr!(members.sign_in_forgot)}</a></p>
            </form>
            <section class="card stack g2">
                <h2 class="h3">{tr!(members.sign_in_new)}</h2>
                <p class="mute">{tr!(members.sign_in_new_text)}</p>
                <LinkButton href="/signup" label=tr!(members.sign_up_link) look=Look::Second size=Size::Wide/>
            </section>
        </AuthPage>
    }
}
