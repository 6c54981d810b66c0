//! The cart: what is in it, what it comes to, and the way to the checkout.

use domain::{Yen, orders::{BasketRow, BasketView, ORDER_QUANTITY_MAX}};

use super::words::photo;
use crate::{document::Document, format, page::{lang_of, locale}, prelude::*, shop::translated, ui::{Bar, Button, CartLine, Drawing, Empty, Hidden, Icon, Line, LinkButton, Look, MoneyLines, Note, PageHeader, Size, Stepper, Tab, Tone, paths}};

/// The cart. `problem` is why an order of it was not placed.
#[component]
pub fn BasketPage(basket: BasketView, #[prop(optional_no_strip)] problem: Option<String>) -> impl IntoView {
    let has_some = !basket.rows.is_empty();
    let inside = if has_some { full(&basket, problem) } else { empty() };
    view! {
        <Document title=tr!(orders.basket_title) tab=Tab::Shop back=paths::SHOP bar=has_some class="page mid">
            <PageHeader title=tr!(orders.basket_title)/>
            {inside}
        </Document>
    }
}

fn empty() -> AnyView {
    view! {
        <Empty
            drawing=Drawing::Bag
            title=tr!(orders.basket_empty)
            text=tr!(orders.basket_empty_text)
            action=(paths::SHOP.to_owned(), tr!(orders.to_shop).to_owned())
        />
    }
    .into_any()
}

fn full(basket: &BasketView, problem: Option<String>) -> AnyView {
    let l = locale();
    let problem = problem.map(|words| view! { <Note tone=Tone::Bad>{words}</Note> });
    let is_fine = basket.is_fine();
    let action = if is_fine {
        view! { <LinkButton href="/checkout" label=tr!(orders.basket_next) size=Size::Big/> }.into_any()
    } else {
        view! { <Button label=tr!(orders.basket_next) size=Size::Big disabled=true describedby="basket-why"/> }.into_any()
    };
    let why = (!is_fine).then(|| view! { <p class="small" id="basket-why">{tr!(orders.basket_why)}</p> });
    let total = format::yen(l, basket.total().unwrap_or(Yen::ZERO));
    let count = tr!(orders.basket_count, n = basket.count()).to_string();
    let rows = basket.rows.iter().map(|row| view! { <Row row=row.clone()/> }).collect_view();
    let sum = Line::new(tr!(orders.basket_sum), total.clone()).note(tr!(common.tax_included));
    view! {
        <div class="stack g5">
            {problem}
            <ul class="cart">{rows}</ul>
            <MoneyLines lines=vec![] sum/>
            {why}
            <p class="small mute">{tr!(orders.basket_note)}</p>
        </div>
        <Bar label=tr!(orders.basket_next) action>
            <p class="tiny mute">{count}</p>
            <p class="price num">{total}<small>{tr!(common.tax_included)}</small></p>
        </Bar>
    }
    .into_any()
}

#[component]
fn Row(row: BasketRow) -> impl IntoView {
    let l = locale();
    let BasketRow { index, line, product, chosen } = row.clone();
    let title = translated(&product.title, product.title_en.as_deref()).to_owned();
    let each = format::yen(l, row.price());
    let amount = format::yen(l, row.price().times(line.quantity).unwrap_or(Yen::ZERO));
    let words = chosen.as_ref().map(|chosen| chosen.summary.clone()).filter(|words| !words.is_empty());
    let words = words.map(|words| view! { <p class="small" lang=lang_of(&words)>{words.clone()}</p> });
    let most = product.available().clamp(1, ORDER_QUANTITY_MAX);
    let trouble = match (product.published, product.available()) {
        (false, _) => Some(tr!(orders.basket_ended).to_owned()),
        (true, _) if chosen.is_none() => Some(tr!(orders.basket_other_options).to_owned()),
        (true, 0) => Some(tr!(orders.basket_sold_out).to_owned()),
        (true, left) if left < line.quantity => Some(tr!(orders.basket_less, n = left).to_string()),
        (true, _) => None,
    };
    let trouble = trouble.map(|words| view! { <p class="small warn-text">{words}</p> });
    let quantity = (product.published && product.available() > 0).then(|| {
        let words = (tr!(orders.basket_fewer, title = title.clone()).to_string(), tr!(orders.basket_more, title = title.clone()).to_string());
        let (value, max) = (u32::try_from(line.quantity).unwrap_or(1), u32::try_from(most).unwrap_or(1));
        view! { <Stepper label=tr!(orders.quantity) name="step" value min=1 max words/> }
    });
    let remove = tr!(orders.basket_remove, title = title.clone()).to_string();
    let wrap = product.gift_wrap.map(|yen| wrap_button(index, line.wrapped, yen, &title));
    view! {
        <CartLine
            photo=photo(product.photo)
            title
            href=Some(format!("/shop/{}", product.number))
            note=format!("{each}  {}", product.maker)
            amount
        >
            {words}
            {trouble}
            <div class="stack g2">
                <form class="row wrap" method="post" action="/cart">
                    <Hidden fields=vec![("index", index.to_string()), ("product", line.product_number.to_string())]/>
                    {quantity}
                    <button class="btn quiet small" name="step" value="remove" aria-label=remove>{tr!(orders.basket_take_out)}</button>
                </form>
                {wrap}
            </div>
        </CartLine>
    }
}

/// One press puts the paper round it, or takes it off.
fn wrap_button(index: usize, wrapped: bool, yen: Yen, title: &str) -> AnyView {
    let price = if yen == Yen::ZERO { tr!(common.free_of_charge).to_owned() } else { format::yen(locale(), yen) };
    let (label, value, look, icon) = if wrapped {
        (tr!(orders.basket_unwrap, price = price).to_string(), "unwrap", Look::Second, Icon::Check)
    } else {
        (tr!(orders.basket_wrap, price = price).to_string(), "wrap", Look::Quiet, Icon::Plus)
    };
    let group = tr!(orders.basket_wrap_of, title = title.to_owned()).to_string();
    view! {
        <form method="post" action="/cart" aria-label=group>
            <Hidden fields=vec![("index", index.to_string())]/>
            <Button label look size=Size::Small icon name="step" value/>
        </form>
    }
    .into_any()
}
