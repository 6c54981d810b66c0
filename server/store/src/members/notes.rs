//! What the staff noted about people.

use domain::{AccountId, DomainError, Paged, Staff, members::StaffNote, site::AuditAction};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Cx, Result, Store,
    entity::{account, staff_note},
    paged::Window,
    site::audit,
};

/// Notes on a page.
const NOTES_PAGE: u32 = 10;

impl Store {
    /// A page of the notes about a person, the latest first. Three queries.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff_notes(&self, cx: &Cx, staff: &Staff, about: AccountId, page: u32) -> Result<Paged<StaffNote>> {
        let db = self.db.read();
        let found = staff_note::Entity::find().filter(staff_note::Column::AccountId.eq(about));
        let window = Window::new(page, NOTES_PAGE, found.clone().count(db).await?);
        let found = found.order_by_desc(staff_note::Column::At).order_by_desc(staff_note::Column::Id);
        let rows = found.offset(window.offset).limit(window.limit).all(db).await?;
        let writers =
            account::Entity::find().filter(account::Column::Id.is_in(rows.iter().map(|row| row.by_account_id)));
        let writers = writers.all(db).await?;
        let name = |id| writers.iter().find(|writer| writer.id == id).map(|writer| writer.display_name.clone());
        let notes = rows.into_iter().map(|row| StaffNote {
            id: row.id,
            at: row.at,
            by: name(row.by_account_id).unwrap_or_default(),
            text: row.text,
            removable: row.by_account_id == staff.account_id || cx.actor.operator().is_ok(),
        });
        Ok(window.of(notes.collect()))
    }

    /// Notes something about a person. `key` is the form's own, and becomes the note's id: a form that comes again is
    /// one note. With other words it is another note.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id.
    pub async fn staff_note_add(&self, cx: &Cx, staff: &Staff, about: AccountId, key: Uuid, text: &str) -> Result<()> {
        let by = staff.account_id;
        self.write("staff_note_add", |tx| async move {
            let there = account::Entity::find_by_id(about).one(&tx).await?.filter(|row| row.closed_at.is_none());
            there.ok_or(DomainError::NotFound)?;
            let id = match staff_note::Entity::find_by_id(key).one(&tx).await? {
                None => key,
                Some(row) if row.account_id == about && row.by_account_id == by && row.text == text => return Ok(()),
                Some(_) => cx.new_id(),
            };
            let row = staff_note::ActiveModel {
                id: Set(id),
                account_id: Set(about),
                by_account_id: Set(by),
                at: Set(cx.now),
                text: Set(text.to_owned()),
            };
            staff_note::Entity::insert(row).exec_without_returning(&tx).await?;
            audit(cx, &tx, AuditAction::NoteAdd, about).await
        })
        .await
    }

    /// Takes a note away: whoever wrote it, and the operator.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown note, one about somebody else, and one that another wrote.
    pub async fn staff_note_remove(&self, cx: &Cx, staff: &Staff, about: AccountId, id: Uuid) -> Result<()> {
        let (by, all) = (staff.account_id, cx.actor.operator().is_ok());
        self.write("staff_note_remove", |tx| async move {
            let row = staff_note::Entity::find_by_id(id).one(&tx).await?;
            let row = row.filter(|row| row.account_id == about && (all || row.by_account_id == by));
            let row = row.ok_or(DomainError::NotFound)?;
            staff_note::Entity::delete_by_id(row.id).exec(&tx).await?;
            audit(cx, &tx, AuditAction::NoteRemove, about).await
        })
        .await
    }
}
