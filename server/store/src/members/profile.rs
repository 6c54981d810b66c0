//! What a person says of themselves: kept with the words by which searches find it and lists order it.

use domain::{
    Customer, DomainError,
    form::{FieldError, FieldErrors},
    members::Profile,
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::protected::protected;
use crate::{
    Cx, Result, Store, Tx,
    entity::{account, protected_person},
    site::audit,
};

impl Store {
    /// One's own profile.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when the account is gone.
    pub async fn profile_own(&self, _cx: &Cx, customer: &Customer) -> Result<Profile> {
        let row = account::Entity::find_by_id(customer.account_id).one(self.db.read()).await?;
        let row = row.ok_or(DomainError::NotFound)?;
        let held = protected(self.db.read(), row.id).await?;
        Ok(Profile { display_name: row.display_name, kana: row.kana, phone: held.map_or(row.phone, |held| held.phone) })
    }

    /// Whether one's own name is a nickname for everybody else.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_protected(&self, _cx: &Cx, customer: &Customer) -> Result<bool> {
        Ok(protected(self.db.read(), customer.account_id).await?.is_some())
    }

    /// Changes one's own profile. Papers that were made before keep the name that they have. A protected person changes
    /// the nickname; the telephone stays hidden.
    ///
    /// # Errors
    /// [`DomainError::Fields`] for a nickname that tells the name; [`DomainError::NotFound`] when the account is gone.
    pub async fn profile_save(&self, cx: &Cx, customer: &Customer, profile: &Profile) -> Result<()> {
        let id = customer.account_id;
        self.write("profile_save", |tx| async move {
            let row = account::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            let shown = match protected(&tx, id).await? {
                Some(held) => hide(&tx, &held, profile).await?,
                None => columns(profile, &row.email),
            };
            let changed = account::ActiveModel { id: Set(id), ..shown };
            account::Entity::update(changed).exec_without_returning(&tx).await?;
            audit(cx, &tx, AuditAction::ProfileSave, id).await
        })
        .await
    }
}

/// Keeps the telephone where it is hidden; the columns of the account without it.
async fn hide(tx: &Tx, held: &protected_person::Model, profile: &Profile) -> Result<account::ActiveModel> {
    let real = Profile { display_name: held.display_name.clone(), kana: held.kana.clone(), phone: String::new() };
    let mut errors = FieldErrors::default();
    for (field, words) in [("display_name", &profile.display_name), ("kana", &profile.kana)] {
        if real.is_told_by(words) {
            errors.note(field, FieldError::NicknameTells);
        }
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let phone = protected_person::ActiveModel {
        account_id: Set(held.account_id),
        phone: Set(profile.phone.clone()),
        ..Default::default()
    };
    protected_person::Entity::update(phone).exec_without_returning(tx).await?;
    Ok(columns(&Profile { phone: String::new(), ..profile.clone() }, ""))
}

/// The columns of an account that follow from its profile; the address is only searched for, and empty for whoever is
/// protected.
pub fn columns(profile: &Profile, email: &str) -> account::ActiveModel {
    account::ActiveModel {
        display_name: Set(profile.display_name.clone()),
        kana: Set(profile.kana.clone()),
        phone: Set(profile.phone.clone()),
        search_text: Set(profile.search_text(email)),
        order_key: Set(profile.order_key()),
        ..Default::default()
    }
}
