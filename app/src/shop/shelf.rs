//! The shelf everyone browses.

use domain::{shop::{ProductTile as Tile, Shelf, ShopFilter}, site::SiteText};

use super::{filter::{Misread, Narrow, Narrowing, Sort, Taken, count_words}, place::{List, Place, tile_id}, words::{cover_photo, translated}};
use crate::{document::Document, format, page::{locale, page}, prelude::*, own::own, ui::{Drawing, Empty, Pages, ProductGrid, ProductTile, Search, SectionHeader, Tab}};

/// Tiles that a phone shows before scrolling; the photos of the rest wait.
const EAGER_TILES: usize = 4;

/// The shop. `others` are works to show where nothing was found; `site_url` is the site's own address, without a slash at
/// its end.
#[component]
pub fn ShopPage(shelf: Shelf, narrowing: Narrowing, others: Vec<Tile>, site_url: String) -> impl IntoView {
    let filter = narrowing.filter.clone();
    let list = List::shop(filter.clone());
    let name = match filter.words.is_empty() {
        true => narrowing.category_name(),
        false => Some(tr!(find.heading, q = filter.words.text()).to_string()),
    };
    let title = name.clone().unwrap_or_else(|| tr!(shop.title).to_owned());
    let heading = name.unwrap_or_else(|| tr!(shop.heading, space = page().space_name.clone()).to_string());
    let lead = filter.words.is_empty().then(|| view! { <p class="mute">{own(SiteText::ShopLead)}</p> });
    let head = head(&filter, &shelf, &site_url);
    let keep = ShopFilter { words: Default::default(), ..filter.clone() }.fields();
    let errors = narrowing.form.errors.clone();
    let found = match shelf.tiles.is_empty() {
        true => view! { <Nothing page=shelf.page filter=filter.clone() others/> }.into_any(),
        false => {
            let sort = view! { <Sort filter=filter.clone()/> }.into_any();
            view! { <Tiles shelf list beside=sort/> }.into_any()
        }
    };
    view! {
        <Document title tab=Tab::Shop class="page" head>
            <div class="page-h shop-h">
                <div class="stack g1">
                    <h1>{heading}</h1>{lead}
                    <p class="row wrap small"><a href="/makers">{tr!(shop.makers_all)}</a><a href="/favourites">{tr!(shop.favourites)}</a></p>
                </div>
                <Search action="/shop" label=tr!(find.search) placeholder=tr!(find.search_for) value=filter.words.text() keep/>
            </div>
            <Narrow narrowing=narrowing.clone()/>
            <Misread words=filter.words errors/>
            <Taken narrowing/>
            {found}
        </Document>
    }
}

/// Search engines keep the shelf and its categories, and no searches.
fn head(filter: &ShopFilter, shelf: &Shelf, site_url: &str) -> AnyView {
    let own = if filter.is_narrowed() { List::default().page(1) } else { List::shop(filter.clone()).page(shelf.page) };
    let searched = (!filter.words.is_empty()).then(|| view! { <meta name="robots" content="noindex"/> });
    view! { <link rel="canonical" href=format!("{site_url}{own}")/><link rel="alternate" type="application/rss+xml" href="/shop/feed.xml" title=tr!(shop.title)/>{searched} }.into_any()
}

/// A page of tiles with their number and the other pages.
#[component]
pub(super) fn Tiles(
    shelf: Shelf,
    list: List,
    /// At the other end of the line that says how many.
    #[prop(optional)]
    beside: Option<AnyView>,
) -> impl IntoView {
    if shelf.tiles.is_empty() {
        return nothing_here(shelf.page, list.page(1)).into_any();
    }
    let count = count_words(shelf.total);
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let (page, pages) = (number(shelf.page), number(shelf.pages));
    let place = Place { list: list.clone(), page: shelf.page };
    let href = move |n: u32| list.page(u64::from(n));
    let tile = |(at, tile)| tile_view(tile, Some(&place), at < EAGER_TILES);
    let tiles = shelf.tiles.into_iter().enumerate().map(tile).collect_view();
    view! {
        <div class="row sb count"><p class="small mute">{count}</p>{beside}</div>
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

/// As [`nothing_here`], or what was looked for is not there: what to do then, and other works.
#[component]
fn Nothing(page: u64, filter: ShopFilter, others: Vec<Tile>) -> impl IntoView {
    if page > 1 || !filter.is_narrowed() {
        return nothing_here(page, List::shop(filter).page(1)).into_any();
    }
    let title = match filter.words.is_empty() {
        true => tr!(find.none).to_owned(),
        false => tr!(find.none_for, q = filter.words.text()).to_string(),
    };
    let action = ("/shop".to_owned(), tr!(shop.all_works).to_owned());
    let tiles = others.into_iter().map(|tile| tile_view(tile, None, false)).collect_view();
    let others = (!tiles.is_empty()).then(|| {
        view! {
            <section aria-labelledby="others">
                <SectionHeader title=tr!(find.others) id="others"/>
                <ProductGrid>{tiles}</ProductGrid>
            </section>
        }
    });
    view! { <div class="stack g6 nothing-found"><Empty drawing=Drawing::Shelf title text=tr!(find.none_text) action/>{others}</div> }.into_any()
}

/// One tile. `place` is the list that it stands in, to which the piece's page leads back; `eager` is for those that are
/// seen first.
pub(crate) fn tile_view(tile: Tile, place: Option<&Place>, eager: bool) -> impl IntoView + use<> {
    let title = translated(&tile.title, tile.title_en.as_deref()).to_owned();
    let photo = cover_photo(tile.photo_id, tile.colour, &title);
    let badge = tile.one_of_a_kind.then(|| tr!(shop.one_of_a_kind).to_owned());
    view! {
        <ProductTile
            href=place.unwrap_or(&Place::default()).piece(tile.slug())
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
