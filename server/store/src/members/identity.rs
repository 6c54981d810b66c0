//! Who an account is: read with every signed-in request, in one query.

use domain::{
    Account, AccountId, Actor, MakerId,
    members::{EmailAddress, Role},
};
use sea_orm::{EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, Select, prelude::*};
use sha2::{Digest, Sha256};

use crate::{
    Cx, Result, Store,
    entity::{account, maker},
};

/// An account, and what a session remembers to notice a changed password.
#[derive(Clone)]
pub struct Identity {
    pub account: Account,
    /// SHA-256 of the password's hash.
    pub auth_hash: Vec<u8>,
    /// A second factor is required of the role, and was not given: in this session, or for this token's owner at all.
    pub held_back: bool,
}

impl Identity {
    pub fn actor(&self) -> Actor {
        let account = self.account.clone();
        if self.held_back { Actor::HeldBack(account) } else { Actor::Account(account) }
    }
}

/// The id only: identities pass through logs.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identity({})", self.account.id)
    }
}

/// Someone who has signed in.
#[derive(Debug)]
pub struct SignedIn {
    pub identity: Identity,
    /// For the browser to keep; it is known by it from now on.
    pub device: String,
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: AccountId,
    email: String,
    password_hash: String,
    display_name: String,
    role: Role,
    email_confirmed_at: Option<ChronoDateTimeUtc>,
    disabled_at: Option<ChronoDateTimeUtc>,
    maker_id: Option<MakerId>,
}

impl Row {
    /// Nobody for an account that is disabled.
    pub(super) fn identity(self) -> Option<Identity> {
        if self.disabled_at.is_some() {
            return None;
        }
        let account = Account {
            id: self.id,
            role: self.role,
            display_name: self.display_name,
            email: self.email,
            email_confirmed: self.email_confirmed_at.is_some(),
            maker_id: self.maker_id,
        };
        Some(Identity { account, auth_hash: Sha256::digest(self.password_hash.as_bytes()).to_vec(), held_back: false })
    }
}

pub(super) fn select() -> Select<account::Entity> {
    with_identity(account::Entity::find().select_only())
}

/// The columns of [`Row`], for a query in which the account stands.
pub(super) fn with_identity<E: EntityTrait>(query: Select<E>) -> Select<E> {
    let to_maker = account::Entity::belongs_to(maker::Entity).from(account::Column::Id).to(maker::Column::AccountId);
    query
        .columns([
            account::Column::Id,
            account::Column::Email,
            account::Column::PasswordHash,
            account::Column::DisplayName,
            account::Column::Role,
            account::Column::EmailConfirmedAt,
            account::Column::DisabledAt,
        ])
        .column_as(maker::Column::Id, "maker_id")
        .join(JoinType::LeftJoin, to_maker.into())
}

impl Store {
    /// The account and its maker profile's id, or `None` when there is no such account, or it is disabled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn identity(&self, id: AccountId) -> Result<Option<Identity>> {
        self.identity_where(select().filter(account::Column::Id.eq(id))).await
    }

    /// For the command line: who has this mail address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn identity_by_email(&self, _cx: &Cx, email: &EmailAddress) -> Result<Option<Identity>> {
        self.identity_where(select().filter(account::Column::Email.eq(email.as_str()))).await
    }

    async fn identity_where(&self, query: Select<account::Entity>) -> Result<Option<Identity>> {
        let row = query.into_model::<Row>().one(self.db.read()).await?;
        Ok(row.and_then(Row::identity))
    }
}
