//! Who is protected. Acts on them are in [`super::protect`].

use std::collections::{HashMap, HashSet};

use domain::AccountId;
use sea_orm::{
    ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    prelude::*,
    sea_query::{Query, SelectStatement},
};

use crate::{
    Result,
    entity::{account, protected_person},
};

/// What is hidden of a person; `None` for whoever is not protected.
pub(super) async fn protected(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<protected_person::Model>> {
    Ok(protected_person::Entity::find_by_id(id).one(db).await?)
}

/// Which of these people are protected.
pub(crate) async fn protected_of(db: &impl ConnectionTrait, ids: &[AccountId]) -> Result<HashSet<AccountId>> {
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let found = protected_person::Entity::find()
        .select_only()
        .column(protected_person::Column::AccountId)
        .filter(protected_person::Column::AccountId.is_in(ids.to_vec()));
    Ok(found.into_tuple::<AccountId>().all(db).await?.into_iter().collect())
}

/// The mail addresses of protected persons, as a query.
pub(crate) fn protected_emails() -> SelectStatement {
    account::Entity::find()
        .select_only()
        .column(account::Column::Email)
        .filter(account::Column::Id.in_subquery(protected_ids()))
        .into_query()
}

fn protected_ids() -> SelectStatement {
    Query::select().column(protected_person::Column::AccountId).from(protected_person::Entity).to_owned()
}

/// The nicknames of those protected persons whose accounts have one of these mail addresses.
pub(crate) async fn nicknames_by_email(
    db: &impl ConnectionTrait,
    emails: Vec<String>,
) -> Result<HashMap<String, String>> {
    if emails.is_empty() {
        return Ok(HashMap::new());
    }
    let found = account::Entity::find()
        .select_only()
        .columns([account::Column::Email, account::Column::DisplayName])
        .filter(account::Column::Email.is_in(emails))
        .filter(account::Column::Id.in_subquery(protected_ids()));
    Ok(found.into_tuple::<(String, String)>().all(db).await?.into_iter().collect())
}
