//! Words that stand for each other in searches, as the operator keeps them.

use domain::{
    DomainError, Operator, SynonymId,
    form::{FieldError, FieldErrors, FormInput},
    shop::{SYNONYM_GROUPS_MAX, SynonymGroup, SynonymRow},
    site::{AuditAction, AuditChange},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder, QuerySelect, Select};

use crate::{Cx, Result, Store, Tx, entity::search_synonym, site::audit_changes};

impl Store {
    /// All groups, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn synonyms(&self, _cx: &Cx, _operator: &Operator) -> Result<Vec<SynonymRow>> {
        rows(self.db.read()).await
    }

    /// Adds a group of words.
    ///
    /// # Errors
    /// [`DomainError::Fields`] with what is wrong with it, or when there are too many.
    pub async fn synonym_add(&self, cx: &Cx, _operator: &Operator, input: &FormInput) -> Result<()> {
        self.write("synonym_add", |tx| async move {
            let group = SynonymGroup::read(input, groups(&tx).await?.iter())?;
            synonym_insert(cx, &tx, &group).await
        })
        .await
    }

    /// Changes the words of a group.
    ///
    /// # Errors
    /// [`DomainError::Fields`] with what is wrong with them; [`DomainError::NotFound`].
    pub async fn synonym_change(&self, cx: &Cx, _operator: &Operator, id: SynonymId, input: &FormInput) -> Result<()> {
        self.write("synonym_change", |tx| async move {
            let rows = rows(&tx).await?;
            let before = rows.iter().find(|row| row.id == id).ok_or(DomainError::NotFound)?;
            let others = rows.iter().filter(|row| row.id != id).map(|row| &row.group);
            let group = SynonymGroup::read(input, others)?;
            let row = search_synonym::ActiveModel { id: Set(id), words: Set(group.line()), ..Default::default() };
            search_synonym::Entity::update(row).exec(&tx).await?;
            let changes = AuditChange::between(&before.group.input(), &group.input());
            audit_changes(cx, &tx, AuditAction::SynonymChange, id, &changes).await
        })
        .await
    }

    /// Removes a group.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn synonym_remove(&self, cx: &Cx, _operator: &Operator, id: SynonymId) -> Result<()> {
        self.write("synonym_remove", |tx| async move {
            let row = search_synonym::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            search_synonym::Entity::delete_by_id(id).exec(&tx).await?;
            let change = AuditChange::new("words", &row.words, "");
            audit_changes(cx, &tx, AuditAction::SynonymRemove, id, &[change]).await
        })
        .await
    }
}

/// Adds a group of words that was read already.
///
/// # Errors
/// [`DomainError::Fields`] when there are too many.
pub(crate) async fn synonym_insert(cx: &Cx, tx: &Tx, group: &SynonymGroup) -> Result<()> {
    let last = in_order().all(tx).await?;
    if last.len() >= SYNONYM_GROUPS_MAX {
        return Err(FieldErrors::of("words", FieldError::TooMany { max: SYNONYM_GROUPS_MAX }).into());
    }
    let id: SynonymId = cx.new_id();
    let position = last.last().map_or(0, |row| row.position + 1);
    let row = search_synonym::ActiveModel { id: Set(id), position: Set(position), words: Set(group.line()) };
    search_synonym::Entity::insert(row).exec_without_returning(tx).await?;
    let change = AuditChange::new("words", "", group.line());
    audit_changes(cx, tx, AuditAction::SynonymAdd, id, &[change]).await
}

pub(super) async fn groups(conn: &impl ConnectionTrait) -> Result<Vec<SynonymGroup>> {
    Ok(rows(conn).await?.into_iter().map(|row| row.group).collect())
}

async fn rows(conn: &impl ConnectionTrait) -> Result<Vec<SynonymRow>> {
    let rows = in_order().all(conn).await?;
    let row = |row: search_synonym::Model| SynonymRow { id: row.id, group: SynonymGroup::kept(&row.words) };
    Ok(rows.into_iter().map(row).collect())
}

fn in_order() -> Select<search_synonym::Entity> {
    let rows = search_synonym::Entity::find().order_by_asc(search_synonym::Column::Position);
    rows.order_by_asc(search_synonym::Column::Id).limit(SYNONYM_GROUPS_MAX as u64)
}
