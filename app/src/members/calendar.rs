//! The secret address under which a phone's calendar finds one's bookings.

use super::MePage;
use crate::{prelude::*, ui::{Field, Icon, LinkButton, Look, Note, PostButton, SectionHeader, Tone}};

/// `address` is the calendar's, with `https://` or `http://`.
#[component]
pub fn CalendarPage(address: String) -> impl IntoView {
    // Calendar apps are opened by this scheme; they then read the same address by HTTPS.
    let webcal = address.split_once("://").map(|(_, rest)| format!("webcal://{rest}")).unwrap_or_default();
    view! {
        <MePage title=tr!(feed.calendar) sub=tr!(feed.sub)>
            <section class="card fields">
                <Field label=tr!(feed.address) name="address" kind="url" value=address unmarked=true readonly=true/>
                <Note tone=Tone::Warn icon=Icon::Lock>{tr!(feed.address_hint)}</Note>
                <p><LinkButton href=webcal label=tr!(feed.open) icon=Icon::Calendar/></p>
            </section>
            <section class="stack g3">
                <SectionHeader title=tr!(feed.how)/>
                <How title=tr!(feed.how_iphone) text=tr!(feed.how_iphone_text)/>
                <How title=tr!(feed.how_android) text=tr!(feed.how_android_text)/>
                <How title=tr!(feed.how_outlook) text=tr!(feed.how_outlook_text)/>
                <p class="small mute">{tr!(feed.delay)}</p>
            </section>
            <section class="stack g3">
                <SectionHeader title=tr!(feed.renew)/>
                <p class="mute">{tr!(feed.renew_text)}</p>
                <PostButton action="/me/calendar/renew" label=tr!(feed.renew_yes) look=Look::Danger/>
            </section>
        </MePage>
    }
}

#[component]
fn How(#[prop(into)] title: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <div class="stack g1">
            <h3 class="small">{title}</h3>
            <p class="small">{text}</p>
        </div>
    }
}
