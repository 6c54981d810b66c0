//! How often a piece's page is opened: a number a day, of nobody.

use domain::{calendar::day_of, shop::ProductStatus};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    Cx, Result, Store,
    entity::product,
    members::{ThrottledAct, client_network, throttle_take},
    sql::sql,
};

impl Store {
    /// Counts that somebody looked at the piece with this number, from that network address. Its maker and the staff are
    /// not counted, nor is what is not in the shop.
    ///
    /// # Errors
    /// [`domain::members::AccountError::TooManyAttempts`] for a network that has looked very often.
    pub async fn product_seen(&self, cx: &Cx, number: i64, client: &str) -> Result<()> {
        if cx.actor.staff().is_ok() {
            return Ok(());
        }
        let own = cx.actor.account().and_then(|account| account.maker_id);
        self.write("product_seen", |tx| async move {
            let found = product::Entity::find().filter(product::Column::Number.eq(number)).one(&tx).await?;
            let Some(piece) = found.filter(|row| row.status == ProductStatus::Published) else { return Ok(()) };
            if own == Some(piece.maker_id) {
                return Ok(());
            }
            throttle_take(cx, &tx, ThrottledAct::ViewClient, &client_network(client)).await?;
            let one_more = "INSERT INTO product_view (product_id, day, views) VALUES ($1, $2, 1) \
                 ON CONFLICT (product_id, day) DO UPDATE SET views = product_view.views + 1";
            tx.execute_raw(sql(&tx, one_more, [piece.id.into(), day_of(cx.now).into()])).await?;
            Ok(())
        })
        .await
    }
}
