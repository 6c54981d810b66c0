//! The register's page: a document of its own, for the counter's screen has no room for the site's frame.

use domain::{catalog::{ProductSnapshot, lines_total}, money::YEN_MAX, orders::OrderLine, register::{Cart, CartContents, CartOrder, CorrectionReason, LINES_MAX, Lookup, Tender}};

use crate::{format, islands::register::{Answer, Found, HeldOrder, Icons, Reason, Register, Start, Texts}, orders::photo, page::{Flash, IslandScripts, Locale, locale, page}, prelude::*, ui::{Icon, LinkButton, Look, RegisterTop, Size, SkipLink, Tag, Tone}};

/// What the counter shows: the cart as the address or a refused form holds it, and what was searched for.
#[derive(Clone, Debug)]
pub struct CounterView {
    pub cart: Cart,
    /// How it is going to be paid, and its key.
    pub contents: CartContents,
    pub lookup: Lookup,
    pub query: String,
    /// The piece that the last act put into the cart.
    pub added: Option<String>,
    /// Why the sale was refused.
    pub error: Option<String>,
    /// What is asked before so much cash is taken.
    pub ask: Option<String>,
    /// Carts that wait.
    pub parked: u64,
}

/// The register, ready to scan.
#[component]
pub fn CounterPage(counter: CounterView) -> impl IntoView {
    let cx = page();
    let lang = match cx.locale {
        Locale::ja => "ja",
        Locale::en => "en",
    };
    let now = format!("{} {}", format::day(cx.locale, domain::calendar::day_of(cx.now)), format::time(cx.now));
    let demo = cx.demo.then(|| view! { <Tag label="DEMO" tone=Tone::Warn/> });
    let title = format!("{} | {}", tr!(register.title), cx.space_name);
    let held = counter.cart.orders.iter().map(|order| held_pieces(&order.lines)).collect_view();
    let parked = (counter.parked > 0).then(|| {
        let label = tr!(register.parked_link, n = counter.parked).to_string();
        view! { <LinkButton href="/staff/register/parked" label look=Look::Second size=Size::Small icon=Icon::Bag/> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <title>{title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=format!("/pkg/{}", cx.assets.css)/>
                <script type="module" src=format!("/pkg/{}", cx.assets.scan)></script>
                <IslandScripts/>
            </head>
            <body>
                <SkipLink/>
                <RegisterTop space=cx.space_name.clone() title=tr!(register.title) note=now>
                    {demo}
                    {parked}
                    <LinkButton
                        href="/staff/sales"
                        label=tr!(register.sales_link)
                        look=Look::Second
                        size=Size::Small
                        icon=Icon::Rows
                    />
                </RegisterTop>
                <main id="main" class="rg">
                    <h1 class="sr">{tr!(register.heading)}</h1>
                    <Register start=start(counter, cx.flash) texts=texts() icons=icons() reasons=reasons()>
                        {held}
                    </Register>
                </main>
            </body>
        </html>
    }
}

fn start(counter: CounterView, flash: Option<Flash>) -> Start {
    let CounterView { cart, contents, lookup, query, added, error, ask, parked: _ } = counter;
    let searched = !query.is_empty();
    let none_found = (searched && lookup.products.is_empty()).then(|| tr!(register.none_found).replace("{q}", &query));
    let ended = cart.order_ended.then(|| tr!(register.order_ended).to_owned());
    let told = match flash {
        Some(Flash::OrderCancelled) => Some(tr!(site.flash_order_cancelled).to_owned()),
        Some(Flash::CartParked) => Some(tr!(register.parked_done).to_owned()),
        Some(Flash::CartResumed) => Some(tr!(register.parked_back).to_owned()),
        _ => None,
    };
    Start {
        lines: cart.rows.iter().map(|(piece, n)| (found(piece), *n)).take(LINES_MAX).collect(),
        orders: cart.orders.into_iter().map(held_order).collect(),
        query: if none_found.is_some() { query } else { String::new() },
        found: lookup.products.iter().map(found).collect(),
        is_cash: contents.tender == Tender::Cash,
        tendered_yen: contents.tendered.0,
        note: added.map(|title| tr!(register.added).replace("{title}", &title)).or(told),
        error: error.or(ended).or(none_found),
        ask,
        reason: contents.correction.map(|reason| reason.to_string()).unwrap_or_default(),
        key: contents.key,
    }
}

/// The search's answer as the browser reads it.
pub fn answer(lookup: &Lookup) -> Answer {
    Answer { pieces: lookup.products.iter().map(found).collect(), exact: lookup.exact, order: lookup.order_number }
}

fn found(product: &ProductSnapshot) -> Found {
    Found {
        number: product.number,
        title: product.title.clone(),
        maker: product.maker.clone(),
        price_yen: product.price.0,
        available: (!product.made_to_order).then(|| product.available()),
        reserved: product.stock.reserved(),
        photo: photo(product.photo).src,
    }
}

fn held_order(order: CartOrder) -> HeldOrder {
    let total = lines_total(order.lines.iter().map(|line| (line.unit_price, line.quantity)));
    HeldOrder {
        number: order.number,
        label: tr!(register.order_strip, number = order.number).to_string(),
        pieces: order.lines.iter().map(|line| line.quantity).sum(),
        total_yen: total.map_or(YEN_MAX, |total| total.0),
        last: order.lines.last().map(|line| line.title.clone()).unwrap_or_default(),
        name: order.name,
    }
}

/// What the order holds: at the counter it can be handed over or left, not changed.
fn held_pieces(lines: &[OrderLine]) -> impl IntoView + use<> {
    let piece = |line: &OrderLine| {
        view! {
            <li class="ln">
                <span class="pic"><img src=photo(line.photo).src width="128" height="128" alt=""/></span>
                <div class="grow">
                    <p class="lt">{line.title.clone()}</p>
                    <p class="tiny dim">{line.maker.clone()}" · "<b>{tr!(register.held)}</b></p>
                </div>
                <p class="held-n num">{line.quantity}</p>
                <p class="ly num">{format::yen(locale(), line.total())}</p>
            </li>
        }
    };
    view! { <ul class="cart held">{lines.iter().map(piece).collect_view()}</ul> }
}

fn texts() -> Texts {
    let own = |text: &str| text.to_owned();
    let (yen_before, yen_after) = match locale() {
        Locale::ja => ("", "円"),
        Locale::en => ("¥", ""),
    };
    Texts {
        yen_before: own(yen_before),
        yen_after: own(yen_after),
        scan: own(tr!(register.scan)),
        results: own(tr!(register.results)),
        none_found: own(tr!(register.none_found)),
        add: own(tr!(register.add)),
        sold_out: own(tr!(register.sold_out)),
        left: own(tr!(register.left)),
        to_order: own(tr!(sell.to_order)),
        cart: own(tr!(register.cart)),
        cart_empty: own(tr!(register.cart_empty)),
        cart_count: own(tr!(register.cart_count)),
        less: own(tr!(register.less)),
        more: own(tr!(register.more)),
        remove: own(tr!(register.remove)),
        quantity_of: own(tr!(register.quantity_of)),
        added: own(tr!(register.added)),
        over_stock: own(tr!(register.over_stock)),
        over_reserved: own(tr!(register.over_reserved)),
        reason: own(tr!(register.reason)),
        reason_none: own(tr!(register.reason_none)),
        reason_note: own(tr!(register.reason_note)),
        full: own(tr!(register.full)),
        park: own(tr!(register.park)),
        clear_cart: own(tr!(register.clear_cart)),
        unread: own(tr!(register.unread)),
        again: own(tr!(register.again)),
        ask_yes: own(tr!(register.ask_yes)),
        order_remove: own(tr!(register.order_remove)),
        orders_link: own(tr!(register.orders_link)),
        orders_link_note: own(tr!(register.orders_link_note)),
        pay: own(tr!(register.pay)),
        total: own(tr!(register.total)),
        total_note: own(tr!(register.total_note)),
        tender: own(tr!(register.tender)),
        cash: own(tr!(register.cash)),
        cashless: own(tr!(register.cashless)),
        tendered: own(tr!(register.tendered)),
        change: own(tr!(register.change)),
        short: own(tr!(register.short)),
        keys: own(tr!(register.keys)),
        exact: own(tr!(register.exact)),
        clear: own(tr!(register.clear)),
        backspace: own(tr!(register.backspace)),
        calculate: own(tr!(register.calculate)),
        done: own(tr!(register.done)),
        done_cash: own(tr!(register.done_cash)),
        done_cashless: own(tr!(register.done_cashless)),
        offline: own(tr!(register.offline)),
    }
}

/// The reasons why pieces are sold that the stock does not know of.
fn reasons() -> Vec<Reason> {
    CorrectionReason::ALL.into_iter().map(|reason| (reason.to_string(), reason_words(reason).to_owned())).collect()
}

/// Why a piece was there that the stock did not know of.
pub fn reason_words(reason: CorrectionReason) -> &'static str {
    match reason {
        CorrectionReason::Miscounted => tr!(register.reason_miscounted),
        CorrectionReason::NotEntered => tr!(register.reason_not_entered),
        CorrectionReason::Returned => tr!(register.reason_returned),
    }
}

fn icons() -> Icons {
    let path = |icon: Icon| icon.path().to_owned();
    Icons {
        scan: path(Icon::Scan),
        minus: path(Icon::Minus),
        plus: path(Icon::Plus),
        trash: path(Icon::Trash),
        down: path(Icon::Down),
        cash: path(Icon::Cash),
        card: path(Icon::Card),
        back: path(Icon::Back),
        x: path(Icon::X),
        bag: path(Icon::Bag),
        right: path(Icon::Right),
    }
}
