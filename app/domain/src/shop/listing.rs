//! A listing on its way to the shop, as its maker and the staff see it.

use chrono::{DateTime, Utc};

use super::{
    Category, Decision, Details, EquipmentRef, PRICE_YEN_MAX, PRICE_YEN_MIN, PhotoRef, ProductError, ProductPage,
    ProductStatus, STOCK_MAX, SafetyCheck, Selling, Tag, TaxClass,
};
use crate::{
    CategoryId, EquipmentTypeId, PhotoId, ProductId, TagId, Yen,
    equipment::ChildRule,
    form::{FormInput, amount},
    members::Language,
};

/// A listing as far as it is written; a draft may be incomplete.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingDraft {
    pub title: String,
    pub description: String,
    /// `None` until its maker has chosen one.
    pub category_id: Option<CategoryId>,
    /// Yen, tax included; 0 while unknown.
    pub price_yen: i64,
    /// Pieces on hand now, reserved ones included; see [`crate::catalog::on_hand_by_form`].
    pub stock: i64,
    /// The pieces on hand that the form showed, where it was one of a live listing: what was sold since is not brought
    /// back by a form that says what it said before.
    pub stock_seen: Option<i64>,
    pub one_of_a_kind: bool,
    /// The machine it was made on.
    pub equipment_type_id: Option<EquipmentTypeId>,
    pub details: Details,
    pub selling: Selling,
    pub tags: Vec<TagId>,
    /// What is ticked of the safety checklist.
    pub safety: Vec<SafetyCheck>,
}

impl ListingDraft {
    /// What a form's words are as a draft: a draft is kept whatever it lacks, so nothing is refused here but numbers that
    /// are none.
    pub fn read(input: &FormInput) -> (ListingDraft, Vec<ProductError>) {
        let (details, weight_error) = Details::read(input);
        let (selling, selling_errors) = Selling::read(input);
        let draft = ListingDraft {
            title: input.text("title").to_owned(),
            description: input.text("description").to_owned(),
            category_id: input.text("category").parse().ok(),
            price_yen: amount(input.text("price")).unwrap_or(0),
            stock: amount(input.text("stock")).unwrap_or(0),
            stock_seen: amount(input.text("stock_seen")),
            one_of_a_kind: input.text("kind") == "one",
            equipment_type_id: input.text("equipment").parse().ok(),
            details,
            selling,
            tags: input.all("tag").iter().filter_map(|id| id.parse().ok()).collect(),
            safety: SafetyCheck::ticked(input),
        };
        let unreadable = |field: &str| !input.text(field).trim().is_empty() && amount(input.text(field)).is_none();
        let mut errors = Vec::new();
        if unreadable("price") {
            errors.push(ProductError::PriceOutOfRange { yen_min: PRICE_YEN_MIN, yen_max: PRICE_YEN_MAX });
        }
        if unreadable("stock") && !draft.one_of_a_kind && !draft.selling.made_to_order {
            errors.push(ProductError::StockOutOfRange { max: STOCK_MAX });
        }
        errors.extend(weight_error);
        errors.extend(selling_errors);
        (draft, errors)
    }

    /// The form with what stands in the draft.
    pub fn input(&self) -> FormInput {
        let number = |n: i64| if n == 0 { String::new() } else { n.to_string() };
        let mut input = FormInput::default()
            .with("title", &self.title)
            .with("description", &self.description)
            .with("category", self.category_id.map(|id| id.to_string()).unwrap_or_default())
            .with("price", number(self.price_yen))
            .with("stock", self.stock_seen.map_or_else(|| number(self.stock), |_| self.stock.to_string()))
            .with("stock_seen", self.stock_seen.map(|n| n.to_string()).unwrap_or_default())
            .with("kind", self.kind())
            .with("equipment", self.equipment_type_id.map(|id| id.to_string()).unwrap_or_default());
        self.details.put(&mut input);
        self.selling.put(&mut input);
        self.tags.iter().for_each(|tag| input.add("tag", tag));
        self.safety.iter().for_each(|check| input.set(check.field(), "on"));
        input
    }

    /// The form's word for how many there are.
    fn kind(&self) -> &'static str {
        match (self.selling.made_to_order, self.one_of_a_kind) {
            (true, _) => "order",
            (false, true) => "one",
            (false, false) => "several",
        }
    }
}

/// Whether something can have been made there: a place for children is none of the machines.
pub fn makes_things(rule: ChildRule) -> bool {
    rule != ChildRule::Corner
}

/// A machine on which a product can have been made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquipmentChoice {
    pub id: EquipmentTypeId,
    pub name_ja: String,
    pub name_en: String,
}

/// What the maker's form offers to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingChoices {
    pub categories: Vec<Category>,
    pub equipment: Vec<EquipmentChoice>,
    pub tags: Vec<Tag>,
    /// Today's rate of each class, in percent.
    pub taxes: Vec<(TaxClass, i32)>,
    /// Today's commission of the house, in percent.
    pub commission_percent: i64,
}

/// How a piece fares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PieceFigures {
    /// People who keep it among their favourites; visitors' cookies are not counted.
    pub favourites: i64,
    /// Pieces that are promised to buyers.
    pub reserved: i64,
    /// Pieces sold so far, less those of which the money went back.
    pub sold: i64,
}

/// A row of the maker's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyProduct {
    pub id: ProductId,
    pub number: i64,
    pub title: String,
    pub price: Yen,
    pub available: i64,
    pub made_to_order: bool,
    pub status: ProductStatus,
    pub photo_id: Option<PhotoId>,
    /// Where the change of a live listing stands; `None` without one.
    pub change: Option<ProductStatus>,
    /// What the staff wrote with their last decision; empty for none.
    pub note: String,
    pub updated_at: DateTime<Utc>,
    pub figures: PieceFigures,
}

/// A page of the maker's list, last changed first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MyProducts {
    pub items: Vec<MyProduct>,
    pub page: u64,
    pub has_next: bool,
    /// Today's commission of the house.
    pub commission_percent: i64,
}

/// A listing to go on writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MyListing {
    pub id: ProductId,
    pub number: i64,
    pub status: ProductStatus,
    /// Of a live listing: its numbers as they are, its words as they shall be.
    pub draft: ListingDraft,
    /// The cover first; of a live listing those that it shall have.
    pub photos: Vec<PhotoRef>,
    /// Where the change of a live listing stands; `None` without one.
    pub change: Option<ProductStatus>,
    /// What the staff asked to change; empty unless it, or its change, was returned.
    pub note: String,
    pub figures: PieceFigures,
}

/// What a live listing shall say once the staff have seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductChange {
    pub title: String,
    pub description: String,
    pub category_ja: String,
    pub category_en: String,
    pub equipment: Option<EquipmentRef>,
    pub details: Details,
    pub tags: Vec<Tag>,
    /// All of them in their order; `None` when those in the shop stay.
    pub photos: Option<Vec<PhotoRef>>,
}

/// A product in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewItem {
    pub id: ProductId,
    pub number: i64,
    pub title: String,
    /// A change of what is in the shop already.
    pub of_change: bool,
    pub price: Yen,
    pub maker_name: String,
    pub photo_id: Option<PhotoId>,
    pub submitted_at: DateTime<Utc>,
}

/// A page of the queue, the longest waiting first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewQueue {
    pub items: Vec<ReviewItem>,
    pub page: u64,
    pub has_next: bool,
}

/// An earlier decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastReview {
    pub at: DateTime<Utc>,
    pub decision: Decision,
    pub of_change: bool,
    pub note: String,
}

/// A product under review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewProduct {
    pub product: ProductPage,
    /// What waits to take the place of what is in the shop.
    pub change: Option<ProductChange>,
    /// Whether there is something to decide on.
    pub waits: bool,
    /// What is asked of it for safety, each with when its maker ticked it.
    pub safety: Vec<(SafetyCheck, Option<DateTime<Utc>>)>,
    /// When it, or its change, was last changed; the decision must name it, so that nothing unseen is approved.
    pub seen: DateTime<Utc>,
    /// The last first.
    pub past: Vec<PastReview>,
}

/// A decision on what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewCmd {
    pub product_id: ProductId,
    pub decision: Decision,
    /// To the maker; a return needs one.
    pub note: String,
    /// [`ReviewProduct::seen`].
    pub seen: DateTime<Utc>,
}

/// What the mail to the maker says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewNews {
    pub product_id: ProductId,
    pub email: String,
    pub display_name: String,
    /// `None`: in both.
    pub language: Option<Language>,
    /// Whether they want to be told.
    pub wanted: bool,
    pub number: i64,
    pub title: String,
    pub decision: Decision,
    /// On a change of what was in the shop already.
    pub of_change: bool,
    pub note: String,
}
