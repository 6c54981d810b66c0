//! The first page.

use std::sync::Arc;

use domain::{booking::MyBooking, equipment::{ChildRule, DayHours, EquipmentCard, EquipmentList, TypeRules}, shop::{ProductTile as Tile, Shelf}, site::{OpenNow, SiteSettings, SiteText, open_now}};

use super::{OpenLine, WeekHours, words::{address, in_language}};
use crate::{booking::{NextBooking, art, free_path, soon}, document::Document, format, own::own, page::{locale, page}, prelude::*, shop::tile_view, ui::{Drawing, Empty, Icon, LinkButton, Look, NextFree, Note, ProductGrid, Rules, SectionHeader, ShelfArt, Size, Tab, Tone, paths}};

/// Machines of a group of which the first page shows the next free time.
const MACHINES: usize = 3;
/// New pieces that the first page shows: two rows on a wide screen.
const WORKS: usize = 8;

/// The first page: open or not, what is free, what is new, hours and place.
#[component]
pub fn HomePage(equipment: EquipmentList, shelf: Shelf, days: Vec<DayHours>, site: Arc<SiteSettings>, next: Option<MyBooking>) -> impl IntoView {
    let description = view! { <meta name="description" content=tr!(site.description)/> }.into_any();
    view! {
        <Document title="" tab=Tab::Home class="hm stack g7" head=description>
            <Hero days=days.clone() today=equipment.today.clone()/>
            <NextBooking booking=next/>
            <NextFreeMachines cards=equipment.cards/>
            <NewWorks tiles=shelf.tiles/>
            <div class="two-home">
                <div class="stack g7"><HowItWorks/><Place site/></div>
                <section aria-labelledby="hours">
                    <SectionHeader id="hours" title=tr!(site.hours)/>
                    <WeekHours days/>
                </section>
            </div>
        </Document>
    }
}

#[component]
fn Hero(days: Vec<DayHours>, today: DayHours) -> impl IntoView {
    let is_open_today = matches!(open_now(today.open, page().now), OpenNow::Open { .. } | OpenNow::Later { .. });
    let title = own(if is_open_today { SiteText::HomeTitle } else { SiteText::HomeTitleClosed });
    view! {
        <section class="hero">
            <div class="stack">
                <OpenLine days/>
                <h1>{title}</h1>
                <p class="mute lead">{own(SiteText::HomeLead)}</p>
                <div class="row wrap">
                    <LinkButton href=paths::BOOK label=tr!(site.find_free) size=Size::Big icon=Icon::Calendar/>
                    <LinkButton href=paths::GUIDE label=tr!(site.first_time) look=Look::Quiet size=Size::Big/>
                </div>
            </div>
            <ShelfArt alt=tr!(site.shelf_alt)/>
        </section>
    }
}

#[component]
fn NextFreeMachines(cards: Vec<EquipmentCard>) -> impl IntoView {
    let machines = cards.iter().filter(|card| card.equipment.rules.child != ChildRule::Corner);
    let (after, at_once): (Vec<_>, Vec<_>) = machines.partition(|card| card.equipment.rules.induction_required);
    // A newcomer can book the first at once.
    let groups = [(tr!(site.free_at_once), at_once), (tr!(site.free_after_induction), after)]
        .into_iter()
        .filter(|(_, cards)| !cards.is_empty())
        .map(|(title, cards)| {
            let list = cards.into_iter().take(MACHINES).map(next_free).collect_view();
            view! { <h3>{title}</h3><ul class="nxs">{list}</ul> }
        })
        .collect_view();
    (!cards.is_empty()).then(|| {
        view! {
            <section aria-labelledby="free">
                <SectionHeader id="free" title=tr!(site.next_free)
                    link=(paths::BOOK.into(), tr!(site.all_machines).into())/>
                <div class="stack">
                    {groups}
                    <Note tone=Tone::Accent icon=Icon::Child>
                        {tr!(site.children)}" "<a href="/guide#children">{tr!(site.children_more)}</a>
                    </Note>
                </div>
            </section>
        }
    })
}

fn next_free(card: &EquipmentCard) -> impl IntoView + use<> {
    let equipment = &card.equipment;
    let when = card.next_free.map(|at| soon(locale(), at, page().now));
    let free = when.is_some();
    view! {
        <li>
            <NextFree
                href=free_path(&equipment.slug, card.next_free, "")
                art=art(&equipment.slug)
                name=format::localize(locale(), &equipment.name).to_owned()
                when=when.unwrap_or_else(|| tr!(site.none_free).to_owned())
                note=rate(&equipment.rules)
                free
            />
        </li>
    }
}

/// `30分から・1時間 1,000円`, or `30分から・無料`.
fn rate(rules: &TypeRules) -> String {
    let shortest = format::length(locale(), rules.minutes_min);
    match rules.rate_yen_per_hour {
        yen if yen.0 > 0 => tr!(site.rate, shortest = shortest, yen = format::yen(locale(), yen)).to_string(),
        _ => tr!(site.rate_free, shortest = shortest).to_string(),
    }
}

#[component]
fn NewWorks(tiles: Vec<Tile>) -> impl IntoView {
    let shelf = if tiles.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(site.no_works) text=tr!(site.no_works_text)/> }.into_any()
    } else {
        let tiles = tiles.into_iter().take(WORKS).map(|tile| tile_view(tile, None, false)).collect_view();
        view! { <ProductGrid>{tiles}</ProductGrid> }.into_any()
    };
    view! {
        <section class="works" aria-labelledby="new">
            <SectionHeader id="new" title=tr!(site.new_works) link=(paths::SHOP.into(), tr!(site.to_shop).into())/>
            {shelf}
        </section>
    }
}

#[component]
fn HowItWorks() -> impl IntoView {
    let steps = [
        (tr!(site.step_1), tr!(site.step_1_text)),
        (tr!(site.step_2), tr!(site.step_2_text)),
        (tr!(site.step_3), tr!(site.step_3_text)),
    ];
    let steps = steps.map(|(title, text)| {
        view! { <li><h3>{title}</h3><p class="mute">{text}</p></li> }
    });
    view! {
        <section aria-labelledby="how">
            <SectionHeader id="how" title=tr!(site.how) link=(paths::GUIDE.into(), tr!(common.details).into())/>
            <ol class="how">{steps.into_iter().collect_view()}</ol>
        </section>
    }
}

/// Address, way and telephone; only what was entered.
#[component]
fn Place(site: Arc<SiteSettings>) -> impl IntoView {
    let access = in_language(&site.access, &site.access_en).to_owned();
    let lines = [(Icon::Pin, address(&site)), (Icon::Info, access), (Icon::Phone, site.phone.clone())];
    let lines: Vec<_> = lines.into_iter().filter(|(_, words)| !words.is_empty()).collect();
    (!lines.is_empty()).then(|| {
        let rules = lines.into_iter().map(|(icon, words)| (icon, words, None)).collect();
        view! {
            <section aria-labelledby="place">
                <SectionHeader id="place" title=tr!(site.place)/>
                <Rules rules/>
            </section>
        }
    })
}
