//! The frame of the operator's pages about one person.

use crate::{document::Document, prelude::*, ui::StaffNav};

/// A page below the list.
#[component]
pub(super) fn PersonFrame(#[prop(into)] title: String, back: String, children: Children) -> impl IntoView {
    view! {
        <Document title back class="operator page mid">
            <StaffNav links=vec![("/operator/people".to_owned(), tr!(people.title).to_owned(), false)]/>
            {children}
        </Document>
    }
}
