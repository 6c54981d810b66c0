//! Categories as the operator keeps them: add, rename, order, end and bring back.

use std::collections::HashMap;

use domain::{
    BilingualText, CategoryId, DomainError, Operator,
    booking::Direction,
    form::{FieldError, FieldErrors},
    shop::{CATEGORIES_MAX, CategoryDraft, CategoryRow, ProductStatus, SafetyCheck},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, prelude::*,
};

use crate::{
    Cx, Result, Store, Tx,
    entity::{category, product},
    reorder::reordered,
    site::{audit, audit_changes},
};

#[derive(FromQueryResult)]
struct Counted {
    category_id: CategoryId,
    n: i64,
}

impl Store {
    /// All categories in their order, the ended too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn category_settings(&self, _cx: &Cx, _operator: &Operator) -> Result<Vec<CategoryRow>> {
        let conn = self.db().read();
        let counted = product::Entity::find()
            .select_only()
            .column(product::Column::CategoryId)
            .column_as(product::Column::Id.count(), "n")
            .filter(product::Column::Status.eq(ProductStatus::Published))
            .group_by(product::Column::CategoryId)
            .into_model::<Counted>()
            .all(conn)
            .await?;
        let pieces: HashMap<CategoryId, i64> = counted.into_iter().map(|row| (row.category_id, row.n)).collect();
        let row = |row: category::Model| CategoryRow {
            pieces: pieces.get(&row.id).copied().unwrap_or(0).unsigned_abs(),
            id: row.id,
            ended: row.ended_at.is_some(),
            slug: row.slug,
            name: BilingualText::new(row.name_ja, row.name_en),
            care: BilingualText::new(row.care_ja, row.care_en),
            checks: SafetyCheck::read_list(&row.checks),
        };
        Ok(in_order(conn).await?.into_iter().map(row).collect())
    }

    /// Adds a category at the end of the list.
    ///
    /// # Errors
    /// [`DomainError::Fields`] when there are too many; when the database fails.
    pub async fn category_add(&self, cx: &Cx, _operator: &Operator, draft: &CategoryDraft) -> Result<()> {
        self.write("category_add", |tx| async move { category_insert(cx, &tx, draft, None).await }).await
    }

    /// Renames a category, or says how its pieces are cared for and what makers tick of them; its word in addresses stays.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn category_change(
        &self,
        cx: &Cx,
        _operator: &Operator,
        id: CategoryId,
        draft: &CategoryDraft,
    ) -> Result<()> {
        self.write("category_change", |tx| async move {
            let row = by_id(&tx, id).await?;
            let before = CategoryDraft {
                name: BilingualText::new(&row.name_ja, &row.name_en),
                care: BilingualText::new(&row.care_ja, &row.care_en),
                checks: SafetyCheck::read_list(&row.checks),
            };
            let before = before.input();
            let mut row = row.into_active_model();
            row.name_ja = Set(draft.name.ja.clone());
            row.name_en = Set(draft.name.en.clone());
            row.care_ja = Set(draft.care.ja.clone());
            row.care_en = Set(draft.care.en.clone());
            row.checks = Set(SafetyCheck::list(&draft.checks));
            category::Entity::update(row).exec(&tx).await?;
            let changes = AuditChange::between(&before, &draft.input());
            audit_changes(cx, &tx, AuditAction::CategoryChange, id, &changes).await
        })
        .await
    }

    /// Ends a category, or brings it back. What is listed in it stays; nothing new is.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn category_end(&self, cx: &Cx, _operator: &Operator, id: CategoryId, ended: bool) -> Result<()> {
        self.write("category_end", |tx| async move {
            let mut row = by_id(&tx, id).await?.into_active_model();
            row.ended_at = Set(ended.then_some(cx.now));
            category::Entity::update(row).exec(&tx).await?;
            audit(cx, &tx, if ended { AuditAction::CategoryEnd } else { AuditAction::CategoryBringBack }, id).await
        })
        .await
    }

    /// Moves a category one up or down in the list; nothing at the ends.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn category_shift(&self, cx: &Cx, _operator: &Operator, id: CategoryId, shift: Direction) -> Result<()> {
        self.write("category_shift", |tx| async move {
            by_id(&tx, id).await?;
            let rows: Vec<_> = in_order(&tx).await?.iter().map(|row| (row.id, row.position)).collect();
            for (id, position) in reordered(&rows, id, shift) {
                let row = category::ActiveModel { id: Set(id), position: Set(position), ..Default::default() };
                category::Entity::update(row).exec(&tx).await?;
            }
            audit(cx, &tx, AuditAction::CategoryOrder, id).await
        })
        .await
    }
}

/// Adds a category at the end of the list; its word is the one given, else the first free one of those for its name.
///
/// # Errors
/// As [`Store::category_add`].
pub(crate) async fn category_insert(cx: &Cx, tx: &Tx, draft: &CategoryDraft, slug: Option<&str>) -> Result<()> {
    let rows = in_order(tx).await?;
    if rows.len() >= CATEGORIES_MAX {
        return Err(FieldErrors::of("", FieldError::TooMany { max: CATEGORIES_MAX }).into());
    }
    let is_free = |slug: &str| rows.iter().all(|row| row.slug != slug);
    let slug =
        slug.map(str::to_owned).filter(|slug| is_free(slug)).or_else(|| draft.slugs().find(|slug| is_free(slug)));
    let id: CategoryId = cx.new_id();
    let row = category::ActiveModel {
        id: Set(id),
        slug: Set(slug.unwrap_or_else(|| id.to_string())),
        name_ja: Set(draft.name.ja.clone()),
        name_en: Set(draft.name.en.clone()),
        care_ja: Set(draft.care.ja.clone()),
        care_en: Set(draft.care.en.clone()),
        checks: Set(SafetyCheck::list(&draft.checks)),
        position: Set(rows.iter().map(|row| row.position + 1).max().unwrap_or(0)),
        ended_at: Set(None),
    };
    category::Entity::insert(row).exec_without_returning(tx).await?;
    audit(cx, tx, AuditAction::CategoryAdd, id).await
}

async fn in_order<C: ConnectionTrait>(conn: &C) -> Result<Vec<category::Model>> {
    let query = category::Entity::find().order_by_asc(category::Column::Position);
    Ok(query.order_by_asc(category::Column::Id).all(conn).await?)
}

async fn by_id(tx: &Tx, id: CategoryId) -> Result<category::Model> {
    category::Entity::find_by_id(id).one(tx).await?.ok_or(DomainError::NotFound.into())
}
