//! The papers of a sale: which was the first, and which were issued again.

use domain::{
    DomainError, SaleId, Staff,
    register::{PaperWords, ReceiptIssue},
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Cx, Result, Store,
    entity::{
        receipt_issue::{ActiveModel, Column, Entity, Model},
        sale,
    },
    site,
};

impl Store {
    /// Writes that a paper is issued and gives its number. `next` is the number that the form was made for: the form sent
    /// twice issues one paper.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown sale.
    pub async fn receipt_issue(
        &self,
        cx: &Cx,
        staff: &Staff,
        sale: SaleId,
        next: i32,
        words: &PaperWords,
    ) -> Result<i32> {
        self.write("receipt_issue", |tx| async move {
            let number = sale::Entity::find_by_id(sale).one(&tx).await?.ok_or(DomainError::NotFound)?.number;
            let last = last(&tx, sale).await?;
            if let Some(last) = &last
                && (last.number, &last.words) == (next, words)
            {
                return Ok(next);
            }
            let at = last.map_or(1, |last| last.number + 1);
            let row = ActiveModel {
                sale_id: Set(sale),
                number: Set(at),
                at: Set(cx.now),
                account_id: Set(staff.account_id),
                paper: Set(words.paper),
                addressee: Set(words.addressee.clone()),
                purpose: Set(words.purpose.clone()),
            };
            Entity::insert(row).exec_without_returning(&tx).await?;
            if at > 1 {
                site::audit(cx, &tx, AuditAction::ReceiptReissue, number).await?;
            }
            Ok(at)
        })
        .await
    }

    /// The last paper of a sale, if one was issued.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn receipt_issued_last(&self, _cx: &Cx, _staff: &Staff, sale: SaleId) -> Result<Option<ReceiptIssue>> {
        last(self.db.read(), sale).await
    }

    /// A paper of a sale.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn receipt_issued(&self, _cx: &Cx, _staff: &Staff, sale: SaleId, number: i32) -> Result<ReceiptIssue> {
        let row = Entity::find_by_id((sale, number)).one(self.db.read()).await?;
        row.map(of_row).ok_or(DomainError::NotFound.into())
    }
}

async fn last(conn: &impl ConnectionTrait, sale: SaleId) -> Result<Option<ReceiptIssue>> {
    let rows = Entity::find().filter(Column::SaleId.eq(sale)).order_by_desc(Column::Number);
    Ok(rows.one(conn).await?.map(of_row))
}

fn of_row(row: Model) -> ReceiptIssue {
    let words = PaperWords { paper: row.paper, addressee: row.addressee, purpose: row.purpose };
    ReceiptIssue { number: row.number, words }
}
