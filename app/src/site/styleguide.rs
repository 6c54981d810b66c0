//! The style guide in its frame.

use crate::{document::Document, prelude::*, ui::styleguide::Styleguide};

/// Every shared part with its states; served by debug builds only.
#[component]
pub fn StyleguidePage() -> impl IntoView {
    view! { <Document title="Style guide"><Styleguide/></Document> }
}
