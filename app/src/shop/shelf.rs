//! The shelf everyone browses.

use domain::{shop::{Category, ProductTile as Tile, Shelf}, site::SiteText};

use super::{place::{List, Place, tile_id}, words::{in_language, tile_photo, translated}};
use crate::{document::Document, format, page::{locale, page}, prelude::*, own::own, ui::{ChipLink, ChipLinks, Drawing, Empty, Pages, ProductGrid, ProductTile, Tab}};

/// Tiles that a phone shows before scrolling; the photos of the rest wait.
const EAGER_TILES: usize = 4;

/// The shop. `category` is the slug of the one in force.
#[component]
pub fn ShopPage(
    shelf: Shelf,
    categories: Vec<Category>,
    #[prop(optional_no_strip)] category: Option<String>,
) -> impl IntoView {
    let list = category.clone().map_or(List::Shop, List::Category);
    let current = categories.iter().find(|one| Some(&one.slug) == category.as_ref());
    let name = current.map(|one| in_language(&one.name_ja, &one.name_en).to_owned());
    let title = name.clone().unwrap_or_else(|| tr!(shop.title).to_owned());
    let heading = name.unwrap_or_else(|| tr!(shop.heading, space = page().space_name.clone()).to_string());
    let chips = chips(&categories, category.as_deref());
    view! {
        <Document title tab=Tab::Shop class="page">
            <div class="page-h">
                <div class="stack g1">
                    <h1>{heading}</h1>
                    <p class="mute">{own(SiteText::ShopLead)}</p>
                </div>
            </div>
            <div class="filters"><ChipLinks label=tr!(shop.filter) chips scroll=true/></div>
            <Tiles shelf list/>
        </Document>
    }
}

fn chips(categories: &[Category], current: Option<&str>) -> Vec<ChipLink> {
    let all = ChipLink { href: List::Shop.page(1), label: tr!(common.all).to_owned(), on: current.is_none() };
    let chip = |one: &Category| ChipLink {
        href: List::Category(one.slug.clone()).page(1),
        label: in_language(&one.name_ja, &one.name_en).to_owned(),
        on: current == Some(&one.slug),
    };
    // An ended one is found by its address, and named while one is in it.
    let shown = categories.iter().filter(|one| !one.ended || current == Some(&one.slug));
    std::iter::once(all).chain(shown.map(chip)).collect()
}

/// A page of tiles with their number and the other pages.
#[component]
pub(super) fn Tiles(shelf: Shelf, list: List) -> impl IntoView {
    if shelf.tiles.is_empty() {
        return nothing_here(shelf.page, list.page(1)).into_any();
    }
    let count = shelf.total.map(|total| view! { <p class="small mute count">{tr!(shop.count, n = total)}</p> });
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let (page, pages) = (number(shelf.page), number(shelf.pages));
    let place = Place { list: list.clone(), page: shelf.page };
    let href = move |n: u32| list.page(u64::from(n));
    let tile = |(at, tile)| tile_view(tile, Some(&place), at < EAGER_TILES);
    let tiles = shelf.tiles.into_iter().enumerate().map(tile).collect_view();
    view! {
        {count}
        <h2 class="sr">{tr!(shop.works)}</h2>
        <ProductGrid>{tiles}</ProductGrid>
        <Pages page pages href/>
    }
    .into_any()
}

/// An empty shelf, or a page past its end.
fn nothing_here(page: u64, first: String) -> impl IntoView {
    if page > 1 {
        let action = (first, tr!(shop.to_first_page).to_owned());
        return view! { <Empty drawing=Drawing::Shelf title=tr!(shop.past_end) action/> }.into_any();
    }
    let action = ("/shop".to_owned(), tr!(shop.all_works).to_owned());
    view! { <Empty drawing=Drawing::Shelf title=tr!(shop.empty) text=tr!(shop.empty_text) action/> }.into_any()
}

/// One tile. `place` is the list that it stands in, to which the piece's page leads back; `eager` is for those that are
/// seen first.
pub(crate) fn tile_view(tile: Tile, place: Option<&Place>, eager: bool) -> impl IntoView + use<> {
    let title = translated(&tile.title, tile.title_en.as_deref()).to_owned();
    let photo = tile_photo(tile.photo_id, &title);
    let badge = tile.one_of_a_kind.then(|| tr!(shop.one_of_a_kind).to_owned());
    view! {
        <ProductTile
            href=place.unwrap_or(&Place::default()).piece(tile.number)
            id=place.map(|_| tile_id(tile.number))
            photo
            title
            maker=tile.maker_name
            price=format::yen(locale(), tile.price)
            badge
            sold={tile.available == 0}
            eager
        />
    }
}
