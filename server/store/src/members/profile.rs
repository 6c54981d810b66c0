//! What a person says of themselves: kept with the words by which searches find it and lists order it.

use domain::{Customer, DomainError, members::Profile, site::AuditAction};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{Cx, Result, Store, entity::account, site::audit};

impl Store {
    /// One's own profile.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when the account is gone.
    pub async fn profile_own(&self, _cx: &Cx, customer: &Customer) -> Result<Profile> {
        let row = account::Entity::find_by_id(customer.account_id).one(self.db.read()).await?;
        let row = row.ok_or(DomainError::NotFound)?;
        Ok(Profile { display_name: row.display_name, kana: row.kana, phone: row.phone })
    }

    /// Changes one's own profile. Papers that were made before keep the name that they have.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when the account is gone.
    pub async fn profile_save(&self, cx: &Cx, customer: &Customer, profile: &Profile) -> Result<()> {
        let id = customer.account_id;
        self.write("profile_save", |tx| async move {
            let row = account::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            let changed = account::ActiveModel { id: Set(id), ..columns(profile, &row.email) };
            account::Entity::update(changed).exec_without_returning(&tx).await?;
            audit(cx, &tx, AuditAction::ProfileSave, id).await
        })
        .await
    }
}

/// The columns of an account that follow from its profile; the address is only searched for.
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
