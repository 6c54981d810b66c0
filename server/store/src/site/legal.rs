//! Versions of the terms and the privacy notice.

use chrono::NaiveDate;
use domain::{
    BilingualText, DomainError, Operator, calendar,
    site::{AuditAction, LegalDraft, LegalKind, LegalVersion},
};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*, sea_query::OnConflict,
};

use super::audit;
use crate::{Cx, Result, Store, Tx, entity::legal_version};

impl Store {
    /// All versions of a text in the order of their days; none while the built-in text holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn legal_versions(&self, kind: LegalKind) -> Result<Vec<LegalVersion>> {
        legal_versions(self.db().read(), kind).await
    }

    /// Writes a version; one that begins on the same day is replaced, for it holds no longer than today.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn legal_add(&self, cx: &Cx, _operator: &Operator, kind: LegalKind, draft: &LegalDraft) -> Result<()> {
        self.write("legal_add", |tx| async move {
            legal_insert(cx, &tx, kind, draft).await?;
            audit(cx, &tx, AuditAction::LegalAdd, format!("{kind}/{}", draft.from)).await
        })
        .await
    }

    /// Takes back a version that has not begun.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for one that has, or is none; when the database fails.
    pub async fn legal_remove(&self, cx: &Cx, _operator: &Operator, kind: LegalKind, from: NaiveDate) -> Result<()> {
        self.write("legal_remove", |tx| async move {
            let ahead = legal_version::Entity::delete_many()
                .filter(legal_version::Column::Kind.eq(kind.into_str()))
                .filter(legal_version::Column::FromDay.eq(from))
                .filter(legal_version::Column::FromDay.gt(calendar::day_of(cx.now)));
            if ahead.exec(&tx).await?.rows_affected == 0 {
                return Err(DomainError::NotFound.into());
            }
            audit(cx, &tx, AuditAction::LegalRemove, format!("{kind}/{from}")).await
        })
        .await
    }
}

/// As [`Store::legal_versions`], also inside a transaction.
pub(crate) async fn legal_versions<C: ConnectionTrait>(conn: &C, kind: LegalKind) -> Result<Vec<LegalVersion>> {
    let rows = legal_version::Entity::find().filter(legal_version::Column::Kind.eq(kind.into_str()));
    let rows = rows.order_by_asc(legal_version::Column::FromDay).all(conn).await?;
    let version = |(number, row): (usize, legal_version::Model)| LegalVersion {
        number,
        from: row.from_day,
        text: BilingualText::new(row.text_ja, row.text_en),
    };
    Ok((1..).zip(rows).map(version).collect())
}

/// Writes a version inside a transaction.
pub(crate) async fn legal_insert(cx: &Cx, tx: &Tx, kind: LegalKind, draft: &LegalDraft) -> Result<()> {
    let row = legal_version::ActiveModel {
        kind: Set(kind.into_str().to_owned()),
        from_day: Set(draft.from),
        text_ja: Set(draft.text.ja.clone()),
        text_en: Set(draft.text.en.clone()),
        created_at: Set(cx.now),
    };
    use legal_version::Column;
    let replace = OnConflict::columns([Column::Kind, Column::FromDay])
        .update_columns([Column::TextJa, Column::TextEn, Column::CreatedAt])
        .to_owned();
    legal_version::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}
