//! The frame of every page: skip link, header, phone tabs, footer.

use domain::PhotoId;

use super::{Ico, Icon, IconLink, IconSize, field_id};
use crate::{page::{lang_of, page}, prelude::*};

/// Where the frame leads. One table, so that a moved page is one edit.
pub mod paths {
    pub const HOME: &str = "/";
    pub const BOOK: &str = "/equipment";
    pub const SHOP: &str = "/shop";
    pub const SELL: &str = "/me/products";
    pub const ME: &str = "/me";
    pub const CART: &str = "/cart";
    pub const SIGN_IN: &str = "/signin";
    pub const SIGN_UP: &str = "/signup";
    pub const BOARD: &str = "/staff/board";
    pub const REGISTER: &str = "/staff/register";
    pub const OPERATOR: &str = "/operator";
    pub const BOOKING_SETTINGS: &str = "/operator/booking";
    pub const GUIDE: &str = "/guide";
    pub const FEES: &str = "/fees";
    pub const TERMS: &str = "/terms";
    pub const LAW: &str = "/law";
    pub const RETURNS: &str = "/returns";
    pub const PRIVACY: &str = "/privacy";
}

/// The part of the site a page belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// None of them: sign-in, legal pages, staff pages.
    #[default]
    None,
    Home,
    Book,
    Shop,
    Sell,
    Me,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Home, Self::Book, Self::Shop, Self::Sell, Self::Me];

    fn href(self) -> &'static str {
        match self {
            Self::None | Self::Home => paths::HOME,
            Self::Book => paths::BOOK,
            Self::Shop => paths::SHOP,
            Self::Sell => paths::SELL,
            Self::Me => paths::ME,
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::None | Self::Home => Icon::Home,
            Self::Book => Icon::Calendar,
            Self::Shop => Icon::Bag,
            Self::Sell => Icon::Sell,
            Self::Me => Icon::Person,
        }
    }

    fn words(self) -> String {
        match self {
            Self::None | Self::Home => tr!(ui.home).to_string(),
            Self::Book => tr!(ui.book).to_string(),
            Self::Shop => tr!(ui.shop).to_string(),
            Self::Sell => tr!(ui.sell).to_string(),
            Self::Me => tr!(ui.me).to_string(),
        }
    }
}

/// The mark as a picture of its own, for browser tabs.
pub const FAVICON: &str = include_str!("art/favicon.svg");

const LOGO: &str = r#"<path class="lm-a" d="M4 0h11v6h5v6h-5v6h5v6h-5v6H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z"/><path class="lm-b" d="M17 0h9a4 4 0 0 1 4 4v22a4 4 0 0 1-4 4h-9v-4h5v-10h-5v-2h5V4h-5z"/>"#;

/// The mark: an indigo and a wooden piece that fit into each other.
#[component]
pub fn Logo(
    #[prop(into)] name: String,
    /// The space's own, in the place of the mark.
    #[prop(optional_no_strip)]
    own: Option<PhotoId>,
    #[prop(optional)] wide_only: bool,
) -> impl IntoView {
    let class = if wide_only { "logo wide-only" } else { "logo" };
    let mark = match own {
        Some(logo) => view! { <img src=format!("/images/{logo}/320") alt="" height="36"/> }.into_any(),
        None => view! { <svg viewBox="0 0 30 30" aria-hidden="true" inner_html=LOGO></svg> }.into_any(),
    };
    view! {
        <a class=class href=paths::HOME>
            {mark}
            <span>{name}</span>
        </a>
    }
}

/// The first stop of the Tab key; the page's `<main>` has the id `main`.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#main">{tr!(ui.skip)}</a> }
}

/// The top of a page. With `back` a phone shows an arrow and `title` instead of the
/// logo; wide screens always show the logo and the main navigation.
#[component]
pub fn Header(
    /// The name of the space, beside the mark.
    #[prop(into)]
    space: String,
    #[prop(optional_no_strip)] logo: Option<PhotoId>,
    #[prop(optional)] current: Tab,
    /// The signed-in person's name; `None` offers to sign in.
    #[prop(optional_no_strip, into)]
    signed_in: Option<String>,
    /// Links to the pages of one's work, for staff: address and words. On phones they stand on one's own page.
    #[prop(optional)]
    work: Vec<(&'static str, &'static str)>,
    /// Where a phone's back arrow leads.
    #[prop(optional_no_strip, into)]
    back: Option<String>,
    /// The page's short name, on phones with a back arrow.
    #[prop(optional, into)]
    title: String,
) -> impl IntoView {
    // Where one looks around; a page that was opened from a list has its way back there.
    let searches = back.is_none() && matches!(current, Tab::Home | Tab::Shop);
    let lead = match back {
        Some(href) => view! {
            <a class="icon-btn phone-only" href=href aria-label=tr!(ui.back)><Ico icon=Icon::Left/></a>
            <Logo name=space own=logo wide_only=true/>
            <p class="title phone-only" lang=lang_of(&title)>{title.clone()}</p>
        }
        .into_any(),
        None => view! { <Logo name=space own=logo/><span class="grow phone-only"></span> }.into_any(),
    };
    let work = work.into_iter().map(|(href, words)| view! { <a class="work" href=href>{words}</a> }).collect_view();
    view! {
        <header class="top">
            <div class="wrap-w">
                {lead}
                <nav class="topnav" aria-label=tr!(ui.nav_main)>
                    {Tab::ALL[..4].iter().map(|tab| nav_link(*tab, current, false)).collect_view()}
                    {work}
                </nav>
                {searches.then(|| view! { <IconLink href=format!("{}#{}", paths::SHOP, field_id("q")) icon=Icon::Search label=tr!(find.search_in_shop)/> })}
                {matches!(current, Tab::Home | Tab::Shop).then(|| view! { <CartSign/> })}
                <Me signed_in current/>
            </div>
        </header>
    }
}

/// The way to the cart. How many pieces are in it is written by a script: visitors share the pages.
#[component]
fn CartSign() -> impl IntoView {
    view! {
        <a class="icon-btn" href=paths::CART aria-label=tr!(ui.cart) data-basket=tr!(ui.cart_n, n = "{n}").to_string()>
            <Ico icon=Icon::Bag/>
        </a>
        <script type="module" src=format!("/pkg/{}", page().assets.basket)></script>
    }
}

/// The person's own page, or the way in; wide screens only (phones have a tab).
#[component]
fn Me(signed_in: Option<String>, current: Tab) -> impl IntoView {
    let (href, words) = match signed_in {
        Some(name) => (paths::ME, name),
        None => (paths::SIGN_IN, tr!(ui.sign_in).to_string()),
    };
    let current = (current == Tab::Me).then_some("page");
    view! {
        <a class="me wide-only" href=href aria-current=current>
            <Ico icon=Icon::Person/>
            <span>{words}</span>
        </a>
    }
}

fn nav_link(tab: Tab, current: Tab, icon: bool) -> impl IntoView {
    let at = (tab == current).then_some("page");
    let icon = icon.then(|| view! { <Ico icon=tab.icon()/> });
    view! { <a href=tab.href() aria-current=at>{icon}<span>{tab.words()}</span></a> }
}

/// The tabs under the thumb, on phones. Pages with a `Bar` leave them out; the
/// page's body needs `has-tabs`.
#[component]
pub fn Tabs(#[prop(optional)] current: Tab) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=tr!(ui.nav_tabs)>
            {Tab::ALL.iter().map(|tab| nav_link(*tab, current, true)).collect_view()}
        </nav>
    }
}

/// The staff's own pages, under the header: address, words, and whether it is this one.
#[component]
pub fn StaffNav(links: Vec<(String, String, bool)>) -> impl IntoView {
    let links = links
        .into_iter()
        .map(|(href, words, on)| {
            let at = on.then_some("page");
            view! { <li><a href=href aria-current=at>{words}</a></li> }
        })
        .collect_view();
    view! {
        <nav class="subnav" aria-label=tr!(ui.nav_staff)>
            <ul class="wrap-w">{links}</ul>
        </nav>
    }
}

/// The end of a page. The language button posts `lang` and `next` to `language_action`.
#[component]
pub fn Footer(
    #[prop(into)] space: String,
    #[prop(into)] tagline: String,
    #[prop(into)] language_action: String,
    /// The path and query to come back to.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    view! {
        <footer class="foot">
            <div class="wrap-w stack g2">
                <nav aria-label=tr!(ui.nav_about)>
                    <a href=paths::GUIDE>{tr!(ui.guide)}</a>
                    <a href=paths::FEES>{tr!(ui.fees)}</a>
                    <a href=paths::TERMS>{tr!(ui.terms)}</a>
                    <a href=paths::LAW>{tr!(ui.law)}</a>
                    <a href=paths::RETURNS>{tr!(ui.returns)}</a>
                    <a href=paths::PRIVACY>{tr!(ui.privacy)}</a>
                    <form method="post" action=language_action>
                        <input type="hidden" name="next" value=back/>
                        <button name="lang" value=tr!(ui.other_language_code) lang=tr!(ui.other_language_code)>
                            {tr!(ui.other_language)}
                        </button>
                    </form>
                </nav>
                <p>{space}"\u{3000}"{tagline}</p>
            </div>
        </footer>
    }
}

/// The thin top of the register: no navigation, so nothing is left by accident.
#[component]
pub fn RegisterTop(
    #[prop(into)] space: String,
    #[prop(into)] title: String,
    #[prop(into)] note: String,
    children: Children,
) -> impl IntoView {
    view! {
        <header class="rg-top">
            <a class="logo" href=paths::HOME aria-label=space>
                <svg viewBox="0 0 30 30" aria-hidden="true" inner_html=LOGO></svg>
            </a>
            <p class="b">{title}</p>
            <p class="small mute num grow">{note}</p>
            {children}
        </header>
    }
}

/// A number that counts something unread, for menus.
#[component]
pub fn Count(n: u32) -> impl IntoView {
    (n > 0).then(|| {
        view! { <span class="tag ai num"><Ico icon=Icon::Bell size=IconSize::Xs/>{n}</span> }
    })
}
