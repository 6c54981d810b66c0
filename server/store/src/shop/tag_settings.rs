//! Tags as the operator keeps them: add, rename, order, end and bring back.

use std::collections::HashMap;

use domain::{
    BilingualText, DomainError, Operator, TagId,
    booking::Direction,
    form::{FieldError, FieldErrors},
    shop::{ProductStatus, TAGS_MAX, TagDraft, TagRow},
    site::{AuditAction, AuditChange},
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult, IntoActiveModel};

use super::{statement, tags::in_order};
use crate::{
    Cx, Result, Store, Tx,
    entity::tag,
    reorder::reordered,
    site::{audit, audit_changes},
};

#[derive(FromQueryResult)]
struct Counted {
    tag_id: TagId,
    n: i64,
}

impl Store {
    /// All tags in their order, the ended too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tag_settings(&self, _cx: &Cx, _operator: &Operator) -> Result<Vec<TagRow>> {
        let conn = self.db().read();
        let sql = "SELECT t.tag_id, COUNT(*) AS n FROM product_tag t JOIN product p ON p.id = t.product_id \
            WHERE p.status = $1 GROUP BY t.tag_id";
        let counted = statement(conn, sql, vec![ProductStatus::Published.into()]);
        let counted = Counted::find_by_statement(counted).all(conn).await?;
        let pieces: HashMap<TagId, i64> = counted.into_iter().map(|row| (row.tag_id, row.n)).collect();
        let row = |row: tag::Model| TagRow {
            pieces: pieces.get(&row.id).copied().unwrap_or(0).unsigned_abs(),
            id: row.id,
            ended: row.ended_at.is_some(),
            slug: row.slug,
            name: BilingualText::new(row.name_ja, row.name_en),
        };
        Ok(in_order(conn).await?.into_iter().map(row).collect())
    }

    /// Adds a tag at the end of the list.
    ///
    /// # Errors
    /// [`DomainError::Fields`] when there are too many; when the database fails.
    pub async fn tag_add(&self, cx: &Cx, _operator: &Operator, draft: &TagDraft) -> Result<()> {
        self.write("tag_add", |tx| async move { tag_insert(cx, &tx, draft, None).await }).await
    }

    /// Renames a tag; its word in addresses stays.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn tag_change(&self, cx: &Cx, _operator: &Operator, id: TagId, draft: &TagDraft) -> Result<()> {
        self.write("tag_change", |tx| async move {
            let row = by_id(&tx, id).await?;
            let before = TagDraft { name: BilingualText::new(&row.name_ja, &row.name_en) }.input();
            let mut row = row.into_active_model();
            row.name_ja = Set(draft.name.ja.clone());
            row.name_en = Set(draft.name.en.clone());
            tag::Entity::update(row).exec(&tx).await?;
            let changes = AuditChange::between(&before, &draft.input());
            audit_changes(cx, &tx, AuditAction::TagChange, id, &changes).await
        })
        .await
    }

    /// Ends a tag, or brings it back. What has it keeps it; nothing new gets it.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn tag_end(&self, cx: &Cx, _operator: &Operator, id: TagId, ended: bool) -> Result<()> {
        self.write("tag_end", |tx| async move {
            let mut row = by_id(&tx, id).await?.into_active_model();
            row.ended_at = Set(ended.then_some(cx.now));
            tag::Entity::update(row).exec(&tx).await?;
            audit(cx, &tx, if ended { AuditAction::TagEnd } else { AuditAction::TagBringBack }, id).await
        })
        .await
    }

    /// Moves a tag one up or down in the list; nothing at the ends.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn tag_shift(&self, cx: &Cx, _operator: &Operator, id: TagId, shift: Direction) -> Result<()> {
        self.write("tag_shift", |tx| async move {
            by_id(&tx, id).await?;
            let rows: Vec<_> = in_order(&tx).await?.iter().map(|row| (row.id, row.position)).collect();
            for (id, position) in reordered(&rows, id, shift) {
                let row = tag::ActiveModel { id: Set(id), position: Set(position), ..Default::default() };
                tag::Entity::update(row).exec(&tx).await?;
            }
            audit(cx, &tx, AuditAction::TagOrder, id).await
        })
        .await
    }
}

/// Adds a tag at the end of the list; its word is the one given, else the first free one of those for its name.
///
/// # Errors
/// As [`Store::tag_add`].
pub(crate) async fn tag_insert(cx: &Cx, tx: &Tx, draft: &TagDraft, slug: Option<&str>) -> Result<()> {
    let rows = in_order(tx).await?;
    if rows.len() >= TAGS_MAX {
        return Err(FieldErrors::of("", FieldError::TooMany { max: TAGS_MAX }).into());
    }
    let is_free = |slug: &str| rows.iter().all(|row| row.slug != slug);
    let slug =
        slug.map(str::to_owned).filter(|slug| is_free(slug)).or_else(|| draft.slugs().find(|slug| is_free(slug)));
    let id: TagId = cx.new_id();
    let row = tag::ActiveModel {
        id: Set(id),
        slug: Set(slug.unwrap_or_else(|| id.to_string())),
        name_ja: Set(draft.name.ja.clone()),
        name_en: Set(draft.name.en.clone()),
        position: Set(rows.iter().map(|row| row.position + 1).max().unwrap_or(0)),
        ended_at: Set(None),
    };
    tag::Entity::insert(row).exec_without_returning(tx).await?;
    audit(cx, tx, AuditAction::TagAdd, id).await
}

async fn by_id(tx: &Tx, id: TagId) -> Result<tag::Model> {
    tag::Entity::find_by_id(id).one(tx).await?.ok_or(DomainError::NotFound.into())
}
