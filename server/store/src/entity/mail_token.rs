//! A link sent by mail; only its hash is kept.

use domain::AccountId;
use sea_orm::entity::prelude::*;

/// What a link is for.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
    DeriveValueType,
)]
#[sea_orm(value_type = "String")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum MailTokenPurpose {
    /// Proves that the address is theirs.
    Confirm,
    /// Sets a new password.
    Reset,
    /// Proves that the address to which an account changes is theirs.
    NewAddress,
    /// Takes a change of the address back; mailed to the one before.
    OldAddress,
}

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_token")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub account_id: AccountId,
    pub purpose: MailTokenPurpose,
    pub created_at: ChronoDateTimeUtc,
    pub expires_at: ChronoDateTimeUtc,
    pub used_at: Option<ChronoDateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
