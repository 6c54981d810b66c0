//! What the provider keeps of a payment.

use domain::{PaymentId, Yen, payments::MoneyKind};
use sea_orm::EntityTrait;

use super::money::{Money, write_money};
use crate::{Cx, Result, Store, entity::payment};

impl Store {
    /// The provider's id of a payment whose money came in; `None` for any other.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payment_intent(&self, _cx: &Cx, id: PaymentId) -> Result<Option<String>> {
        let row = payment::Entity::find_by_id(id).one(self.db.read()).await?;
        Ok(row.and_then(|row| row.payment_intent))
    }

    /// Writes the fee of a payment, once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payment_fee(&self, cx: &Cx, id: PaymentId, fee: Yen) -> Result<()> {
        self.write("payment_fee", |tx| async move {
            let Some(row) = payment::Entity::find_by_id(id).one(&tx).await? else { return Ok(()) };
            let Some(document) = row.payment_intent else { return Ok(()) };
            let money = Money { kind: MoneyKind::Fee, document, amount: fee };
            write_money(cx, &tx, &money, row.order_id, Some(id), None).await.map(|_| ())
        })
        .await
    }
}
