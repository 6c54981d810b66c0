//! Signing up.

use domain::{IntoEnumIterator, members::{CONFIRM_HOURS, Joining, PASSWORD_CHARS_MIN}};

use super::{AuthPage, ReturnTo, profile::ProfileFields, return_to::Chosen};
use crate::{form::{FormProblems, FormState}, page::page, prelude::*, ui::{Button, Choice, DoneHeader, Field, LinkButton, Look, Note, RadioCards, Size, paths}};

#[component]
pub fn SignUpPage(form: FormState, next: ReturnTo) -> impl IntoView {
    let choices = Joining::iter()
        .map(|joining| match joining {
            Joining::Workshop => {
                Choice::new(joining.into_str(), tr!(members.sign_up_member)).note(tr!(members.sign_up_member_note))
            }
            Joining::Shop => {
                Choice::new(joining.into_str(), tr!(members.sign_up_customer)).note(tr!(members.sign_up_customer_note))
            }
        })
        .collect::<Vec<_>>();
    let joining = form.input.text("kind").parse::<Joining>().unwrap_or_default().into_str();
    let hint = tr!(members.password_hint, n = PASSWORD_CHARS_MIN).to_string();
    let title = tr!(members.sign_up, space = page().space_name.clone()).to_string();
    view! {
        <AuthPage title sub=tr!(members.sign_up_sub)>
            <Chosen time=next.chosen.clone()/>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields" method="post" action="/signup">
                {next.field()}
                <RadioCards legend=tr!(members.sign_up_kind) name="kind" choices value=joining/>
                <ProfileFields form=form.clone()/>
                <Field label=tr!(members.email) name="email" kind="email" value=form.value("email") unmarked=true
                    error=form.error("email") autocomplete="username" inputmode="email" maxlength=254/>
                <Field label=tr!(members.password) name="password" kind="password" unmarked=true hint
                    error=form.error("password") autocomplete="new-password" minlength=PASSWORD_CHARS_MIN as u32/>
                <Note>
                    {tr!(members.sign_up_privacy)} " "
                    <a href=paths::PRIVACY>{tr!(members.sign_up_privacy_link)}</a>
                </Note>
                <p class="small mute">{tr!(ui.agree_before)}<a class="hit" href=paths::TERMS>{tr!(ui.terms)}</a>{tr!(ui.agree_after)}</p>
                <Button label=tr!(members.sign_up_do) size=Size::BigWide/>
            </form>
            <section class="card stack g2">
                <h2 class="h3">{tr!(members.sign_up_have)}</h2>
                <LinkButton href=next.by("/signin") label=tr!(members.to_sign_in) look=Look::Second size=Size::Wide/>
            </section>
        </AuthPage>
    }
}

/// After signing up: the same for everyone, whether or not the address had an account.
#[component]
pub fn SignUpSentPage(next: ReturnTo) -> impl IntoView {
    let then = next.chosen.is_some().then(|| view! { <Note>{tr!(members.sent_chosen)}</Note> });
    view! {
        <AuthPage title=tr!(members.sent) bare=true>
            <DoneHeader title=tr!(members.sent) text=tr!(members.sent_text, hours = CONFIRM_HOURS).to_string()/>
            <Chosen time=next.chosen.clone()/>
            {then}
            <Note>{tr!(members.sent_missing)}</Note>
            <LinkButton href=next.by("/signin") label=tr!(members.to_sign_in) look=Look::Second size=Size::Wide/>
        </AuthPage>
    }
}
