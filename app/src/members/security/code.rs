//! The second page of signing in.

use domain::{members::Factors, site::SiteSettings};

use super::passkey::PasskeySignIn;
use crate::{form::{FormProblems, FormState}, members::{AuthPage, ReturnTo, contact::SpaceContact, return_to::Chosen}, prelude::*, ui::{Button, Field, Look, More, Size}};

/// Asks for the code after the password. `passkeys`: this site's address allows them.
#[component]
pub fn CodePage(form: FormState, next: ReturnTo, factors: Factors, passkeys: bool, site: SiteSettings) -> impl IntoView {
    let has_app = factors.totp_since.is_some();
    let passkeys = passkeys && !factors.passkeys.is_empty();
    let (sub, hint) = if has_app {
        (tr!(security.code_sub), tr!(security.code_hint))
    } else {
        (tr!(security.code_sub_passkey), tr!(security.code_hint_recovery))
    };
    let label = if has_app { tr!(security.code) } else { tr!(security.codes) };
    // The keyboard of figures has no letters, which recovery codes have.
    let inputmode = if has_app { "numeric" } else { "text" };
    let key = passkeys.then(|| view! { <PasskeySignIn next=next.clone() alone=!has_app/> });
    let needs_script = (passkeys && !has_app)
        .then(|| view! { <noscript><p class="note warn">{tr!(security.code_needs_script)}</p></noscript> });
    let recovery = has_app.then(|| view! { <ByRecoveryCode next=next.clone()/> });
    let back = next.by("/signin");
    view! {
        <AuthPage title=tr!(security.code_title) sub passkeys>
            <Chosen time=next.chosen.clone()/>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            {needs_script}
            {key}
            <form class="card fields" method="post" action="/signin/code">
                {next.field()}
                <Field label name="code" unmarked=true hint error=form.error("code") autocomplete="one-time-code"
                    inputmode=inputmode maxlength=40 autofocus=has_app/>
                <Button label=tr!(security.code_do) size=Size::BigWide/>
            </form>
            {recovery}
            <More summary=tr!(security.code_lost)>
                <div class="stack g3">
                    <p>{tr!(security.code_lost_text)}</p>
                    <SpaceContact site/>
                </div>
            </More>
            <p><a class="hit" href=back>{tr!(security.code_back)}</a></p>
        </AuthPage>
    }
}

/// A field of letters for whoever has lost the telephone.
#[component]
fn ByRecoveryCode(next: ReturnTo) -> impl IntoView {
    view! {
        <More summary=tr!(security.code_by_recovery)>
            <form class="fields" method="post" action="/signin/code">
                {next.field()}
                <div class="field">
                    <label class="lb" for="f-recovery">{tr!(security.codes)}</label>
                    <input class="in num" id="f-recovery" name="code" autocomplete="off" autocapitalize="characters"
                        spellcheck="false" maxlength="40" required placeholder="ABCDE-12345"
                        aria-describedby="f-recovery-h"/>
                    <p class="hint" id="f-recovery-h">{tr!(security.code_hint_recovery)}</p>
                </div>
                <Button label=tr!(security.code_do) look=Look::Second size=Size::Wide/>
            </form>
        </More>
    }
}

/// For whoever is signed in by the password alone, where more is required.
#[component]
pub fn AgainPage(next: ReturnTo) -> impl IntoView {
    view! {
        <AuthPage title=tr!(security.again_title) sub=tr!(security.again_text)>
            <form class="card" method="post" action="/signin/again">
                {next.field()}
                <Button label=tr!(security.again_do) size=Size::BigWide/>
            </form>
        </AuthPage>
    }
}
