//! Placing an order: the piece is reserved and its line frozen in one transaction.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, DomainError, PickupOrderId,
    members::{Language, language_word},
    orders::{
        NewOrder, OPEN_ORDERS_MAX, OrderError, OrderOffer, OrderPlaced, PlaceFacts, PlaceOrder, PlaceRefusal,
        hold_days, hold_until, place_order,
    },
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Query},
};

use super::lines::insert_lines;
use crate::{
    Cx, Error, Result, Store, Tx,
    catalog::{snapshot_by_number, stock},
    entity::{pickup_order, pickup_order_end},
    equipment::Calendar,
    jobs::{self, Job},
    link::{FormKey, LinkPurpose},
    members::{ThrottledAct, client_network, mail_time, protected_of, throttle_take},
};

impl Store {
    /// What the order form shows of a published product.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when no published product has the number.
    pub async fn order_offer(&self, cx: &Cx, product_number: i64) -> Result<OrderOffer> {
        let product = snapshot_by_number(self.db.read(), product_number).await?;
        let product = product.filter(|product| product.published).ok_or(DomainError::NotFound)?;
        Ok(OrderOffer {
            product_number,
            available: product.available(),
            title: product.title,
            title_en: product.title_en,
            maker: product.maker,
            photo: product.photo,
            price: product.price,
            tax_rate_percent: product.tax_rate_percent,
            hold_until: self.hold_end(cx.now).await?,
        })
    }

    /// Places an order and reserves its pieces. The same form sent again returns the first order. Strangers (whoever has
    /// no confirmed account, and whoever gives another address than its own) are throttled by network and by that
    /// address, to which a mail goes; nobody has more than [`OPEN_ORDERS_MAX`] waiting.
    ///
    /// # Errors
    /// [`DomainError::Fields`] with everything that is wrong with the buyer, [`OrderError::QuantityOutOfRange`], [`OrderError::NotEnoughStock`] with
    /// what is left, [`OrderError::FormUsed`] when the form placed another order, [`OrderError::TooManyOpen`],
    /// [`DomainError::NotFound`] when the product is not in the shop, and for strangers
    /// [`domain::members::AccountError::TooManyAttempts`].
    pub async fn order_place(&self, cx: &Cx, cmd: &PlaceOrder) -> Result<OrderPlaced> {
        let until = self.hold_end(cx.now).await?;
        let form = &FormKey::new(&cmd.idempotency_key, &cmd.contents());
        self.write("order_place", |tx| async move {
            let placed = |id: PickupOrderId, number, replayed| {
                Ok(OrderPlaced { id, number, key: self.links.key(LinkPurpose::PickupOrder(id))?, replayed })
            };
            let first = pickup_order::Entity::find().filter(pickup_order::Column::IdempotencyKey.eq(&form.key));
            if let Some(first) = first.one(&tx).await? {
                if first.request_digest != form.digest {
                    return Err(OrderError::FormUsed.into());
                }
                return placed(first.id, first.number, true);
            }
            let mail_at = throttle_strangers(cx, &tx, cmd).await?;
            let product = snapshot_by_number(&tx, cmd.product_number).await?;
            let order = place_order(&PlaceFacts { product, hold_until: until }, cmd).map_err(refusal)?;
            refuse_too_many(cx, &tx, &order.buyer.email).await?;
            let order = as_nickname(cx, &tx, order).await?;
            if let Some(short) = stock::apply(&tx, &order.stock).await? {
                let available = stock::read(&tx, short).await?.available();
                return Err(OrderError::NotEnoughStock { available }.into());
            }
            let (id, number) = insert(cx, &tx, &order, (cmd.language, mail_at), form).await?;
            placed(id, number, false)
        })
        .await
    }

    /// When a hold that begins now ends, by the hours, closures and holidays of the space.
    async fn hold_end(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
        let (first, last) = hold_days(now);
        let calendar = Calendar::read(self.db.read(), first, last).await?;
        Ok(hold_until(now, |day| calendar.on(day).open))
    }
}

fn refusal(refusal: PlaceRefusal) -> Error {
    match refusal {
        PlaceRefusal::Buyer(errors) => DomainError::Fields(errors).into(),
        PlaceRefusal::Order(error) => error.into(),
        PlaceRefusal::NotForSale => DomainError::NotFound.into(),
    }
}

/// Returns when the mail about the order may leave.
async fn throttle_strangers(cx: &Cx, tx: &Tx, cmd: &PlaceOrder) -> Result<DateTime<Utc>> {
    let Some(client) = &cmd.client else { return Ok(cx.now) };
    let own = cx.actor.account().filter(|account| account.email_confirmed).map(|account| account.email.as_str());
    if own.is_none() {
        throttle_take(cx, tx, ThrottledAct::OrderClient, &client_network(client)).await?;
    }
    if own != Some(&cmd.buyer.email) {
        throttle_take(cx, tx, ThrottledAct::OrderAddress, &cmd.buyer.email).await?;
        return mail_time(cx, tx).await;
    }
    Ok(cx.now)
}

/// A protected person's order is in the nickname, whatever was typed.
async fn as_nickname(cx: &Cx, tx: &Tx, mut order: NewOrder) -> Result<NewOrder> {
    if let Some(account) = cx.actor.account()
        && protected_of(tx, &[account.id]).await?.contains(&account.id)
    {
        order.buyer.name.clone_from(&account.display_name);
        order.buyer.phone.clear();
    }
    Ok(order)
}

/// Counts an account's orders wherever they are mailed to, and a guest's by the mail address.
async fn refuse_too_many(cx: &Cx, tx: &Tx, email: &str) -> Result<()> {
    use pickup_order::Column;
    let whose = match account_id(cx) {
        Some(id) => Column::AccountId.eq(id),
        None => Column::Email.eq(email).and(Column::AccountId.is_null()),
    };
    let its_end = (pickup_order_end::Entity, pickup_order_end::Column::PickupOrderId);
    let ended = Query::select()
        .expr(Expr::val(1))
        .from(pickup_order_end::Entity)
        .and_where(Expr::col(its_end).equals((pickup_order::Entity, Column::Id)))
        .to_owned();
    let open = pickup_order::Entity::find().filter(whose).filter(Expr::exists(ended).not()).count(tx).await?;
    if open >= OPEN_ORDERS_MAX { Err(OrderError::TooManyOpen { max: OPEN_ORDERS_MAX }.into()) } else { Ok(()) }
}

/// Writes the order, its lines and its jobs.
async fn insert(
    cx: &Cx,
    tx: &Tx,
    order: &NewOrder,
    (language, mail_at): (Option<Language>, DateTime<Utc>),
    form: &FormKey,
) -> Result<(PickupOrderId, i64)> {
    let id = cx.new_id();
    let number = next_number(tx).await?;
    let row = pickup_order::ActiveModel {
        id: Set(id),
        number: Set(number),
        account_id: Set(account_id(cx)),
        name: Set(order.buyer.name.clone()),
        email: Set(order.buyer.email.clone()),
        phone: Set(order.buyer.phone.clone()),
        total_yen: Set(order.total),
        created_at: Set(cx.now),
        hold_until: Set(order.hold_until),
        idempotency_key: Set(form.key.clone()),
        request_digest: Set(form.digest.clone()),
        language: Set(language_word(language).to_owned()),
    };
    pickup_order::Entity::insert(row).exec_without_returning(tx).await?;
    insert_lines(cx, tx, id, &order.lines).await?;
    jobs::enqueue_at(cx, tx, Job::OrderMail { order_id: id }, mail_at).await?;
    jobs::enqueue_at(cx, tx, Job::OrderExpiry { order_id: id }, order.hold_until).await?;
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
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}
