//! Kinds of machines and their units.

use app::operator::rules::{SettingsForm, TypeFormPage, TypesPage, UnitPage};
use axum::{
    extract::{Multipart, Path},
    response::Response,
};
use bytes::Bytes;
use domain::{
    DomainError, Operator, UnitId,
    booking::{TypeDraft, TypeSetting, Typed, UnitDraft, UnitRow},
    shop::ProductError,
};
use leptos::prelude::*;
use store::Error;

use super::settings::{Fields, To, again, named, refused, saved};
use crate::{
    photos,
    web::{
        Access, PageResult, Posted, Route, Web,
        shop::{allow_a_photo, broken},
    },
};

const LIST: &str = "/operator/equipment";

pub(super) fn routes() -> Vec<Route> {
    const O: Access = Access::Operator;
    vec![
        Route::get("/operator/equipment", O, list),
        Route::get("/operator/equipment/new", O, new),
        Route::post("/operator/equipment/new", O, add),
        Route::get("/operator/equipment/{slug}", O, edit),
        Route::post("/operator/equipment/{slug}", O, change),
        Route::post("/operator/equipment/{slug}/retire", O, retire),
        Route::post("/operator/equipment/{slug}/back", O, back),
        Route::post("/operator/equipment/{slug}/shift", O, shift),
        Route::post("/operator/equipment/{slug}/photo", O, photo).map(allow_a_photo),
        Route::post("/operator/equipment/{slug}/photo/remove", O, photo_remove),
        Route::get("/operator/equipment/{slug}/units/new", O, unit_new),
        Route::post("/operator/equipment/{slug}/units/new", O, unit_add),
        Route::get("/operator/equipment/{slug}/units/{id}", O, unit),
        Route::post("/operator/equipment/{slug}/units/{id}", O, unit_rename),
        Route::post("/operator/equipment/{slug}/units/{id}/retire", O, unit_retire),
        Route::post("/operator/equipment/{slug}/units/{id}/back", O, unit_back),
        Route::post("/operator/equipment/{slug}/units/{id}/shift", O, unit_shift),
    ]
}

async fn list(web: Web) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let types = web.store.type_settings(&web.cx, &operator).await?;
    Ok(web.page(move || view! { <TypesPage types/> }))
}

async fn new(web: Web) -> PageResult {
    web.cx.actor.operator()?;
    Ok(web.page(|| view! { <TypeFormPage form=SettingsForm::of(TypeDraft::blank()) setting=None/> }))
}

async fn add(web: Web, Posted(fields): Fields) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let typed = Typed::from(fields);
    let outcome = match TypeDraft::read(&typed) {
        Ok(draft) => web.store.type_add(&web.cx, &operator, &draft).await.map(|()| draft.slug),
        Err(errors) => Err(Error::Domain(DomainError::Settings(errors))),
    };
    match outcome {
        // Its units come next.
        Ok(slug) => Ok(saved(&web, &format!("{LIST}/{slug}"))),
        Err(error) => {
            let form = refused(typed, error)?;
            Ok(again(&web, move || view! { <TypeFormPage form setting=None/> }))
        }
    }
}

async fn edit(web: Web, Path(slug): Path<String>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
    let form = SettingsForm::of(setting.draft.typed());
    Ok(web.page(move || view! { <TypeFormPage form setting=Some(setting)/> }))
}

async fn change(web: Web, Path(slug): Path<String>, Posted(fields): Fields) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
    let mut typed = Typed::from(fields);
    // The word in the address stays.
    typed.set("slug", &slug);
    let outcome = match TypeDraft::read(&typed) {
        Ok(draft) => web.store.type_change(&web.cx, &operator, &slug, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Settings(errors))),
    };
    match outcome {
        Ok(()) => Ok(saved(&web, &format!("{LIST}/{slug}"))),
        Err(error) => {
            let form = refused(typed, error)?;
            Ok(again(&web, move || view! { <TypeFormPage form setting=Some(setting)/> }))
        }
    }
}

async fn retire(web: Web, Path(slug): Path<String>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    web.store.type_retire(&web.cx, &operator, &slug, true).await?;
    Ok(saved(&web, LIST))
}

async fn back(web: Web, Path(slug): Path<String>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    web.store.type_retire(&web.cx, &operator, &slug, false).await?;
    Ok(saved(&web, LIST))
}

async fn shift(web: Web, Path(slug): Path<String>, Posted(to): Posted<To>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    web.store.type_shift(&web.cx, &operator, &slug, to.shift()?).await?;
    Ok(saved(&web, LIST))
}

/// The photo is decoded under limits, turned upright and stripped like a product's.
async fn photo(web: Web, Path(slug): Path<String>, mut parts: Multipart) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let mut bytes = Bytes::new();
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        if part.name() == Some("photo") {
            bytes = part.bytes().await.map_err(broken)?;
        }
    }
    let prepared = if bytes.is_empty() { Err(ProductError::PhotoMissing.into()) } else { photos::prepare(bytes).await };
    match prepared {
        Ok(files) => {
            web.store.type_photo_set(&web.cx, &operator, &slug, files, &*web.state.images).await?;
            Ok(saved(&web, &format!("{LIST}/{slug}")))
        }
        Err(Error::Domain(DomainError::Product(error))) => {
            let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
            let (form, why) = (SettingsForm::of(setting.draft.typed()), app::error::product(web.locale, error));
            Ok(again(&web, move || view! { <TypeFormPage form setting=Some(setting) photo_error=Some(why)/> }))
        }
        Err(error) => Err(error.into()),
    }
}

async fn photo_remove(web: Web, Path(slug): Path<String>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    web.store.type_photo_remove(&web.cx, &operator, &slug).await?;
    Ok(saved(&web, &format!("{LIST}/{slug}")))
}

async fn unit_new(web: Web, Path(slug): Path<String>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
    Ok(web.page(move || view! { <UnitPage form=SettingsForm::default() setting unit=None/> }))
}

async fn unit_add(web: Web, Path(slug): Path<String>, Posted(fields): Fields) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
    let typed = Typed::from(fields);
    let outcome = match UnitDraft::read(&typed) {
        Ok(draft) => web.store.unit_add(&web.cx, &operator, &slug, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Settings(errors))),
    };
    unit_answer(&web, typed, setting, None, outcome)
}

async fn unit(web: Web, Path((slug, id)): Path<(String, String)>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let (setting, unit) = unit_of(&web, &operator, &slug, &id).await?;
    let typed = Typed::default().with("unit_ja", &unit.name.ja).with("unit_en", &unit.name.en);
    Ok(web.page(move || view! { <UnitPage form=SettingsForm::of(typed) setting unit=Some(unit)/> }))
}

async fn unit_rename(web: Web, Path((slug, id)): Path<(String, String)>, Posted(fields): Fields) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let (setting, unit) = unit_of(&web, &operator, &slug, &id).await?;
    let typed = Typed::from(fields);
    let outcome = match UnitDraft::read(&typed) {
        Ok(draft) => web.store.unit_rename(&web.cx, &operator, &slug, unit.id, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Settings(errors))),
    };
    unit_answer(&web, typed, setting, Some(unit), outcome)
}

async fn unit_retire(web: Web, Path((slug, id)): Path<(String, String)>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    let (setting, unit) = unit_of(&web, &operator, &slug, &id).await?;
    let outcome = web.store.unit_retire(&web.cx, &operator, &slug, unit.id, true).await;
    let typed = Typed::default().with("unit_ja", &unit.name.ja).with("unit_en", &unit.name.en);
    unit_answer(&web, typed, setting, Some(unit), outcome)
}

async fn unit_back(web: Web, Path((slug, id)): Path<(String, String)>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    web.store.unit_retire(&web.cx, &operator, &slug, named::<UnitId>(&id)?, false).await?;
    Ok(saved(&web, &format!("{LIST}/{slug}")))
}

async fn unit_shift(web: Web, Path((slug, id)): Path<(String, String)>, Posted(to): Posted<To>) -> PageResult {
    let operator = web.cx.actor.operator()?;
    web.store.unit_shift(&web.cx, &operator, &slug, named::<UnitId>(&id)?, to.shift()?).await?;
    Ok(saved(&web, &format!("{LIST}/{slug}")))
}

/// To the machine's page, or the unit's page again with what is wrong.
fn unit_answer(
    web: &Web,
    typed: Typed,
    setting: TypeSetting,
    unit: Option<UnitRow>,
    outcome: store::Result<()>,
) -> Result<Response, crate::web::PageError> {
    match outcome {
        Ok(()) => Ok(saved(web, &format!("{LIST}/{}", setting.draft.slug))),
        Err(error) => {
            let form = refused(typed, error)?;
            Ok(again(web, move || view! { <UnitPage form setting unit/> }))
        }
    }
}

async fn unit_of(web: &Web, operator: &Operator, slug: &str, id: &str) -> store::Result<(TypeSetting, UnitRow)> {
    let id: UnitId = named(id)?;
    let setting = web.store.type_setting(&web.cx, operator, slug).await?;
    let unit = setting.units.iter().find(|unit| unit.id == id).cloned().ok_or(DomainError::NotFound)?;
    Ok((setting, unit))
}
