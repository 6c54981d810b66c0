//! Recovery codes, shown once.

use domain::members::{RECOVERY_CODES, RecoveryCode};

use super::factors::PasswordAgain;
use crate::{form::{FormProblems, FormState}, members::{MePage, ReturnTo}, page::page, prelude::*, ui::{Button, Icon, LinkButton, Look, Note, Size, Tone}};

/// The codes that were made just now. `begun`: with them the second factor began.
#[component]
pub fn CodesPage(codes: Vec<RecoveryCode>, next: ReturnTo, begun: bool) -> impl IntoView {
    let title = tr!(security.codes_made);
    let done = begun.then(|| {
        view! { <div class="scr"><Note tone=Tone::Ok icon=Icon::Check>{tr!(security.codes_on)}</Note></div> }
    });
    let list = tr!(security.codes_list, n = codes.len()).to_string();
    let space = page().space_name.clone();
    let email = page().actor.account().map(|account| account.email.clone()).unwrap_or_default();
    let rows = codes.iter().map(|code| view! { <li><code>{code.to_string()}</code></li> }).collect_view();
    let on = if next.path.is_empty() { "/me/security".to_owned() } else { next.path };
    let print = format!("/pkg/{}", page().assets.print);
    let head = view! { <script type="module" src=print></script> }.into_any();
    view! {
        <MePage title back="/me/security" head>
            {done}
            <Note tone=Tone::Warn icon=Icon::Alert>{tr!(security.codes_made_text)}</Note>
            <section class="card stack g3" aria-labelledby="codes">
                <h2 class="h3" id="codes">{list}</h2>
                <p class="small mute">{space}" · "{email}</p>
                <ul class="codes num" translate="no">{rows}</ul>
                <button class="btn second" type="button" data-print="" hidden>{tr!(security.codes_print)}</button>
            </section>
            <LinkButton href=on label=tr!(security.codes_done) size=Size::BigWide/>
        </MePage>
    }
}

/// Asks before new ones take the place of the others.
#[component]
pub fn NewCodesPage(form: FormState) -> impl IntoView {
    let sub = tr!(security.codes_new_text, n = RECOVERY_CODES).to_string();
    view! {
        <MePage title=tr!(security.codes_new) sub back="/me/security">
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields narrow" method="post" action="/me/security/codes">
                <PasswordAgain asks=true form/>
                <div class="row wrap">
                    <Button label=tr!(security.codes_new)/>
                    <LinkButton href="/me/security" label=tr!(common.back) look=Look::Second/>
                </div>
            </form>
        </MePage>
    }
}
