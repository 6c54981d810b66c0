//! What waits between two pages of signing in, under a browser's cookie of which only the digest is kept.

use domain::AccountId;
use sea_orm::entity::prelude::*;

/// What the next page does.
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
pub enum AuthStepPurpose {
    /// The password was right; a code is asked for.
    Code,
    /// A passkey is asked for, of whomever.
    PasskeySignIn,
    /// A passkey is being added.
    PasskeyAdd,
}

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "auth_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub account_id: Option<AccountId>,
    pub purpose: AuthStepPurpose,
    /// Of a code: the digest of the password's hash; of a passkey: the challenge's state.
    pub data: String,
    pub expires_at: ChronoDateTimeUtc,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "auth_step({})", self.purpose)
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
