//! Products as the shop shows them.

use domain::PhotoId;

use crate::{page::lang_of, prelude::*};

/// A photo's address in its sizes, and its words.
#[derive(Clone, Debug, Default)]
pub struct Photo {
    pub src: String,
    /// `"… 320w, … 640w"`, or empty.
    pub srcset: String,
    pub alt: String,
    /// Which of the style sheet's colours stands there until it has come.
    pub shade: Option<i32>,
}

impl Photo {
    /// The classes of the box around it.
    pub fn class(&self) -> String {
        self.shade.map_or_else(|| "pic".to_owned(), |shade| format!("pic c{shade}"))
    }
}

/// One piece on the shelf. Nine elements: the shop draws 24 of them a page.
/// `price` is ready to read (`3,800円`); `badge` is 一点もの and the like; a sold piece
/// stays, quietly. `eager` for those seen first; the rest load on scrolling.
#[component]
pub fn ProductTile(
    #[prop(into)] href: String,
    /// By which a list is opened at this piece again.
    #[prop(optional_no_strip, into)]
    id: Option<String>,
    photo: Photo,
    #[prop(into)] title: String,
    #[prop(into)] maker: String,
    #[prop(into)] price: String,
    #[prop(optional_no_strip, into)] badge: Option<String>,
    #[prop(optional)] sold: bool,
    #[prop(optional)] eager: bool,
    /// A small form on the photo.
    #[prop(optional)]
    act: Option<AnyView>,
) -> impl IntoView {
    let class = photo.class();
    let srcset = (!photo.srcset.is_empty()).then_some(photo.srcset);
    let badge = if sold { Some(tr!(ui.sold).to_string()) } else { badge };
    let price = if sold {
        view! { <p class="p">{tr!(ui.sold_note)}</p> }.into_any()
    } else {
        view! {
            <p class="p num">{price}<span class="yen-s">{tr!(ui.tax_in)}</span></p>
        }
        .into_any()
    };
    view! {
        <li class=if sold { "item gone" } else { "item" } id=id>
            <div class=class>
                // 41vw, not 50: phones up to 390 px wide at two pixels each take the small file, of which 8 % more were
                // wanted and nobody sees them missing.
                <img
                    src=photo.src
                    srcset=srcset
                    sizes="(min-width:1024px) 260px, (min-width:720px) 33vw, 41vw"
                    width="640"
                    height="640"
                    alt=photo.alt
                    loading=if eager { "eager" } else { "lazy" }
                    decoding="async"
                />
                {badge.map(|badge| view! { <span class="badge">{badge}</span> })}
            </div>
            <h3 lang=lang_of(&title)><a href=href>{title.clone()}</a></h3>
            <p class="by" lang=lang_of(&maker)>{maker.clone()}</p>
            {price}
            {act}
        </li>
    }
}

/// The shelf that holds the tiles.
#[component]
pub fn ProductGrid(children: Children) -> impl IntoView {
    view! { <ul class="grid">{children}</ul> }
}

/// The address of a picture for an [`Avatar`], sharp on dense screens too.
pub fn avatar_src(id: PhotoId) -> String {
    format!("/images/{id}/320")
}

/// A person's round picture, or the first letter of their name on wood.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    #[prop(optional_no_strip, into)] src: Option<String>,
    #[prop(optional)] small: bool,
) -> impl IntoView {
    let size = if small { "44" } else { "88" };
    match src {
        Some(src) => {
            let class = if small { "ava sm" } else { "ava" };
            view! { <img class=class src=src width=size height=size alt="" loading="lazy"/> }.into_any()
        }
        None => {
            let class = if small { "ava sm letter" } else { "ava letter" };
            let first: String = name.chars().take(1).collect();
            view! { <span class=class aria-hidden="true">{first}</span> }.into_any()
        }
    }
}

/// One line of a cart or an order: photo, name, a quiet line, the amount.
/// `children` are what can be done with it (a stepper, "remove").
#[component]
pub fn CartLine(
    photo: Photo,
    #[prop(into)] title: String,
    #[prop(optional_no_strip, into)] href: Option<String>,
    #[prop(into)] note: String,
    #[prop(into)] amount: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lang = lang_of(&title);
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    view! {
        <li class="ln">
            <span class="pic">
                <img src=photo.src width="128" height="128" alt=photo.alt loading="lazy"/>
            </span>
            <div class="grow">
                <p class="lt" lang=lang>{title}</p>
                <p class="tiny dim" lang=lang_of(&note)>{note.clone()}</p>
            </div>
            <p class="ly num">{amount}</p>
            {children.map(|children| view! { <div class="acts">{children}</div> })}
        </li>
    }
}
