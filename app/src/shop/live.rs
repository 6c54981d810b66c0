//! A listing that is in the shop: how its change stands, and whether it is sold.

use domain::{ProductId, shop::ProductStatus};

use crate::{prelude::*, ui::{Icon, LinkButton, Look, Note, PostButton, Size, Tone}};

/// What a change is called as it stands, and how that looks.
pub(super) fn change_words(change: ProductStatus) -> (&'static str, Tone, Icon) {
    match change {
        ProductStatus::Submitted => (tr!(shop.change_submitted), Tone::Accent, Icon::Clock),
        ProductStatus::Returned => (tr!(shop.change_returned), Tone::Warn, Icon::Alert),
        _ => (tr!(shop.change_draft), Tone::Plain, Icon::Edit),
    }
}

/// How the change stands, and the way to give it up.
#[component]
pub(super) fn ChangeNote(id: ProductId, change: ProductStatus) -> impl IntoView {
    let (tone, text) = match change {
        ProductStatus::Submitted => (Tone::Accent, tr!(shop.change_submitted_text)),
        ProductStatus::Returned => (Tone::Warn, tr!(shop.change_returned_text)),
        _ => (Tone::Warn, tr!(shop.change_draft_text)),
    };
    view! {
        <div class="stack g2">
            <Note tone>{text}</Note>
            <PostButton action=format!("/me/products/{id}/change/drop") label=tr!(shop.change_drop) look=Look::Quiet
                size=Size::Small/>
        </div>
    }
}

/// Pausing and ending the sale.
#[component]
pub(super) fn LiveActs(id: ProductId, status: ProductStatus) -> impl IntoView {
    let (act, label, text) = match status {
        ProductStatus::Paused => ("resume", tr!(shop.resume), tr!(shop.resume_text)),
        _ => ("pause", tr!(shop.pause), tr!(shop.pause_text)),
    };
    view! {
        <section class="card stack g3">
            <h2 class="h3">{tr!(shop.live_acts)}</h2>
            <div class="stack g1">
                <PostButton action=format!("/me/products/{id}/{act}") label look=Look::Second size=Size::Wide/>
                <p class="hint">{text}</p>
            </div>
            <LinkButton href=format!("/me/products/{id}/withdraw") label=tr!(shop.take_down) look=Look::Danger
                size=Size::Wide/>
        </section>
    }
}
