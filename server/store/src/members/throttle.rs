//! Attempts per key and window of fixed length. Keys are digests: no address of a person or a machine is kept.

use std::net::{IpAddr, Ipv6Addr};

use chrono::{DateTime, TimeDelta, Utc};
use domain::members::AccountError;
use sea_orm::{ActiveValue::Set, EntityTrait, ExprTrait, prelude::*};

use super::secret::digest;
use crate::{Cx, Result, Tx, entity::throttle};

/// Length of a window.
const WINDOW_SECONDS: i64 = 15 * 60;

/// Mails of one window that anyone may cause by signing up, asking for a new password, or ordering; and passkeys that one
/// network may ask for, and pieces that it may look at.
const STRANGERS_MAX: i64 = 300;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ThrottledAct {
    /// Wrong passwords for one mail address from browsers and networks that never signed in with it.
    SignInElsewhere,
    /// Wrong passwords for one account from one network that it signed in from.
    SignInNetwork,
    /// Wrong passwords for one account from one browser that it signed in with.
    SignInDevice,
    /// Wrong passwords from one network. High, because all visitors of the space share one.
    SignInClient,
    /// Wrong passwords of somebody who is signed in, or holds a mailed link, for one account.
    PasswordCheck,
    /// Wrong codes after the right password, for one account from one browser or network that it signed in from.
    CodeKnown,
    /// Likewise from everywhere else.
    CodeElsewhere,
    /// Passkeys asked for from one network: each time the page of signing in is opened.
    PasskeyClient,
    /// Accounts made from one network; a workshop's guests may all sign up within minutes.
    SignUpClient,
    /// Mails asked for to one address.
    MailAccount,
    /// Mails asked for from one network.
    MailClient,
    /// Orders of strangers from one network.
    OrderClient,
    /// Orders of strangers under one mail address.
    OrderAddress,
    /// Questions about pieces from one network.
    QuestionClient,
    /// Questions under one mail address.
    QuestionAddress,
    /// Looks at pieces from one network, which are counted.
    ViewClient,
    /// Mails that strangers cause, from everywhere: they are not refused but put off.
    StrangersMails,
}

impl ThrottledAct {
    /// Attempts in one window.
    fn attempts_max(self) -> i64 {
        match self {
            ThrottledAct::SignInElsewhere
            | ThrottledAct::SignInNetwork
            | ThrottledAct::SignInDevice
            | ThrottledAct::PasswordCheck
            | ThrottledAct::CodeKnown
            | ThrottledAct::CodeElsewhere => 10,
            ThrottledAct::SignInClient
            | ThrottledAct::SignUpClient
            | ThrottledAct::MailClient
            | ThrottledAct::QuestionClient
            | ThrottledAct::OrderClient => 60,
            ThrottledAct::MailAccount | ThrottledAct::OrderAddress | ThrottledAct::QuestionAddress => 5,
            ThrottledAct::PasskeyClient | ThrottledAct::ViewClient | ThrottledAct::StrangersMails => STRANGERS_MAX,
        }
    }

    fn key(self, of: &str) -> String {
        digest(&format!("{self:?}:{of}"))
    }
}

/// Counts an attempt before it is made, so that many at once cannot all slip through.
///
/// # Errors
/// [`AccountError::TooManyAttempts`] when the window is used up; nothing is counted then.
pub(crate) async fn take(cx: &Cx, tx: &Tx, gate: ThrottledAct, of: &str) -> Result<()> {
    let key = (gate.key(of), window_start(cx));
    match throttle::Entity::find_by_id(key.clone()).one(tx).await? {
        Some(row) if row.attempts >= gate.attempts_max() => {
            let minutes = (key.1 + WINDOW_SECONDS - cx.now.timestamp() + 59) / 60;
            Err(AccountError::TooManyAttempts { minutes }.into())
        }
        Some(_) => add(tx, key, 1).await,
        None => {
            let row = throttle::ActiveModel { key: Set(key.0), window_start: Set(key.1), attempts: Set(1) };
            throttle::Entity::insert(row).exec_without_returning(tx).await?;
            Ok(())
        }
    }
}

/// When a mail that a stranger causes leaves: now, or windows later where very many were caused before it in this one.
/// A flood fills the outbox and not the mailboxes of others; nothing that somebody waits for is lost.
pub(crate) async fn mail_time(cx: &Cx, tx: &Tx) -> Result<DateTime<Utc>> {
    let act = ThrottledAct::StrangersMails;
    let key = (act.key(""), window_start(cx));
    let before = throttle::Entity::find_by_id(key.clone()).one(tx).await?.map(|row| row.attempts);
    match before {
        Some(_) => add(tx, key, 1).await?,
        None => {
            let row = throttle::ActiveModel { key: Set(key.0), window_start: Set(key.1), attempts: Set(1) };
            throttle::Entity::insert(row).exec_without_returning(tx).await?;
        }
    }
    let windows = before.unwrap_or(0) / act.attempts_max();
    Ok(cx.now + TimeDelta::seconds(windows * WINDOW_SECONDS))
}

/// Takes one attempt back: it was none.
pub(super) async fn give_back(cx: &Cx, tx: &Tx, gate: ThrottledAct, of: &str) -> Result<()> {
    add(tx, (gate.key(of), window_start(cx)), -1).await
}

/// Forgets all attempts of a key.
pub(super) async fn forget(tx: &Tx, gate: ThrottledAct, of: &str) -> Result<()> {
    throttle::Entity::delete_many().filter(throttle::Column::Key.eq(gate.key(of))).exec(tx).await?;
    Ok(())
}

/// Whether the window of any of these is used up.
pub(super) async fn any_full(cx: &Cx, db: &impl ConnectionTrait, gates: &[(ThrottledAct, String)]) -> Result<bool> {
    for (gate, of) in gates {
        let row = throttle::Entity::find_by_id((gate.key(of), window_start(cx))).one(db).await?;
        if row.is_some_and(|row| row.attempts >= gate.attempts_max()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Deletes windows that are over.
pub(super) async fn tidy(cx: &Cx, tx: &Tx) -> Result<u64> {
    let old = throttle::Column::WindowStart.lt(window_start(cx));
    Ok(throttle::Entity::delete_many().filter(old).exec(tx).await?.rows_affected)
}

async fn add(tx: &Tx, (key, window_start): (String, i64), attempts: i64) -> Result<()> {
    throttle::Entity::update_many()
        .col_expr(throttle::Column::Attempts, Expr::col(throttle::Column::Attempts).add(attempts))
        .filter(throttle::Column::Key.eq(key))
        .filter(throttle::Column::WindowStart.eq(window_start))
        .exec(tx)
        .await?;
    Ok(())
}

fn window_start(cx: &Cx) -> i64 {
    let now = cx.now.timestamp();
    now - now.rem_euclid(WINDOW_SECONDS)
}

/// The part of a network address that one client controls, by which everything is counted: all of IPv4, the first 64 bits
/// of IPv6.
pub fn client_network(client: &str) -> String {
    match client.parse() {
        Ok(IpAddr::V6(v6)) if v6.to_ipv4_mapped().is_none() => {
            Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).to_string()
        }
        Ok(address) => address.to_canonical().to_string(),
        Err(_) => client.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_its_network() {
        assert_eq!(client_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(client_network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(client_network("192.0.2.7"), "192.0.2.7");
        assert_ne!(ThrottledAct::SignInClient.key("a"), ThrottledAct::SignInElsewhere.key("a"));
    }
}
