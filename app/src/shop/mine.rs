//! The maker's own products.

use domain::{ProductId, catalog::product_slug, shop::{MyProduct, MyProducts, PRICE_YEN_MIN, PieceFigures, ProductStatus}};

use super::{live::change_words, words::{price_words, status_words, tile_photo}};
use crate::{catalog::payout_words, document::Document, prelude::*, ui::{Ask, CartLine, Drawing, Empty, Icon, LinkButton, Look, Note, PageHeader, PostButton, PrevNext, Size, Tab, Tag, Tone}};

const LIST: &str = "/me/products";
const NEW: &str = "/me/products/new";

/// The list with every product's state and what the staff said.
#[component]
pub fn MyProductsPage(products: MyProducts) -> impl IntoView {
    let page = products.page;
    let address = |page: u64| if page == 1 { LIST.to_owned() } else { format!("{LIST}?page={page}") };
    let prev = (page > 1).then(|| address(page - 1));
    let next = products.has_next.then(|| address(page + 1));
    let list = if products.items.is_empty() {
        let action = (NEW.to_owned(), tr!(shop.new).to_owned());
        view! { <Empty drawing=Drawing::Shelf title=tr!(shop.mine_empty) text=tr!(shop.mine_empty_text) action/> }
            .into_any()
    } else {
        let percent = products.commission_percent;
        let lines = products.items.into_iter().map(|item| view! { <MyLine item percent/> }).collect_view();
        view! { <ul>{lines}</ul> <PrevNext prev next/> }.into_any()
    };
    view! {
        <Document title=tr!(shop.mine) tab=Tab::Sell class="page mid">
            <PageHeader title=tr!(shop.mine) sub=tr!(shop.mine_sub)>
                <LinkButton href=NEW label=tr!(shop.new) icon=Icon::Plus/>
            </PageHeader>
            {list}
        </Document>
    }
}

#[component]
fn MyLine(item: MyProduct, percent: i64) -> impl IntoView {
    let title = if item.title.is_empty() { tr!(shop.untitled).to_owned() } else { item.title.clone() };
    let photo = tile_photo(item.photo_id, &title);
    let (words, tone, icon) = status_words(item.status);
    let change = item.change.map(change_words).map(|(label, tone, icon)| view! { <Tag label tone icon/> });
    let is_live = item.status.is_live();
    let edit = format!("{LIST}/{}/edit", item.id);
    let href = if item.status.can_edit() { edit.clone() } else { format!("/shop/{}", product_slug(&item.title, item.number)) };
    let left = match item.made_to_order {
        true => tr!(sell.to_order).to_owned(),
        false => tr!(shop.left, n = item.available).to_string(),
    };
    let note = format!("No. {}\u{3000}{left}", item.number);
    let is_returned = [Some(item.status), item.change].contains(&Some(ProductStatus::Returned));
    let returned = is_returned && !item.note.is_empty();
    let staff_note = returned.then(|| {
        let words = item.note.clone();
        view! { <Note tone=Tone::Warn><b>{tr!(shop.staff_said)}</b><br/><span class="pre">{words}</span></Note> }
    });
    // What is live is paused and ended on its own page, where that is explained.
    let take_back = item.status.taken_back().filter(|_| !is_live).map(|_| {
        let label = take_back_words(item.status);
        view! {
            <LinkButton href=format!("{LIST}/{}/withdraw", item.id) label look=Look::Quiet size=Size::Small/>
        }
    });
    let payout = (item.price.0 >= PRICE_YEN_MIN)
        .then(|| view! { <p class="small mute num">{payout_words(item.price, percent)}</p> });
    let figures = figure_words(item.figures).map(|words| view! { <p class="small mute num">{words}</p> });
    let copy = view! {
        <LinkButton href=format!("{LIST}/{}/duplicate", item.id) label=tr!(listing.copy) look=Look::Quiet size=Size::Small/>
    };
    let stock = view! {
        <LinkButton href=format!("{LIST}/{}/stock", item.id) label=tr!(stock.history) look=Look::Quiet size=Size::Small/>
    };
    let submit = item.status.can_edit().then(|| {
        view! {
            <PostButton action=format!("{LIST}/{}/submit", item.id) label=tr!(shop.submit) look=Look::Quiet
                size=Size::Small/>
        }
    });
    let edit = (item.status.can_edit() || is_live).then(|| {
        view! { <LinkButton href=edit label=tr!(shop.edit) look=Look::Second size=Size::Small icon=Icon::Edit/> }
    });
    view! {
        <CartLine photo title href=Some(href) note amount=price_words(item.price)>
            <div class="stack g2 grow">
                {payout}
                {figures}
                <div class="row wrap"><Tag label=words tone icon/>{change}{edit}{submit}{take_back}{stock}{copy}</div>
                {staff_note}
            </div>
        </CartLine>
    }
}

fn take_back_words(status: ProductStatus) -> &'static str {
    if status.is_live() { tr!(shop.take_down) } else { tr!(shop.take_back) }
}

/// How a piece fares; nothing while nothing has happened.
pub(super) fn figure_words(figures: PieceFigures) -> Option<String> {
    let PieceFigures { favourites, reserved, sold } = figures;
    (favourites + reserved + sold > 0)
        .then(|| tr!(listing.figures, favourites = favourites, reserved = reserved, sold = sold).to_string())
}

/// What a copy has, and the button that makes it. `copy` is its id, so that pressing twice makes one.
#[component]
pub fn DuplicatePage(id: ProductId, copy: ProductId, title: String) -> impl IntoView {
    let title = if title.is_empty() { tr!(shop.untitled).to_owned() } else { title };
    view! {
        <Document title=tr!(listing.copy) tab=Tab::Sell back=LIST class="page narrow">
            <Ask
                title=tr!(listing.copy_title, title = title).to_string()
                text=tr!(listing.copy_text)
                action=format!("{LIST}/{id}/duplicate")
                yes=tr!(listing.copy)
                no=(LIST.to_owned(), tr!(common.cancel).to_owned())
                danger=false
                hidden=vec![("copy", copy.to_string())]
            />
        </Document>
    }
}

/// The question before a product is taken back.
#[component]
pub fn WithdrawPage(id: ProductId, title: String, status: ProductStatus) -> impl IntoView {
    let text = if status.is_live() { tr!(shop.take_down_text) } else { tr!(shop.take_back_text) };
    view! {
        <Document title=take_back_words(status) tab=Tab::Sell back=LIST class="page narrow">
            <Ask
                title
                text
                action=format!("{LIST}/{id}/withdraw")
                yes=take_back_words(status)
                no=(LIST.to_owned(), tr!(common.cancel).to_owned())
                danger=false
            />
        </Document>
    }
}
