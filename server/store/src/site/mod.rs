//! The space itself: its settings, opening hours, and the audit log of staff and operator writes.

mod audit_log;
mod data_rules;
mod equipment;
mod legal;
mod newest;
mod rules;
mod settings;

use std::fmt::Display;

use domain::{
    equipment::OpenHours,
    site::{AuditAction, AuditChange, WeekdayHours},
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{audit_entry, opening_hour, setting},
};

pub(crate) use data_rules::data_rules;
pub(crate) use legal::{legal_insert, legal_versions};
pub use rules::space_rules_put;
pub(crate) use rules::{RULES_SETTING, space_rules, space_rules_of};
pub(crate) use settings::{is_begun, settings, settings_put};

impl Store {
    /// The seven weekdays' hours, Monday first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn weekday_hours(&self) -> Result<Vec<WeekdayHours>> {
        let rows = opening_hour::Entity::find().all(self.db().read()).await?;
        let hours = |weekday: u8| {
            rows.iter().find(|row| row.weekday == i32::from(weekday)).map_or(OpenHours::Closed, |row| OpenHours::Open {
                open_minute: i64::from(row.open_minute),
                close_minute: i64::from(row.close_minute),
            })
        };
        Ok((0..7).map(|weekday| WeekdayHours { weekday, hours: hours(weekday) }).collect())
    }
}

/// Writes a setting, replacing what was there.
pub(crate) async fn setting_put(cx: &Cx, tx: &Tx, key: &str, value: &str) -> Result<()> {
    let row = setting::ActiveModel { key: Set(key.to_owned()), value: Set(value.to_owned()), updated_at: Set(cx.now) };
    let replace = OnConflict::column(setting::Column::Key)
        .update_columns([setting::Column::Value, setting::Column::UpdatedAt])
        .to_owned();
    setting::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// Records a write of the staff, of the operator, or of somebody in their own things, in the transaction of the write.
/// `subject` names a thing as [`AuditAction::about`] says, never by a person's name or address.
pub(crate) async fn audit(cx: &Cx, tx: &Tx, action: AuditAction, subject: impl Display) -> Result<()> {
    audit_changes(cx, tx, action, subject, &[]).await
}

/// As [`audit`], with what it changed: settings and numbers, nothing of a person.
pub(crate) async fn audit_changes(
    cx: &Cx,
    tx: &Tx,
    action: AuditAction,
    subject: impl Display,
    changes: &[AuditChange],
) -> Result<()> {
    let row = entry(cx, action, subject.to_string(), changes)?;
    audit_entry::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// As [`audit_changes`], for one action on several things in one statement; nothing is written for none.
pub(crate) async fn audit_all(
    cx: &Cx,
    tx: &Tx,
    action: AuditAction,
    subjects: Vec<(String, Vec<AuditChange>)>,
) -> Result<()> {
    if subjects.is_empty() {
        return Ok(());
    }
    let rows = subjects.into_iter().map(|(subject, changes)| entry(cx, action, subject, &changes));
    let rows = rows.collect::<Result<Vec<_>>>()?;
    audit_entry::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

fn entry(cx: &Cx, action: AuditAction, subject: String, changes: &[AuditChange]) -> Result<audit_entry::ActiveModel> {
    let changes = match changes {
        [] => String::new(),
        changes => serde_json::to_string(changes).map_err(Error::internal)?,
    };
    Ok(audit_entry::ActiveModel {
        id: Set(cx.new_id()),
        at: Set(cx.now),
        account_id: Set(cx.actor.account().map(|account| account.id)),
        role: Set(cx.actor.role_name().to_owned()),
        action: Set(action.into_str().to_owned()),
        subject: Set(subject),
        changes: Set(changes),
        request_id: Set(cx.request_id.clone()),
    })
}
