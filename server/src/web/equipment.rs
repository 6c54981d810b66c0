//! Kinds of machines and their units.

mod begin;
mod hours;

use app::{
    equipment::{TypeFormPage, TypesPage, UnitPage},
    form::FormState,
};
use axum::{
    extract::{Multipart, Path},
    response::Response,
};
use domain::{
    DomainError, Operator, UnitId,
    booking::{TypeDraft, TypeSetting, UnitDraft, UnitRow},
    form::FormInput,
};
use leptos::prelude::*;
use store::Error;

use super::{
    Access, PageResult, Posted, Route, Web,
    forms::{ReorderForm, refused, rerender, saved},
    named,
    upload::{self, allow_a_photo},
};

const LIST: &str = "/operator/equipment";

pub fn routes() -> Vec<Route> {
    const O: Access = Access::Operator;
    let own = vec![
        Route::get("/operator/equipment", O, list),
        Route::get("/operator/equipment/new", O, begin::new),
        Route::post("/operator/equipment/new", O, begin::add),
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
    ];
    [own, hours::routes()].into_iter().flatten().collect()
}

async fn list(web: Web, operator: Operator) -> PageResult {
    let types = web.store.type_settings(&web.cx, &operator).await?;
    Ok(web.page(move || view! { <TypesPage types/> }))
}

async fn edit(web: Web, operator: Operator, Path(slug): Path<String>) -> PageResult {
    let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
    let form = FormState::of(setting.draft.input());
    Ok(web.page(move || view! { <TypeFormPage form setting=Some(setting)/> }))
}

async fn change(
    web: Web,
    operator: Operator,
    Path(slug): Path<String>,
    Posted(mut input): Posted<FormInput>,
) -> PageResult {
    let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
    // The word in the address stays.
    input.set("slug", &slug);
    let outcome = match TypeDraft::read(&input) {
        Ok(draft) => web.store.type_change(&web.cx, &operator, &slug, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    match outcome {
        Ok(()) => Ok(saved(&web, &format!("{LIST}/{slug}"))),
        Err(error) => {
            let form = refused(input, error)?;
            Ok(rerender(&web, move || view! { <TypeFormPage form setting=Some(setting)/> }))
        }
    }
}

async fn retire(web: Web, operator: Operator, Path(slug): Path<String>) -> PageResult {
    web.store.type_retire(&web.cx, &operator, &slug, true).await?;
    Ok(saved(&web, LIST))
}

async fn back(web: Web, operator: Operator, Path(slug): Path<String>) -> PageResult {
    web.store.type_retire(&web.cx, &operator, &slug, false).await?;
    Ok(saved(&web, LIST))
}

async fn shift(
    web: Web,
    operator: Operator,
    Path(slug): Path<String>,
    Posted(form): Posted<ReorderForm>,
) -> PageResult {
    web.store.type_shift(&web.cx, &operator, &slug, form.shift()?).await?;
    Ok(saved(&web, LIST))
}

/// The photo is decoded under limits, turned upright and stripped like a product's.
async fn photo(web: Web, operator: Operator, Path(slug): Path<String>, parts: Multipart) -> PageResult {
    let kept = match upload::only_photo(parts).await? {
        Ok(files) => web.store.type_photo_set(&web.cx, &operator, &slug, files, &*web.state.images).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(()) => Ok(saved(&web, &format!("{LIST}/{slug}"))),
        Err(Error::Domain(DomainError::Product(error))) => {
            let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
            let (form, why) = (FormState::of(setting.draft.input()), app::error::product(web.locale, error));
            let status = upload::refusal(&[error]);
            Ok(web.page_with(status, || view! { <TypeFormPage form setting=Some(setting) photo_error=Some(why)/> }))
        }
        Err(error) => Err(error.into()),
    }
}

async fn photo_remove(web: Web, operator: Operator, Path(slug): Path<String>) -> PageResult {
    web.store.type_photo_remove(&web.cx, &operator, &slug).await?;
    Ok(saved(&web, &format!("{LIST}/{slug}")))
}

async fn unit_new(web: Web, operator: Operator, Path(slug): Path<String>) -> PageResult {
    let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
    Ok(web.page(move || view! { <UnitPage form=FormState::default() setting unit=None/> }))
}

async fn unit_add(
    web: Web,
    operator: Operator,
    Path(slug): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let setting = web.store.type_setting(&web.cx, &operator, &slug).await?;
    let outcome = match UnitDraft::read(&input) {
        Ok(draft) => web.store.unit_add(&web.cx, &operator, &slug, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    unit_answer(&web, input, setting, None, outcome)
}

async fn unit(web: Web, operator: Operator, Path((slug, id)): Path<(String, String)>) -> PageResult {
    let (setting, unit) = unit_of(&web, &operator, &slug, &id).await?;
    let input = FormInput::default().with("unit_ja", &unit.name.ja).with("unit_en", &unit.name.en);
    Ok(web.page(move || view! { <UnitPage form=FormState::of(input) setting unit=Some(unit)/> }))
}

async fn unit_rename(
    web: Web,
    operator: Operator,
    Path((slug, id)): Path<(String, String)>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let (setting, unit) = unit_of(&web, &operator, &slug, &id).await?;
    let outcome = match UnitDraft::read(&input) {
        Ok(draft) => web.store.unit_rename(&web.cx, &operator, &slug, unit.id, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    unit_answer(&web, input, setting, Some(unit), outcome)
}

async fn unit_retire(web: Web, operator: Operator, Path((slug, id)): Path<(String, String)>) -> PageResult {
    let (setting, unit) = unit_of(&web, &operator, &slug, &id).await?;
    let outcome = web.store.unit_retire(&web.cx, &operator, &slug, unit.id, true).await;
    let input = FormInput::default().with("unit_ja", &unit.name.ja).with("unit_en", &unit.name.en);
    unit_answer(&web, input, setting, Some(unit), outcome)
}

async fn unit_back(web: Web, operator: Operator, Path((slug, id)): Path<(String, String)>) -> PageResult {
    web.store.unit_retire(&web.cx, &operator, &slug, named::<UnitId>(&id)?, false).await?;
    Ok(saved(&web, &format!("{LIST}/{slug}")))
}

async fn unit_shift(
    web: Web,
    operator: Operator,
    Path((slug, id)): Path<(String, String)>,
    Posted(form): Posted<ReorderForm>,
) -> PageResult {
    web.store.unit_shift(&web.cx, &operator, &slug, named::<UnitId>(&id)?, form.shift()?).await?;
    Ok(saved(&web, &format!("{LIST}/{slug}")))
}

/// To the machine's page, or the unit's page again with what is wrong.
fn unit_answer(
    web: &Web,
    input: FormInput,
    setting: TypeSetting,
    unit: Option<UnitRow>,
    outcome: store::Result<()>,
) -> Result<Response, crate::web::PageError> {
    match outcome {
        Ok(()) => Ok(saved(web, &format!("{LIST}/{}", setting.draft.slug))),
        Err(error) => {
            let form = refused(input, error)?;
            Ok(rerender(web, move || view! { <UnitPage form setting unit/> }))
        }
    }
}

async fn unit_of(web: &Web, operator: &Operator, slug: &str, id: &str) -> store::Result<(TypeSetting, UnitRow)> {
    let id: UnitId = named(id)?;
    let setting = web.store.type_setting(&web.cx, operator, slug).await?;
    let unit = setting.units.iter().find(|unit| unit.id == id).cloned().ok_or(DomainError::NotFound)?;
    Ok((setting, unit))
}
