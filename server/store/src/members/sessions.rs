//! Signed-in browsers. The id in the table is a digest of the cookie's, so that a copy of the database opens nothing.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, Customer, DomainError,
    members::{Role, SESSION_DAYS, SESSION_DAYS_MAX, STAFF_IDLE_HOURS, SessionRow},
};
use sea_orm::{
    ActiveValue::Set, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, prelude::*,
};

use super::{
    identity::{self, Identity, with_identity},
    secret::digest,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{account, session},
};

/// Sessions an account may have at once; the longest unused ends when another begins.
const SESSIONS_PER_ACCOUNT_MAX: u64 = 30;
/// Kept of a browser's own description, in characters.
const USER_AGENT_CHARS_MAX: usize = 200;

/// A session to be kept, as the web layer knows it.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub account_id: Option<AccountId>,
    /// JSON.
    pub data: String,
    pub user_agent: String,
    /// Of the client that signed in, as [`super::client_network`] has it.
    pub network: String,
    /// When someone signed in; `None`: now.
    pub signed_in_at: Option<DateTime<Utc>>,
}

/// A live session, as a request finds it.
#[derive(Debug)]
pub struct LoadedSession {
    /// JSON.
    pub data: String,
    /// When it was last kept.
    pub seen_at: DateTime<Utc>,
    pub identity: Option<Identity>,
}

#[derive(FromQueryResult)]
struct LoadedRow {
    data: String,
    seen_at: DateTime<Utc>,
    #[sea_orm(nested)]
    identity: Option<identity::Row>,
}

impl Store {
    /// Keeps a new session under its secret id. `false` when the id is in use: make another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session_create(&self, cx: &Cx, secret: &str, new: &NewSession) -> Result<bool> {
        let id = &digest(secret);
        self.write("session_create", |tx| async move {
            if session::Entity::find_by_id(id).one(&tx).await?.is_some() {
                return Ok(false);
            }
            if let Some(account_id) = new.account_id {
                make_room(&tx, account_id).await?;
            }
            let row = session::ActiveModel {
                id: Set(id.clone()),
                account_id: Set(new.account_id),
                data: Set(new.data.clone()),
                user_agent: Set(new.user_agent.chars().take(USER_AGENT_CHARS_MAX).collect()),
                created_at: Set(cx.now),
                seen_at: Set(cx.now),
                expires_at: Set(end(cx, &tx, new).await?),
                signed_in_at: Set(Some(new.signed_in_at.unwrap_or(cx.now))),
                network: Set(new.network.clone()),
            };
            session::Entity::insert(row).exec_without_returning(&tx).await?;
            Ok(true)
        })
        .await
    }

    /// Keeps a session's changed data and puts its end off, up to the last one. Does nothing when the session has ended meanwhile: a
    /// request that was under way must not bring it back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session_save(&self, cx: &Cx, secret: &str, new: &NewSession) -> Result<()> {
        let id = &digest(secret);
        self.write("session_save", |tx| async move {
            let expires_at = end(cx, &tx, new).await?;
            session::Entity::update_many()
                .col_expr(session::Column::Data, Expr::value(&new.data))
                .col_expr(session::Column::AccountId, Expr::value(new.account_id))
                .col_expr(session::Column::SeenAt, Expr::value(cx.now))
                .col_expr(session::Column::ExpiresAt, Expr::value(expires_at))
                .filter(session::Column::Id.eq(id))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// A live session and the account that is signed in with it, in one query: every signed-in request asks.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session_load(&self, cx: &Cx, secret: &str) -> Result<Option<LoadedSession>> {
        let to_account =
            session::Entity::belongs_to(account::Entity).from(session::Column::AccountId).to(account::Column::Id);
        let query = session::Entity::find_by_id(digest(secret))
            .select_only()
            .columns([session::Column::Data, session::Column::SeenAt])
            .join(JoinType::LeftJoin, to_account.into())
            .filter(session::Column::ExpiresAt.gt(cx.now));
        let row = with_identity(query).into_model::<LoadedRow>().one(self.db.read()).await?;
        let loaded = |row: LoadedRow| LoadedSession {
            data: row.data,
            seen_at: row.seen_at,
            identity: row.identity.and_then(identity::Row::identity),
        };
        Ok(row.map(loaded))
    }

    /// Ends a session by its secret id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session_delete(&self, _cx: &Cx, secret: &str) -> Result<()> {
        let id = &digest(secret);
        // Signing in asks for it with an id that was never kept: no reason to take the write lock.
        if session::Entity::find_by_id(id).one(self.db.read()).await?.is_none() {
            return Ok(());
        }
        self.write("session_delete", |tx| async move {
            session::Entity::delete_by_id(id).exec(&tx).await?;
            Ok(())
        })
        .await
    }

    /// The person's live sessions, the last used first. `current` is this request's secret id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions_list(&self, cx: &Cx, customer: &Customer, current: Option<&str>) -> Result<Vec<SessionRow>> {
        let current = current.map(digest);
        let rows = session::Entity::find()
            .filter(session::Column::AccountId.eq(customer.account_id))
            .filter(session::Column::ExpiresAt.gt(cx.now))
            .order_by_desc(session::Column::SeenAt)
            .limit(SESSIONS_PER_ACCOUNT_MAX)
            .all(self.db.read())
            .await?;
        let line = |row: session::Model| SessionRow {
            current: current.as_deref() == Some(&row.id),
            id: row.id,
            user_agent: row.user_agent,
            network: row.network,
            signed_in_at: row.signed_in_at.unwrap_or(row.created_at),
            seen_at: row.seen_at,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// Ends one of the person's own sessions, named as in [`SessionRow::id`].
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when it is not theirs or has ended.
    pub async fn session_end(&self, _cx: &Cx, customer: &Customer, id: &str) -> Result<()> {
        self.write("session_end", |tx| async move {
            let ended = session::Entity::delete_many()
                .filter(session::Column::Id.eq(id))
                .filter(session::Column::AccountId.eq(customer.account_id))
                .exec(&tx)
                .await?;
            if ended.rows_affected == 0 { Err(DomainError::NotFound.into()) } else { Ok(()) }
        })
        .await
    }

    /// Ends all of the person's sessions but `keep`, a secret id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions_end(&self, _cx: &Cx, customer: &Customer, keep: Option<&str>) -> Result<()> {
        self.write("sessions_end", |tx| async move { end_all(&tx, customer.account_id, keep).await }).await
    }
}

/// When a session that is used now ends: after a while without use, a short one for those who see other people's data,
/// and some time after signing in whatever happens.
async fn end(cx: &Cx, tx: &Tx, new: &NewSession) -> Result<DateTime<Utc>> {
    let account = match new.account_id {
        Some(id) => account::Entity::find_by_id(id).one(tx).await?,
        None => None,
    };
    let is_staff = account.is_some_and(|account| account.role >= Role::Staff);
    let idle = if is_staff { TimeDelta::hours(STAFF_IDLE_HOURS) } else { TimeDelta::days(SESSION_DAYS) };
    let last = new.signed_in_at.unwrap_or(cx.now) + TimeDelta::days(SESSION_DAYS_MAX);
    Ok((cx.now + idle).min(last))
}

pub(super) async fn end_all(tx: &Tx, account_id: AccountId, keep: Option<&str>) -> Result<()> {
    let mut ending = session::Entity::delete_many().filter(session::Column::AccountId.eq(account_id));
    if let Some(keep) = keep {
        ending = ending.filter(session::Column::Id.ne(digest(keep)));
    }
    ending.exec(tx).await?;
    Ok(())
}

async fn make_room(tx: &Tx, account_id: AccountId) -> Result<()> {
    let surplus: Vec<String> = session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .filter(session::Column::AccountId.eq(account_id))
        .order_by_desc(session::Column::SeenAt)
        .offset(SESSIONS_PER_ACCOUNT_MAX - 1)
        .limit(SESSIONS_PER_ACCOUNT_MAX)
        .into_tuple()
        .all(tx)
        .await?;
    if !surplus.is_empty() {
        session::Entity::delete_many().filter(session::Column::Id.is_in(surplus)).exec(tx).await?;
    }
    Ok(())
}
