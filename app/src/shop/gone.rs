//! What stands at the address of a piece that was in the shop: that it is not sold, and the way on.

use domain::shop::ProductGone;

use super::{maker::MakerOfProduct, shelf::tile_view, words::translated};
use crate::{document::Document, prelude::*, ui::{LinkButton, Look, PageHeader, ProductGrid, SectionHeader, Tab, paths}};

/// The page of a piece that cannot be bought any more, or for a while.
#[component]
pub fn ProductGonePage(gone: ProductGone) -> impl IntoView {
    let ProductGone { number, paused, title, maker, others } = gone;
    let (heading, text) = match paused {
        true => (tr!(shop.gone_paused), tr!(shop.gone_paused_text)),
        false => (tr!(shop.gone), tr!(shop.gone_text)),
    };
    let name = title.map(|(ja, en)| translated(&ja, en.as_deref()).to_owned());
    let name = name.map_or_else(|| format!("No. {number}"), |name| format!("{name}\u{3000}No. {number}"));
    let more = format!("/makers/{}", maker.slug);
    let works = if others.is_empty() {
        view! { <p class="mute">{tr!(shop.gone_none)}</p> }.into_any()
    } else {
        let tiles = others.into_iter().map(|tile| tile_view(tile, None, false)).collect_view();
        view! {
            <div class="stack g3">
                <SectionHeader title=tr!(shop.others) link=(more, tr!(shop.see_all).to_owned())/>
                <ProductGrid>{tiles}</ProductGrid>
            </div>
        }
        .into_any()
    };
    view! {
        <Document title=heading tab=Tab::Shop back=paths::SHOP class="page">
            <p class="small mute">{name}</p>
            <PageHeader title=heading sub=text/>
            <div class="stack g7">
                {works}
                <MakerOfProduct maker/>
                <p><LinkButton href=paths::SHOP label=tr!(shop.all_works) look=Look::Second/></p>
            </div>
        </Document>
    }
}
