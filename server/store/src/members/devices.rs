//! Browsers and networks with which an account has signed in before. Both are kept as digests.

use domain::AccountId;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*,
};

use super::{
    secret::{digest, new_secret},
    throttle::ThrottledAct,
};
use crate::{Cx, Result, Tx, entity::known_device};

/// Devices that an account keeps; the longest unused is forgotten first.
const DEVICES_MAX: u64 = 20;
/// Characters of a token of ours.
const TOKEN_CHARS: usize = 43;

/// By what an account knows who asks.
pub(super) enum Acquaintance {
    /// The digest of its token.
    Device(String),
    /// Its digest.
    Network(String),
}

/// Whether the account has signed in with this browser before, or else from this network. An address that nobody knows
/// is nobody's network.
pub(super) async fn known(
    db: &impl ConnectionTrait,
    account_id: AccountId,
    device: Option<&str>,
    network: &str,
) -> Result<Option<Acquaintance>> {
    if let Some(hash) = device.map(digest)
        && known_device::Entity::find_by_id((hash.clone(), account_id)).one(db).await?.is_some()
    {
        return Ok(Some(Acquaintance::Device(hash)));
    }
    let hash = network_digest(network);
    let same = known_device::Entity::find()
        .filter(known_device::Column::AccountId.eq(account_id))
        .filter(known_device::Column::Network.eq(&hash));
    let is_known = !network.is_empty() && same.one(db).await?.is_some();
    Ok(is_known.then_some(Acquaintance::Network(hash)))
}

/// The browser's token, or a new one where it has none that could be ours.
pub(super) fn token(device: Option<&str>) -> String {
    let is_ours = |token: &&str| {
        token.len() == TOKEN_CHARS && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    device.filter(is_ours).map_or_else(new_secret, str::to_owned)
}

/// Knows the browser and its network from now on.
pub(super) async fn remember(cx: &Cx, tx: &Tx, account_id: AccountId, device: &str, network: &str) -> Result<()> {
    use known_device::{ActiveModel, Column, Entity};
    let (hash, network) = (digest(device), network_digest(network));
    let updated = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(cx.now))
        .col_expr(Column::Network, Expr::value(&network))
        .filter(Column::TokenHash.eq(&hash))
        .filter(Column::AccountId.eq(account_id))
        .exec(tx)
        .await?;
    if updated.rows_affected > 0 {
        return Ok(());
    }
    let surplus: Vec<String> = Entity::find()
        .select_only()
        .column(Column::TokenHash)
        .filter(Column::AccountId.eq(account_id))
        .order_by_desc(Column::UsedAt)
        .offset(DEVICES_MAX - 1)
        .limit(DEVICES_MAX)
        .into_tuple()
        .all(tx)
        .await?;
    if !surplus.is_empty() {
        let theirs = Column::AccountId.eq(account_id).and(Column::TokenHash.is_in(surplus));
        Entity::delete_many().filter(theirs).exec(tx).await?;
    }
    let row = ActiveModel {
        token_hash: Set(hash),
        account_id: Set(account_id),
        network: Set(network),
        created_at: Set(cx.now),
        used_at: Set(cx.now),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// As what a code after the password is counted.
pub(super) async fn code_gate(
    db: &impl ConnectionTrait,
    account_id: AccountId,
    device: Option<&str>,
    network: &str,
) -> Result<(ThrottledAct, String)> {
    Ok(match known(db, account_id, device, network).await? {
        Some(Acquaintance::Device(hash) | Acquaintance::Network(hash)) => {
            (ThrottledAct::CodeKnown, format!("{account_id}:{hash}"))
        }
        None => (ThrottledAct::CodeElsewhere, account_id.to_string()),
    })
}

/// Everything under which wrong passwords and codes for the account are counted.
pub(super) async fn gates(
    db: &impl ConnectionTrait,
    account_id: AccountId,
    email: &str,
) -> Result<Vec<(ThrottledAct, String)>> {
    let known = known_device::Entity::find().filter(known_device::Column::AccountId.eq(account_id)).all(db).await?;
    let mut gates =
        vec![(ThrottledAct::SignInElsewhere, email.to_owned()), (ThrottledAct::PasswordCheck, account_id.to_string())];
    gates.push((ThrottledAct::CodeElsewhere, account_id.to_string()));
    for row in known {
        gates.push((ThrottledAct::SignInDevice, format!("{account_id}:{}", row.token_hash)));
        gates.push((ThrottledAct::CodeKnown, format!("{account_id}:{}", row.token_hash)));
        gates.push((ThrottledAct::CodeKnown, format!("{account_id}:{}", row.network)));
        gates.push((ThrottledAct::SignInNetwork, format!("{account_id}:{}", row.network)));
    }
    Ok(gates)
}

/// Forgets all of an account's: somebody else may have had its password.
pub(super) async fn forget_all(tx: &Tx, account_id: AccountId) -> Result<()> {
    known_device::Entity::delete_many().filter(known_device::Column::AccountId.eq(account_id)).exec(tx).await?;
    Ok(())
}

fn network_digest(network: &str) -> String {
    digest(&format!("network:{network}"))
}
