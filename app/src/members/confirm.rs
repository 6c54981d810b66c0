//! What a mailed link opens. Opening it changes nothing, for mail scanners open links too; the button does.

use super::{AuthPage, ReturnTo, return_to::Chosen};
use crate::{document::Document, prelude::*, ui::{Button, Drawing, Oops, Size, Tab}};

#[component]
pub fn ConfirmPage(token: String, next: ReturnTo) -> impl IntoView {
    let label = if next.chosen.is_some() { tr!(members.confirm_and_book) } else { tr!(members.confirm_do) };
    view! {
        <AuthPage title=tr!(members.confirm) sub=tr!(members.confirm_text)>
            <Chosen time=next.chosen.clone()/>
            <form class="card" method="post" action=format!("/confirm/{token}")>
                {next.field()}
                <Button label size=Size::BigWide/>
            </form>
        </AuthPage>
    }
}

/// A link that is used up or too old, and the way to a new one. `reset` tells which kind it was.
#[component]
pub fn DeadLinkPage(reset: bool) -> impl IntoView {
    let (next, action) = if reset {
        (tr!(members.link_dead_reset), ("/reset".to_owned(), tr!(members.to_reset).to_owned()))
    } else {
        (tr!(members.link_dead_confirm), ("/me".to_owned(), tr!(members.to_sign_in).to_owned()))
    };
    let text = format!("{} {next}", tr!(members.link_dead_text));
    view! {
        <Document title=tr!(members.link_dead) tab=Tab::Me>
            <Oops drawing=Drawing::Mail title=tr!(members.link_dead) text action/>
        </Document>
    }
}
