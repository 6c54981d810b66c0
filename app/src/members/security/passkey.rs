//! Passkeys: made and used by `frontend/enhance/passkey.ts`, for nothing but a script can ask a device. What it may have to
//! say stands in the page, hidden.

use domain::members::{PASSKEY_NAME_CHARS_MAX, PasskeyRow};

use super::factors::PasswordAgain;
use crate::{form::{FormProblems, FormState}, members::{MePage, ReturnTo, device::device}, page::page, prelude::*, ui::{Button, Field, Icon, LinkButton, Look, Note, Size, Tone}};

/// The script, for the head of a page.
pub(crate) fn script() -> AnyView {
    let file = format!("/pkg/{}", page().assets.passkey);
    view! { <script type="module" src=file></script> }.into_any()
}

/// The button of signing in, hidden until the script is there. `alone`: nothing else signs in here but a recovery code.
#[component]
pub(crate) fn PasskeySignIn(next: ReturnTo, #[prop(optional)] alone: bool) -> impl IntoView {
    let look = if alone { Look::Main } else { Look::Second };
    view! {
        <form class="card stack g3" method="post" action="/signin/passkey" data-passkey="get" hidden>
            {next.field()}
            <input type="hidden" name="credential"/>
            <Button label=tr!(security.passkey_sign_in) look size=Size::BigWide icon=Icon::Lock/>
            <Says failed=tr!(security.passkey_failed)/>
        </form>
    }
}

/// What went wrong, in the words of this page; the script shows one.
#[component]
fn Says(failed: &'static str) -> impl IntoView {
    let line = |name: &'static str, words: &'static str| {
        view! { <p class="err" data-say=name role="alert" hidden>{words}</p> }
    };
    view! {
        {line("cancelled", tr!(security.passkey_cancelled))}
        {line("known", tr!(security.passkey_known))}
        {line("failed", failed)}
        // The server's own words.
        {line("refused", "")}
    }
}

/// Adds a passkey of this device. `asks_password`: nobody signed in here just now.
#[component]
pub fn PasskeyNewPage(form: FormState, next: ReturnTo, asks_password: bool, user_agent: String) -> impl IntoView {
    let usual = device(&user_agent).unwrap_or_else(|| tr!(security.passkey_name_usual).to_owned());
    let name = if form.input.has("name") { form.value("name") } else { usual };
    view! {
        <MePage title=tr!(security.passkey_add) sub=tr!(security.passkey_add_text) back="/me/security" head=script()>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <noscript><p class="note warn">{tr!(security.passkey_needs_script)}</p></noscript>
            <div data-passkey-unsupported hidden>
                <Note tone=Tone::Warn>{tr!(security.passkey_unsupported)}</Note>
            </div>
            <form class="card fields narrow" method="post" action="/me/security/passkeys" data-passkey="create" hidden>
                {next.field()}
                <input type="hidden" name="credential"/>
                <NameField value=name form=form.clone()/>
                <PasswordAgain asks=asks_password form=form.clone()/>
                <Button label=tr!(security.passkey_add) size=Size::Big/>
                <Says failed=tr!(security.passkey_failed_add)/>
            </form>
        </MePage>
    }
}

/// Gives a passkey another name.
#[component]
pub fn PasskeyNamePage(key: PasskeyRow, form: FormState) -> impl IntoView {
    let name = if form.input.has("name") { form.value("name") } else { key.name };
    let action = format!("/me/security/passkeys/{}/name", key.id);
    view! {
        <MePage title=tr!(security.passkey_rename_title) sub=tr!(security.passkey_rename_text) back="/me/security">
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields narrow" method="post" action=action>
                <NameField value=name form/>
                <div class="row wrap">
                    <Button label=tr!(security.passkey_rename_do)/>
                    <LinkButton href="/me/security" label=tr!(security.passkey_rename_not) look=Look::Second/>
                </div>
            </form>
        </MePage>
    }
}

#[component]
fn NameField(value: String, form: FormState) -> impl IntoView {
    let length = u32::try_from(PASSKEY_NAME_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <Field label=tr!(security.passkey_name) name="name" value unmarked=true
            error=form.error("name") hint=tr!(security.passkey_name_hint) autocomplete="off" maxlength=length/>
    }
}

/// Asks before a passkey is removed.
#[component]
pub fn PasskeyRemovePage(key: PasskeyRow, form: FormState, asks_password: bool) -> impl IntoView {
    let text = tr!(security.passkey_remove_text, name = key.name.clone()).to_string();
    let action = format!("/me/security/passkeys/{}/remove", key.id);
    view! {
        <MePage title=tr!(security.passkey_remove_title) back="/me/security">
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields narrow" method="post" action=action>
                <Note tone=Tone::Warn>{text}</Note>
                <PasswordAgain asks=asks_password form=form/>
                <div class="row wrap">
                    <Button label=tr!(security.passkey_remove) look=Look::Danger/>
                    <LinkButton href="/me/security" label=tr!(security.passkey_remove_not) look=Look::Second/>
                </div>
            </form>
        </MePage>
    }
}
