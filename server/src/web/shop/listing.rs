//! The maker's own products.

use app::{
    page::Flash,
    shop::{DuplicatePage, Kept, ListingForm, ListingFormPage, MyProductsPage, MyStockPage, WithdrawPage},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use domain::{
    DomainError, Maker, ProductId,
    form::FormInput,
    shop::{ListingDraft, ListingField, ProductError, ProductStatus},
};
use leptos::prelude::*;
use store::{Error, shop::PhotoFiles};

use super::{
    autosave,
    post::{LIST, ListingAct, ListingPost, edit_path},
};
use crate::{
    photos,
    web::{PageQuery, PageResult, Posted, Web, named, upload},
};

/// Where a member makes their maker profile.
const PROFILE: &str = "/me/maker";

pub(super) async fn list(web: Web, Query(query): Query<PageQuery>) -> PageResult {
    let Ok(maker) = web.cx.actor.maker() else { return Ok(web.redirect(PROFILE, None)) };
    let products = web.store.products_mine(&web.cx, &maker, query.page()).await?;
    Ok(web.page(move || view! { <MyProductsPage products/> }))
}

pub(super) async fn new(web: Web) -> PageResult {
    if web.cx.actor.maker().is_err() {
        return Ok(web.redirect(PROFILE, None));
    }
    let choices = web.store.listing_choices(&web.cx).await?;
    let form = ListingForm::empty(web.cx.new_id(), choices);
    Ok(web.page(move || view! { <ListingFormPage form/> }))
}

pub(super) async fn create(web: Web, maker: Maker, post: ListingPost) -> PageResult {
    let id = post.id.unwrap_or_else(|| web.cx.new_id());
    match save(&web, &maker, id, post).await {
        // The same form a second time, after the first was handed in.
        Err(Error::Domain(DomainError::Product(ProductError::NotEditable))) => Ok(web.redirect(LIST, None)),
        other => Ok(other?),
    }
}

pub(super) async fn edit(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    let listing = web.store.product_listing(&web.cx, &maker, named(&id)?).await?;
    if !listing.status.can_edit() && !listing.status.is_live() {
        return Ok(web.redirect(LIST, None));
    }
    let form = ListingForm::of(&listing, web.store.listing_choices(&web.cx).await?);
    Ok(web.page(move || view! { <ListingFormPage form/> }))
}

pub(super) async fn change(web: Web, maker: Maker, Path(id): Path<String>, post: ListingPost) -> PageResult {
    let id = named(&id)?;
    // A product of that id must be there: only the empty form makes new ones.
    web.store.product_listing(&web.cx, &maker, id).await?;
    Ok(save(&web, &maker, id, post).await?)
}

/// Keeps everything that was typed and the photo first, as a draft or as the change of a live listing; then looks
/// whether it can go further. What is done with photos leaves the rest of a live listing alone.
async fn save(web: &Web, maker: &Maker, id: ProductId, post: ListingPost) -> Result<Response, Error> {
    if post.act == ListingAct::Autosave {
        return autosave::keep(web, maker, id, &post).await;
    }
    let photo = match &post.photo {
        Some(Ok(bytes)) => Some(photos::prepare(bytes.clone()).await),
        Some(Err(why)) => Some(Err((*why).into())),
        None => None,
    };
    let of_photos = matches!(post.act, ListingAct::AddPhoto | ListingAct::Arrange(_));
    let is_live = post.input.has("stock_seen");
    let (mut errors, words) = match of_photos && is_live {
        true => (Vec::new(), false),
        false => save_words(web, maker, id, &post.input).await?,
    };
    if errors.contains(&ProductError::ChangedElsewhere) {
        return refused(web, maker, id, Some(post.input), errors, Kept::default()).await;
    }
    let act = if let ListingAct::Arrange(act) = post.act { Some(act) } else { None };
    web.store.photos_arrange(&web.cx, maker, id, &post.captions, act).await?;
    let (photo, error) = add_photo(web, maker, id, photo).await?;
    errors.extend(error);
    if post.act == ListingAct::AddPhoto && photo.is_none() {
        errors.push(ProductError::PhotoMissing);
    }
    let kept = Kept { words, photo };
    if post.act == ListingAct::Submit {
        add_problems(&mut errors, web.store.product_problems(maker, id).await?);
    }
    if !errors.is_empty() {
        return refused(web, maker, id, Some(post.input), errors, kept).await;
    }
    match post.act {
        ListingAct::Draft | ListingAct::Autosave => Ok(web.redirect(LIST, Some(Flash::Saved))),
        ListingAct::Submit => submitted(web, maker, id).await,
        ListingAct::AddPhoto | ListingAct::Arrange(_) if is_live => {
            let listing = web.store.product_listing(&web.cx, maker, id).await?;
            let form = ListingForm::of(&listing, web.store.listing_choices(&web.cx).await?).typed(post.input);
            Ok(web.page(move || view! { <ListingFormPage form/> }))
        }
        ListingAct::AddPhoto | ListingAct::Arrange(_) => Ok(web.redirect(&format!("{}#photos", edit_path(id)), None)),
    }
}

/// Whether the photo is kept, if one was sent, and why not.
async fn add_photo(
    web: &Web,
    maker: &Maker,
    id: ProductId,
    photo: Option<store::Result<PhotoFiles>>,
) -> Result<(Option<bool>, Option<ProductError>), Error> {
    let added = match photo {
        None => return Ok((None, None)),
        Some(Ok(files)) => web.store.photo_add(&web.cx, maker, id, files, &*web.state.images).await.map(drop),
        Some(Err(error)) => Err(error),
    };
    match added {
        Ok(()) => Ok((Some(true), None)),
        Err(Error::Domain(DomainError::Product(error))) if error.field() == Some(ListingField::Photo) => {
            Ok((Some(false), Some(error)))
        }
        Err(error) => Err(error),
    }
}

async fn submitted(web: &Web, maker: &Maker, id: ProductId) -> Result<Response, Error> {
    web.store.product_submit(&web.cx, maker, id).await?;
    let listing = web.store.product_listing(&web.cx, maker, id).await?;
    let flash = match (listing.status.is_live(), listing.change) {
        (false, _) => Flash::ProductSubmitted,
        (true, Some(_)) => Flash::ChangeSubmitted,
        (true, None) => Flash::Saved,
    };
    Ok(web.redirect(LIST, Some(flash)))
}

/// What is wrong with the words, and whether they are kept all the same, as those of a draft are.
async fn save_words(
    web: &Web,
    maker: &Maker,
    id: ProductId,
    input: &FormInput,
) -> Result<(Vec<ProductError>, bool), Error> {
    let (draft, mut errors) = ListingDraft::read(input);
    // A number that is none must not become the price of what is in the shop.
    if draft.stock_seen.is_some() && !errors.is_empty() {
        return Ok((errors, false));
    }
    match web.store.product_save(&web.cx, maker, id, &draft).await {
        Ok(()) => Ok((errors, true)),
        Err(Error::Domain(DomainError::Listing(problems))) => Ok((problems, false)),
        Err(Error::Domain(DomainError::Product(
            refused @ (ProductError::PiecesReserved { .. }
            | ProductError::StockChanged { .. }
            | ProductError::ChangedElsewhere),
        ))) => {
            errors.push(refused);
            Ok((errors, false))
        }
        Err(error) => Err(error),
    }
}

/// One problem a field: what is wrong with a photo says more than that there is none.
fn add_problems(errors: &mut Vec<ProductError>, problems: Vec<ProductError>) {
    for problem in problems {
        if !errors.iter().any(|error| error.field() == problem.field()) {
            errors.push(problem);
        }
    }
}

/// The form as it was typed, with all that is wrong.
async fn refused(
    web: &Web,
    maker: &Maker,
    id: ProductId,
    input: Option<FormInput>,
    errors: Vec<ProductError>,
    kept: Kept,
) -> Result<Response, Error> {
    let listing = web.store.product_listing(&web.cx, maker, id).await?;
    let mut input = input.unwrap_or_else(|| listing.draft.input());
    // Whoever saves it again after the message has seen how many there are now.
    if let Some(seen) = listing.draft.stock_seen {
        input.set("stock_seen", seen);
    }
    let status = match errors.contains(&ProductError::ChangedElsewhere) {
        true => StatusCode::CONFLICT,
        false => upload::refusal(&errors),
    };
    let form = ListingForm::of(&listing, web.store.listing_choices(&web.cx).await?).refused(input, errors, kept);
    Ok(web.page_with(status, move || view! { <ListingFormPage form/> }))
}

pub(super) async fn submit(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    let id = named(&id)?;
    match web.store.product_submit(&web.cx, &maker, id).await {
        Ok(()) => Ok(web.redirect(LIST, Some(Flash::ProductSubmitted))),
        Err(Error::Domain(DomainError::Listing(problems))) => {
            let kept = Kept { words: true, photo: None };
            Ok(refused(&web, &maker, id, None, problems, kept).await?)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn withdraw_ask(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    let listing = web.store.product_listing(&web.cx, &maker, named(&id)?).await?;
    if listing.status.taken_back().is_none() {
        return Ok(web.redirect(LIST, None));
    }
    let (id, title, status) = (listing.id, listing.draft.title, listing.status);
    Ok(web.page(move || view! { <WithdrawPage id title status/> }))
}

pub(super) async fn withdraw(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    let now = web.store.product_withdraw(&web.cx, &maker, named(&id)?).await?;
    let flash = if now == ProductStatus::Withdrawn { Flash::ProductWithdrawn } else { Flash::Saved };
    Ok(web.redirect(LIST, Some(flash)))
}

pub(super) async fn duplicate_ask(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    let listing = web.store.product_listing(&web.cx, &maker, named(&id)?).await?;
    let (id, copy, title) = (listing.id, web.cx.new_id(), listing.draft.title);
    Ok(web.page(move || view! { <DuplicatePage id copy title/> }))
}

pub(super) async fn duplicate(
    web: Web,
    maker: Maker,
    Path(id): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let copy = input.text("copy").parse().unwrap_or_else(|_| web.cx.new_id());
    web.store.product_duplicate(&web.cx, &maker, named(&id)?, copy).await?;
    Ok(web.redirect(&edit_path(copy), Some(Flash::ProductCopied)))
}

/// What happened to the pieces of one, and what a sale brings.
pub(super) async fn stock(
    web: Web,
    maker: Maker,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> PageResult {
    let id = named(&id)?;
    let piece = web.store.product_stock(&web.cx, &maker, id).await?;
    let movements = web.store.product_movements(&web.cx, &maker, id, query.page()).await?;
    let percent = web.store.commission_now(&web.cx).await?;
    let fares = web.store.product_listing(&web.cx, &maker, id).await?.figures;
    Ok(web.page(move || view! { <MyStockPage piece movements percent fares/> }))
}

pub(super) async fn pause(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    web.store.product_pause(&web.cx, &maker, named(&id)?, true).await?;
    Ok(web.redirect(LIST, Some(Flash::ProductPaused)))
}

pub(super) async fn resume(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    web.store.product_pause(&web.cx, &maker, named(&id)?, false).await?;
    Ok(web.redirect(LIST, Some(Flash::ProductResumed)))
}

pub(super) async fn change_drop(web: Web, maker: Maker, Path(id): Path<String>) -> PageResult {
    let id: ProductId = named(&id)?;
    web.store.product_change_drop(&web.cx, &maker, id).await?;
    Ok(web.redirect(&edit_path(id), Some(Flash::ChangeDropped)))
}
