//! A product's photos: swiped sideways, whole whatever their shape, and enlarged; all without a script.

use super::{Ico, Icon, IconSize, Photo};
use crate::{page::lang_of, prelude::*};

/// A photo with the size of its largest file in pixels, which keeps its place before it has come.
#[derive(Clone, Debug, Default)]
pub struct Shot {
    pub photo: Photo,
    pub width: u32,
    pub height: u32,
    /// Below it; may be empty.
    pub caption: String,
}

/// A product's photos with thumbnails that jump. A tap enlarges one; a tap there shows it in its full size.
#[component]
pub fn Gallery(
    #[prop(into)] label: String,
    shots: Vec<Shot>,
    #[prop(optional_no_strip, into)] badge: Option<String>,
) -> impl IntoView {
    let thumbs = (shots.len() > 1).then(|| thumbs(&shots));
    let large = shots.iter().enumerate().map(|(at, shot)| view! { <Enlarged at shot=shot.clone()/> }).collect_view();
    let mut badge = badge;
    let label_list = label.clone();
    let pictures = shots
        .into_iter()
        .enumerate()
        .map(|(at, Shot { photo, width, height, caption })| {
            let jpeg = jpeg_of(&photo);
            // The first photo is what the page waits for; the others are swiped to.
            let (loading, priority) = if at == 0 { ("eager", "high") } else { ("lazy", "auto") };
            let badge = badge.take().map(|badge| view! { <span class="badge">{badge}</span> });
            view! {
                <li class="pic" id=format!("p{}", at + 1)>
                    <picture>
                        <source type="image/webp" srcset=photo.srcset sizes="(min-width:1024px) 640px, 100vw"/>
                        <img src=jpeg width=width height=height alt=photo.alt loading=loading fetchpriority=priority/>
                    </picture>
                    {badge}
                    {(!caption.is_empty()).then(|| view! { <p class="cap small" lang=lang_of(&caption)>{caption.clone()}</p> })}
                    <button class="zoom" type="button" popovertarget=enlarged_id(at) aria-label=tr!(ui.enlarge)>
                        <Ico icon=Icon::Search size=IconSize::S/>
                    </button>
                    // For browsers without popovers.
                    <a class="zoom" href=photo.src aria-label=tr!(ui.enlarge)><Ico icon=Icon::Search size=IconSize::S/></a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="gal" aria-label=label>
            <ul class="shots" tabindex="0" aria-label=label_list>{pictures}</ul>
            {thumbs}
            {large}
        </section>
    }
}

/// The copy for browsers and crawlers that do not read WebP; a drawing in place of a photo has none.
fn jpeg_of(photo: &Photo) -> String {
    if photo.src.starts_with("/images/") { format!("{}.jpg", photo.src) } else { photo.src.clone() }
}

fn thumbs(shots: &[Shot]) -> impl IntoView + use<> {
    let items = shots
        .iter()
        .enumerate()
        .map(|(at, shot)| {
            let href = format!("#p{}", at + 1);
            let small = shot.photo.src.replace("/1280", "/320");
            let class = shot.photo.class();
            view! {
                <li>
                    <a href=href>
                        <span class=class>
                            <img src=small width="160" height="160"
                                alt=shot.photo.alt.clone() loading="lazy"/>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="thumbs">{items}</ul> }
}

/// The photo over the whole screen. Its checkbox is the picture itself: ticked, it has its full size and is scrolled.
#[component]
fn Enlarged(at: usize, shot: Shot) -> impl IntoView {
    let Shot { photo, width, height, .. } = shot;
    view! {
        <div class="large" id=enlarged_id(at) popover="auto">
            <label>
                <input type="checkbox" aria-label=tr!(ui.full_size)/>
                <img src=photo.src width=width height=height alt=photo.alt loading="lazy"/>
            </label>
            <button class="icon-btn" type="button" popovertarget=enlarged_id(at) popovertargetaction="hide" autofocus
                aria-label=tr!(ui.close)>
                <Ico icon=Icon::X/>
            </button>
        </div>
    }
}

fn enlarged_id(at: usize) -> String {
    format!("large-{}", at + 1)
}
