//! The form of a listing. Whatever goes wrong, everything typed and the photo are still there.

use domain::{IntoEnumIterator, ProductId, form::FormInput, shop::{CARE_CHARS_MAX, DESCRIPTION_CHARS_MAX, ListingChoices, ListingDraft, ListingField, MATERIALS_CHARS_MAX, MyListing, PhotoRef, ProductError, ProductStatus, SIZE_CHARS_MAX, TAGS_PER_PRODUCT_MAX, TITLE_CHARS_MAX, TargetAge}, site::SiteText};

use super::{live::{ChangeNote, LiveActs}, photo_field::PhotosField, safety::SafetyFields, selling::{SellingFields, option_field}, words::{age_words, in_language}};
use crate::{document::Document, form::{FormProblems, FormState}, prelude::*, format, own::own, page::locale, ui::{Bar, Button, ChipTick, ErrorLine, Field, Hidden, Look, Note, PageHeader, Select, Size, Tab, TextArea, Tone}};

/// The form's id, for the button in the bar.
const FORM: &str = "listing";

/// What became of a form that is refused.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kept {
    /// The words stand in the draft.
    pub words: bool,
    /// Whether the photo that was sent stands in it; `None` when none was sent.
    pub photo: Option<bool>,
}

/// All that the form's page shows.
#[derive(Clone, Debug)]
pub struct ListingForm {
    pub id: ProductId,
    /// Not saved yet.
    pub is_new: bool,
    pub status: ProductStatus,
    /// Where the change of a live listing stands.
    pub change: Option<ProductStatus>,
    pub form: FormState,
    pub choices: ListingChoices,
    pub photos: Vec<PhotoRef>,
    /// What the staff asked to change; empty for nothing.
    pub note: String,
    pub kept: Kept,
}

impl ListingForm {
    /// An empty form for a product that will have this id.
    pub fn empty(id: ProductId, choices: ListingChoices) -> Self {
        let form = FormState::of(ListingDraft { stock: 1, one_of_a_kind: true, ..ListingDraft::default() }.input());
        ListingForm {
            id,
            is_new: true,
            status: ProductStatus::Draft,
            change: None,
            form,
            choices,
            photos: Vec::new(),
            note: String::new(),
            kept: Kept::default(),
        }
    }

    /// The form of a saved listing.
    pub fn of(listing: &MyListing, choices: ListingChoices) -> Self {
        ListingForm {
            id: listing.id,
            is_new: false,
            status: listing.status,
            change: listing.change,
            form: FormState::of(listing.draft.input()),
            choices,
            photos: listing.photos.clone(),
            note: listing.note.clone(),
            kept: Kept::default(),
        }
    }

    fn action(&self) -> String {
        if self.is_new { "/me/products/new".into() } else { format!("/me/products/{}/edit", self.id) }
    }

    /// The form as it was sent, with all that is wrong.
    pub fn refused(self, input: FormInput, errors: Vec<ProductError>, kept: Kept) -> Self {
        let at = |error: &ProductError| error.field().map(field_name).unwrap_or_default();
        let form = errors.iter().fold(FormState::of(input), |form, error| form.refused(at(error), *error));
        ListingForm { form, kept, ..self }
    }

    /// The form as it was sent, of which only the photos are saved.
    pub fn typed(self, input: FormInput) -> Self {
        ListingForm { form: FormState::of(input), ..self }
    }
}

fn field_name(field: ListingField) -> &'static str {
    match field {
        ListingField::Title => "title",
        ListingField::Description => "description",
        ListingField::Materials => "materials",
        ListingField::Size => "size",
        ListingField::Weight => "weight",
        ListingField::Care => "care",
        ListingField::Tags => "tag",
        ListingField::Category => "category",
        ListingField::Price => "price",
        ListingField::Stock => "stock",
        ListingField::LeadDays => "lead_days",
        ListingField::ParcelThickness => "parcel_mm",
        ListingField::ParcelWeight => "parcel_g",
        ListingField::GiftWrap => "gift_wrap",
        ListingField::TaxClass => "tax_class",
        ListingField::Option(n, part) => option_field(n, part),
        ListingField::Photo => "photo",
        ListingField::Safety(check) => check.field(),
    }
}

/// The page of a listing's form.
#[component]
pub fn ListingFormPage(form: ListingForm) -> impl IntoView {
    let title = if form.is_new { tr!(shop.new) } else { tr!(shop.edit_title) };
    let summary = view! { <FormProblems title=tr!(shop.errors_title) form=form.form.clone()/> };
    let kept = (!form.form.is_fine()).then(|| kept_words(&form));
    let note = (!form.note.is_empty()).then(|| {
        let note = form.note.clone();
        view! { <Note tone=Tone::Warn><b>{tr!(shop.staff_said)}</b><br/><span class="pre">{note}</span></Note> }
    });
    let guide = Some(own(SiteText::ShopGuide)).filter(|words| !words.is_empty());
    let guide = guide.map(|words| view! { <Note><span class="pre">{words}</span></Note> });
    let is_live = form.status.is_live();
    let change = form.change.map(|change| view! { <ChangeNote id=form.id change/> });
    let acts = is_live.then(|| view! { <LiveActs id=form.id status=form.status/> });
    let (send, hint) = match is_live {
        true => (tr!(shop.save_live), tr!(shop.save_live_short)),
        false => (tr!(shop.submit), tr!(shop.review_short)),
    };
    let action = view! { <Button label=send size=Size::Big form=FORM name="action" value="submit"/> };
    view! {
        <Document title tab=Tab::Sell back="/me/products" bar=true photos=true class="page narrow">
            <PageHeader title/>
            <div class="stack g6">
                <div class="stack g4">{summary}{kept}{note}{change}{guide}</div>
                <Form form send/>
                {acts}
            </div>
            <Bar label=send phone_only=true action=action.into_any()>
                <p class="tiny mute">{hint}</p>
            </Bar>
        </Document>
    }
}

#[component]
fn Form(form: ListingForm, send: &'static str) -> impl IntoView {
    let (photos, photo_error) = (form.photos.clone(), form.form.error("photo"));
    let is_live = form.status.is_live();
    let mut hidden = vec![("id", form.id.to_string())];
    if is_live {
        hidden.push(("stock_seen", form.form.value("stock_seen")));
    }
    let to = form.action();
    let safety = view! { <SafetyFields form=form.form.clone() categories=form.choices.categories.clone()/> };
    let fields = if is_live {
        view! {
            <Part title=tr!(shop.live_now) text=tr!(shop.live_now_text)/>
            <SellingFields form=form.form.clone() choices=form.choices.clone()/>
            <Part title=tr!(shop.live_later) text=tr!(shop.live_later_text)/>
            <PhotosField photos error=photo_error/>
            <Words form=form.clone()/>
            <DetailFields form=form.clone()/>
            {safety}
        }
        .into_any()
    } else {
        view! {
            <PhotosField photos error=photo_error/>
            <Words form=form.clone()/>
            <SellingFields form=form.form.clone() choices=form.choices.clone()/>
            <DetailFields form=form.clone()/>
            {safety}
            <p class="hint">{tr!(shop.review_hint)}</p>
        }
        .into_any()
    };
    let draft = (!is_live).then(|| {
        view! {
            <Button label=tr!(shop.save_draft) look=Look::Second size=Size::Wide name="action" value="draft"
                novalidate=true/>
        }
    });
    view! {
        <form class="stack g6" id=FORM method="post" action=to enctype="multipart/form-data">
            <Hidden fields=hidden/>
            {fields}
            <div class="stack g2 side">
                <div class="wide-only">
                    <Button label=send size=Size::BigWide name="action" value="submit"/>
                </div>
                {draft}
            </div>
        </form>
    }
}

/// The head of a part of a live listing's form.
#[component]
fn Part(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <div class="stack g1">
            <h2 class="h3">{title}</h2>
            <p class="hint">{text}</p>
        </div>
    }
}

/// Says what of the refused form is kept, and no more than that.
fn kept_words(form: &ListingForm) -> AnyView {
    let (tone, words) = match (form.kept.words, form.kept.photo) {
        (false, Some(true)) => (Tone::Warn, tr!(shop.kept_photo)),
        (false, _) => (Tone::Warn, tr!(shop.kept_nothing)),
        (true, Some(false)) if !form.photos.is_empty() => (Tone::Warn, tr!(shop.kept_old_photo)),
        (true, Some(false)) => (Tone::Warn, tr!(shop.kept_no_photo)),
        (true, _) if !form.photos.is_empty() => (Tone::Ok, tr!(shop.kept)),
        (true, _) => (Tone::Ok, tr!(shop.kept_words)),
    };
    view! { <Note tone>{words}</Note> }.into_any()
}

#[component]
fn Words(form: ListingForm) -> impl IntoView {
    let categories = form
        .choices
        .categories
        .iter()
        .map(|one| (one.id.to_string(), in_language(&one.name_ja, &one.name_en).to_owned()))
        .collect();
    let equipment = form
        .choices
        .equipment
        .iter()
        .map(|one| (one.id.to_string(), in_language(&one.name_ja, &one.name_en).to_owned()))
        .collect();
    let length = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    view! {
        <Field label=tr!(shop.field_title) name="title" value=form.form.value("title")
            error=form.form.error("title") maxlength=length(TITLE_CHARS_MAX)
            hint=tr!(shop.field_title_hint)/>
        <TextArea label=tr!(shop.field_description) name="description" value=form.form.value("description")
            error=form.form.error("description") required=false rows=6
            maxlength=length(DESCRIPTION_CHARS_MAX) hint=tr!(shop.field_description_hint)/>
        <Select label=tr!(shop.category) name="category" options=categories value=form.form.value("category")
            error=form.form.error("category") empty=tr!(shop.choose)/>
        <Select label=tr!(shop.field_machine) name="equipment" options=equipment value=form.form.value("equipment")
            required=false empty=tr!(shop.no_machine)/>
    }
}

/// What buyers look for first. All of it may be left out.
#[component]
fn DetailFields(form: ListingForm) -> impl IntoView {
    let length = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let ages = TargetAge::iter().map(|age| (age.to_string(), age_words(age).to_owned())).collect();
    let f = &form.form;
    let ticked = f.input.all("tag");
    let chips = form.choices.tags.iter().filter(|tag| !tag.ended || ticked.contains(&tag.id.to_string())).map(|tag| {
        let id = tag.id.to_string();
        let checked = ticked.contains(&id);
        let label = format::localize(locale(), &tag.name).to_owned();
        view! { <ChipTick name="tag" label value=id checked/> }
    });
    let chips: Vec<_> = chips.collect();
    let error = f.error("tag").map(|error| view! { <ErrorLine id="f-tag-e".to_owned() error/> });
    let tags = (!chips.is_empty()).then(|| {
        view! {
            <fieldset id="f-tag">
                <legend class="lb">{tr!(shop.tags)}</legend>
                <p class="hint">{tr!(shop.tags_hint, max = TAGS_PER_PRODUCT_MAX)}</p>
                <div class="chips">{chips.collect_view()}</div>
                {error}
            </fieldset>
        }
    });
    view! {
        {tags}
        <fieldset class="stack g4">
            <legend class="h3">{tr!(shop.details)}</legend>
            <p class="hint">{tr!(shop.details_hint)}</p>
            <Field label=tr!(shop.materials) name="materials" value=f.value("materials") error=f.error("materials")
                required=false maxlength=length(MATERIALS_CHARS_MAX) hint=tr!(shop.materials_hint)/>
            <Field label=tr!(shop.size) name="size" value=f.value("size") error=f.error("size")
                required=false maxlength=length(SIZE_CHARS_MAX) hint=tr!(shop.size_hint)/>
            <Field label=tr!(shop.weight) name="weight" value=f.value("weight") error=f.error("weight")
                required=false inputmode="numeric" unit="g" autocomplete="off"/>
            <TextArea label=tr!(shop.care) name="care" value=f.value("care") error=f.error("care")
                required=false rows=3 maxlength=length(CARE_CHARS_MAX) hint=tr!(shop.care_hint)/>
            <Select label=tr!(shop.target_age) name="target_age" options=ages value=f.value("target_age")
                required=false empty=tr!(shop.target_age_none)/>
        </fieldset>
    }
    .into_any()
}
