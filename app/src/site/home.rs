//! The first page.

use leptos::prelude::*;

use super::Document;
use crate::ui::Tab;

#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <Document title="" tab=Tab::Home>
            <h1>{tr!(site.home_title)}</h1>
        </Document>
    }
}
