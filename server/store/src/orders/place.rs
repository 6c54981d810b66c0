//! Placing an order: the piece is taken and held in one transaction.

use chrono::{DateTime, Days, Utc};
use domain::{
    AccountId, DomainError, PickupOrderId,
    booking::OpenHours,
    calendar,
    orders::{Buyer, ORDER_QUANTITY_MAX, OrderError, hold_until},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{Offer, OrderPlaced, PlaceOrder, stock};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{hold, pickup_order},
    jobs::{self, Job},
    link::{self, Opens},
    register::{Piece, piece_by_number},
};

/// Days of closures that are read to find when a hold ends.
const CLOSURES_AHEAD_DAYS: u64 = 90;

impl Store {
    /// What the order form shows of a published product.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when no published product has the number.
    pub async fn order_offer(&self, cx: &Cx, product_number: i64) -> Result<Offer> {
        let db = self.db.read();
        let piece =
            piece_by_number(db, product_number).await?.filter(|piece| piece.published).ok_or(DomainError::NotFound)?;
        Ok(Offer {
            product_number: piece.number,
            title: piece.title,
            title_en: piece.title_en,
            maker: piece.maker,
            photo: piece.photo,
            price: piece.price,
            tax_rate_percent: piece.tax_rate_percent,
            available: piece.available,
            hold_until: self.hold_end(cx.now).await?,
        })
    }

    /// Places an order and takes its pieces from the stock. The same form sent again returns the first order.
    ///
    /// # Errors
    /// [`DomainError::Buyer`] with every wrong field, [`OrderError::QuantityOutOfRange`],
    /// [`OrderError::NotEnoughStock`] with what is left, [`DomainError::NotFound`] when the product is not in the shop.
    pub async fn order_place(&self, cx: &Cx, cmd: &PlaceOrder) -> Result<OrderPlaced> {
        let buyer = cmd.buyer.checked().map_err(DomainError::Buyer)?;
        if !(1..=ORDER_QUANTITY_MAX).contains(&cmd.quantity) {
            return Err(OrderError::QuantityOutOfRange { max: ORDER_QUANTITY_MAX }.into());
        }
        let contents = format!("{}\n{}", cmd.product_number, buyer.email);
        let request = link::request_key(&cmd.idempotency_key, &contents);
        let until = self.hold_end(cx.now).await?;
        let (buyer, request) = (&buyer, request.as_str());
        self.write("order_place", |tx| async move {
            let secret = link::secret_or_new(cx, &tx).await?;
            let first = pickup_order::Entity::find().filter(pickup_order::Column::IdempotencyKey.eq(request));
            if let Some(first) = first.one(&*tx).await? {
                let id = PickupOrderId(first.id);
                return Ok(OrderPlaced {
                    id,
                    number: first.number,
                    key: link::key(&secret, Opens::PickupOrder(id.0))?,
                    replayed: true,
                });
            }
            let piece = piece_by_number(&*tx, cmd.product_number).await?.filter(|piece| piece.published);
            let piece = piece.ok_or(DomainError::NotFound)?;
            if !stock::take(&tx, piece.id.0, cmd.quantity).await? {
                let available = stock::available(&tx, piece.id.0).await?;
                return Err(OrderError::NotEnoughStock { available }.into());
            }
            let (id, number) =
                insert(cx, &tx, Draft { buyer, piece: &piece, quantity: cmd.quantity, until, request }).await?;
            Ok(OrderPlaced { id, number, key: link::key(&secret, Opens::PickupOrder(id.0))?, replayed: false })
        })
        .await
    }

    /// When a hold that begins now ends, by the hours and closures of the space.
    async fn hold_end(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
        let mut week = [OpenHours::Closed; 7];
        for (day, of_day) in week.iter_mut().zip(self.weekday_hours().await?) {
            *day = of_day.hours;
        }
        let today = calendar::day_of(now);
        let last = today.checked_add_days(Days::new(CLOSURES_AHEAD_DAYS)).unwrap_or(today);
        let closed = self.closures(today, last).await?.into_iter().map(|(day, _)| day).collect();
        Ok(hold_until(now, &week, &closed))
    }
}

/// An order that is about to be written.
struct Draft<'a> {
    buyer: &'a Buyer,
    piece: &'a Piece,
    quantity: i64,
    until: DateTime<Utc>,
    request: &'a str,
}

/// Writes the order, its hold and its jobs.
async fn insert(cx: &Cx, tx: &Tx, draft: Draft<'_>) -> Result<(PickupOrderId, i64)> {
    let Draft { buyer, piece, quantity, until, request } = draft;
    let id = PickupOrderId(cx.new_id());
    let total = piece.price.times(quantity).ok_or_else(|| Error::internal("an order above the largest amount"))?;
    let number = next_number(tx).await?;
    let order = pickup_order::ActiveModel {
        id: Set(id.0),
        number: Set(number),
        account_id: Set(account_id(cx).map(|account| account.0)),
        name: Set(buyer.name.clone()),
        email: Set(buyer.email.clone()),
        phone: Set(buyer.phone.clone()),
        total_yen: Set(total.0),
        created_at: Set(cx.now),
        hold_until: Set(until),
        idempotency_key: Set(request.to_owned()),
    };
    pickup_order::Entity::insert(order).exec_without_returning(&**tx).await?;
    let line = hold::ActiveModel {
        id: Set(cx.new_id()),
        pickup_order_id: Set(id.0),
        product_id: Set(piece.id.0),
        quantity: Set(quantity),
        unit_price_yen: Set(piece.price.0),
    };
    hold::Entity::insert(line).exec_without_returning(&**tx).await?;
    jobs::enqueue(cx, tx, Job::OrderMail { order_id: id }).await?;
    jobs::enqueue_at(cx, tx, Job::OrderExpiry { order_id: id }, until).await?;
    Ok((id, number))
}

fn account_id(cx: &Cx) -> Option<AccountId> {
    cx.actor.account().map(|account| account.id)
}

/// The next order's number. Two orders that draw the same one collide on its unique index; the write is tried again.
async fn next_number(tx: &Tx) -> Result<i64> {
    let last: Option<Option<i64>> = pickup_order::Entity::find()
        .select_only()
        .expr(pickup_order::Column::Number.max())
        .into_tuple()
        .one(&**tx)
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}
