//! The staff look at what makers handed in.

use domain::{DomainError, shop::{Decision, EquipmentRef, NOTE_CHARS_MAX, PastReview, ProductChange, ProductPage as Data, ReviewItem, ReviewProduct, ReviewQueue, Tag as ShopTag}};

use super::{product::PreviewLink, safety::SafetyTicked, selling::{kind_words, selling_facts}, words::{detail_facts, in_language, large_photo, status_words, tile_photo}};
use crate::{document::Document, error, format, page::locale, prelude::*, ui::{Button, CartLine, Drawing, Empty, ErrorSummary, Gallery, Hidden, Icon, Look, Note, PageHeader, PrevNext, Size, SpecList, StaffAt, StaffLinks, Tag, TextArea, Tone}};

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
        >
            {item.of_change.then(|| view! { <Tag label=tr!(shop.change_tag) tone=Tone::Accent icon=Icon::Edit/> })}
        </CartLine>
    }
}

/// One product to decide on. `note` is what was typed before an error.
#[component]
pub fn ReviewProductPage(
    review: ReviewProduct,
    #[prop(optional, into)] note: String,
    #[prop(optional_no_strip)] problem: Option<DomainError>,
) -> impl IntoView {
    let ReviewProduct { product, change, waits, safety, seen, past } = review;
    // What is decided on is what the photos show; the old ones stand in the comparison.
    let shown = change.as_ref().and_then(|change| change.photos.as_ref()).unwrap_or(&product.photos);
    let shots = shown.iter().map(|photo| large_photo(photo, &product.title)).collect();
    let of_change = change.is_some();
    let (words, tone, icon) = status_words(product.status);
    let summary = problem.map(|problem| {
        let errors = vec![("note".to_owned(), error::message(locale(), &problem))];
        view! { <ErrorSummary title=tr!(shop.not_decided) errors/> }
    });
    let id = product.id.to_string();
    let seen = seen.to_rfc3339();
    let decide = if waits {
        view! { <Decide id seen note of_change/> }.into_any()
    } else {
        view! { <Note>{tr!(shop.already_decided)}</Note> }.into_any()
    };
    let body = match change {
        // How it is sold is in force already, and is shown as it is.
        Some(change) => view! {
            <Comparison product=product.clone() change/>
            <SpecList facts=sold_as(&product)/>
        }
        .into_any(),
        None => view! {
            <p class="pre">{product.description.clone()}</p>
            <SpecList facts=facts(&product)/>
        }
        .into_any(),
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
                {body}
                <SafetyTicked safety/>
                {decide}
            </section>
            <Past past/>
        </Document>
    }
}

/// What the shop shows and what it shall show, field by field; what stays the same is not repeated.
#[component]
fn Comparison(product: Data, change: ProductChange) -> impl IntoView {
    let machine = |one: Option<&EquipmentRef>| {
        one.map_or(tr!(shop.no_machine), |one| in_language(&one.name_ja, &one.name_en)).to_owned()
    };
    let old_photos = change.photos.is_some().then(|| {
        let photos = product.photos.iter().map(|photo| {
            let small = tile_photo(Some(photo.id), &photo.caption);
            let caption = photo.caption.clone();
            view! {
                <figure>
                    <img class="shown" src=small.src srcset=small.srcset sizes="160px" alt=small.alt loading="lazy"/>
                    <figcaption class="tiny mute">{caption}</figcaption>
                </figure>
            }
        });
        view! {
            <div class="was-now">
                <h3 class="lbl">{tr!(shop.photos)}": "{tr!(shop.review_old)}</h3>
                <div class="old-photos">{photos.collect_view()}</div>
            </div>
        }
    });
    let no_care = String::new();
    let details = |details| {
        let facts = detail_facts(details, &no_care).into_iter().map(|(name, text)| format!("{name}: {text}"));
        facts.collect::<Vec<_>>().join("\n")
    };
    let tags = |tags: &[ShopTag]| {
        tags.iter().map(|tag| format::localize(locale(), &tag.name).to_owned()).collect::<Vec<_>>().join("、")
    };
    let (old_details, new_details) = (details(&product.details), details(&change.details));
    let (old_tags, new_tags) = (tags(&product.tags), tags(&change.tags));
    let fields = [
        (tr!(shop.field_title), product.title, change.title),
        (tr!(shop.field_description), product.description, change.description),
        (
            tr!(shop.category),
            in_language(&product.category_ja, &product.category_en).to_owned(),
            in_language(&change.category_ja, &change.category_en).to_owned(),
        ),
        (tr!(shop.made_on), machine(product.equipment.as_ref()), machine(change.equipment.as_ref())),
        (tr!(shop.details), old_details, new_details),
        (tr!(shop.tags), old_tags, new_tags),
    ];
    let rows = fields.map(|(label, old, new)| was_now(label, old, new)).collect_view();
    view! { <div class="stack g4">{old_photos}{rows}</div> }
}

/// One field of a comparison.
fn was_now(label: &'static str, old: String, new: String) -> impl IntoView {
    let same = old == new;
    let words = if same {
        view! {
            <p class="pre">{old}</p>
            <p class="tiny mute">{tr!(shop.review_same)}</p>
        }
        .into_any()
    } else {
        view! {
            <dl>
                <dt>{tr!(shop.review_old)}</dt>
                <dd class="pre"><del>{old}</del></dd>
                <dt>{tr!(shop.review_new)}</dt>
                <dd class="pre"><ins>{new}</ins></dd>
            </dl>
        }
        .into_any()
    };
    view! { <div class="was-now"><h3 class="lbl">{label}</h3>{words}</div> }
}

/// How it is sold.
fn sold_as(product: &Data) -> Vec<(String, String)> {
    let kind = (tr!(sell.sold_as).to_owned(), kind_words(product.one_of_a_kind, &product.selling));
    [kind].into_iter().chain(selling_facts(product)).collect()
}

fn facts(product: &Data) -> Vec<(String, String)> {
    let equipment = product.equipment.as_ref();
    let equipment = equipment.map(|one| in_language(&one.name_ja, &one.name_en)).unwrap_or(tr!(shop.no_machine));
    let kind = kind_words(product.one_of_a_kind, &product.selling);
    let tags = product.tags.iter().map(|tag| format::localize(locale(), &tag.name).to_owned()).collect::<Vec<_>>();
    let tags = Some((tr!(shop.tags).to_owned(), tags.join("、"))).filter(|(_, tags)| !tags.is_empty());
    let facts = vec![
        (tr!(shop.maker).to_owned(), product.maker.trade_name.clone()),
        (tr!(shop.fact_number).to_owned(), product.number.to_string()),
        (tr!(shop.category).to_owned(), in_language(&product.category_ja, &product.category_en).to_owned()),
        (tr!(shop.fact_kind).to_owned(), kind),
        (tr!(shop.fact_available).to_owned(), product.available.to_string()),
        (tr!(shop.made_on).to_owned(), equipment.to_owned()),
    ];
    let facts = facts.into_iter().chain(selling_facts(product));
    facts.chain(detail_facts(&product.details, "")).chain(tags).collect()
}

/// The note and the two decisions.
#[component]
fn Decide(id: String, seen: String, note: String, of_change: bool) -> impl IntoView {
    let (heading, yes) = match of_change {
        true => (tr!(shop.review_change), tr!(shop.approve_change)),
        false => (tr!(shop.decide), tr!(shop.approve)),
    };
    let approve = format!("{QUEUE}/{id}/approve");
    let here = approve.clone();
    let give_back = format!("{QUEUE}/{id}/return");
    view! {
        <form class="card stack g4" method="post" action=here>
            <h2 class="h3">{heading}</h2>
            <Hidden fields=vec![("seen", seen)]/>
            <TextArea label=tr!(shop.note) name="note" value=note required=false rows=3
                maxlength={u32::try_from(NOTE_CHARS_MAX).unwrap_or(u32::MAX)} hint=tr!(shop.note_hint)/>
            <div class="stack g2">
                <Button label=yes size=Size::BigWide action=approve/>
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
                            {review.of_change.then(|| view! { <Tag label=tr!(shop.change_tag)/> })}
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
