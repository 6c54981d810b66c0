//! Who a maker is before the law and where their money goes: sealed, for the maker's own eyes.

use domain::{
    Maker, MakerId, PayeeId,
    members::{FactorNews, MakerPayee},
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, prelude::*};

use super::factors;
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::maker_payee,
    link::LinkKey,
    seal::{Place, open, seal},
    sql::sql,
};

impl Store {
    /// What the maker has entered; `None` before that.
    ///
    /// # Errors
    /// When the database fails, or the key is not the one of before.
    pub async fn payee_own(&self, _cx: &Cx, maker: &Maker) -> Result<Option<MakerPayee>> {
        payee_of(self.db.read(), &self.links, maker.maker_id).await
    }

    /// Writes it anew. Another bank account is told to its owner by mail: whoever got into the account cannot turn the
    /// money to their own unseen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payee_save(&self, cx: &Cx, maker: &Maker, payee: &MakerPayee) -> Result<()> {
        let plain = &serde_json::to_vec(payee).map_err(Error::internal)?;
        self.write("payee_save", |tx| async move {
            let before = of_maker(&tx, maker.maker_id).await?;
            let bank_before = payee_of(&tx, &self.links, maker.maker_id).await?.and_then(|before| before.bank);
            if payee.bank != bank_before {
                factors::tell(cx, &tx, maker.account_id, FactorNews::BankAccount).await?;
            }
            let id = before.as_ref().map_or_else(|| cx.new_id(), |row| row.id);
            let row = maker_payee::ActiveModel {
                id: Set(id),
                maker_id: Set(maker.maker_id),
                details: Set(seal(&self.links, place(id), plain)?),
                updated_at: Set(cx.now),
            };
            match before {
                Some(_) => maker_payee::Entity::update(row).exec(&tx).await.map(drop)?,
                None => maker_payee::Entity::insert(row).exec_without_returning(&tx).await.map(drop)?,
            }
            Ok(())
        })
        .await
    }
}

/// What a maker has entered, in plain words.
pub(crate) async fn payee_of(conn: &impl ConnectionTrait, key: &LinkKey, maker: MakerId) -> Result<Option<MakerPayee>> {
    let Some(row) = of_maker(conn, maker).await? else { return Ok(None) };
    let plain = open(key, place(row.id), &row.details)?;
    serde_json::from_slice(&plain).map(Some).map_err(Error::internal)
}

/// Two makers become one: what the one that stays has entered stands; where it has entered nothing, the other's does.
pub(super) async fn merge_payees(tx: &Tx, stays: MakerId, goes: MakerId) -> Result<()> {
    let text = match of_maker(tx, stays).await? {
        Some(_) => "DELETE FROM maker_payee WHERE maker_id <> $1 AND maker_id = $2",
        None => "UPDATE maker_payee SET maker_id = $1 WHERE maker_id = $2",
    };
    tx.execute_raw(sql(tx, text, [stays.0.into(), goes.0.into()])).await?;
    Ok(())
}

async fn of_maker(conn: &impl ConnectionTrait, maker: MakerId) -> Result<Option<maker_payee::Model>> {
    Ok(maker_payee::Entity::find().filter(maker_payee::Column::MakerId.eq(maker)).one(conn).await?)
}

fn place(id: PayeeId) -> Place<'static> {
    Place { table: "maker_payee", column: "details", row: id.0 }
}
