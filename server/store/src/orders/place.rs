//! Placing an order: the piece is reserved and its line frozen in one transaction.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, DomainError, OrderId, PaymentId, ProductId, Yen, calendar,
    catalog::ProductSnapshot,
    members::{Language, language_word},
    orders::{
        BasketPiece, CheckoutTerms, NewOrder, OPEN_ORDERS_MAX, ORDER_LINES_MAX, OrderError, OrderOffer, OrderPlaced,
        OrderState, PAYMENT_MINUTES, PayBy, PlaceFacts, PlaceOrder, PlaceRefusal, hold_days, hold_until, place_order,
    },
    payments::PaymentState,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

use super::{lines::insert_lines, rates::rates, state::begin};
use crate::{
    Cx, Error, Result, Store, Tx,
    catalog::{options_of, snapshot_by_number, snapshots, stock},
    entity::{payment, product, shop_order},
    equipment::Calendar,
    jobs::{self, Job},
    link::{FormKey, LinkKey, LinkPurpose},
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
            let first = shop_order::Entity::find().filter(shop_order::Column::IdempotencyKey.eq(&form.key));
            if let Some(first) = first.one(&tx).await? {
                if first.request_digest != form.digest {
                    return Err(OrderError::FormUsed.into());
                }
                let payment = open_payment(&tx, first.id).await?;
                return placed(&self.links, first.id, first.number, payment, true);
            }
            let mail_at = throttle_strangers(cx, &tx, cmd).await?;
            let facts = facts(cx, &tx, cmd, until).await?;
            let order = place_order(&facts, cmd, cx.now).map_err(refusal)?;
            refuse_too_many(cx, &tx, &order.buyer.email).await?;
            let order = as_nickname(cx, &tx, order).await?;
            if let Some(short) = stock::apply(cx, &tx, &order.stock).await? {
                let product = facts.products.iter().find(|product| product.id == short);
                let product_number = product.map_or(0, |product| product.number);
                let available = stock::read(&tx, short).await?.available();
                return Err(OrderError::NotEnoughStock { product_number, available }.into());
            }
            let (id, number) = insert(cx, &tx, &order, cmd.language, form).await?;
            let payment = begin_payment(cx, &tx, id, &order, mail_at).await?;
            placed(&self.links, id, number, payment, false)
        })
        .await
    }

    /// The order that was placed with a form's key, if one was: the key is known to that form's browser alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn order_of_key(&self, _cx: &Cx, key: &str) -> Result<Option<OrderPlaced>> {
        let key = FormKey::new(key, "").key;
        let db = self.db.read();
        let first = shop_order::Entity::find().filter(shop_order::Column::IdempotencyKey.eq(key)).one(db).await?;
        let Some(first) = first else { return Ok(None) };
        let payment = open_payment(db, first.id).await?;
        placed(&self.links, first.id, first.number, payment, true).map(Some)
    }

    /// What the checkout needs beside the pieces: the rates of delivery of today, and when a hold for the counter ends.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn checkout_terms(&self, cx: &Cx) -> Result<CheckoutTerms> {
        let rates = rates(self.db.read()).await?;
        Ok(CheckoutTerms { rates, today: calendar::day_of(cx.now), hold_until: self.hold_end(cx.now).await? })
    }

    /// The pieces with these numbers as they are now, as far as there are any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn basket_pieces(&self, numbers: &[i64]) -> Result<Vec<BasketPiece>> {
        let db = self.db.read();
        let numbers = numbers.iter().copied().take(ORDER_LINES_MAX);
        let products = snapshots(db, product::Column::Number.is_in(numbers), ORDER_LINES_MAX as u64).await?;
        let mut options = options_of(db, &ids(&products)).await?;
        let piece = |product: ProductSnapshot| {
            let options = options.remove(&product.id).unwrap_or_default();
            BasketPiece { product, options }
        };
        Ok(products.into_iter().map(piece).collect())
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
        PlaceRefusal::Fields(errors) => DomainError::Fields(errors).into(),
        PlaceRefusal::Order(error) => error.into(),
    }
}

fn placed(
    links: &LinkKey,
    id: OrderId,
    number: i64,
    payment: Option<PaymentId>,
    replayed: bool,
) -> Result<OrderPlaced> {
    Ok(OrderPlaced { id, number, key: links.key(LinkPurpose::Order(id))?, payment, replayed })
}

fn ids(products: &[ProductSnapshot]) -> Vec<ProductId> {
    products.iter().map(|product| product.id).collect()
}

/// What the decision looks at.
async fn facts(cx: &Cx, tx: &Tx, cmd: &PlaceOrder, hold_until: DateTime<Utc>) -> Result<PlaceFacts> {
    // More lines than an order may have are refused by the decision, whatever they name.
    let numbers = cmd.lines.iter().take(ORDER_LINES_MAX).map(|line| line.product_number);
    let products = snapshots(tx, product::Column::Number.is_in(numbers), ORDER_LINES_MAX as u64).await?;
    let options = options_of(tx, &ids(&products)).await?;
    let rates = if cmd.delivery.is_posted() { rates(tx).await? } else { Vec::new() };
    Ok(PlaceFacts {
        products,
        options,
        rates,
        today: calendar::day_of(cx.now),
        hold_until,
        pays_online: cmd.pays_online,
    })
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
    use shop_order::Column;
    let whose = match account_id(cx) {
        Some(id) => Column::AccountId.eq(id),
        None => Column::Email.eq(email).and(Column::AccountId.is_null()),
    };
    let unpaid = Column::State.is_in([OrderState::Pending, OrderState::AwaitingPayment]);
    let open = shop_order::Entity::find().filter(whose).filter(unpaid).count(tx).await?;
    if open >= OPEN_ORDERS_MAX { Err(OrderError::TooManyOpen { max: OPEN_ORDERS_MAX }.into()) } else { Ok(()) }
}

/// Writes the order, its lines, its first state and the end of its hold.
async fn insert(
    cx: &Cx,
    tx: &Tx,
    order: &NewOrder,
    language: Option<Language>,
    form: &FormKey,
) -> Result<(OrderId, i64)> {
    let id = cx.new_id();
    let number = next_number(tx).await?;
    let row = shop_order::ActiveModel {
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
        state: Set(order.state),
        delivery: Set(order.delivery),
        pay_by: Set(order.pay_by),
        address: Set(order.address.clone()),
        message: Set(order.message.clone()),
        delivery_yen: Set(order.delivery_fee),
        paid_yen: Set(Yen::ZERO),
        returned_yen: Set(Yen::ZERO),
        tracking: Set(None),
        alert: Set(None),
        due_day: Set(None),
    };
    shop_order::Entity::insert(row).exec_without_returning(tx).await?;
    insert_lines(cx, tx, id, &order.lines).await?;
    begin(cx, tx, id, order.state).await?;
    jobs::enqueue_at(cx, tx, Job::OrderExpiry { order_id: id }, order.hold_until).await?;
    Ok((id, number))
}

/// What is paid at the counter is mailed at once; what is paid online when it is paid, and gets its payment.
async fn begin_payment(
    cx: &Cx,
    tx: &Tx,
    id: OrderId,
    order: &NewOrder,
    mail_at: DateTime<Utc>,
) -> Result<Option<PaymentId>> {
    match order.pay_by {
        PayBy::Counter => {
            jobs::enqueue_at(cx, tx, Job::OrderMail { order_id: id }, mail_at).await?;
            Ok(None)
        }
        PayBy::Online => new_payment(cx, tx, id, order.total).await.map(Some),
    }
}

/// A payment of an order, whose page is made after the commit.
pub(crate) async fn new_payment(cx: &Cx, tx: &Tx, order: OrderId, amount: Yen) -> Result<PaymentId> {
    let id = cx.new_id();
    let row = payment::ActiveModel {
        id: Set(id),
        order_id: Set(order),
        state: Set(PaymentState::Open),
        amount_yen: Set(amount),
        created_at: Set(cx.now),
        expires_at: Set(cx.now + TimeDelta::minutes(PAYMENT_MINUTES)),
        session_id: Set(None),
        url: Set(None),
        payment_intent: Set(None),
        method: Set(None),
    };
    payment::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

/// The payment of an order that is open or waits for the konbini.
pub(crate) async fn open_payment(conn: &impl ConnectionTrait, order: OrderId) -> Result<Option<PaymentId>> {
    let open = payment::Entity::find()
        .select_only()
        .column(payment::Column::Id)
        .filter(payment::Column::OrderId.eq(order))
        .filter(payment::Column::State.is_in([PaymentState::Open, PaymentState::Pending]));
    Ok(open.into_tuple().one(conn).await?)
}

fn account_id(cx: &Cx) -> Option<AccountId> {
    cx.actor.account().map(|account| account.id)
}

/// The next order's number. Two orders that draw the same one collide on its unique index; the write is tried again.
async fn next_number(tx: &Tx) -> Result<i64> {
    let last: Option<Option<i64>> =
        shop_order::Entity::find().select_only().expr(shop_order::Column::Number.max()).into_tuple().one(tx).await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}
