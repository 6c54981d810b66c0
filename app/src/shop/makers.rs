//! Everyone who makes what is in the shop.

use domain::shop::{MakerList, MakerTile};

use super::words::{cover_photo, translated};
use crate::{document::Document, page::{lang_of, page}, prelude::*, ui::{Drawing, Empty, PageHeader, Pages, ProductGrid, Tab, paths}};

/// Tiles that a phone shows before scrolling.
const EAGER_TILES: usize = 4;
/// Characters of a story's first line.
const LINE_CHARS: usize = 60;

/// A page of the makers. `site_url` is the site's own address, without a slash at its end.
#[component]
pub fn MakersPage(list: MakerList, site_url: String) -> impl IntoView {
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let (at, pages) = (number(list.page), number(list.pages));
    let canonical = format!("{site_url}{}", address(at));
    let head = view! { <link rel="canonical" href=canonical/> }.into_any();
    let found = if list.makers.is_empty() {
        let (title, text) = match at > 1 {
            true => (tr!(shop.past_end), None),
            false => (tr!(shop.makers_empty), Some(tr!(shop.makers_empty_text).to_owned())),
        };
        let action = (paths::SHOP.to_owned(), tr!(shop.all_works).to_owned());
        view! { <Empty drawing=Drawing::Shelf title text=text.unwrap_or_default() action/> }.into_any()
    } else {
        let tile = |(n, maker)| view! { <Tile maker eager={n < EAGER_TILES}/> };
        let tiles = list.makers.into_iter().enumerate().map(tile).collect_view();
        view! {
            <p class="small mute count">{tr!(shop.makers_n, n = list.total)}</p>
            <h2 class="sr">{tr!(shop.makers)}</h2>
            <ProductGrid>{tiles}</ProductGrid>
            <Pages page=at pages href=address/>
        }
        .into_any()
    };
    let sub = tr!(shop.makers_sub, space = page().space_name.clone()).to_string();
    view! {
        <Document title=tr!(shop.makers) tab=Tab::Shop back=paths::SHOP class="page" head>
            <PageHeader title=tr!(shop.makers) sub/>
            {found}
        </Document>
    }
}

fn address(page: u32) -> String {
    if page > 1 { format!("/makers?page={page}") } else { "/makers".to_owned() }
}

#[component]
fn Tile(maker: MakerTile, eager: bool) -> impl IntoView {
    let photo = cover_photo(maker.photo_id, maker.colour, "");
    let class = photo.class();
    let srcset = (!photo.srcset.is_empty()).then_some(photo.srcset);
    let story = translated(&maker.story, maker.story_en.as_deref());
    let line: String = story.lines().next().unwrap_or_default().chars().take(LINE_CHARS).collect();
    let href = format!("/makers/{}", maker.slug);
    view! {
        <li class="item">
            <div class=class>
                <img src=photo.src srcset=srcset sizes="(min-width:1024px) 260px, (min-width:720px) 33vw, 41vw"
                    width="640" height="640" alt="" loading=if eager { "eager" } else { "lazy" } decoding="async"/>
            </div>
            <h3 lang=lang_of(&maker.trade_name)><a href=href>{maker.trade_name.clone()}</a></h3>
            <p class="by" lang=lang_of(&line)>{line.clone()}</p>
            <p class="small">{tr!(shop.works_n, n = maker.pieces)}</p>
        </li>
    }
}
