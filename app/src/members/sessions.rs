//! The devices that are signed in.

use leptos::prelude::*;
use store::members::SessionRow;

use super::{MePage, device::device};
use crate::{
    format,
    page::locale,
    ui::{Col, DataTable, Look, PostButton, Size, Tag, Tone, cell},
};

#[component]
pub fn SessionsPage(sessions: Vec<SessionRow>) -> impl IntoView {
    let others = sessions.iter().any(|session| !session.current);
    let cols = vec![
        Col::text(tr!(members.device)),
        Col::text(tr!(members.device_seen)),
        Col::text(tr!(members.device_since)),
        Col::text(""),
    ];
    let rows = sessions.into_iter().map(row).collect();
    view! {
        <MePage title=tr!(members.sessions) sub=tr!(members.sessions_sub)>
            <DataTable caption=tr!(members.sessions) cols rows/>
            {others.then(|| view! {
                <PostButton action="/me/sessions/end-others" label=tr!(members.device_end_others) look=Look::Danger/>
            })}
        </MePage>
    }
}

fn row(session: SessionRow) -> Vec<AnyView> {
    let l = locale();
    let name = device(&session.user_agent).unwrap_or_else(|| tr!(members.device_unknown).to_owned());
    let end = if session.current {
        cell(view! { <Tag label=tr!(members.device_this) tone=Tone::Ok/> })
    } else {
        let action = format!("/me/sessions/{}/end", session.id);
        cell(view! { <PostButton action label=tr!(members.device_end) look=Look::Second size=Size::Small/> })
    };
    vec![cell(name), cell(format::instant(l, session.seen_at)), cell(format::instant(l, session.created_at)), end]
}
