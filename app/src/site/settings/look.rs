//! The logo and the colour.

use std::sync::Arc;

use domain::{form::FieldError, site::{COLOURS, Colour, SiteSettings}};

use crate::{form::FormState, prelude::*, ui::{Button, ErrorLine, Field, Look, PhotoInput, PostButton, SectionHeader}};

/// The logo: its file, sent by itself.
#[component]
pub(super) fn LogoForm(site: Arc<SiteSettings>, #[prop(optional_no_strip)] error: Option<String>) -> impl IntoView {
    let name = site.space_name.clone();
    let now = site.logo.map(|logo| {
        view! { <p class="logo-now"><img src=format!("/images/{logo}/320") alt=tr!(space.logo_alt, name = name).to_string()/></p> }
    });
    let remove = site.logo.map(|_| {
        view! { <PostButton action="/operator/site/logo/remove" label=tr!(space.logo_remove) look=Look::Second/> }
    });
    view! {
        <section class="stack g3" aria-labelledby="logo-h">
            <SectionHeader title=tr!(space.logo) id="logo-h"/>
            {now}
            <form class="card stack g3" method="post" action="/operator/site/logo" enctype="multipart/form-data">
                <PhotoInput label=tr!(space.logo_choose) hint=tr!(space.logo_hint) error/>
                <Button label=tr!(space.logo_save) look=Look::Second/>
            </form>
            {remove}
        </section>
    }
    .into_any()
}

/// The offered colours and any other, each with how well white letters are read on it.
#[component]
pub(super) fn Colours(form: FormState) -> impl IntoView {
    let chosen = form.value("colour");
    let names = [tr!(space.colour_ai), tr!(space.colour_matsu), tr!(space.colour_ebi), tr!(space.colour_kuri)];
    let cards = COLOURS.into_iter().zip(names).map(|(value, name)| {
        let contrast = value.parse::<Colour>().map(|colour| colour.contrast(Colour(255, 255, 255))).unwrap_or(1.0);
        card(value, name, Some((value, contrast)), chosen == value)
    });
    let other = card("other", tr!(space.colour_other), None, chosen == "other");
    let error = form.error("colour").map(|error| view! { <ErrorLine id="f-colour-e".to_owned() error/> });
    view! {
        <fieldset class="stack g3" id="f-colour">
            <legend class="lb">{tr!(space.colour)}</legend>
            <div class="swatches">{cards.collect_view()}{other}</div>
            {error}
            <Field label=tr!(space.colour_other) name="colour_other" value=form.value("colour_other")
                error=form.error("colour_other") required=false hint=tr!(space.colour_hint) placeholder="#21437a"
                autocomplete="off" maxlength=7/>
        </fieldset>
    }
    .into_any()
}

/// The nearest colour that can be read, in the place of one that cannot: a form of its own.
#[component]
pub(super) fn TakeNearest(form: FormState) -> impl IntoView {
    let Some(FieldError::ColourTooLight { nearest, .. }) = form.errors.at("colour_other") else { return ().into_any() };
    let colour = nearest.0.clone();
    let label = tr!(space.colour_take, colour = colour.clone()).to_string();
    let hidden = vec![("colour", "other".to_owned()), ("colour_other", colour.clone())];
    view! {
        <div class="row wrap">
            <Swatch colour/>
            <PostButton action="/operator/site/look" label look=Look::Second hidden/>
        </div>
    }
    .into_any()
}

fn card(value: &str, name: &str, colour: Option<(&str, f64)>, checked: bool) -> AnyView {
    let (value, name) = (value.to_owned(), name.to_owned());
    let painted = colour.map(|(colour, contrast)| {
        view! { <Swatch colour=colour.to_owned()/><span class="small mute num">{format!("{contrast:.1}:1")}</span> }
    });
    view! {
        <label class="opt-card">
            <input type="radio" name="colour" value=value checked=checked/>
            <span class="grow"><b>{name}</b></span>
            {painted}
        </label>
    }
    .into_any()
}

/// A patch of a colour: drawn, for the policy of the pages allows no style of its own.
#[component]
pub(super) fn Swatch(colour: String) -> impl IntoView {
    view! {
        <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6" fill=colour/></svg>
    }
}
