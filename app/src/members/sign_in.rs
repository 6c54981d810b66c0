//! Signing in.

use domain::site::SiteSettings;

use super::{AuthPage, ReturnTo, contact::SpaceContact, return_to::Chosen, security::PasskeySignIn};
use crate::{form::{FormProblems, FormState}, prelude::*, ui::{Button, Field, LinkButton, Look, Size}};

#[component]
pub fn SignInPage(
    form: FormState,
    next: ReturnTo,
    /// Whom somebody asks whose account is disabled.
    #[prop(optional_no_strip)]
    ask: Option<SiteSettings>,
    /// The site's address allows passkeys.
    #[prop(optional)]
    passkeys: bool,
) -> impl IntoView {
    // "webauthn": browsers offer passkeys where the address is typed.
    let autocomplete = if passkeys { "username webauthn" } else { "username" };
    let key = passkeys.then(|| view! { <PasskeySignIn next=next.clone()/> });
    view! {
        <AuthPage title=tr!(members.sign_in) passkeys>
            <Chosen time=next.chosen.clone()/>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            {ask.map(|site| view! {
                <section class="card stack g1"><h2 class="h3">{tr!(members.ask_us)}</h2><SpaceContact site/></section>
            })}
            <form class="card fields" method="post" action="/signin">
                {next.field()}
                <Field label=tr!(members.email) name="email" kind="email" value=form.value("email") unmarked=true
                    autocomplete inputmode="email" maxlength=254/>
                <Field label=tr!(members.password) name="password" kind="password" unmarked=true
                    autocomplete="current-password"/>
                <Button label=tr!(members.sign_in_do) size=Size::BigWide/>
                <p><a href=next.by("/reset")>{tr!(members.sign_in_forgot)}</a></p>
            </form>
            {key}
            <section class="card stack g2">
                <h2 class="h3">{tr!(members.sign_in_new)}</h2>
                <p class="mute">{tr!(members.sign_in_new_text)}</p>
                <LinkButton href=next.by("/signup") label=tr!(members.sign_up_link) look=Look::Second size=Size::Wide/>
            </section>
        </AuthPage>
    }
}
