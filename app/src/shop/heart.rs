//! The heart by which a piece is kept in mind, and the page of those that are.

use domain::shop::{FAVOURITES_MAX, ProductTile as Tile};

use super::{place::tile_id, words::{cover_photo, translated}};
use crate::{document::Document, format, page::{locale, page}, prelude::*, ui::{Drawing, Empty, Ico, Icon, IconSize, PageHeader, ProductGrid, ProductTile, Tab, paths}};

/// Where favourites are.
const LIST: &str = "/favourites";

/// A form of one button. `kept` is what the account says; `None` for visitors, whose browser alone knows: the page is the
/// same for all of them, and the script fills the heart by the cookie.
#[component]
pub(super) fn Heart(number: i64, kept: Option<bool>, path: String) -> impl IntoView {
    let from = if kept.is_some() { "account" } else { "cookie" };
    let is_kept = kept == Some(true);
    // Visitors without a script see what they kept on the list; their piece's page cannot show it.
    let next = kept.map(|_| view! { <input type="hidden" name="next" value=path/> });
    view! {
        <form class="heart" method="post" action=LIST data-heart=from>
            <input type="hidden" name="product" value=number/>
            {next}
            <button class="btn second small" name="act" value=if is_kept { "remove" } else { "add" }>
                <Ico icon=Icon::Heart size=IconSize::S/>
                <span data-off hidden=is_kept>{tr!(shop.heart_add)}</span>
                <span data-on hidden=!is_kept>{tr!(shop.heart_remove)}</span>
            </button>
        </form>
    }
}

/// The pieces that somebody keeps in mind, the newest first.
#[component]
pub fn FavouritesPage(tiles: Vec<Tile>) -> impl IntoView {
    let is_visitor = page().actor.account().is_none();
    let here = is_visitor.then(|| view! { <p class="small mute">{tr!(shop.favourites_here, max = FAVOURITES_MAX)}</p> });
    let list = if tiles.is_empty() {
        let action = (paths::SHOP.to_owned(), tr!(shop.all_works).to_owned());
        let (title, text) = (tr!(shop.favourites_empty), tr!(shop.favourites_empty_text));
        view! { <Empty drawing=Drawing::Shelf title text action/> }.into_any()
    } else {
        let items = tiles.into_iter().map(item).collect_view();
        view! { <ProductGrid>{items}</ProductGrid> }.into_any()
    };
    view! {
        <Document title=tr!(shop.favourites) tab=Tab::Shop back=paths::SHOP class="page">
            <PageHeader title=tr!(shop.favourites) sub=tr!(shop.favourites_sub)/>
            <div class="stack g6">{list}{here}</div>
        </Document>
    }
}

/// A tile with its way out.
fn item(tile: Tile) -> impl IntoView {
    let title = translated(&tile.title, tile.title_en.as_deref()).to_owned();
    let photo = cover_photo(tile.photo_id, tile.colour, &title);
    let label = tr!(shop.heart_remove);
    let name = format!("{label}: {title}");
    let remove = view! {
        <form class="out" method="post" action=LIST>
            <input type="hidden" name="product" value=tile.number/>
            <button class="fav" name="act" value="remove" aria-label=name><Ico icon=Icon::Heart/></button>
        </form>
    };
    view! {
        <ProductTile
            href=format!("/shop/{}", tile.slug())
            id=Some(tile_id(tile.number))
            photo
            title
            maker=tile.maker_name.clone()
            price=format::yen(locale(), tile.price)
            sold={tile.available == 0}
            act=remove.into_any()
        />
    }
}
