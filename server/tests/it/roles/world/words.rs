//! What people say of the owner's pieces.

use domain::{BuyerReviewId, OrderId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use store::entity;
use uuid::Uuid;

use super::{World, now};

impl World {
    /// A question about the owner's piece, and a review of it.
    pub(super) async fn words(&mut self, number: &str, order: &str) {
        let asked = [("key", "world"), ("name", "聞き手"), ("email", "asker@example.jp"), ("text", "色は？")];
        self.pages[0].post_form(&format!("/shop/{number}/question"), &asked).await.expect(303);
        let read = self.app.db().read();
        let question = entity::question::Entity::find().one(read).await.expect("questions").expect("a question").id;
        let order: OrderId = order.parse().expect("an id");
        let line = entity::order_line::Entity::find().filter(entity::order_line::Column::OrderId.eq(order));
        let line = line.one(read).await.expect("lines").expect("a line");
        let id: BuyerReviewId = Uuid::now_v7().into();
        let review = entity::buyer_review::ActiveModel {
            id: Set(id),
            order_line_id: Set(line.id),
            product_id: Set(line.product_id),
            stars: Set(4),
            text: Set("よい箱".to_owned()),
            name: Set(String::new()),
            at: Set(now()),
            answer: Set(String::new()),
            answered_at: Set(None),
            taken_down_at: Set(None),
        };
        entity::buyer_review::Entity::insert(review).exec_without_returning(read).await.expect("a review");
        self.id("/me/questions/", "{id}", question);
        self.id("/staff/questions/", "{id}", question);
        self.id("/me/reviews/", "{id}", id);
        self.id("/staff/reviews/", "{id}", id);
        self.id("/orders/", "{position}", 0);
    }
}
