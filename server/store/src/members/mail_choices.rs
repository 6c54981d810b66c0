//! In which language somebody is written to, and which mails they want.

use domain::{
    Customer, DomainError,
    members::{Language, MailWishes, language_of, language_word},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{Cx, Result, Store, entity::account};

impl Store {
    /// One's own choices.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when the account is gone.
    pub async fn mail_choices(&self, _cx: &Cx, customer: &Customer) -> Result<(Option<Language>, MailWishes)> {
        let row = account::Entity::find_by_id(customer.account_id).one(self.db.read()).await?;
        let row = row.ok_or(DomainError::NotFound)?;
        let wishes =
            MailWishes { reminders: row.mails_reminders, offers: row.mails_offers, listings: row.mails_listings };
        Ok((language_of(&row.language), wishes))
    }

    /// Changes them; the next mail goes by them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_choices_save(
        &self,
        _cx: &Cx,
        customer: &Customer,
        language: Language,
        wishes: MailWishes,
    ) -> Result<()> {
        self.write("mail_choices_save", |tx| async move {
            let row = account::ActiveModel {
                id: Set(customer.account_id),
                language: Set(language_word(Some(language)).to_owned()),
                mails_reminders: Set(wishes.reminders),
                mails_offers: Set(wishes.offers),
                mails_listings: Set(wishes.listings),
                ..Default::default()
            };
            account::Entity::update(row).exec_without_returning(&tx).await?;
            Ok(())
        })
        .await
    }
}
