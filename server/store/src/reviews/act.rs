//! The maker's answer, and what the staff take down and put back.

use domain::{
    BuyerReviewId, DomainError, Maker, Staff,
    site::{AuditAction, AuditChange},
};
use sea_orm::ConnectionTrait;

use crate::{Cx, Result, Store, site::audit_changes, sql::sql};

impl Store {
    /// The maker's one answer to a review, or other words in its place.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for anybody else's, and for what was taken down.
    pub async fn review_answer(&self, cx: &Cx, maker: &Maker, id: BuyerReviewId, answer: &str) -> Result<()> {
        self.write("review_answer", |tx| async move {
            let text = "UPDATE buyer_review SET answer = $1, answered_at = $2 WHERE id = $3 AND taken_down_at IS NULL \
                 AND product_id IN (SELECT id FROM product WHERE maker_id = $4)";
            let values = [answer.into(), cx.now.into(), id.into(), maker.maker_id.into()];
            let changed = tx.execute_raw(sql(&tx, text, values)).await?.rows_affected();
            if changed == 1 { Ok(()) } else { Err(DomainError::NotFound.into()) }
        })
        .await
    }

    /// Takes a review down, with the reason in the log; it counts no more.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none, or it was taken down before.
    pub async fn review_take_down(&self, cx: &Cx, _staff: &Staff, id: BuyerReviewId, reason: &str) -> Result<()> {
        self.write("review_take_down", |tx| async move {
            let text = "UPDATE buyer_review SET taken_down_at = $1 WHERE id = $2 AND taken_down_at IS NULL";
            if tx.execute_raw(sql(&tx, text, [cx.now.into(), id.into()])).await?.rows_affected() != 1 {
                return Err(DomainError::NotFound.into());
            }
            let change = AuditChange::new("reason", "", reason);
            audit_changes(cx, &tx, AuditAction::ReviewTakeDown, id, &[change]).await
        })
        .await
    }

    /// Puts back what was taken down.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when there is none, or it stands.
    pub async fn review_put_back(&self, cx: &Cx, _staff: &Staff, id: BuyerReviewId) -> Result<()> {
        self.write("review_put_back", |tx| async move {
            let text = "UPDATE buyer_review SET taken_down_at = NULL WHERE id = $1 AND taken_down_at IS NOT NULL";
            if tx.execute_raw(sql(&tx, text, [id.into()])).await?.rows_affected() != 1 {
                return Err(DomainError::NotFound.into());
            }
            audit_changes(cx, &tx, AuditAction::ReviewPutBack, id, &[]).await
        })
        .await
    }
}
