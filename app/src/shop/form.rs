//! The form of a listing. Whatever goes wrong, everything typed and the photo are still there.

use domain::{PhotoId, ProductId, form::FormInput, shop::{DESCRIPTION_CHARS_MAX, ListingChoices, ListingDraft, ListingField, MyListing, PHOTO_BYTES_MAX, ProductError, TITLE_CHARS_MAX}};

use super::words::{in_language, tile_photo};
use crate::{document::Document, form::{FormProblems, FormState}, prelude::*, ui::{Bar, Button, ErrorLine, Field, Hidden, Look, Marker, Note, PageHeader, Segmented, Select, Size, Tab, TextArea, Tone, field_id}};

/// The form's id, for the button in the bar.
const FORM: &str = "listing";
/// Formats that every browser can hand over; an iPhone turns its own format into JPEG for them.
const PHOTO_TYPES: &str = "image/jpeg,image/png,image/webp";

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
    pub form: FormState,
    pub choices: ListingChoices,
    pub photo_id: Option<PhotoId>,
    /// What the staff asked to change; empty for nothing.
    pub note: String,
    pub kept: Kept,
}

impl ListingForm {
    /// An empty form for a product that will have this id.
    pub fn empty(id: ProductId, choices: ListingChoices) -> Self {
        let form = FormState::of(ListingDraft { stock: 1, one_of_a_kind: true, ..ListingDraft::default() }.input());
        ListingForm { id, is_new: true, form, choices, photo_id: None, note: String::new(), kept: Kept::default() }
    }

    /// The form of a saved listing.
    pub fn of(listing: &MyListing, choices: ListingChoices) -> Self {
        ListingForm {
            id: listing.id,
            is_new: false,
            form: FormState::of(listing.draft.input()),
            choices,
            photo_id: listing.photo_id,
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
}

fn field_name(field: ListingField) -> &'static str {
    match field {
        ListingField::Title => "title",
        ListingField::Description => "description",
        ListingField::Price => "price",
        ListingField::Stock => "stock",
        ListingField::Photo => "photo",
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
    let (id, photo_id, photo_error) = (form.id, form.photo_id, form.form.error("photo"));
    let to = form.action();
    let action = view! { <Button label=tr!(shop.submit) size=Size::Big form=FORM name="action" value="submit"/> };
    view! {
        <Document title tab=Tab::Sell back="/me/products" bar=true class="page narrow">
            <PageHeader title/>
            <div class="stack g4">{summary}{kept}{note}</div>
            <form class="stack g6" id=FORM method="post" action=to enctype="multipart/form-data">
                <Hidden fields=vec![("id", id.to_string())]/>
                <PhotoField photo_id error=photo_error/>
                <Words form=form.clone()/>
                <Numbers form/>
                <p class="hint">{tr!(shop.review_hint)}</p>
                <div class="stack g2 side">
                    <div class="wide-only">
                        <Button label=tr!(shop.submit) size=Size::BigWide name="action" value="submit"/>
                    </div>
                    <Button label=tr!(shop.save_draft) look=Look::Second size=Size::Wide name="action" value="draft"
                        novalidate=true/>
                </div>
            </form>
            <Bar label=tr!(shop.submit) phone_only=true action=action.into_any()>
                <p class="tiny mute">{tr!(shop.review_short)}</p>
            </Bar>
        </Document>
    }
}

/// Says what of the refused form is kept, and no more than that.
fn kept_words(form: &ListingForm) -> AnyView {
    let (tone, words) = match (form.kept.words, form.kept.photo) {
        (false, Some(true)) => (Tone::Warn, tr!(shop.kept_photo)),
        (false, _) => (Tone::Warn, tr!(shop.kept_nothing)),
        (true, Some(false)) if form.photo_id.is_some() => (Tone::Warn, tr!(shop.kept_old_photo)),
        (true, Some(false)) => (Tone::Warn, tr!(shop.kept_no_photo)),
        (true, _) if form.photo_id.is_some() => (Tone::Ok, tr!(shop.kept)),
        (true, _) => (Tone::Ok, tr!(shop.kept_words)),
    };
    view! { <Note tone>{words}</Note> }.into_any()
}

/// The photo that is there, and the field for another.
#[component]
fn PhotoField(photo_id: Option<PhotoId>, error: Option<String>) -> impl IntoView {
    let id = field_id("photo");
    let (hint_id, error_id) = (format!("{id}-h"), format!("{id}-e"));
    let described = if error.is_some() { format!("{error_id} {hint_id}") } else { hint_id.clone() };
    let invalid = error.is_some().then_some("true");
    let shown = photo_id.map(|photo| {
        let photo = tile_photo(Some(photo), tr!(shop.photo_now));
        view! {
            <ul class="tiles">
                <li class="cover">
                    <span class="pic">
                        <img src=photo.src srcset=photo.srcset sizes="320px" width="640" height="640" alt=photo.alt/>
                    </span>
                </li>
            </ul>
        }
    });
    let label = if photo_id.is_some() { tr!(shop.photo_other) } else { tr!(shop.photo) };
    let megabytes = PHOTO_BYTES_MAX / (1024 * 1024);
    view! {
        <div class="field">
            {shown}
            <label class="lb" for=id.clone()>{label} <Marker required={photo_id.is_none()}/></label>
            <input class="in" id=id type="file" name="photo" accept=PHOTO_TYPES required={photo_id.is_none()}
                aria-invalid=invalid aria-describedby=described/>
            {error.map(|error| view! { <ErrorLine id=error_id error/> })}
            <p class="hint" id=hint_id>{tr!(shop.photo_hint, n = megabytes)}</p>
        </div>
    }
}

#[component]
fn Words(form: ListingForm) -> impl IntoView {
    let categories = form
        .choices
        .categories
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
        <Select label=tr!(shop.category) name="category" options=categories value=form.form.value("category")/>
    }
}

#[component]
fn Numbers(form: ListingForm) -> impl IntoView {
    let equipment = form
        .choices
        .equipment
        .iter()
        .map(|one| (one.id.to_string(), in_language(&one.name_ja, &one.name_en).to_owned()))
        .collect();
    let kinds = vec![
        ("one".to_owned(), tr!(shop.one_of_a_kind).to_owned()),
        ("several".to_owned(), tr!(shop.several).to_owned()),
    ];
    let kind = form.form.value("kind");
    view! {
        <Field label=tr!(shop.field_price) name="price" value=form.form.value("price") inputmode="numeric"
            error=form.form.error("price") unit=tr!(shop.unit_yen) autocomplete="off"/>
        <Segmented legend=tr!(shop.field_kind) name="kind" choices=kinds value=kind required=true/>
        <Field label=tr!(shop.field_stock) name="stock" value=form.form.value("stock") inputmode="numeric"
            error=form.form.error("stock") unit=tr!(shop.unit_pieces) required=false
            hint=tr!(shop.field_stock_hint) autocomplete="off"/>
        <Select label=tr!(shop.field_machine) name="equipment" options=equipment value=form.form.value("equipment")
            required=false empty=tr!(shop.no_machine)/>
    }
}
