//! Signing up and in, one's own page and what belongs to it.

mod address;
mod calendar;
mod confirm;
mod contact;
mod device;
mod home;
pub mod mail;
mod mails;
mod maker;
mod payee;
mod password;
mod people;
mod person_frame;
mod profile;
mod protected;
mod reset;
mod return_to;
pub mod security;
mod sessions;
mod sign_in;
mod sign_up;
mod tokens;

pub use address::*;
pub use calendar::*;
pub use confirm::*;
pub use home::*;
pub use mails::*;
pub use maker::*;
pub use payee::*;
pub use password::*;
pub use people::*;
pub use profile::ProfilePage;
pub use protected::*;
pub use reset::*;
pub use return_to::ReturnTo;
pub use sessions::*;
pub use sign_in::*;
pub use sign_up::*;
pub use tokens::*;

use crate::{document::Document, prelude::*, ui::{PageHeader, Tab}};

/// The narrow column of forms before signing in. `bare` leaves the heading to the children.
#[component]
fn AuthPage(
    #[prop(into)] title: String,
    #[prop(optional, into)] sub: Option<String>,
    #[prop(optional)] bare: bool,
    /// One can sign in by a passkey here.
    #[prop(optional)]
    passkeys: bool,
    children: Children,
) -> impl IntoView {
    let heading = (!bare).then(|| heading(title.clone(), sub));
    let head = passkeys.then(security::passkey_script).unwrap_or_else(|| ().into_any());
    view! {
        <Document title tab=Tab::Me head>
            <div class="auth stack g5">{heading}{children}</div>
        </Document>
    }
}

/// A page below one's own, in one column.
#[component]
pub(crate) fn MePage(
    #[prop(into)] title: String,
    #[prop(optional, into)] sub: Option<String>,
    #[prop(default = "/me")] back: &'static str,
    /// More for the head: a script.
    #[prop(optional)]
    head: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let heading = heading(title.clone(), sub);
    let head = head.unwrap_or_else(|| ().into_any());
    view! {
        <Document title tab=Tab::Me back head class="page mid">
            {heading}
            <div class="stack g6">{children}</div>
        </Document>
    }
}

fn heading(title: String, sub: Option<String>) -> AnyView {
    match sub {
        Some(sub) => view! { <PageHeader title sub/> }.into_any(),
        None => view! { <PageHeader title/> }.into_any(),
    }
}
