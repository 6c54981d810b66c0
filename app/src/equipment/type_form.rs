//! The form of a kind of machine, and its units below.

use domain::{IntoEnumIterator, booking::{NAME_CHARS_MAX, SLUG_CHARS_MAX, STEPS, TEXT_CHARS_MAX, TypeSetting}, equipment::Use};

use super::{names::{field_name, use_name}, type_new::Missing, units::UnitList};
use crate::{booking::EquipmentPicture, document::OperatorPage, form::{FormProblems, FormState, Number, TwoTexts}, format, page::locale, prelude::*, ui::{BackLink, Button, Choice, ErrorLine, Field, LinkButton, Look, Note, PageHeader, PhotoInput, PostButton, RadioCards, SectionHeader, Segmented, Size, Tone, field_id, paths}};

const LIST: &str = "/operator/equipment";

/// A new kind, or one that is there.
#[component]
pub fn TypeFormPage(
    form: FormState,
    setting: Option<TypeSetting>,
    /// Why the photo that was sent was refused.
    #[prop(optional_no_strip)]
    photo_error: Option<String>,
) -> impl IntoView {
    let title = match &setting {
        None => tr!(rules.type_new).to_owned(),
        Some(setting) => tr!(rules.type_edit, name = format::localize(locale(), &setting.draft.name)).to_string(),
    };
    let action = match &setting {
        None => format!("{LIST}/new"),
        Some(setting) => format!("{LIST}/{}", setting.draft.slug),
    };
    let slug = setting.is_none().then(|| {
        let (value, error) = (form.value("slug"), form.error("slug"));
        let length = u32::try_from(SLUG_CHARS_MAX).unwrap_or(u32::MAX);
        view! {
            <Field label=tr!(rules.slug) name="slug" value error hint=tr!(rules.slug_hint) maxlength=length
                autocomplete="off" unmarked=true/>
        }
    });
    let state = setting.as_ref().map(|setting| view! { <State setting=setting.clone()/> });
    let units = setting.clone().map(|setting| view! { <UnitList slug=setting.draft.slug units=setting.units/> });
    let photo = setting.clone().map(|setting| view! { <Photo setting error=photo_error/> });
    let retire = setting.map(|setting| view! { <Retire setting/> });
    view! {
        <OperatorPage title=title.clone() path=paths::BOOKING_SETTINGS>
            <div class="stack g3">
                <BackLink href=LIST label=tr!(rules.back_types)/>
                <PageHeader title/>
            </div>
            <div class="stack g6">
                <div class="stack g3"><FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>{state}</div>
                {photo}
                {units}
                <form class="stack g6" method="post" action=action novalidate=true>
                    {slug}
                    <Texts form=form.clone()/>
                    <Fees form=form.clone()/>
                    <Times form=form.clone()/>
                    <Safety form/>
                    <Button label=tr!(common.save) size=Size::BigWide/>
                </form>
                {retire}
            </div>
        </OperatorPage>
    }
}

/// The picture in the list of machines.
#[component]
fn Photo(setting: TypeSetting, #[prop(optional_no_strip)] error: Option<String>) -> impl IntoView {
    let at = format!("{LIST}/{}/photo", setting.draft.slug);
    let remove = setting.photo.map(|_| {
        let action = format!("{at}/remove");
        view! { <PostButton action label=tr!(rules.photo_remove) look=Look::Second/> }
    });
    view! {
        <section class="stack g3" aria-labelledby="photo-h">
            <SectionHeader title=tr!(rules.photo) id="photo-h"/>
            <div class="type-photo"><EquipmentPicture slug=setting.draft.slug.clone() photo=setting.photo/></div>
            <form class="card stack g3" method="post" action=at enctype="multipart/form-data">
                <PhotoInput label=tr!(rules.photo_choose) hint=tr!(rules.photo_hint) error/>
                <Button label=tr!(rules.photo_save) look=Look::Second/>
            </form>
            {remove}
        </section>
    }
}

/// Whether it is retired, and what a change does to the bookings that are there.
#[component]
fn State(setting: TypeSetting) -> impl IntoView {
    let retired = setting.retired.then(|| view! { <Note tone=Tone::Warn>{tr!(rules.type_is_retired)}</Note> });
    let booked = (setting.bookings > 0)
        .then(|| view! { <Note>{tr!(rules.type_bookings, n = setting.bookings).to_string()}</Note> });
    let look = (!setting.retired).then(|| {
        let href = format!("/equipment/{}", setting.draft.slug);
        view! { <LinkButton href label=tr!(rules.type_view) look=Look::Quiet size=Size::Small/> }
    });
    view! { {retired}<Missing setting=setting.clone()/>{booked}{look} }.into_any()
}

#[component]
fn Texts(form: FormState) -> impl IntoView {
    let ticks = Use::iter()
        .map(|one| {
            let checked = form.input.all("uses").iter().any(|word| word == one.into_str());
            view! {
                <label class="tick">
                    <input type="checkbox" name="uses" value=one.into_str() checked=checked/>
                    <span>{use_name(one)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="stack g5" aria-labelledby="words">
            <SectionHeader title=tr!(rules.group_words) id="words"/>
            <TwoTexts form=form.clone() name="name" label=tr!(rules.name) chars_max=NAME_CHARS_MAX/>
            <TwoTexts form=form.clone() name="summary" label=tr!(rules.summary) chars_max=TEXT_CHARS_MAX long=true/>
            <TwoTexts form=form.clone() name="limits" label=tr!(rules.limits) chars_max=TEXT_CHARS_MAX long=true/>
            <TwoTexts form=form.clone() name="bring" label=tr!(rules.bring) chars_max=TEXT_CHARS_MAX long=true required=false/>
            <fieldset>
                <legend class="lb">{tr!(rules.uses)}</legend>
                <div class="uses">{ticks}</div>
            </fieldset>
        </section>
    }
    .into_any()
}

#[component]
fn Fees(form: FormState) -> impl IntoView {
    view! {
        <section class="stack g5" aria-labelledby="fees">
            <SectionHeader title=tr!(rules.group_fee) id="fees"/>
            <div class="two">
                <Number form=form.clone() name="rate" label=tr!(rules.rate) unit=tr!(rules.unit_yen)
                    hint=tr!(rules.rate_hint)/>
                <Number form name="charge_min" label=tr!(rules.charge_min) unit=tr!(rules.unit_yen)/>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Times(form: FormState) -> impl IntoView {
    let steps = STEPS.map(|n| (n.to_string(), tr!(rules.step_n, n = n).to_string())).to_vec();
    let step_error = form.error("step").map(|error| {
        view! { <ErrorLine id=format!("{}-e", field_id("step")) error/> }
    });
    view! {
        <section class="stack g5" aria-labelledby="times">
            <SectionHeader title=tr!(rules.group_time) id="times"/>
            <div id=field_id("step")>
                <Segmented legend=tr!(rules.step) name="step" choices=steps value=form.value("step")/>
                {step_error}
            </div>
            <div class="two">
                <Number form=form.clone() name="minutes_min" label=tr!(rules.minutes_min) unit=tr!(rules.unit_min)/>
                <Number form=form.clone() name="minutes_max" label=tr!(rules.minutes_max) unit=tr!(rules.unit_min)/>
            </div>
            <Number form=form.clone() name="buffer" label=tr!(rules.buffer) unit=tr!(rules.unit_min)
                hint=tr!(rules.buffer_hint)/>
            <Ahead form=form.clone() name="notice" legend=tr!(rules.notice)/>
            <Ahead form name="cancel" legend=tr!(rules.cancel)/>
        </section>
    }
    .into_any()
}

/// Hours and minutes before the start.
#[component]
fn Ahead(form: FormState, name: &'static str, legend: &'static str) -> impl IntoView {
    view! {
        <fieldset>
            <legend class="lb">{legend}</legend>
            <div class="pair">
                <Number form=form.clone() name=format!("{name}_h") label=tr!(rules.hours_label)
                    unit=tr!(rules.unit_hours)/>
                <Number form name=format!("{name}_m") label=tr!(rules.minutes_label) unit=tr!(rules.unit_min)/>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Safety(form: FormState) -> impl IntoView {
    let choices = vec![
        Choice::new("welcome", tr!(rules.child_welcome)),
        Choice::new("kids_corner", tr!(rules.child_kids)).note(tr!(rules.child_kids_note)),
        Choice::new("corner", tr!(rules.child_corner)).note(tr!(rules.child_corner_note)),
        Choice::new("not_allowed", tr!(rules.child_no)),
    ];
    view! {
        <section class="stack g5" aria-labelledby="safety">
            <SectionHeader title=tr!(rules.group_safety) id="safety"/>
            <crate::ui::Tick name="induction" label=tr!(rules.induction) checked=form.input.has("induction")/>
            <RadioCards legend=tr!(rules.child) name="child" choices value=form.value("child")
                error=form.error("child")/>
            <Number form=form.clone() name="child_under" label=tr!(rules.child_under) unit=tr!(rules.unit_age)
                hint=tr!(rules.child_under_hint)/>
            <TwoTexts form name="child_words" label=tr!(rules.child_words) chars_max=TEXT_CHARS_MAX long=true/>
        </section>
    }
    .into_any()
}

#[component]
fn Retire(setting: TypeSetting) -> impl IntoView {
    let at = format!("{LIST}/{}", setting.draft.slug);
    let (action, label, look) = if setting.retired {
        (format!("{at}/back"), tr!(rules.bring_back), Look::Second)
    } else {
        (format!("{at}/retire"), tr!(rules.retire), Look::Danger)
    };
    view! {
        <section class="card stack g3" aria-labelledby="retire">
            <h2 class="h3" id="retire">{tr!(rules.type_retire_title)}</h2>
            <p class="mute">{tr!(rules.type_retire_text)}</p>
            <PostButton action label look/>
        </section>
    }
    .into_any()
}
