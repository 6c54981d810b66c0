//! What machines read of a piece: search engines, messengers, social networks.

use domain::shop::ProductPage as Data;

use super::words::translated;
use crate::{page::page, prelude::*};

/// Characters of the description that search engines and messengers show.
const SUMMARY_CHARS: usize = 110;

/// What the server makes for machines.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    /// The page's own address, whole and percent-encoded.
    pub address: String,
    /// The offer for search engines (JSON-LD), with every `<` escaped.
    pub json_ld: String,
    /// The whole address of the picture that messengers show, 1200×630; `None` without a photo.
    pub picture: Option<String>,
}

/// Description, preview, offer; and the scripts of the page.
pub(super) fn head(data: &Data, title: &str, telling: Telling) -> AnyView {
    let text = translated(&data.description, data.description_en.as_deref());
    let summary: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SUMMARY_CHARS).collect();
    let cx = page();
    let scripts = [&cx.assets.share, &cx.assets.heart, &cx.assets.seen].map(|name| format!("/pkg/{name}"));
    let scripts = scripts.map(|src| view! { <script type="module" src=src></script> });
    let picture = telling.picture.map(|picture| {
        view! {
            {og("og:image", picture)}
            {og("og:image:type", "image/jpeg".to_owned())}
            {og("og:image:width", "1200".to_owned())}
            {og("og:image:height", "630".to_owned())}
            {og("og:image:alt", title.to_owned())}
            <meta name="twitter:card" content="summary_large_image"/>
        }
    });
    let availability = if data.available > 0 { "in stock" } else { "out of stock" };
    view! {
        <meta name="description" content=summary.clone()/>
        <link rel="canonical" href=telling.address.clone()/>
        {og("og:type", "product".to_owned())}
        {og("og:site_name", cx.space_name.clone())}
        {og("og:title", title.to_owned())}
        {og("og:description", summary)}
        {og("og:url", telling.address)}
        {picture}
        {og("product:price:amount", data.price.0.to_string())}
        {og("product:price:currency", "JPY".to_owned())}
        {og("product:availability", availability.to_owned())}
        <script type="application/ld+json" inner_html=telling.json_ld></script>
        {scripts.into_iter().collect_view()}
    }
    .into_any()
}

/// `property` is RDFa, which the view macro does not know.
fn og(property: &'static str, content: String) -> impl IntoView {
    leptos::html::meta().attr("property", property).content(content)
}
