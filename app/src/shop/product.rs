//! One product.

use domain::{ProductId, Yen, catalog::{OptionKind, ProductOption}, orders::{Delivery, READY_DAYS, SaleTerms}, shop::{EquipmentRef, ProductPage as Data, ProductStatus}, reviews::{Rating, Reviews}, site::SiteText};

use super::{head::{Telling, head}, heart::Heart, maker::MakerOfProduct, place::Place, selling::{kind_words, option_fact}, share::Share, shelf::tile_view, words::{detail_facts, in_language, large_photo, status_words, translated}};
use crate::{delivery::ways_words, document::Document, format, page::{lang_of, locale}, prelude::*, own::own, reviews::{PieceReviews, RatingLink}, ui::{Art, Bar, Breadcrumbs, Button, ChipLink, ChipLinks, Field, Gallery, Hidden, Ico, Icon, IconSize, LinkButton, Look, MachineArt, Note, ProductGrid, SectionHeader, Select, Size, SpecList, Tab, Tag, Tone, paths}};

/// A product's page. `telling` is what machines read of it, `reviews` what buyers say; `place` is the list that it was
/// opened from; `kept` says whether whoever is signed in keeps it in mind; `terms`, how the shop sells.
#[component]
pub fn ProductPage(
    data: Data,
    place: Place,
    telling: Telling,
    kept: Option<bool>,
    reviews: Reviews,
    terms: SaleTerms,
) -> impl IntoView {
    let posted = terms.ways_of(data.selling.parcel());
    let title = translated(&data.title, data.title_en.as_deref()).to_owned();
    let address = telling.address.clone();
    let head = head(&data, &title, telling);
    let shots = data.photos.iter().map(|photo| large_photo(photo, &title)).collect();
    let badge = data.one_of_a_kind.then(|| tr!(shop.one_of_a_kind).to_owned());
    let can_buy = data.status == ProductStatus::Published && data.available > 0 && !data.own;
    let reserve = place.reserve(data.number);
    let price = format::yen(locale(), data.price);
    let own_bar = data.own.then(|| own_bar(&data));
    let bar = can_buy.then(|| {
        let action = view! { <Button label=tr!(orders.basket_add) size=Size::Big icon=Icon::Bag form="add"/> };
        let left = left_words(&data);
        view! {
            <Bar label=tr!(shop.buying) phone_only=true action=action.into_any()>
                <p class="price num">{price.clone()}<small>{tr!(common.tax_included)}</small></p>
                <p class="tiny mute">{left}</p>
            </Bar>
        }
    });
    view! {
        <Document title=title.clone() tab=Tab::Shop back=place.back(data.number) bar={can_buy || data.own} class="pd" head>
            <Gallery label=tr!(shop.photos) shots badge/>
            <Buying data=data.clone() title reserve address kept rating=reviews.rating posted/>
            <About data reviews pays_online=terms.pays_online/>
            {bar}{own_bar}
        </Document>
    }
}

/// What it is, what it costs, how to get it.
#[component]
fn Buying(
    data: Data,
    title: String,
    reserve: String,
    address: String,
    kept: Option<bool>,
    rating: Rating,
    posted: Vec<(Delivery, Yen)>,
) -> impl IntoView {
    let path = format!("/shop/{}", data.slug());
    let description = translated(&data.description, data.description_en.as_deref()).to_owned();
    let maker = format!("/makers/{}", data.maker.slug);
    let stock = match (data.status, data.available) {
        (ProductStatus::Published, 0) => {
            view! { <Tag label=tr!(ui.sold) tone=Tone::Plain icon=Icon::Heart/> }.into_any()
        }
        (ProductStatus::Published, _) => {
            view! { <Tag label=left_words(&data) tone=Tone::Warn icon=Icon::Box/> }.into_any()
        }
        (status, _) => {
            let (label, tone, icon) = status_words(status);
            view! { <Tag label tone icon/> }.into_any()
        }
    };
    let price = match data.price {
        Yen::ZERO => tr!(shop.no_price).into_any(),
        price => view! { {format::yen(locale(), price)}<small>{tr!(common.tax_included)}</small> }.into_any(),
    };
    let ask = format!("/shop/{}/question", data.number);
    let can_ask = data.status == ProductStatus::Published && !data.own;
    // What is not in the shop, or one's own, is not counted.
    let piece = can_ask.then(|| data.number.to_string());
    let how = if data.own {
        view! { <Own id=data.id/> }.into_any()
    } else {
        let on_sale = data.status == ProductStatus::Published;
        let lead = data.selling.lead_days.filter(|_| data.selling.made_to_order).unwrap_or(0);
        let (sold, options) = (data.available == 0, data.options.clone());
        view! { <HowToGet sold on_sale reserve number=data.number options posted lead/> }.into_any()
    };
    view! {
        <section class="side stack g5" aria-labelledby="product-title" data-piece=piece>
            {(data.status != ProductStatus::Published).then(|| view! { <Note>{tr!(shop.preview)}</Note> })}
            <div class="stack g2">
                <p class="small" lang=lang_of(&data.maker.trade_name)><a class="by-line" href=maker>{data.maker.trade_name.clone()}</a></p>
                <h1 id="product-title" lang=lang_of(&title)>{title.clone()}</h1>
                <p class="price num">
                    {price}
                </p>
                <p class="row wrap">{stock}</p>
                <RatingLink rating/>
            </div>
            <p class="pre" lang=lang_of(&description)>{description.clone()}</p>
            {data.equipment.map(|equipment| view! { <MadeOn equipment/> })}
            {how}
            {can_ask.then(|| view! { <LinkButton href=ask label=tr!(questions.ask) look=Look::Quiet icon=Icon::Mail/> })}
            <Heart number=data.number kept path/>
            {(data.status == ProductStatus::Published).then(|| view! { <Share address title=title.clone()/> })}
        </section>
    }
}

/// The way to have it, or the word that it has gone.
#[component]
fn HowToGet(
    sold: bool,
    on_sale: bool,
    reserve: String,
    number: i64,
    options: Vec<ProductOption>,
    posted: Vec<(Delivery, Yen)>,
    /// Days that its maker needs, of what is made to order.
    lead: i64,
) -> impl IntoView {
    if !on_sale {
        return ().into_any();
    }
    if sold {
        return view! { <Note icon=Icon::Heart>{tr!(shop.sold_text)}</Note> }.into_any();
    }
    // Whatever has options goes through the cart, which asks for them.
    let can_reserve = options.is_empty();
    let pickup = Some(own(SiteText::ShopPickup)).filter(|words| !words.is_empty());
    let pickup = pickup.map(|words| view! { <p class="small mute pre">{words}</p> });
    view! {
        <AddToCart number options/>
        <div class="stack g2">
            <h2 class="h3">{tr!(shop.how_to_get)}</h2>
            {pickup}
            <div class="card row start">
                <Ico icon=Icon::Store/>
                <div class="grow">
                    <b>{tr!(shop.pick_up)}</b><br/>
                    <span class="small mute">{tr!(shop.pick_up_text)}</span>
                </div>
                <b class="num nowrap">{tr!(common.free_of_charge)}</b>
            </div>
            <Sent posted lead/>
            {can_reserve.then(|| view! { <LinkButton href=reserve label=tr!(shop.reserve) look=Look::Second size=Size::Wide/> })}
        </div>
    }
    .into_any()
}

/// The ways by which it is sent, the price of the cheapest, and when; nothing for what is not sent.
#[component]
fn Sent(posted: Vec<(Delivery, Yen)>, lead: i64) -> impl IntoView {
    let cheapest = posted.iter().map(|(_, yen)| *yen).min();
    cheapest.map(|yen| {
        let l = locale();
        let words = tr!(shop.sent_text, ways = ways_words(l, &posted), days = READY_DAYS + lead).to_string();
        let price = match posted.len() {
            1 => format::yen(l, yen),
            _ => tr!(shop.sent_from, yen = format::yen(l, yen)).to_string(),
        };
        view! {
            <div class="card row start">
                <Ico icon=Icon::Mail/>
                <div class="grow"><b>{tr!(shop.sent)}</b><br/><span class="small mute">{words}</span></div>
                <b class="num nowrap">{price}</b>
            </div>
        }
    })
}

/// One piece more in the cart, with what is chosen of it; on phones the bar has the button.
#[component]
fn AddToCart(number: i64, options: Vec<ProductOption>) -> impl IntoView {
    let fields = options.into_iter().map(|option| view! { <OptionField option/> }).collect_view();
    view! {
        <form id="add" class="fields" method="post" action=paths::CART>
            <Hidden fields=vec![("add", number.to_string())]/>
            {fields}
            <div class="wide-only"><Button label=tr!(orders.basket_add) size=Size::BigWide icon=Icon::Bag/></div>
        </form>
    }
}

#[component]
fn OptionField(option: ProductOption) -> impl IntoView {
    let l = locale();
    let name = format!("option-{}", option.id);
    let plus = |extra: Yen| match extra {
        Yen::ZERO => String::new(),
        yen => format!(" {}", tr!(sell.option_plus, yen = format::yen(l, yen))),
    };
    match option.kind {
        OptionKind::Choice => {
            let choices = option.choices.iter().map(|choice| (choice.id.to_string(), format!("{}{}", choice.label, plus(choice.extra))));
            let options = choices.collect();
            let empty = tr!(orders.option_choose).to_owned();
            view! { <Select label=option.name.clone() name options required=option.required empty/> }.into_any()
        }
        OptionKind::Text => {
            let hint = format!("{}{}", tr!(sell.option_letters, n = option.max_chars), plus(option.extra));
            let maxlength = u32::try_from(option.max_chars).unwrap_or(60);
            view! { <Field label=option.name.clone() name hint required=option.required maxlength/> }.into_any()
        }
    }
}

/// Where its maker changes it, in place of the way to have it.
#[component]
fn Own(id: ProductId) -> impl IntoView {
    view! {
        <div class="card stack g2">
            <h2 class="h3">{tr!(shop.own_title)}</h2>
            <p class="small mute">{tr!(shop.own_text)}</p>
            <div class="wide-only">
                <LinkButton href=edit_path(id) label=tr!(shop.edit) size=Size::BigWide icon=Icon::Edit/>
            </div>
        </div>
    }
}

fn own_bar(data: &Data) -> impl IntoView + use<> {
    let action = view! { <LinkButton href=edit_path(data.id) label=tr!(shop.edit) size=Size::Big icon=Icon::Edit/> };
    let left = left_words(data);
    view! {
        <Bar label=tr!(shop.own_title) phone_only=true action=action.into_any()>
            <p class="tiny mute">{tr!(shop.own_title)}</p>
            <p class="small num">{left}</p>
        </Bar>
    }
}

/// How many can be had, or how long it takes to make one.
fn left_words(data: &Data) -> String {
    match data.selling.made_to_order {
        true => kind_words(data.one_of_a_kind, &data.selling),
        false => tr!(shop.left, n = data.available).to_string(),
    }
}

fn edit_path(id: ProductId) -> String {
    format!("/me/products/{id}/edit")
}

/// The machine it was made on, with the way to book it.
#[component]
fn MadeOn(equipment: EquipmentRef) -> impl IntoView {
    let href = format!("/equipment/{}", equipment.slug);
    let name = in_language(&equipment.name_ja, &equipment.name_en).to_owned();
    view! {
        <a class="made" href=href>
            <MachineArt art=Art::from_kind(&equipment.slug)/>
            <span class="grow">
                <span class="tiny mute">{tr!(shop.made_on)}</span><br/>
                <b>{name}</b><br/>
                <span class="lk small">{tr!(shop.see_free_times)}</span>
            </span>
            <Ico icon=Icon::Right size=IconSize::S/>
        </a>
    }
}

/// Facts, the maker, other works.
#[component]
fn About(data: Data, reviews: Reviews, pays_online: bool) -> impl IntoView {
    let path = format!("/shop/{}", data.slug());
    let category = in_language(&data.category_ja, &data.category_en).to_owned();
    let category_address = format!("/shop?category={}", data.category_slug);
    let trail = vec![
        ("/shop".to_owned(), tr!(shop.title).to_owned()),
        (category_address, category.clone()),
        (String::new(), format!("No. {}", data.number)),
    ];
    let kind = kind_words(data.one_of_a_kind, &data.selling);
    // What there is once may be gone before the konbini is paid.
    let payment = match (pays_online, data.one_of_a_kind) {
        (true, true) => tr!(shop.fact_payment_online_one),
        (true, false) => tr!(shop.fact_payment_online),
        (false, _) => tr!(shop.fact_payment_text),
    };
    let facts = vec![
        (tr!(shop.fact_number).to_owned(), data.number.to_string()),
        (tr!(shop.category).to_owned(), category),
        (tr!(shop.fact_kind).to_owned(), kind),
        (tr!(shop.fact_payment).to_owned(), payment.to_owned()),
    ];
    let care = format::localize(locale(), &data.category_care).to_owned();
    let details = detail_facts(&data.details, &care).into_iter().chain(data.options.iter().map(option_fact));
    let facts = details.chain(facts).collect::<Vec<_>>();
    let tags = data.tags.iter().map(|tag| ChipLink {
        href: format!("/shop?tag={}", tag.slug),
        label: format::localize(locale(), &tag.name).to_owned(),
        on: false,
    });
    let tags = tags.collect::<Vec<_>>();
    let tags = (!tags.is_empty()).then(|| view! { <ChipLinks label=tr!(shop.tags) chips=tags/> });
    let more = format!("/makers/{}", data.maker.slug);
    let others = data.others.into_iter().map(|tile| tile_view(tile, None, false)).collect::<Vec<_>>();
    let similar = data.similar.into_iter().map(|tile| tile_view(tile, None, false)).collect::<Vec<_>>();
    let similar = (!similar.is_empty()).then(|| {
        view! {
            <div class="stack g3">
                <SectionHeader title=tr!(shop.similar)/>
                <ProductGrid>{similar.collect_view()}</ProductGrid>
            </div>
        }
    });
    let others = (!others.is_empty()).then(|| {
        view! {
            <div class="stack g3">
                <SectionHeader title=tr!(shop.others) link=(more, tr!(shop.see_all).to_owned())/>
                <ProductGrid>{others.collect_view()}</ProductGrid>
            </div>
        }
    });
    view! {
        <div class="more-about stack g7">
            <section class="stack g3">
                <h2>{tr!(shop.about)}</h2>
                <SpecList facts/>
                {tags}
                <p class="small">
                    <a href="/law">{tr!(shop.law)}</a>
                </p>
            </section>
            <PieceReviews reviews path/>
            <MakerOfProduct maker=data.maker/>
            {others}
            {similar}
            <Breadcrumbs label=tr!(shop.where_am_i) trail/>
        </div>
    }
}

/// Where staff and makers come back to from a preview.
#[component]
pub(super) fn PreviewLink(number: i64) -> impl IntoView {
    view! {
        <LinkButton href=format!("/shop/{number}") label=tr!(shop.see_preview) look=Look::Quiet size=Size::Small icon=Icon::Eye/>
    }
}
