//! Products on the shelf and people at the counter, for the tests of orders and the register.

use domain::{
    Account, AccountId, Actor, CategoryId, ProductId, Staff,
    members::Role,
    orders::{Buyer, PickedLine, PlaceOrder},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{Cx, entity};
use uuid::Uuid;

use crate::support::TestApp;

/// A product to put on the shelf.
pub struct Piece {
    pub number: i64,
    pub title: &'static str,
    pub price_yen: i64,
    pub stock: i64,
    pub tax_rate_percent: i32,
}

/// A piece at 10 %.
pub fn piece(number: i64, price_yen: i64, stock: i64) -> Piece {
    Piece { number, title: "ヒノキのコースター", price_yen, stock, tax_rate_percent: 10 }
}

/// A maker with published products; returns the maker's account.
pub async fn shelf(app: &TestApp, maker: &str, pieces: &[Piece]) -> AccountId {
    let email = format!("{}@example.jp", Uuid::now_v7().simple());
    let account = app.account(&email, Role::Member).await;
    let maker_id = app.maker_profile(account, maker).await;
    let category = CategoryId(Uuid::now_v7());
    let row = entity::category::ActiveModel {
        id: Set(category),
        slug: Set(format!("c{}", category.0.simple())),
        name_ja: Set("木工".into()),
        name_en: Set("Wood".into()),
        care_ja: Set(String::new()),
        care_en: Set(String::new()),
        checks: Set(String::new()),
        position: Set(1),
        ended_at: Set(None),
    };
    let row = &row;
    // As the product writes: what the shop remembers is read anew.
    let write = app.store.write("category", |tx| async move {
        entity::category::Entity::insert(row.clone()).exec_without_returning(&tx).await?;
        Ok(())
    });
    write.await.expect("category");
    for piece in pieces {
        let id = ProductId(Uuid::now_v7());
        let now = app.store.now();
        let row = entity::product::ActiveModel {
            id: Set(id),
            number: Set(piece.number),
            maker_id: Set(maker_id),
            category_id: Set(category),
            category_chosen: Set(true),
            title: Set(piece.title.to_owned()),
            title_en: Set(None),
            description: Set("4枚組".into()),
            description_en: Set(None),
            price_yen: Set(domain::Yen(piece.price_yen)),
            tax_rate_percent: Set(piece.tax_rate_percent),
            one_of_a_kind: Set(piece.stock == 1),
            equipment_type_id: Set(None),
            details: Set(domain::shop::Details::default()),
            status: Set(domain::shop::ProductStatus::Published),
            created_at: Set(now),
            updated_at: Set(now),
            published_at: Set(Some(now)),
            ..Default::default()
        };
        entity::product::Entity::insert(row).exec_without_returning(app.db().read()).await.expect("product");
        let row = entity::stock::ActiveModel { product_id: Set(id), on_hand: Set(piece.stock), reserved: Set(0) };
        entity::stock::Entity::insert(row).exec_without_returning(app.db().read()).await.expect("stock");
    }
    account
}

/// Pieces of a product that neither a sale nor a hold has taken.
pub async fn available(app: &TestApp, number: i64) -> i64 {
    app.store.order_offer(&app.cx(), number).await.expect("offer").available
}

/// A context and the capability of a member of staff.
pub async fn at_the_counter(app: &TestApp) -> (Cx, Staff) {
    let email = format!("{}@example.jp", Uuid::now_v7().simple());
    let id = app.account(&email, Role::Staff).await;
    let account =
        Account {
            id, role: Role::Staff, display_name: "レジ係".into(), email, email_confirmed: true, maker_id: None
        };
    let cx = Cx { actor: Actor::Account(account), ..app.cx() };
    let staff = cx.actor.staff().expect("staff");
    (cx, staff)
}

/// An order of one piece by a guest.
pub fn order(product_number: i64, key: &str) -> PlaceOrder {
    order_of(product_number, 1, key)
}

/// An order of so many of one piece by a guest.
pub fn order_of(product_number: i64, quantity: i64, key: &str) -> PlaceOrder {
    PlaceOrder {
        lines: vec![PickedLine { product_number, quantity, ..PickedLine::default() }],
        buyer: Buyer { name: "山田 花子".into(), email: "hanako@example.jp".into(), phone: String::new() },
        idempotency_key: key.to_owned(),
        ..PlaceOrder::default()
    }
}

/// Rows of a table, counted.
pub async fn count<E: EntityTrait>(app: &TestApp) -> u64
where
    E::Model: Sync,
{
    use sea_orm::PaginatorTrait;
    E::find().count(app.db().read()).await.expect("count")
}
