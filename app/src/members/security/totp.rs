//! An app that shows codes: set up in two pages, and ended.

use domain::members::{TOTP_DIGITS, in_groups};

use super::factors::PasswordAgain;
use crate::{form::{FormProblems, FormState}, members::{MePage, ReturnTo}, prelude::*, ui::{Button, Field, Icon, LinkButton, Look, More, Note, Size, Tone}};

/// What the app is given.
#[derive(Clone)]
pub struct AppKey {
    /// Base 32.
    pub secret: String,
    /// `otpauth:…`, which opens the app on a telephone.
    pub uri: String,
    /// The same as a drawing: an SVG element.
    pub qr: String,
}

/// What is about to be done; with the password, unless somebody signed in just now.
#[component]
pub fn TotpBeginPage(form: FormState, next: ReturnTo, asks_password: bool) -> impl IntoView {
    view! {
        <MePage title=tr!(security.app_begin) sub=tr!(security.app_text) back="/me/security">
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields narrow" method="post" action="/me/security/totp">
                {next.field()}
                <ol class="steps-list stack g2">
                    <li>{tr!(security.app_step_1)}</li>
                    <li>{tr!(security.app_step_2)}</li>
                    <li>{tr!(security.app_step_3)}</li>
                </ol>
                <PasswordAgain asks=asks_password form/>
                <Button label=tr!(security.app_start) size=Size::Big/>
            </form>
        </MePage>
    }
}

/// The code to scan, the key to type, and the first code of the app.
#[component]
pub fn TotpPage(key: AppKey, form: FormState, next: ReturnTo) -> impl IntoView {
    let length = u32::try_from(TOTP_DIGITS).unwrap_or(6) + 14;
    view! {
        <MePage title=tr!(security.app_begin) back="/me/security">
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <section class="card stack g4" aria-labelledby="scan">
                <h2 class="h3" id="scan">{tr!(security.app_scan)}</h2>
                <p><a class="btn wide" href=key.uri>{tr!(security.app_open)}</a></p>
                <p class="mute">{tr!(security.app_scan_text)}</p>
                <div class="qr app-qr" role="img" aria-label=tr!(security.app_qr) inner_html=key.qr></div>
                <More summary=tr!(security.app_key) open=!form.is_fine()>
                    <div class="stack g2">
                        <p class="small mute">{tr!(security.app_key_text)}</p>
                        <p class="app-key num" translate="no"><code>{in_groups(&key.secret)}</code></p>
                    </div>
                </More>
            </section>
            <form class="card fields" method="post" action="/me/security/totp/confirm">
                {next.field()}
                <Field label=tr!(security.app_code) name="code" unmarked=true error=form.error("code")
                    hint=tr!(security.app_others_out) autocomplete="one-time-code" inputmode="numeric" maxlength=length/>
                <Button label=tr!(security.app_confirm) size=Size::BigWide icon=Icon::Shield/>
            </form>
        </MePage>
    }
}

/// Asks before codes are asked for no more. `required`: a second factor is required of this person.
#[component]
pub fn TotpOffPage(form: FormState, passkeys: bool, required: bool) -> impl IntoView {
    let text = if passkeys { tr!(security.off_text_passkeys) } else { tr!(security.off_text) };
    let warn = required.then(|| view! { <Note tone=Tone::Warn icon=Icon::Shield>{tr!(security.off_required)}</Note> });
    view! {
        <MePage title=tr!(security.off_title) sub=text back="/me/security">
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            {warn}
            <form class="card fields narrow" method="post" action="/me/security/totp/off">
                <PasswordAgain asks=true form/>
                <div class="row wrap">
                    <Button label=tr!(security.off_do) look=Look::Danger/>
                    <LinkButton href="/me/security" label=tr!(security.off_not) look=Look::Second/>
                </div>
            </form>
        </MePage>
    }
}
