//! `/me/maker`: the name a maker sells under, their story and their picture.

use app::{form::FormState, members::MakerPage, page::Flash};
use axum::extract::Multipart;
use domain::{DomainError, Maker, form::FormInput, members::MakerProfile};
use leptos::prelude::*;
use store::{Error, members::MakerRow};

use super::refused;
use crate::web::{Member, PageResult, Posted, Web, upload};

const PROFILE: &str = "/me/maker";

pub async fn show(web: Web, member: Member) -> PageResult {
    let own = web.store.maker_own(&web.cx, &member).await?;
    let (exists, photo) = (own.is_some(), own.as_ref().and_then(|row| row.photo));
    let form = FormState::of(input(own));
    Ok(web.page(|| view! { <MakerPage form exists photo/> }))
}

pub async fn save(web: Web, member: Member, Posted(input): Posted<FormInput>) -> PageResult {
    let begins = web.cx.actor.maker().is_err();
    let outcome = match MakerProfile::read(&input) {
        Ok(profile) => kept(&web, &profile).await,
        Err(errors) => Err(errors.into()),
    };
    let Err(error) = outcome else {
        // A new maker goes on to what they came for.
        let (next, flash) = if begins { ("/me/products/new", Flash::MakerBegun) } else { (PROFILE, Flash::Saved) };
        return Ok(web.redirect(next, Some(flash)));
    };
    let (status, form) = refused(error, input)?;
    let own = web.store.maker_own(&web.cx, &member).await?;
    let (exists, photo) = (own.is_some(), own.and_then(|row| row.photo));
    Ok(web.page_with(status, || view! { <MakerPage form exists photo/> }))
}

/// An address that is not confirmed yet is a message in the form, for the words that were typed should stay.
async fn kept(web: &Web, profile: &MakerProfile) -> store::Result<()> {
    let member = web.cx.actor.confirmed_member()?;
    web.store.maker_save(&web.cx, &member, profile).await.map(drop)
}

pub async fn photo(web: Web, maker: Maker, parts: Multipart) -> PageResult {
    let kept = match upload::only_photo(parts).await? {
        Ok(files) => web.store.maker_photo_set(&web.cx, &maker, files, &*web.state.images).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(()) => Ok(web.redirect(PROFILE, Some(Flash::Saved))),
        Err(Error::Domain(DomainError::Product(error))) => {
            let own = web.store.maker_own(&web.cx, &web.cx.actor.member()?).await?;
            let (photo, why) = (own.as_ref().and_then(|row| row.photo), app::error::product(web.locale, error));
            let (form, status) = (FormState::of(input(own)), upload::refusal(&[error]));
            Ok(web.page_with(status, || view! { <MakerPage form exists=true photo photo_error=Some(why)/> }))
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn photo_remove(web: Web, maker: Maker) -> PageResult {
    web.store.maker_photo_remove(&web.cx, &maker).await?;
    Ok(web.redirect(PROFILE, Some(Flash::Saved)))
}

fn input(own: Option<MakerRow>) -> FormInput {
    let filled = |row: MakerRow| FormInput::default().with("trade_name", row.trade_name).with("story", row.story);
    own.map_or_else(FormInput::default, filled)
}
