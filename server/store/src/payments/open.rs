//! The page on which an order is paid: what it is made of, and where it is.

use domain::{
    DomainError, OrderId, PaymentId, Yen,
    members::language_of,
    orders::{OrderLine, OrderState},
    payments::{PaymentSession, PaymentState, SessionItem, SessionLine, SessionRequest},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Cx, Result, Store,
    entity::{payment, product},
    link::LinkPurpose,
    orders::{lines, new_payment, open_payment, visible},
};

/// Where the buyer of an order that is paid online goes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentPage {
    /// The page is there.
    At(String),
    /// It has to be made first, of this; the addresses are the caller's to fill in.
    ToBeMade { payment: PaymentId, request: Box<SessionRequest> },
    /// There is nothing to pay (any more): the order's own page says why.
    None,
}

impl Store {
    /// The page for an order that waits for its payment; where the last one is over and the order still stands, a new one.
    /// `key` is the secret of the order's address. Asked again it gives the same request, word for word.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a wrong key as for an unknown order.
    pub async fn payment_page(&self, cx: &Cx, id: OrderId, key: Option<&str>) -> Result<PaymentPage> {
        self.write("payment_page", |tx| async move {
            let order = visible(&tx, cx, &self.links, id, key).await?;
            if order.state != OrderState::AwaitingPayment || order.hold_until <= cx.now {
                return Ok(PaymentPage::None);
            }
            let payment = match open_payment(&tx, id).await? {
                Some(payment) => payment,
                None => new_payment(cx, &tx, id, order.total_yen).await?,
            };
            let row = payment::Entity::find_by_id(payment).one(&tx).await?.ok_or(DomainError::NotFound)?;
            if let Some(url) = row.url {
                return Ok(PaymentPage::At(url));
            }
            // Waiting for the konbini, or about to be told that it is over.
            if row.session_id.is_some() {
                return Ok(PaymentPage::None);
            }
            let lines = lines(&tx, id).await?;
            let konbini = !any_one_of_a_kind(&tx, &lines).await?;
            let request = SessionRequest {
                reference: payment.to_string(),
                order_number: order.number,
                lines: session_lines(&lines, order.delivery_yen),
                total: order.total_yen,
                email: order.email.clone(),
                language: language_of(&order.language),
                konbini,
                expires_at: row.expires_at,
                success_url: format!("/orders/{id}?key={}", self.links.key(LinkPurpose::Order(id))?),
                cancel_url: format!("/orders/{id}?key={}", self.links.key(LinkPurpose::Order(id))?),
                idempotency_key: format!("session-{payment}"),
            };
            Ok(PaymentPage::ToBeMade { payment, request: Box::new(request) })
        })
        .await
    }

    /// Writes where the page is that was made for a payment. Doing it again changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payment_opened(&self, _cx: &Cx, payment: PaymentId, page: &PaymentSession) -> Result<()> {
        self.write("payment_opened", |tx| async move {
            payment::Entity::update_many()
                .col_expr(payment::Column::SessionId, Expr::value(page.id.clone()))
                .col_expr(payment::Column::Url, Expr::value(page.url.clone()))
                .filter(payment::Column::Id.eq(payment))
                .filter(payment::Column::State.eq(PaymentState::Open))
                .filter(payment::Column::SessionId.is_null())
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// The provider's ids of the pages of an order on which somebody may still pay, or has paid unknown to us: before its
    /// pieces are given to somebody else these are closed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payment_pages_open(&self, _cx: &Cx, order: OrderId) -> Result<Vec<String>> {
        let open = payment::Entity::find()
            .filter(payment::Column::OrderId.eq(order))
            .filter(payment::Column::State.is_in([PaymentState::Open, PaymentState::Pending]))
            .filter(payment::Column::SessionId.is_not_null());
        Ok(open.all(self.db.read()).await?.into_iter().filter_map(|row| row.session_id).collect())
    }
}

/// A konbini is paid days later: nobody keeps a single piece for that.
async fn any_one_of_a_kind(conn: &impl ConnectionTrait, lines: &[OrderLine]) -> Result<bool> {
    let ids: Vec<_> = lines.iter().map(|line| line.product_id).collect();
    let single =
        product::Entity::find().filter(product::Column::Id.is_in(ids)).filter(product::Column::OneOfAKind.eq(true));
    Ok(single.one(conn).await?.is_some())
}

/// The pieces, then wrapping and delivery; they come to the order's total.
fn session_lines(lines: &[OrderLine], delivery_fee: Yen) -> Vec<SessionLine> {
    let mut out: Vec<SessionLine> = lines
        .iter()
        .map(|line| SessionLine {
            item: SessionItem::Piece(line.title.clone()),
            unit_price: line.unit_price,
            quantity: line.quantity,
        })
        .collect();
    let wrapping: Yen = lines.iter().map(|line| Yen(line.wrapping.unwrap_or(Yen::ZERO).0 * line.quantity)).sum();
    for (item, yen) in [(SessionItem::GiftWrapping, wrapping), (SessionItem::Delivery, delivery_fee)] {
        if yen > Yen::ZERO {
            out.push(SessionLine { item, unit_price: yen, quantity: 1 });
        }
    }
    out
}
