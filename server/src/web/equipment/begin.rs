//! A new kind of machine: its name and rate, the rest on its own page.

use app::{
    equipment::{TypeFormPage, TypeNewPage},
    form::FormState,
};
use domain::{
    BilingualText, DomainError, Operator,
    booking::{TypeDraft, begun, slugs_for},
    form::FormInput,
};
use leptos::prelude::*;
use store::Error;

use super::LIST;
use crate::web::{
    PageResult, Posted, Web,
    forms::{refused, rerender, saved},
};

/// What the short form asks for; the empty name is the whole.
const ASKED: [&str; 5] = ["", "name_ja", "name_en", "rate", "slug"];

pub(super) async fn new(web: Web, _: Operator) -> PageResult {
    Ok(web.page(|| view! { <TypeNewPage form=FormState::default()/> }))
}

pub(super) async fn add(web: Web, operator: Operator, Posted(sent): Posted<FormInput>) -> PageResult {
    let error = match add_named(&web, &operator, &begun(&sent)).await {
        // What is missing comes next.
        Ok(slug) => return Ok(saved(&web, &format!("{LIST}/{slug}"))),
        Err(error) => error,
    };
    let form = refused(sent, error)?;
    let is_short = form.errors.iter().all(|(field, _)| ASKED.contains(&field));
    if is_short {
        Ok(rerender(&web, move || view! { <TypeNewPage form/> }))
    } else {
        Ok(rerender(&web, move || view! { <TypeFormPage form setting=None/> }))
    }
}

/// Adds a kind under its word, or without one under the first that is free of those that its name proposes.
async fn add_named(web: &Web, operator: &Operator, input: &FormInput) -> store::Result<String> {
    let fields = |errors| Error::Domain(DomainError::Fields(errors));
    if !input.text("slug").trim().is_empty() {
        let draft = TypeDraft::read(input).map_err(fields)?;
        return web.store.type_add(&web.cx, operator, &draft).await.map(|()| draft.slug);
    }
    let name = BilingualText::new(input.text("name_ja").trim(), input.text("name_en").trim());
    for slug in slugs_for(&name) {
        let mut input = input.clone();
        input.set("slug", slug);
        let draft = TypeDraft::read(&input).map_err(fields)?;
        match web.store.type_add(&web.cx, operator, &draft).await {
            Err(Error::Domain(DomainError::Fields(errors))) if errors.at("slug").is_some() => {}
            outcome => return outcome.map(|()| draft.slug),
        }
    }
    // There are as many words as kinds.
    Err(Error::internal("no word for the address is free"))
}
