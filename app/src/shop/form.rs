//! The form of a listing. Whatever goes wrong, everything typed and the photo are still there.

use domain::{PhotoId, ProductId, form::FormInput, shop::{DESCRIPTION_CHARS_MAX, ListingChoices, ListingDraft, ListingField, MyListing, ProductError, ProductStatus, TITLE_CHARS_MAX}, site::SiteText};

use super::{live::{ChangeNote, LiveActs}, photo_field::{PhotoField, Sending}, words::in_language};
use crate::{document::Document, form::{FormProblems, FormState}, prelude::*, own::own, ui::{Bar, Button, Field, Hidden, Look, Note, PageHeader, Segmented, Select, Size, Tab, TextArea, Tone}};

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
    pub photo_id: Option<PhotoId>,
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
            photo_id: None,
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
        ListingField::Category => "category",
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
    let (photo_id, photo_error) = (form.photo_id, form.form.error("photo"));
    let is_live = form.status.is_live();
    let mut hidden = vec![("id", form.id.to_string())];
    if is_live {
        hidden.push(("stock_seen", form.form.value("stock_seen")));
    }
    let to = form.action();
    let fields = if is_live {
        view! {
            <Part title=tr!(shop.live_now) text=tr!(shop.live_now_text)/>
            <Numbers form=form.clone()/>
            <Part title=tr!(shop.live_later) text=tr!(shop.live_later_text)/>
            <PhotoField photo_id error=photo_error/>
            <Words form/>
        }
        .into_any()
    } else {
        view! {
            <PhotoField photo_id error=photo_error/>
            <Words form=form.clone()/>
            <Numbers form/>
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
            <Sending/>
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
        (true, Some(false)) if form.photo_id.is_some() => (Tone::Warn, tr!(shop.kept_old_photo)),
        (true, Some(false)) => (Tone::Warn, tr!(shop.kept_no_photo)),
        (true, _) if form.photo_id.is_some() => (Tone::Ok, tr!(shop.kept)),
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

#[component]
fn Numbers(form: ListingForm) -> impl IntoView {
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
    }
}
