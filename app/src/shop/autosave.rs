//! How a draft is kept while it is written.

use crate::prelude::*;

/// The line that `frontend/enhance/autosave.ts` writes; without it nothing is said.
#[component]
pub(super) fn DraftLine(
    /// Where the draft is loaded anew.
    edit: String,
) -> impl IntoView {
    view! {
        <p class="tiny mute draft-line" data-autosave="" aria-live="polite">
            <span data-say="saved" data-words=tr!(listing.draft_saved, at = "{at}").to_string() hidden></span>
            <span data-say="lost" hidden>{tr!(listing.draft_lost)}</span>
            <span data-say="out" hidden>
                {tr!(listing.draft_out)}" "<a href="/signin" target="_blank">{tr!(listing.sign_in_again)}</a>
            </span>
            <span data-say="refused" hidden>{tr!(listing.draft_refused)}</span>
            <span data-say="behind" hidden>{tr!(listing.draft_behind)}" "<a href=edit>{tr!(listing.load_anew)}</a></span>
        </p>
    }
}
