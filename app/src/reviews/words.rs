//! What several pages say of a review.

use domain::reviews::{Review, STARS_MAX};

use crate::{format, page::{lang_of, locale}, prelude::*, ui::{Tag, Tone}};

/// `★★★★☆`.
pub(super) fn stars_text(stars: i64) -> String {
    (1..=STARS_MAX).map(|n| if n <= stars { '★' } else { '☆' }).collect()
}

/// Stars as a picture with words.
#[component]
pub(super) fn Stars(n: i64) -> impl IntoView {
    let label = tr!(reviews.stars_of, n = n, max = STARS_MAX).to_string();
    view! { <span class="stars" role="img" aria-label=label>{stars_text(n)}</span> }
}

/// The title in the page's language.
pub(super) fn title(review: &Review) -> String {
    format::in_language(locale(), &review.title, review.title_en.as_deref().unwrap_or_default()).to_owned()
}

/// Who wrote it, as it is shown.
pub(super) fn name(review: &Review) -> String {
    if review.name.is_empty() { tr!(reviews.buyer).to_owned() } else { review.name.clone() }
}

/// One review with its maker's answer; `about` is said where several pieces are together.
#[component]
pub(super) fn Shown(review: Review, about: bool) -> impl IntoView {
    let l = locale();
    let (title, name) = (title(&review), name(&review));
    let piece = about.then(|| {
        view! { <p class="small"><a class="hit" href=format!("/shop/{}", review.product_number) lang=lang_of(&title)>{title.clone()}</a></p> }
    });
    let text = (!review.text.is_empty()).then(|| view! { <p class="pre" lang=lang_of(&review.text)>{review.text.clone()}</p> });
    let answer = (!review.answer.is_empty()).then(|| {
        view! {
            <div class="reply stack g1">
                <p class="small mute">{tr!(reviews.answer_of, maker = review.maker.clone()).to_string()}</p>
                <p class="pre" lang=lang_of(&review.answer)>{review.answer.clone()}</p>
            </div>
        }
    });
    let down = review.taken_down.then(|| view! { <Tag label=tr!(reviews.taken_down) tone=Tone::Bad/> });
    view! {
        <article class="card stack g2">
            <p class="row wrap"><Stars n=review.stars/>{down}</p>
            {piece}
            {text}
            <p class="small mute"><span lang=lang_of(&name)>{name.clone()}</span> "\u{3000}" <span class="num nowrap">{format::full_day(l, domain::calendar::day_of(review.at))}</span></p>
            {answer}
        </article>
    }
}
