//! Reviews beside a piece and on a maker's page.

use domain::reviews::{Rating, Reviews, STARS_MAX};

use super::words::Shown;
use crate::{prelude::*, ui::{Pages, SectionHeader}};

/// The rating under a title, which leads to the reviews; nothing without any.
#[component]
pub(crate) fn RatingLink(rating: Rating) -> impl IntoView {
    (rating.count > 0).then(|| {
        view! { <p class="small"><a class="hit" href="#reviews"><Average rating/></a></p> }.into_any()
    })
}

/// A star, the average, how many.
#[component]
fn Average(rating: Rating) -> impl IntoView {
    let words = tr!(reviews.average, average = rating.average(), max = STARS_MAX).to_string();
    view! {
        <span class="stars" aria-hidden="true">"★"</span>" "
        <b class="num" aria-hidden="true">{rating.average()}</b>
        <span class="sr">{words}</span>
        <span class="mute">{tr!(reviews.count, n = rating.count).to_string()}</span>
    }
}

/// The reviews of a piece, ten on a page. `path` is the piece's address.
#[component]
pub(crate) fn PieceReviews(reviews: Reviews, path: String) -> impl IntoView {
    let Reviews { rating, list } = reviews;
    if rating.count == 0 {
        return ().into_any();
    }
    let (page, pages) = (list.page, list.pages);
    let shown = list.rows.into_iter().map(|review| view! { <Shown review about=false/> }).collect_view();
    view! {
        <section class="stack g3" id="reviews" aria-labelledby="reviews-title">
            <SectionHeader title=tr!(reviews.title) id="reviews-title"/>
            <p><Average rating/></p>
            <div class="stack g3">{shown}</div>
            <Pages page pages href=move |n| format!("{path}?reviews={n}#reviews")/>
        </section>
    }
    .into_any()
}

/// How a maker's pieces are rated, and the newest reviews of them.
#[component]
pub(crate) fn MakerReviews(reviews: Reviews) -> impl IntoView {
    let Reviews { rating, list } = reviews;
    if rating.count == 0 {
        return ().into_any();
    }
    let shown = list.rows.into_iter().map(|review| view! { <Shown review about=true/> }).collect_view();
    view! {
        <section class="stack g3" aria-labelledby="reviews-title">
            <SectionHeader title=tr!(reviews.of_maker) id="reviews-title"/>
            <p><Average rating/></p>
            <div class="stack g3">{shown}</div>
        </section>
    }
    .into_any()
}
