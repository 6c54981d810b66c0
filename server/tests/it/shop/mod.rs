//! The shop: photos, listings, review, the shelf.

mod browse;
mod commission;
mod decoding;
mod details;
mod drafts;
mod favourites;
mod feeds;
mod listing;
mod live;
pub mod picture;
mod piece;
mod review;
mod safety;
mod selling;
mod slugs;
mod stock;
mod upload;
mod views;

use domain::{
    Account, Actor, CategoryId, Maker, MakerId, PhotoId, ProductId, Staff,
    catalog::product_slug,
    members::Role,
    shop::{Decision, ListingDraft, ProductStatus, ReviewCmd},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use store::{
    Cx,
    entity::{category, photo, product},
    shop::{PhotoFile, PhotoFiles},
};
use uuid::Uuid;

use crate::support::TestApp;

impl TestApp {
    /// The shop's first category.
    pub async fn category(&self, slug: &str) -> CategoryId {
        let id = CategoryId(Uuid::now_v7());
        let position = i32::try_from(self.store.categories().await.expect("categories").len()).expect("few");
        let row = category::ActiveModel {
            id: Set(id),
            slug: Set(slug.to_owned()),
            name_ja: Set("木のもの".into()),
            name_en: Set("Wood".into()),
            position: Set(position),
            ended_at: Set(None),
            care_ja: Set(String::new()),
            care_en: Set(String::new()),
            checks: Set(String::new()),
        };
        let row = &row;
        // As the product writes: what the shop remembers is read anew.
        let write = self.store.write("category", |tx| async move {
            category::Entity::insert(row.clone()).exec_without_returning(&tx).await?;
            Ok(())
        });
        write.await.expect("category");
        id
    }

    /// A new maker who asks now.
    pub async fn some_maker(&self, name: &str) -> (Cx, Maker) {
        let account = self.account(&format!("{name}@example.jp"), Role::Member).await;
        let maker_id = self.maker_profile(account, name).await;
        self.as_maker(account, maker_id)
    }

    pub fn as_maker(&self, id: domain::AccountId, maker_id: MakerId) -> (Cx, Maker) {
        let cx = self.asking(id, Role::Member, Some(maker_id));
        let maker = cx.actor.maker().expect("a maker");
        (cx, maker)
    }

    pub async fn some_staff(&self) -> (Cx, Staff) {
        let account = self.account(&format!("{}@example.jp", Uuid::now_v7()), Role::Staff).await;
        let cx = self.asking(account, Role::Staff, None);
        let staff = cx.actor.staff().expect("staff");
        (cx, staff)
    }

    pub fn asking(&self, id: domain::AccountId, role: Role, maker_id: Option<MakerId>) -> Cx {
        let actor = Actor::Account(Account {
            id,
            role,
            display_name: "だれか".into(),
            email: "someone@example.jp".into(),
            email_confirmed: true,
            maker_id,
        });
        Cx { actor, ..self.cx() }
    }

    /// A complete draft with a photo.
    pub async fn draft_with_photo(&self, cx: &Cx, maker: &Maker, draft: &ListingDraft) -> (ProductId, PhotoId) {
        let id = cx.new_id();
        let first = self.store.categories().await.expect("categories").first().map(|category| category.id);
        let draft = &ListingDraft { category_id: draft.category_id.or(first), ..draft.clone() };
        self.store.product_save(cx, maker, id, draft).await.expect("draft");
        let photo = self.store.photo_add(cx, maker, id, photo_files(), &*self.state.images).await.expect("photo");
        (id, photo)
    }

    /// A product in the shop; its number.
    pub async fn published(&self, cx: &Cx, maker: &Maker, draft: &ListingDraft) -> (ProductId, i64) {
        let (id, _) = self.draft_with_photo(cx, maker, draft).await;
        self.store.product_submit(cx, maker, id).await.expect("submitted");
        let (staff_cx, staff) = self.some_staff().await;
        let seen = self.store.review_product(&staff_cx, &staff, id).await.expect("review").seen;
        let cmd = ReviewCmd { product_id: id, decision: Decision::Approved, note: String::new(), seen };
        self.store.product_review(&staff_cx, &staff, &cmd).await.expect("approved");
        (id, self.product_row(id).await.number)
    }

    pub async fn product_row(&self, id: ProductId) -> product::Model {
        product::Entity::find_by_id(id.0).one(self.db().read()).await.expect("read").expect("a product")
    }

    pub async fn product_count(&self) -> u64 {
        product::Entity::find().count(self.db().read()).await.expect("count")
    }

    pub async fn photos_of(&self, id: ProductId) -> Vec<photo::Model> {
        let rows = photo::Entity::find().filter(photo::Column::ProductId.eq(id.0));
        rows.order_by_asc(photo::Column::Position).all(self.db().read()).await.expect("photos")
    }

    pub async fn status_of(&self, id: ProductId) -> ProductStatus {
        self.product_row(id).await.status
    }
}

/// A listing that may be handed in once it has a photo.
pub fn coaster() -> ListingDraft {
    ListingDraft {
        title: "ヒノキのコースター".into(),
        description: "4枚組です。\n水に強い仕上げ。".into(),
        price_yen: 2400,
        stock: 3,
        ..ListingDraft::default()
    }
}

/// Stand-ins for the three sizes of a photo that nobody has sent before.
pub fn photo_files() -> PhotoFiles {
    let unlike = Uuid::now_v7();
    let files = [320, 640, 1280].map(|side| PhotoFile { side, bytes: format!("webp {side} {unlike}").into_bytes() });
    PhotoFiles { width: 1280, height: 960, colour: Some(0x88b0a0), files: files.into() }
}

/// Where a piece's page is.
pub fn address_of(title: &str, number: i64) -> String {
    app::ui::encoded_path(&format!("/shop/{}", product_slug(title, number)))
}
