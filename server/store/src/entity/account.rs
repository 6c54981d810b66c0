//! A person with a way to sign in.

use domain::{AccountId, members::Role};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub email: String,
    pub password_hash: String,
    pub display_name: String,
    pub role: Role,
    pub created_at: ChronoDateTimeUtc,
    pub email_confirmed_at: Option<ChronoDateTimeUtc>,
    /// How the name is read; may be empty.
    pub kana: String,
    /// May be empty.
    pub phone: String,
    /// `Profile::search_text`, written with every change.
    pub search_text: String,
    /// `Profile::order_key`, written with every change; compared byte by byte on both databases.
    pub order_key: String,
    /// Whoever is disabled cannot sign in.
    pub disabled_at: Option<ChronoDateTimeUtc>,
    /// `ja` or `en`; empty for accounts from before it was asked, whose mails come in both.
    pub language: String,
    pub mails_reminders: bool,
    pub mails_offers: bool,
    pub mails_listings: bool,
    /// The person is gone; what is left says nothing of them.
    pub closed_at: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
