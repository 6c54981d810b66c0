//! Persons at risk, for the operator: a nickname in place of the name, and looking the name up.

use domain::members::{LOOK_REASON_CHARS_MAX, Leftover, NAME_CHARS_MAX, PersonFile, PersonRow, Protection, RealPerson};

use super::person_frame::PersonFrame;
use crate::{form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, Field, Icon, LinkButton, Look, Note, PageHeader, PostButton, SectionHeader, SpecList, Tone, phone_href}};

/// On a person's page: whether the name is hidden, who looked it up, and the ways to both.
#[component]
pub(super) fn ProtectionSection(file: PersonFile, form: FormState) -> impl IntoView {
    let path = format!("/operator/people/{}", file.row.id);
    let body = match file.protection {
        None => view! {
            <p class="mute">{tr!(people.protection_text)}</p>
            <LinkButton href=format!("{path}/protect") label=tr!(people.protect_begin) look=Look::Second icon=Icon::Lock/>
        }
        .into_any(),
        Some(protection) => view! { <Hidden protection path form/> }.into_any(),
    };
    view! {
        <section class="stack g3" id="protection">
            <SectionHeader title=tr!(people.protection)/>
            {body}
        </section>
    }
}

#[component]
fn Hidden(protection: Protection, path: String, form: FormState) -> impl IntoView {
    let l = locale();
    let since = tr!(people.protected_since, at = format::instant(l, protection.since)).to_string();
    let looks = protection.looks.into_iter().map(|look| {
        let head = format!("{} {}", format::instant(l, look.at), look.who);
        view! { <li><div class="line wrap"><span class="small mute num">{head}</span><span>{look.reason}</span></div></li> }
    });
    let looks = looks.collect_view();
    let none = looks.is_empty();
    view! {
        <Note tone=Tone::Accent icon=Icon::Lock>{since}</Note>
        <form class="card stack g3" method="post" action=format!("{path}/look")>
            <Field label=tr!(people.look_reason) name="reason" value=form.value("reason") unmarked=true
                hint=tr!(people.look_reason_hint) error=form.error("reason") maxlength=LOOK_REASON_CHARS_MAX as u32/>
            <p class="small mute">{tr!(people.look_text)}</p>
            <Button label=tr!(people.look) look=Look::Second/>
        </form>
        <h3 class="h4">{tr!(people.looks)}</h3>
        {if none {
            view! { <p class="mute">{tr!(people.looks_none)}</p> }.into_any()
        } else {
            view! { <ul class="links">{looks}</ul> }.into_any()
        }}
        <p><a href="/operator/audit?kind=protection">{tr!(people.looks_all)}</a></p>
        <p class="small mute">{tr!(people.unprotect_text)}</p>
        <PostButton action=format!("{path}/unprotect") label=tr!(people.unprotect) look=Look::Danger/>
    }
}

/// Asks for the nickname.
#[component]
pub fn ProtectPage(row: PersonRow, form: FormState) -> impl IntoView {
    let path = format!("/operator/people/{}", row.id);
    view! {
        <PersonFrame title=tr!(people.protect_begin) back=path.clone()>
            <PageHeader title=tr!(people.protect_begin) sub=row.name/>
            <div class="stack g5">
                <FormProblems title=tr!(members.problems) form=form.clone()/>
                <p>{tr!(people.protection_text)}</p>
                <form class="card fields narrow" method="post" action=format!("{path}/protect")>
                    <Field label=tr!(people.nickname) name="nickname" value=form.value("nickname") unmarked=true
                        hint=tr!(people.nickname_hint) error=form.error("nickname") autocomplete="off"
                        maxlength=NAME_CHARS_MAX as u32/>
                    <Field label=tr!(people.nickname_kana) name="nickname_kana" value=form.value("nickname_kana")
                        required=false error=form.error("nickname_kana") autocomplete="off"
                        maxlength=NAME_CHARS_MAX as u32/>
                    <p class="small mute">{tr!(people.protect_traces)}</p>
                    <Button label=tr!(people.protect_do)/>
                </form>
            </div>
        </PersonFrame>
    }
}

/// What is hidden, shown once: the way here is posted, and stands in the log.
#[component]
pub fn LookPage(row: PersonRow, real: RealPerson) -> impl IntoView {
    let path = format!("/operator/people/{}", row.id);
    let dash = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let call = (!real.profile.phone.is_empty()).then(|| {
        let label = tr!(board.call, phone = real.profile.phone.clone()).to_string();
        view! { <p><LinkButton href=phone_href(&real.profile.phone) label look=Look::Second icon=Icon::Phone/></p> }
    });
    let facts = vec![
        (tr!(people.nickname).to_owned(), row.name.clone()),
        (tr!(members.name).to_owned(), real.profile.display_name),
        (tr!(members.kana).to_owned(), dash(real.profile.kana)),
        (tr!(members.phone).to_owned(), dash(real.profile.phone)),
        (tr!(board.email).to_owned(), real.email),
    ];
    let left: Vec<_> = real
        .leftovers
        .into_iter()
        .map(|(what, n)| (leftover_words(what).to_owned(), tr!(people.merge_n, n = n).to_string()))
        .collect();
    let left = if left.is_empty() {
        view! { <p class="mute">{tr!(people.leftovers_none)}</p> }.into_any()
    } else {
        view! { <p>{tr!(people.leftovers_text)}</p><SpecList facts=left/> }.into_any()
    };
    view! {
        <PersonFrame title=row.name back=path>
            <PageHeader title=tr!(people.look_title)/>
            <div class="stack g6">
                <Note tone=Tone::Warn icon=Icon::Lock>{tr!(people.look_warn)}</Note>
                <SpecList facts/>
                {call}
                <section class="stack g3">
                    <SectionHeader title=tr!(people.leftovers)/>
                    {left}
                </section>
            </div>
        </PersonFrame>
    }
}

fn leftover_words(what: Leftover) -> &'static str {
    match what {
        Leftover::BookingNotes => tr!(people.left_booking_notes),
        Leftover::Guests => tr!(people.left_guests),
        Leftover::StaffNotes => tr!(people.left_staff_notes),
        Leftover::Listings => tr!(people.left_listings),
        Leftover::MakerProfiles => tr!(people.left_maker_profiles),
        Leftover::Orders => tr!(people.left_orders),
        Leftover::Receipts => tr!(people.left_receipts),
    }
}
