//! `/me/security`: what one has set up, and the ways to more.

use domain::members::{Factors, PasskeyRow};

use crate::{form::FormState, format, members::{MePage, ReturnTo}, page::locale, prelude::*, ui::{Field, Icon, LinkButton, Look, Note, Size, Tag, Tone}};

/// Recovery codes of which so many are left are few.
const FEW_CODES: usize = 3;

/// All factors of one's own.
#[component]
pub fn SecurityPage(
    factors: Factors,
    next: ReturnTo,
    /// A second factor is required of this person.
    required: bool,
    /// Nothing else can be opened before one is set up.
    held_back: bool,
    /// The site's address allows passkeys.
    passkeys: bool,
) -> impl IntoView {
    let held = held_back.then(|| {
        view! {
            <Note tone=Tone::Warn icon=Icon::Shield>
                <p><b>{tr!(security.required_title)}</b></p>
                <p>{tr!(security.required_text)}</p>
            </Note>
        }
    });
    let codes_matter = factors.totp_since.is_some() || (required && factors.any());
    view! {
        <MePage title=tr!(security.title) sub=tr!(security.sub)>
            {held}
            <App factors=factors.clone() next=next.clone()/>
            <Passkeys keys=factors.passkeys.clone() next offered=passkeys/>
            {codes_matter.then(|| view! { <Codes left=factors.codes_left/> })}
        </MePage>
    }
}

#[component]
fn App(factors: Factors, next: ReturnTo) -> impl IntoView {
    let (state, act) = match factors.totp_since {
        Some(at) => {
            let since = tr!(security.app_since, at = format::instant(locale(), at)).to_string();
            (
                view! { <p class="small mute num">{since}</p> }.into_any(),
                view! { <LinkButton href="/me/security/totp/off" label=tr!(security.app_end) look=Look::Second/> }.into_any(),
            )
        }
        None => {
            let href = next.by("/me/security/totp");
            (().into_any(), view! { <LinkButton href label=tr!(security.app_begin) icon=Icon::Shield/> }.into_any())
        }
    };
    let tag = if factors.totp_since.is_some() {
        view! { <Tag label=tr!(security.app_on) tone=Tone::Ok icon=Icon::Check/> }.into_any()
    } else {
        view! { <Tag label=tr!(security.app_off)/> }.into_any()
    };
    view! {
        <section class="card stack g3" aria-labelledby="app">
            <div class="row sb wrap"><h2 class="h3" id="app">{tr!(security.app)}</h2>{tag}</div>
            <p class="mute">{tr!(security.app_text)}</p>
            {state}
            <p>{act}</p>
        </section>
    }
}

#[component]
fn Passkeys(keys: Vec<PasskeyRow>, next: ReturnTo, offered: bool) -> impl IntoView {
    let list = if keys.is_empty() {
        view! { <p class="small mute">{tr!(security.passkeys_none)}</p> }.into_any()
    } else {
        let rows = keys.into_iter().map(|key| view! { <Passkey key/> }).collect_view();
        view! { <ul class="stack g3 plain-rows">{rows}</ul> }.into_any()
    };
    let add = if offered {
        let href = next.by("/me/security/passkeys/new");
        view! { <p><LinkButton href label=tr!(security.passkey_add) look=Look::Second icon=Icon::Plus/></p> }.into_any()
    } else {
        view! { <Note>{tr!(security.passkeys_off)}</Note> }.into_any()
    };
    view! {
        <section class="card stack g3" aria-labelledby="passkeys">
            <h2 class="h3" id="passkeys">{tr!(security.passkeys)}</h2>
            <p class="mute">{tr!(security.passkeys_text)}</p>
            {list}
            {add}
        </section>
    }
}

#[component]
fn Passkey(key: PasskeyRow) -> impl IntoView {
    let l = locale();
    let used = match key.used_at {
        Some(at) => format!("{}: {}", tr!(security.passkey_used), format::instant(l, at)),
        None => tr!(security.passkey_unused).to_owned(),
    };
    let made = format!("{}: {}", tr!(security.passkey_made), format::instant(l, key.created_at));
    let act = |what: &str| format!("/me/security/passkeys/{}/{what}", key.id);
    let (rename, remove) = (act("name"), act("remove"));
    view! {
        <li class="row wrap sb">
            <div>
                <p><b>{key.name}</b></p>
                <p class="small mute num">{made}</p>
                <p class="small mute num">{used}</p>
            </div>
            <div class="row wrap">
                <LinkButton href=rename label=tr!(security.passkey_rename) look=Look::Second size=Size::Small/>
                <LinkButton href=remove label=tr!(security.passkey_remove) look=Look::Danger size=Size::Small/>
            </div>
        </li>
    }
}

#[component]
fn Codes(left: usize) -> impl IntoView {
    let few = (left <= FEW_CODES).then(|| {
        let words = if left == 0 { tr!(security.codes_none) } else { tr!(security.codes_few) };
        view! { <Note tone=Tone::Warn>{words}</Note> }
    });
    let label = if left == 0 { tr!(security.codes_new) } else { tr!(security.codes_again) };
    let left = tr!(security.codes_left, n = left).to_string();
    view! {
        <section class="card stack g3" aria-labelledby="codes">
            <div class="row sb wrap"><h2 class="h3" id="codes">{tr!(security.codes)}</h2><Tag label=left/></div>
            <p class="mute">{tr!(security.codes_text)}</p>
            {few}
            <p><LinkButton href="/me/security/codes" label look=Look::Second/></p>
        </section>
    }
}

/// The field of the password, where it is asked for.
#[component]
pub(super) fn PasswordAgain(asks: bool, form: FormState) -> impl IntoView {
    asks.then(|| view! {
        <Field label=tr!(members.password_current) name="current" kind="password" unmarked=true
            error=form.error("current") hint=tr!(security.password_why) autocomplete="current-password"/>
    })
}
