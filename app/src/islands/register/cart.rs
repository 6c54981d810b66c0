//! What is being sold: the order's pieces, which are settled, and the lines, which can be changed.

use domain::{Yen, money::YEN_MAX, register::LINE_QUANTITY_MAX};
use leptos::prelude::*;

use super::{
    icon,
    props::Found,
    search::{keep, keep_payment},
    till::Till,
};

/// The lines; on phones folded under one row that names the last of them.
pub fn cart(till: Till, last_held: String, held: Children) -> impl IntoView {
    let (texts, icons) = (till.texts(), till.icons());
    let last = move || till.lines.with(|lines| lines.last().map(|(piece, _)| piece.title.clone()));
    let count = move || till.texts().cart_count.replace("{n}", &till.pieces.get().to_string());
    let lines = move || till.lines.get().into_iter().map(|(piece, n)| line(till, piece, n)).collect_view();
    let empty = move || {
        (till.pieces.get() == 0).then(|| view! { <p class="mute cart-none">{till.texts().cart_empty.clone()}</p> })
    };
    view! {
        // What the stock does not know of is not folded away.
        <details class="cart-fold" open=move || till.is_over.get()>
            <summary>
                <h2 class="sr" id="cart-h">{texts.cart.clone()}</h2>
                <b class="num">{count}</b>
                <span class="grow small clip">{move || last().unwrap_or_else(|| last_held.clone())}</span>
                {icon("i", &icons.down)}
            </summary>
            <form action="/staff/register">
                {keep(till)}
                {keep_payment(till)}
                {held()}
                <ul class="cart">{lines}</ul>
                {empty}
            </form>
            {acts(till)}
        </details>
    }
}

/// Parks the cart, or empties it: the browser's way back brings it again.
fn acts(till: Till) -> impl IntoView {
    let texts = till.texts();
    let class = move || if till.pieces.get() > 0 { "row wrap cart-acts" } else { "row wrap cart-acts none" };
    view! {
        <form class=class method="post" action="/staff/register/park">
            {keep(till)}
            {keep_payment(till)}
            <button class="btn small second">{texts.park.clone()}</button>
            <button class="btn small quiet" name="clear" value="1" formmethod="get" formaction="/staff/register">
                {texts.clear_cart.clone()}
            </button>
        </form>
    }
}

fn line(till: Till, piece: Found, n: i64) -> impl IntoView {
    let (texts, icons, number) = (till.texts(), till.icons(), piece.number);
    let over = piece.is_over(n).then(|| view! { <p class="tiny err">{texts.over(&piece)}</p> });
    // The last piece is taken away by the same button, drawn as what it does.
    let (name, words, drawing) = if n > 1 {
        ("less", texts.less.clone(), icons.minus.clone())
    } else {
        ("remove", texts.remove.clone(), icons.trash.clone())
    };
    let about = format!("{} · {number}", piece.maker);
    let group = texts.quantity_of.replace("{title}", &piece.title);
    let amount = Yen(piece.price_yen).times(n).map_or(YEN_MAX, |yen| yen.0);
    let most = n >= LINE_QUANTITY_MAX;
    let step = move |event: leptos::ev::MouseEvent, by: i64| {
        event.prevent_default();
        till.step(number, by);
    };
    view! {
        <li class="ln">
            <span class="pic"><img src=piece.photo width="128" height="128" alt=""/></span>
            <div class="grow">
                <p class="lt">{piece.title}</p>
                <p class="tiny dim">{about}</p>
                {over}
            </div>
            <div class="stepper" role="group" aria-label=group>
                <button name=name value=number.to_string() aria-label=words on:click=move |event| step(event, -1)>
                    {icon("i s", &drawing)}
                </button>
                <output class="num">{n}</output>
                <button
                    name="more"
                    value=number.to_string()
                    aria-label=texts.more.clone()
                    disabled=most
                    on:click=move |event| step(event, 1)
                >
                    {icon("i s", &icons.plus)}
                </button>
            </div>
            <p class="ly num">{till.yen(amount)}</p>
        </li>
    }
}
