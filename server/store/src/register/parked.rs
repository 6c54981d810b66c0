//! Carts that wait (保留): parked on one tablet, brought back on any.

use std::collections::HashMap;

use chrono::TimeDelta;
use domain::{
    CartId, Staff,
    register::{CartContents, LINES_MAX, ParkedCart, RegisterError},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, OnConflict},
};

use super::PARKED_MAX;
use crate::{
    Cx, Result, Store, Tx,
    entity::{
        account,
        parked_cart::{ActiveModel, Column, Entity},
        product,
    },
};

/// How long a cart that was brought back can be asked for again, should the answer have been lost on its way.
const TAKEN_HOURS: i64 = 24;

impl Store {
    /// Parks a cart under its key; again it replaces what was parked. An empty cart, or one without a key, is not
    /// parked, and `false`.
    ///
    /// # Errors
    /// [`RegisterError::TooManyParked`].
    pub async fn cart_park(&self, cx: &Cx, staff: &Staff, cart: &CartContents) -> Result<bool> {
        self.write("cart_park", |tx| async move { park(cx, &tx, staff, cart).await }).await
    }

    /// Brings a parked cart back, and parks the one that stood at the counter. Whoever has brought it back is given it
    /// again, in case the first answer was lost.
    ///
    /// # Errors
    /// [`RegisterError::ParkedGone`] when somebody else has it, or it was sold or thrown away;
    /// [`RegisterError::TooManyParked`].
    pub async fn cart_resume(
        &self,
        cx: &Cx,
        staff: &Staff,
        id: CartId,
        standing: &CartContents,
    ) -> Result<CartContents> {
        self.write("cart_resume", |tx| async move {
            let mine = Condition::any()
                .add(Column::TakenByAccountId.is_null())
                .add(Column::TakenByAccountId.eq(staff.account_id));
            let taken = Entity::update_many()
                .col_expr(Column::TakenByAccountId, Expr::value(staff.account_id))
                .col_expr(Column::TakenAt, Expr::value(cx.now))
                .filter(Column::Id.eq(id))
                .filter(mine)
                .exec(&tx)
                .await?;
            let row = Entity::find_by_id(id).one(&tx).await?.filter(|_| taken.rows_affected == 1);
            let row = row.ok_or(RegisterError::ParkedGone)?;
            if standing.id() != Some(id) {
                park(cx, &tx, staff, standing).await?;
            }
            Ok(CartContents::parse(&row.contents))
        })
        .await
    }

    /// Throws a parked cart away. Nothing happens when it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cart_discard(&self, _cx: &Cx, _staff: &Staff, id: CartId) -> Result<()> {
        self.write("cart_discard", |tx| async move {
            Entity::delete_by_id(id).filter(Column::TakenAt.is_null()).exec(&tx).await?;
            Ok(())
        })
        .await
    }

    /// How many carts wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn carts_parked_count(&self, _cx: &Cx, _staff: &Staff) -> Result<u64> {
        waiting(self.db.read()).await
    }

    /// The carts that wait, longest first; at most [`PARKED_MAX`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn carts_parked(&self, _cx: &Cx, _staff: &Staff) -> Result<Vec<ParkedCart>> {
        let db = self.db.read();
        let is_account = Expr::col((account::Entity, account::Column::Id)).equals((Entity, Column::AccountId));
        let mut query = Entity::find()
            .select_only()
            .columns([Column::Id, Column::At, Column::Contents])
            .expr_as(Expr::col((account::Entity, account::Column::DisplayName)), "staff")
            .filter(Column::TakenAt.is_null())
            .order_by_asc(Column::At)
            .order_by_asc(Column::Id)
            .limit(PARKED_MAX);
        QuerySelect::query(&mut query).inner_join(account::Entity, is_account);
        let rows: Vec<(CartId, chrono::DateTime<chrono::Utc>, String, String)> = query.into_tuple().all(db).await?;
        let carts: Vec<CartContents> = rows.iter().map(|row| CartContents::parse(&row.2)).collect();
        let titles = titles(db, &carts).await?;
        let parked = |((id, at, _, staff), cart): (_, CartContents)| {
            let title = |number: i64| titles.get(&number).cloned().unwrap_or_default();
            let lines = cart.lines.iter().map(|line| (title(line.product_number), line.quantity)).collect();
            ParkedCart { id, at, staff, lines, orders: cart.orders }
        };
        Ok(rows.into_iter().zip(carts).map(parked).collect())
    }
}

/// The titles of all that waits, in one query.
async fn titles(conn: &impl ConnectionTrait, carts: &[CartContents]) -> Result<HashMap<i64, String>> {
    let numbers = carts.iter().flat_map(|cart| cart.lines.iter().map(|line| line.product_number));
    let titles: Vec<(i64, String)> = product::Entity::find()
        .select_only()
        .columns([product::Column::Number, product::Column::Title])
        .filter(product::Column::Number.is_in(numbers))
        .limit(PARKED_MAX * LINES_MAX as u64)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(titles.into_iter().collect())
}

async fn waiting(conn: &impl ConnectionTrait) -> Result<u64> {
    Ok(Entity::find().filter(Column::TakenAt.is_null()).count(conn).await?)
}

async fn park(cx: &Cx, tx: &Tx, staff: &Staff, cart: &CartContents) -> Result<bool> {
    let Some(id) = cart.id().filter(|_| !cart.is_empty()) else { return Ok(false) };
    let old = cx.now - TimeDelta::hours(TAKEN_HOURS);
    Entity::delete_many().filter(Column::TakenAt.lt(old)).exec(tx).await?;
    if waiting(tx).await? >= PARKED_MAX {
        return Err(RegisterError::TooManyParked { max: PARKED_MAX }.into());
    }
    let row = ActiveModel {
        id: Set(id),
        at: Set(cx.now),
        account_id: Set(staff.account_id),
        contents: Set(cart.to_string()),
        taken_by_account_id: Set(None),
        taken_at: Set(None),
    };
    let anew = [Column::At, Column::AccountId, Column::Contents, Column::TakenByAccountId, Column::TakenAt];
    Entity::insert(row)
        .on_conflict(OnConflict::column(Column::Id).update_columns(anew).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(true)
}

/// A cart that is sold waits no more, whichever page sold it.
pub(super) async fn parked_drop(tx: &Tx, key: &str) -> Result<()> {
    let cart = CartContents { key: key.to_owned(), ..CartContents::default() };
    if let Some(id) = cart.id() {
        Entity::delete_by_id(id).exec(tx).await?;
    }
    Ok(())
}
