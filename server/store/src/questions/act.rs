//! What becomes of a question: each step is one guarded update that must change one row.

use domain::{
    DomainError, Maker, QuestionId, Staff,
    questions::{QuestionError, QuestionState},
    site::{AuditAction, AuditChange},
};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::{
    Cx, Result, Store, Tx,
    entity::{product, question},
    jobs::{self, Job},
    site::audit_changes,
    sql::sql,
};

impl Store {
    /// Answers a question about one of the maker's pieces; whoever asked is mailed.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for anybody else's; [`QuestionError::NotOpen`] when it was dealt with before.
    pub async fn question_answer(&self, cx: &Cx, maker: &Maker, id: QuestionId, answer: &str) -> Result<()> {
        self.write("question_answer", |tx| async move {
            end(cx, &tx, maker, id, QuestionState::Answered, answer).await?;
            jobs::enqueue(cx, &tx, Job::AnswerMail { question_id: id }).await
        })
        .await
    }

    /// Leaves a question without an answer; nobody is mailed.
    ///
    /// # Errors
    /// As [`Store::question_answer`].
    pub async fn question_decline(&self, cx: &Cx, maker: &Maker, id: QuestionId) -> Result<()> {
        self.write("question_decline", |tx| async move { end(cx, &tx, maker, id, QuestionState::Declined, "").await })
            .await
    }

    /// Takes a question away from its maker and from who asked, with the reason in the log.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; [`QuestionError::NotOpen`] when it was taken away before.
    pub async fn question_remove(&self, cx: &Cx, _staff: &Staff, id: QuestionId, reason: &str) -> Result<()> {
        self.write("question_remove", |tx| async move {
            question::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            let text = "UPDATE question SET state = 'removed', ended_at = $1 WHERE id = $2 AND state <> 'removed'";
            let changed = tx.execute_raw(sql(&tx, text, [cx.now.into(), id.into()])).await?.rows_affected();
            if changed != 1 {
                return Err(QuestionError::NotOpen.into());
            }
            let change = AuditChange::new("reason", "", reason);
            audit_changes(cx, &tx, AuditAction::QuestionRemove, id, &[change]).await
        })
        .await
    }
}

/// Ends a question that waits for this maker.
async fn end(cx: &Cx, tx: &Tx, maker: &Maker, id: QuestionId, state: QuestionState, answer: &str) -> Result<()> {
    let row = question::Entity::find_by_id(id).one(tx).await?.ok_or(DomainError::NotFound)?;
    let piece = product::Entity::find_by_id(row.product_id).one(tx).await?.ok_or(DomainError::NotFound)?;
    if piece.maker_id != maker.maker_id || row.state == QuestionState::Removed {
        return Err(DomainError::NotFound.into());
    }
    let text = "UPDATE question SET state = $1, answer = $2, ended_at = $3 WHERE id = $4 AND state = 'open'";
    let values = [state.into(), answer.into(), cx.now.into(), id.into()];
    match tx.execute_raw(sql(tx, text, values)).await?.rows_affected() {
        1 => Ok(()),
        _ => Err(QuestionError::NotOpen.into()),
    }
}
