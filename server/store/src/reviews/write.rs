//! A buyer writes of a line of an order: by the secret of the order's address, or signed in.

use std::collections::HashMap;

use domain::{
    DomainError, OrderId,
    orders::OrderState,
    reviews::{LineReview, ReviewAbout, ReviewError, ReviewLine, WriteReview, may_review},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Cx, Error, Result, Store,
    db::violated_unique,
    entity::{buyer_review, order_line, shop_order},
    jobs::{self, Job},
    link::{LinkKey, LinkPurpose},
};

impl Store {
    /// What the buyer of an order may still review, line by line; nothing for anybody else, and before it has arrived.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn review_lines(&self, cx: &Cx, id: OrderId, key: Option<&str>) -> Result<Vec<ReviewLine>> {
        let read = self.db.read();
        let order = match of_buyer(read, cx, &self.links, id, key).await {
            Err(Error::Domain(DomainError::NotFound)) => return Ok(Vec::new()),
            other => other?,
        };
        if !matches!(order.state, OrderState::Completed | OrderState::Refunded) {
            return Ok(Vec::new());
        }
        let can = may_review(order.state, order.paid_yen, order.returned_yen).is_ok();
        let lines = lines(read, id).await?;
        let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
        let written =
            buyer_review::Entity::find().filter(buyer_review::Column::OrderLineId.is_in(ids)).all(read).await?;
        let written: HashMap<Uuid, bool> =
            written.into_iter().map(|row| (row.order_line_id, row.taken_down_at.is_some())).collect();
        let review = |line: order_line::Model| {
            let review = match written.get(&line.id) {
                Some(true) => LineReview::TakenDown,
                Some(false) => LineReview::Written,
                None if can && !is_own(cx, &line) => LineReview::Open,
                None => return None,
            };
            Some(ReviewLine { position: line.position.into(), review })
        };
        Ok(lines.into_iter().filter_map(review).collect())
    }

    /// The line that is to be reviewed.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for anybody but the buyer; a [`ReviewError`] when it cannot be reviewed.
    pub async fn review_about(&self, cx: &Cx, id: OrderId, position: i32, key: Option<&str>) -> Result<ReviewAbout> {
        let read = self.db.read();
        let line = open_line(read, cx, &self.links, id, position, key).await?;
        let written = buyer_review::Entity::find().filter(buyer_review::Column::OrderLineId.eq(line.id));
        if written.one(read).await?.is_some() {
            return Err(ReviewError::Written.into());
        }
        Ok(ReviewAbout {
            product_number: line.product_number,
            title: line.title,
            title_en: line.title_en,
            maker: line.maker_name,
        })
    }

    /// Writes the review of a line, and mails its maker.
    ///
    /// # Errors
    /// As [`Store::review_about`].
    pub async fn review_write(
        &self,
        cx: &Cx,
        id: OrderId,
        position: i32,
        key: Option<&str>,
        review: &WriteReview,
    ) -> Result<()> {
        let written = self.write("review_write", |tx| async move {
            let line = open_line(&tx, cx, &self.links, id, position, key).await?;
            let review_id = cx.new_id();
            let row = buyer_review::ActiveModel {
                id: Set(review_id),
                order_line_id: Set(line.id),
                product_id: Set(line.product_id),
                stars: Set(i32::try_from(review.stars).unwrap_or(1)),
                text: Set(review.text.clone()),
                name: Set(review.name.clone()),
                at: Set(cx.now),
                answer: Set(String::new()),
                answered_at: Set(None),
                taken_down_at: Set(None),
            };
            buyer_review::Entity::insert(row).exec_without_returning(&tx).await?;
            jobs::enqueue(cx, &tx, Job::BuyerReviewMail { review_id }).await
        });
        match written.await {
            Err(Error::Db(error)) if violated_unique(&error).as_deref() == Some("uq_buyer_review_order_line_id") => {
                Err(ReviewError::Written.into())
            }
            other => other,
        }
    }
}

/// The order, for its buyer alone: staff see orders, and write no reviews of them.
async fn of_buyer(
    conn: &impl ConnectionTrait,
    cx: &Cx,
    links: &LinkKey,
    id: OrderId,
    key: Option<&str>,
) -> Result<shop_order::Model> {
    let order = shop_order::Entity::find_by_id(id).one(conn).await?.ok_or(DomainError::NotFound)?;
    let is_own = order.account_id.is_some() && order.account_id == cx.actor.account().map(|account| account.id);
    let has_key = match key {
        Some(key) => links.opens(LinkPurpose::Order(id), key)?,
        None => false,
    };
    if is_own || has_key { Ok(order) } else { Err(DomainError::NotFound.into()) }
}

async fn open_line(
    conn: &impl ConnectionTrait,
    cx: &Cx,
    links: &LinkKey,
    id: OrderId,
    position: i32,
    key: Option<&str>,
) -> Result<order_line::Model> {
    let order = of_buyer(conn, cx, links, id, key).await?;
    let line = lines(conn, id).await?.into_iter().find(|line| line.position == position);
    let line = line.ok_or(DomainError::NotFound)?;
    may_review(order.state, order.paid_yen, order.returned_yen)?;
    if is_own(cx, &line) { Err(ReviewError::OwnPiece.into()) } else { Ok(line) }
}

fn is_own(cx: &Cx, line: &order_line::Model) -> bool {
    cx.actor.account().and_then(|account| account.maker_id) == Some(line.maker_id)
}

async fn lines(conn: &impl ConnectionTrait, id: OrderId) -> Result<Vec<order_line::Model>> {
    let lines = order_line::Entity::find().filter(order_line::Column::OrderId.eq(id));
    Ok(lines.order_by_asc(order_line::Column::Position).all(conn).await?)
}
