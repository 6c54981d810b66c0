//! What a mailed link opens. Opening it changes nothing, for mail scanners open links too; the password does.

use super::{AuthPage, ReturnTo, return_to::Chosen};
use crate::{document::Document, form::{FormProblems, FormState}, prelude::*, ui::{Button, Drawing, Field, LinkButton, Look, Oops, Size, Tab}};

/// `asks` for the password, unless the account is signed in here already.
#[component]
pub fn ConfirmPage(token: String, next: ReturnTo, form: FormState, asks: bool) -> impl IntoView {
    let label = if next.chosen.is_some() { tr!(members.confirm_and_book) } else { tr!(members.confirm_do) };
    let sub = if asks { tr!(members.confirm_text) } else { tr!(members.confirm_text_in) };
    let reset = next.by("/reset");
    let error = form.error("password");
    view! {
        <AuthPage title=tr!(members.confirm) sub>
            <Chosen time=next.chosen.clone()/>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields" method="post" action=format!("/confirm/{token}")>
                {next.field()}
                {asks.then(|| view! {
                    <Field label=tr!(members.password) name="password" kind="password" unmarked=true error
                        autocomplete="current-password"/>
                })}
                <Button label size=Size::BigWide/>
            </form>
            {asks.then(|| view! {
                <section class="card stack g2">
                    <h2 class="h3">{tr!(members.confirm_not_me)}</h2>
                    <p class="mute">{tr!(members.confirm_not_me_text)}</p>
                    <LinkButton href=reset label=tr!(members.reset_set) look=Look::Second size=Size::Wide/>
                </section>
            })}
        </AuthPage>
    }
}

/// A link that is used up or too old, and the way to a new one. `reset` tells which kind it was.
#[component]
pub fn DeadLinkPage(reset: bool) -> impl IntoView {
    let (next, action) = if reset {
        (tr!(members.link_dead_reset), ("/reset".to_owned(), tr!(members.to_reset).to_owned()))
    } else {
        (tr!(members.link_dead_confirm), ("/me".to_owned(), tr!(members.to_sign_in).to_owned()))
    };
    let text = format!("{} {next}", tr!(members.link_dead_text));
    view! {
        <Document title=tr!(members.link_dead) tab=Tab::Me>
            <Oops drawing=Drawing::Mail title=tr!(members.link_dead) text action/>
        </Document>
    }
}
