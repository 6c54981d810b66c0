//! The devices that are signed in.

use domain::members::SessionRow;

use super::{MePage, device::device};
use crate::{format, page::locale, prelude::*, ui::{Look, PostButton, Size, Tag, Tone}};

#[component]
pub fn SessionsPage(sessions: Vec<SessionRow>) -> impl IntoView {
    let others = sessions.iter().any(|session| !session.current);
    let devices = sessions.into_iter().map(|session| view! { <Device session/> }).collect_view();
    view! {
        <MePage title=tr!(members.sessions) sub=tr!(members.sessions_sub)>
            <ul class="stack g3">{devices}</ul>
            {others.then(|| view! {
                <PostButton action="/me/sessions/end-others" label=tr!(members.device_end_others) look=Look::Danger/>
            })}
        </MePage>
    }
}

#[component]
fn Device(session: SessionRow) -> impl IntoView {
    let l = locale();
    let name = device(&session.user_agent).unwrap_or_else(|| tr!(members.device_unknown).to_owned());
    let end = if session.current {
        view! { <Tag label=tr!(members.device_this) tone=Tone::Ok/> }.into_any()
    } else {
        let action = format!("/me/sessions/{}/end", session.id);
        view! { <PostButton action label=tr!(members.device_end) look=Look::Second size=Size::Small/> }.into_any()
    };
    view! {
        <li class="card row wrap sb">
            <div>
                <p><b>{name}</b></p>
                <p class="small mute num">{tr!(members.device_seen)} ": " {format::instant(l, session.seen_at)}</p>
                <p class="small mute num">{tr!(members.device_since)} ": " {format::instant(l, session.signed_in_at)}</p>
                {(!session.network.is_empty()).then(|| view! {
                    <p class="small mute num">{tr!(members.device_network)} ": " {session.network}</p>
                })}
            </div>
            {end}
        </li>
    }
}
