//! The staff look at what makers handed in.

use domain::{DomainError, shop::{Decision, NOTE_CHARS_MAX, PastReview, ProductPage as Data, ProductStatus, ReviewItem, ReviewProduct, ReviewQueue}};

use super::{product::PreviewLink, words::{in_language, large_photo, status_words, tile_photo}};
use crate::{document::Document, error, format, page::locale, prelude::*, ui::{Button, CartLine, Drawing, Empty, ErrorSummary, Gallery, Hidden, Look, Note, PageHeader, PrevNext, Size, SpecList, StaffAt, StaffLinks, Tag, TextArea, Tone}};

const QUEUE: &str = "/staff/review";

/// What waits, the longest waiting first.
#[component]
pub fn ReviewQueuePage(queue: ReviewQueue) -> impl IntoView {
    let page = queue.page;
    let address = |page: u64| if page == 1 { QUEUE.to_owned() } else { format!("{QUEUE}?page={page}") };
    let prev = (page > 1).then(|| address(page - 1));
    let next = queue.has_next.then(|| address(page + 1));
    let list = if queue.items.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(shop.queue_empty) text=tr!(shop.queue_empty_text)/> }.into_any()
    } else {
        let lines = queue.items.into_iter().map(queue_line).collect_view();
        view! { <ul>{lines}</ul> <PrevNext prev next/> }.into_any()
    };
    view! {
        <Document title=tr!(shop.queue) class="page mid">
            <StaffLinks at=StaffAt::Review/>
            <PageHeader title=tr!(shop.queue) sub=tr!(shop.queue_sub)/>
            {list}
        </Document>
    }
}

fn queue_line(item: ReviewItem) -> impl IntoView {
    let photo = tile_photo(item.photo_id, &item.title);
    let note = format!("{}\u{3000}{}", item.maker_name, format::instant(locale(), item.submitted_at));
    view! {
        <CartLine
            photo
            title=item.title
            href=Some(format!("{QUEUE}/{}", item.id))
            note
            amount=format::yen(locale(), item.price)
        />
    }
}

/// One product to decide on. `note` is what was typed before an error.
#[component]
pub fn ReviewProductPage(
    review: ReviewProduct,
    #[prop(optional, into)] note: String,
    #[prop(optional_no_strip)] problem: Option<DomainError>,
) -> impl IntoView {
    let ReviewProduct { product, seen, past } = review;
    let shots = product.photos.iter().map(|photo| large_photo(photo, &product.title)).collect();
    let waiting = product.status == ProductStatus::Submitted;
    let (words, tone, icon) = status_words(product.status);
    let summary = problem.map(|problem| {
        let errors = vec![("note".to_owned(), error::message(locale(), &problem))];
        view! { <ErrorSummary title=tr!(shop.not_decided) errors/> }
    });
    let id = product.id.to_string();
    let seen = seen.to_rfc3339();
    let decide = if waiting {
        view! { <Decide id seen note/> }.into_any()
    } else {
        view! { <Note>{tr!(shop.already_decided)}</Note> }.into_any()
    };
    view! {
        <Document title=product.title.clone() back=QUEUE class="pd">
            <Gallery label=tr!(shop.photos) shots/>
            <section class="side stack g5">
                {summary}
                <div class="stack g2">
                    <h1>{product.title.clone()}</h1>
                    <p class="price num">
                        {format::yen(locale(), product.price)}<small>{tr!(common.tax_included)}</small>
                    </p>
                    <p class="row wrap"><Tag label=words tone icon/><PreviewLink number=product.number/></p>
                </div>
                <p class="pre">{product.description.clone()}</p>
                <SpecList facts=facts(&product)/>
                {decide}
            </section>
            <Past past/>
        </Document>
    }
}

fn facts(product: &Data) -> Vec<(String, String)> {
    let equipment = product.equipment.as_ref();
    let equipment = equipment.map(|one| in_language(&one.name_ja, &one.name_en)).unwrap_or(tr!(shop.no_machine));
    let kind = if product.one_of_a_kind { tr!(shop.one_of_a_kind) } else { tr!(shop.several) };
    vec![
        (tr!(shop.maker).to_owned(), product.maker.trade_name.clone()),
        (tr!(shop.fact_number).to_owned(), product.number.to_string()),
        (tr!(shop.category).to_owned(), in_language(&product.category_ja, &product.category_en).to_owned()),
        (tr!(shop.fact_kind).to_owned(), kind.to_owned()),
        (tr!(shop.fact_available).to_owned(), product.available.to_string()),
        (tr!(shop.made_on).to_owned(), equipment.to_owned()),
    ]
}

/// The note and the two decisions.
#[component]
fn Decide(id: String, seen: String, note: String) -> impl IntoView {
    let approve = format!("{QUEUE}/{id}/approve");
    let here = approve.clone();
    let give_back = format!("{QUEUE}/{id}/return");
    view! {
        <form class="card stack g4" method="post" action=here>
            <h2 class="h3">{tr!(shop.decide)}</h2>
            <Hidden fields=vec![("seen", seen)]/>
            <TextArea label=tr!(shop.note) name="note" value=note required=false rows=3
                maxlength={u32::try_from(NOTE_CHARS_MAX).unwrap_or(u32::MAX)} hint=tr!(shop.note_hint)/>
            <div class="stack g2">
                <Button label=tr!(shop.approve) size=Size::BigWide action=approve/>
                <Button label=tr!(shop.give_back) look=Look::Second size=Size::Wide action=give_back/>
            </div>
        </form>
    }
}

/// Earlier decisions on the same product.
#[component]
fn Past(past: Vec<PastReview>) -> impl IntoView {
    (!past.is_empty()).then(|| {
        let rows = past
            .into_iter()
            .map(|review| {
                let (words, tone) = match review.decision {
                    Decision::Approved => (tr!(shop.was_approved), Tone::Ok),
                    Decision::Returned => (tr!(shop.was_returned), Tone::Warn),
                };
                view! {
                    <li>
                        <div class="line">
                            <Tag label=words tone/>
                            <span class="grow pre">{review.note}</span>
                            <span class="small mute num nowrap">{format::instant(locale(), review.at)}</span>
                        </div>
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="more-about stack g3">
                <h2>{tr!(shop.past)}</h2>
                <ul class="links">{rows}</ul>
            </section>
        }
    })
}
