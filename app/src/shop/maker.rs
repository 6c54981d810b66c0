//! A maker's own page.

use domain::{reviews::Reviews, shop::{MakerCard, MakerPage as Data}};

use super::{place::List, shelf::Tiles, words::translated};
use crate::{document::Document, page::lang_of, prelude::*, reviews::MakerReviews, ui::{Avatar, avatar_src, LinkButton, Look, SectionHeader, Size, Tab, Tag}};

/// The maker with their story and works. `site_url` is the site's own address, without a slash at its end.
#[component]
pub fn MakerPage(data: Data, reviews: Reviews, site_url: String) -> impl IntoView {
    let Data { maker, shelf } = data;
    let list = List::Maker(maker.slug.clone());
    let canonical = format!("{site_url}{}", list.page(shelf.page));
    let head = view! { <link rel="canonical" href=canonical/> }.into_any();
    let total = shelf.total;
    let story = translated(&maker.story, maker.story_en.as_deref()).to_owned();
    view! {
        <Document title=maker.trade_name.clone() tab=Tab::Shop back="/makers" class="page" head>
            <article class="card maker">
                <Avatar name=maker.trade_name.clone() src=maker.photo_id.map(avatar_src)/>
                <div class="stack g2 grow">
                    <p class="tiny dim">{tr!(shop.maker)}</p>
                    <h1 lang=lang_of(&maker.trade_name)>{maker.trade_name.clone()}</h1>
                    <p class="pre" lang=lang_of(&story)>{story.clone()}</p>
                    <p class="row wrap">
                        {total.map(|n| view! { <Tag label=tr!(shop.works_n, n = n)/> })}
                        <Tag label=tr!(shop.since, year = maker.since_fiscal_year)/>
                    </p>
                </div>
            </article>
            <SectionHeader title=tr!(shop.works)/>
            <Tiles shelf list/>
            <MakerReviews reviews/>
        </Document>
    }
}

/// The maker beside one of their products.
#[component]
pub(super) fn MakerOfProduct(maker: MakerCard) -> impl IntoView {
    let story = translated(&maker.story, maker.story_en.as_deref()).to_owned();
    let href = format!("/makers/{}", maker.slug);
    view! {
        <article class="card maker">
            <Avatar name=maker.trade_name.clone() src=maker.photo_id.map(avatar_src)/>
            <div class="stack g2 grow">
                <p class="tiny dim">{tr!(shop.maker)}</p>
                <h2 lang=lang_of(&maker.trade_name)>{maker.trade_name.clone()}</h2>
                <p class="pre" lang=lang_of(&story)>{story.clone()}</p>
                <p class="row wrap"><Tag label=tr!(shop.since, year = maker.since_fiscal_year)/></p>
                <LinkButton href label=tr!(shop.maker_page) look=Look::Second size=Size::Small/>
            </div>
        </article>
    }
}
