//! Signing in.

use domain::site::SiteSettings;

use super::{AuthPage, ReturnTo, return_to::Chosen};
use crate::{form::{FormProblems, FormState}, mail::space, page::locale, prelude::*, ui::{Button, Field, LinkButton, Look, Size}};

#[component]
pub fn SignInPage(
    form: FormState,
    next: ReturnTo,
    /// Whom somebody asks whose account is disabled.
    #[prop(optional_no_strip)]
    ask: Option<SiteSettings>,
) -> impl IntoView {
    view! {
        <AuthPage title=tr!(members.sign_in)>
            <Chosen time=next.chosen.clone()/>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            {ask.map(|site| view! { <AskUs site/> })}
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

/// Telephone and mail of the space.
#[component]
fn AskUs(site: SiteSettings) -> impl IntoView {
    let line = |href: String, words: String| {
        (!words.is_empty()).then(|| view! { <p><a class="hit num" href=href>{words}</a></p> })
    };
    let name = space(locale(), &site).to_owned();
    view! {
        <section class="card stack g1">
            <h2 class="h3">{tr!(members.ask_us)}</h2>
            <p>{name}</p>
            {line(format!("tel:{}", site.phone), site.phone.clone())}
            {line(format!("mailto:{}", site.email), site.email.clone())}
        </section>
    }
}
