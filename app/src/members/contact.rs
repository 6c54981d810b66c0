//! Whom to ask.

use domain::site::SiteSettings;

use crate::{mail::space, page::locale, prelude::*};

/// Name, telephone and mail of the space.
#[component]
pub(super) fn SpaceContact(site: SiteSettings) -> impl IntoView {
    let line = |href: String, words: String| {
        (!words.is_empty()).then(|| view! { <p><a class="hit num" href=href>{words}</a></p> })
    };
    let name = space(locale(), &site).to_owned();
    view! {
        <div>
            <p>{name}</p>
            {line(format!("tel:{}", site.phone), site.phone.clone())}
            {line(format!("mailto:{}", site.email), site.email.clone())}
        </div>
    }
}
