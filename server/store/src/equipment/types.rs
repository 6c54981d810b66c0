//! Kinds of machines: list, new, change, order, retire and bring back.

use domain::{
    BilingualText, DomainError, Operator,
    booking::{Direction, TYPES_MAX, TypeDraft, TypeRow, TypeSetting, check_type},
    equipment::{TypeRules, Use},
    form::{FieldError, FieldErrors},
    site::{AuditAction, AuditChange},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

use super::{lookup::by_slug, units::unit_rows};
use crate::{
    Cx, Error, Result, Store, Tx,
    db::violated_unique,
    entity::{equipment_type, unit},
    reorder::reordered,
    site::{audit, audit_changes},
};

/// The index that keeps a word to one kind.
const SLUG_INDEX: &str = "uq_equipment_type_slug";

impl Store {
    /// All kinds of machines in their order, the retired too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn type_settings(&self, _cx: &Cx, _operator: &Operator) -> Result<Vec<TypeRow>> {
        let conn = self.db().read();
        let units = unit::Entity::find().filter(unit::Column::RetiredAt.is_null()).all(conn).await?;
        let row = |row: equipment_type::Model| TypeRow {
            rules: TypeRules::from(&row),
            retired: row.retired_at.is_some(),
            units: units.iter().filter(|unit| unit.equipment_type_id == row.id).count(),
            slug: row.slug,
            name: BilingualText::new(row.name_ja, row.name_en),
        };
        Ok(in_order(conn).await?.into_iter().map(row).collect())
    }

    /// One kind of machine with its units.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn type_setting(&self, cx: &Cx, _operator: &Operator, slug: &str) -> Result<TypeSetting> {
        let conn = self.db().read();
        let row = by_slug(conn, slug).await?;
        let units = unit_rows(conn, row.id, cx.now).await?;
        Ok(TypeSetting {
            id: row.id,
            retired: row.retired_at.is_some(),
            bookings: units.iter().map(|unit| unit.bookings).sum(),
            units,
            photo: row.photo_id,
            draft: draft_of(row),
        })
    }

    /// Adds a kind of machine at the end of the list; it can be booked once it has a unit.
    ///
    /// # Errors
    /// [`DomainError::Fields`] with everything that is wrong; when the database fails.
    pub async fn type_add(&self, cx: &Cx, _operator: &Operator, draft: &TypeDraft) -> Result<()> {
        check_type(draft).map_err(DomainError::Fields)?;
        self.write("type_add", |tx| async move { type_insert(cx, &tx, draft).await }).await
    }

    /// Changes a kind of machine; its word stays. Bookings that are there keep their time and fee.
    ///
    /// # Errors
    /// [`DomainError::Fields`] with everything that is wrong; [`DomainError::NotFound`]; when the database fails.
    pub async fn type_change(&self, cx: &Cx, _operator: &Operator, slug: &str, draft: &TypeDraft) -> Result<()> {
        check_type(draft).map_err(DomainError::Fields)?;
        self.write("type_change", |tx| async move {
            let row = by_slug(&tx, slug).await?;
            let before = draft_of(row.clone()).input();
            equipment_type::Entity::update(filled(row.into_active_model(), draft)?).exec(&tx).await?;
            let changes = AuditChange::between(&before, &draft_of(by_slug(&tx, slug).await?).input());
            audit_changes(cx, &tx, AuditAction::TypeChange, slug, &changes).await
        })
        .await
    }

    /// Takes a kind out of the lists, or brings it back. Bookings that are there stay, and can be cancelled.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn type_retire(&self, cx: &Cx, _operator: &Operator, slug: &str, retired: bool) -> Result<()> {
        self.write("type_retire", |tx| async move {
            let mut row = by_slug(&tx, slug).await?.into_active_model();
            row.retired_at = Set(retired.then_some(cx.now));
            equipment_type::Entity::update(row).exec(&tx).await?;
            let action = if retired { AuditAction::TypeRetire } else { AuditAction::TypeBringBack };
            audit(cx, &tx, action, slug).await
        })
        .await
    }

    /// Moves a kind one up or down in the list; nothing at the ends.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; when the database fails.
    pub async fn type_shift(&self, cx: &Cx, _operator: &Operator, slug: &str, shift: Direction) -> Result<()> {
        self.write("type_shift", |tx| async move {
            let row = by_slug(&tx, slug).await?;
            let rows: Vec<_> = in_order(&tx).await?.iter().map(|row| (row.id, row.position)).collect();
            for (id, position) in reordered(&rows, row.id, shift) {
                let row = equipment_type::ActiveModel { id: Set(id), position: Set(position), ..Default::default() };
                equipment_type::Entity::update(row).exec(&tx).await?;
            }
            audit(cx, &tx, AuditAction::TypeOrder, slug).await
        })
        .await
    }
}

/// Adds a kind of machine at the end of the list.
///
/// # Errors
/// As [`Store::type_add`].
pub(crate) async fn type_insert(cx: &Cx, tx: &Tx, draft: &TypeDraft) -> Result<()> {
    let rows = in_order(tx).await?;
    if rows.len() >= TYPES_MAX {
        return Err(FieldErrors::of("", FieldError::TooMany { max: TYPES_MAX }).into());
    }
    let mut row = filled(equipment_type::ActiveModel::default(), draft)?;
    row.id = Set(cx.new_id());
    row.slug = Set(draft.slug.clone());
    row.position = Set(rows.iter().map(|row| row.position + 1).max().unwrap_or(0));
    match equipment_type::Entity::insert(row).exec_without_returning(tx).await {
        Err(error) if violated_unique(&error).is_some_and(|name| name == SLUG_INDEX) => {
            Err(FieldErrors::of("slug", FieldError::SlugTaken).into())
        }
        Err(error) => Err(error.into()),
        Ok(_) => audit(cx, tx, AuditAction::TypeAdd, &draft.slug).await,
    }
}

/// All kinds in use in their order.
pub(crate) async fn type_drafts<C: sea_orm::ConnectionTrait>(conn: &C) -> Result<Vec<TypeDraft>> {
    let rows = in_order(conn).await?.into_iter().filter(|row| row.retired_at.is_none());
    Ok(rows.map(draft_of).collect())
}

async fn in_order<C: sea_orm::ConnectionTrait>(conn: &C) -> Result<Vec<equipment_type::Model>> {
    let query = equipment_type::Entity::find().order_by_asc(equipment_type::Column::Position);
    Ok(query.order_by_asc(equipment_type::Column::Id).all(conn).await?)
}

fn draft_of(row: equipment_type::Model) -> TypeDraft {
    TypeDraft {
        rules: TypeRules::from(&row),
        uses: Use::parse_list(&row.uses),
        slug: row.slug,
        name: BilingualText { ja: row.name_ja, en: row.name_en },
        summary: BilingualText { ja: row.summary_ja, en: row.summary_en },
        limits: BilingualText { ja: row.limits_ja, en: row.limits_en },
        bring: BilingualText { ja: row.bring_ja, en: row.bring_en },
        child_words: BilingualText { ja: row.child_rule_ja, en: row.child_rule_en },
    }
}

/// The row with all that the form sets.
fn filled(mut row: equipment_type::ActiveModel, draft: &TypeDraft) -> Result<equipment_type::ActiveModel> {
    let small = |n: i64| i32::try_from(n).map_err(Error::internal);
    let rules = &draft.rules;
    row.name_ja = Set(draft.name.ja.clone());
    row.name_en = Set(draft.name.en.clone());
    row.summary_ja = Set(draft.summary.ja.clone());
    row.summary_en = Set(draft.summary.en.clone());
    row.limits_ja = Set(draft.limits.ja.clone());
    row.limits_en = Set(draft.limits.en.clone());
    row.bring_ja = Set(draft.bring.ja.clone());
    row.bring_en = Set(draft.bring.en.clone());
    row.child_rule_ja = Set(draft.child_words.ja.clone());
    row.child_rule_en = Set(draft.child_words.en.clone());
    row.rate_yen_per_hour = Set(rules.rate_yen_per_hour);
    row.charge_yen_min = Set(rules.charge_yen_min);
    row.minutes_min = Set(small(rules.minutes_min)?);
    row.minutes_max = Set(small(rules.minutes_max)?);
    row.minutes_step = Set(small(rules.minutes_step)?);
    row.buffer_minutes = Set(small(rules.buffer_minutes)?);
    row.notice_minutes = Set(small(rules.notice_minutes)?);
    row.cancel_minutes = Set(small(rules.cancel_minutes)?);
    row.induction_required = Set(rules.induction_required);
    row.child_rule = Set(rules.child.word().to_owned());
    row.child_under = Set(i32::from(rules.child.under()));
    row.uses = Set(draft.uses.iter().map(|one| one.into_str()).collect::<Vec<_>>().join(","));
    Ok(row)
}
