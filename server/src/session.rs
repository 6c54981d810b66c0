//! Sessions: axum-login and its cookie over the store's session table.
//!
//! A request without the cookie reads nothing; one with it costs one query: the session is read with its account, which
//! waits in [`LOADED`] for axum-login's second question. The end of a session moves on with use, but is written at most
//! every [`TOUCH_SECONDS`].

use std::{cell::Cell, collections::HashMap, fmt};

use async_trait::async_trait;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::Response,
};
use axum_login::{
    AuthManagerLayer, AuthManagerLayerBuilder, AuthSession, AuthUser, AuthnBackend,
    tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite},
};
use chrono::DateTime;
use domain::{
    AccountId, Actor,
    members::{RECENT_MINUTES, SESSION_DAYS},
};
use serde_json::Value;
use store::{
    Cx, Store,
    members::{AfterPassword, Identity, NewSession, SignIn, client_network},
};
use time::{Duration, OffsetDateTime};
use tower_sessions_core::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error as SessionError, Result as SessionResult},
};

use crate::cookies::cookie_name;

/// The cookie's name, without the prefix that it has behind TLS.
pub const COOKIE: &str = "tsukuriba";
/// How long a session's last use may be behind before it is written.
const TOUCH_SECONDS: i64 = 10 * 60;

/// Keys of a session's data.
const LOGIN_KEY: &str = "axum-login.data";
const USER_AGENT_KEY: &str = "user_agent";
const NETWORK_KEY: &str = "network";
/// In seconds; the session's last end follows from it, also under a new id.
const SIGNED_IN_KEY: &str = "signed_in_at";
/// What the account may do, as the session last saw it.
const RIGHTS_KEY: &str = "rights";
/// Somebody gave a second factor in this session, or set the first one up in it.
const PROVEN_KEY: &str = "second_factor";
/// Read from the session's row, in seconds; not kept in the data.
const SEEN_KEY: &str = "seen_at";

/// Tries of a fresh random id of 128 bits.
const ID_TRIES_MAX: u32 = 3;

tokio::task_local! {
    /// The account that this request's session was read with, until axum-login asks for it.
    static LOADED: Cell<Option<Identity>>;
}

/// The session of a request, and who signed in with it.
pub type Auth = AuthSession<Backend>;

/// The session layer for [`axum::Router::layer`]; [`touch`] goes inside it. `secure` is for sites behind TLS.
pub fn session_layer(store: Store, secure: bool) -> AuthManagerLayer<Backend, Sessions> {
    let sessions = SessionManagerLayer::new(Sessions(store.clone()))
        .with_name(cookie_name(secure, COOKIE))
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(secure)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::days(SESSION_DAYS)));
    AuthManagerLayerBuilder::new(Backend(store), sessions).with_data_key(LOGIN_KEY).build()
}

/// Who sent the request, as the session layer found.
pub fn actor(parts: &Parts) -> Actor {
    let user = parts.extensions.get::<Auth>().and_then(|auth| auth.user.as_ref());
    user.map_or(Actor::Visitor, |user| user.0.actor())
}

/// Middleware: puts off the end of a session in use, in the table and in the cookie, and gives it another id when its
/// account may do more or less than before. Answers that caches may share are left alone.
pub async fn touch(State(store): State<Store>, auth: Auth, request: Request, next: Next) -> Response {
    let now = store.now().timestamp();
    let session = auth.session.clone();
    // A failure here costs nothing: the next request tries again.
    let (seen, before) = match auth.user {
        Some(_) => {
            (session.get::<i64>(SEEN_KEY).await.ok().flatten(), session.get::<String>(RIGHTS_KEY).await.ok().flatten())
        }
        None => (None, None),
    };
    let rights = auth.user.as_ref().map(|user| user.rights());
    let response = next.run(request).await;
    // A session that ended in this request stays ended.
    if session.id().is_none() || is_shared(&response) {
        return response;
    }
    if seen.is_some_and(|seen| now - seen >= TOUCH_SECONDS) {
        let _ = session.insert(SEEN_KEY, now).await;
    }
    if let Some(rights) = rights.filter(|rights| before.as_ref() != Some(rights)) {
        // Whoever knew the id before the right was given should not have it.
        let _ = session.cycle_id().await;
        let _ = session.insert(RIGHTS_KEY, rights).await;
    }
    response
}

/// Middleware, outside the session layer: room for the account that comes with the session. An answer that caches may
/// hand to others carries nobody's cookie.
pub async fn around(request: Request, next: Next) -> Response {
    let mut response = LOADED.scope(Cell::new(None), next.run(request)).await;
    if is_shared(&response) {
        response.headers_mut().remove(header::SET_COOKIE);
    }
    response
}

fn is_shared(response: &Response) -> bool {
    let policy = response.headers().get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok());
    policy.is_some_and(|policy| policy.contains("public"))
}

/// By what somebody signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A password, or a link that was mailed and a password.
    Password,
    /// A second factor too, or a passkey, which is both.
    SecondFactor,
}

/// Signs a browser in. The session's id is always a new one, so that an id someone planted before is worth nothing.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    auth: &mut Auth,
    identity: Identity,
    headers: &HeaderMap,
    client: &str,
    by: By,
) -> store::Result<()> {
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // axum-login makes a new id for a visitor only, not when one account signs in over another.
    if auth.session.id().is_some() {
        auth.session.cycle_id().await.map_err(store::Error::internal)?;
    }
    let is_proven = by == By::SecondFactor;
    let user = User(held_back(&auth.backend.0, identity, is_proven).await?);
    for (key, value) in [
        (PROVEN_KEY, is_proven.into()),
        (USER_AGENT_KEY, user_agent.into()),
        (NETWORK_KEY, client_network(client).into()),
        (SIGNED_IN_KEY, auth.backend.0.now().timestamp().into()),
        (RIGHTS_KEY, user.rights().into()),
    ] {
        auth.session.insert_value(key, value).await.map_err(store::Error::internal)?;
    }
    auth.login(&user).await.map_err(internal)
}

/// Lets the session go on, under another id, after the password was changed: it remembers the password's hash.
///
/// # Errors
/// When the database fails.
pub async fn renew(auth: &mut Auth, identity: Identity) -> store::Result<()> {
    auth.session.cycle_id().await.map_err(store::Error::internal)?;
    auth.login(&User(identity)).await.map_err(internal)
}

/// Notes that whoever is signed in has a second factor now, under another id: the first one was set up in this session.
///
/// # Errors
/// When the database fails.
pub async fn prove(auth: &Auth) -> store::Result<()> {
    auth.session.cycle_id().await.map_err(store::Error::internal)?;
    auth.session.insert(PROVEN_KEY, true).await.map_err(store::Error::internal)
}

/// Forgets it: the last one was taken away in this session.
///
/// # Errors
/// When the database fails.
pub async fn unprove(auth: &Auth) -> store::Result<()> {
    auth.session.insert(PROVEN_KEY, false).await.map_err(store::Error::internal)
}

/// Whether a second factor was given in this session.
pub async fn is_proven(auth: &Auth) -> bool {
    auth.session.get::<bool>(PROVEN_KEY).await.ok().flatten().unwrap_or(false)
}

/// Whether somebody signed in just now, so that the password need not be asked again.
pub async fn is_recent(auth: &Auth) -> bool {
    let signed_in = auth.session.get::<i64>(SIGNED_IN_KEY).await.ok().flatten();
    signed_in.is_some_and(|at| auth.backend.0.now().timestamp() - at < RECENT_MINUTES * 60)
}

/// The identity as it may act: held back where a second factor is required and was not given.
async fn held_back(store: &Store, identity: Identity, is_proven: bool) -> store::Result<Identity> {
    let is_asked = !is_proven && store.site().await?.second_factor.asks(identity.account.role);
    Ok(Identity { held_back: is_asked, ..identity })
}

/// Signs the browser out.
///
/// # Errors
/// When the database fails.
pub async fn end(auth: &mut Auth) -> store::Result<()> {
    if auth.session.id().is_none() {
        return Ok(());
    }
    auth.logout().await.map(drop).map_err(internal)
}

/// The secret id of the request's session, for [`Store::sessions_list`] and its kin.
pub fn secret(auth: &Auth) -> Option<String> {
    auth.session.id().map(|id| id.to_string())
}

fn internal(error: axum_login::Error<Backend>) -> store::Error {
    match error {
        axum_login::Error::Backend(error) => error,
        axum_login::Error::Session(error) => store::Error::internal(error),
    }
}

/// Accounts as axum-login sees them.
#[derive(Clone)]
pub struct Backend(Store);

/// A signed-in account. Its Debug form, which axum-login logs, is the id only.
#[derive(Clone, Debug)]
pub struct User(Identity);

impl User {
    /// What the account may do, in words.
    fn rights(&self) -> String {
        let account = &self.0.account;
        let held_back = if self.0.held_back { " held back" } else { "" };
        format!("{} {} {}{held_back}", account.role, account.email_confirmed, account.maker_id.is_some())
    }
}

impl AuthUser for User {
    type Id = AccountId;

    fn id(&self) -> AccountId {
        self.0.account.id
    }

    fn session_auth_hash(&self) -> &[u8] {
        &self.0.auth_hash
    }
}

impl AuthnBackend for Backend {
    type User = User;
    type Credentials = SignIn;
    type Error = store::Error;

    async fn authenticate(&self, attempt: SignIn) -> store::Result<Option<User>> {
        let cx = Cx::system(self.0.now(), "session");
        match self.0.sign_in(&cx, &attempt).await? {
            AfterPassword::SignedIn(signed_in) => Ok(Some(User(signed_in.identity))),
            AfterPassword::CodeAsked { .. } => Ok(None),
        }
    }

    async fn get_user(&self, id: &AccountId) -> store::Result<Option<User>> {
        match LOADED.try_with(Cell::take).ok().flatten() {
            Some(identity) if identity.account.id == *id => Ok(Some(User(identity))),
            // Of a session that was not read with this request nothing is known.
            _ => match self.0.identity(*id).await? {
                Some(identity) => Ok(Some(User(held_back(&self.0, identity, false).await?))),
                None => Ok(None),
            },
        }
    }
}

/// The session table as tower-sessions sees it. Times come from the store's clock, not from the record.
#[derive(Clone)]
pub struct Sessions(Store);

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sessions")
    }
}

impl Sessions {
    fn cx(&self) -> Cx {
        Cx::system(self.0.now(), "session")
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> SessionResult<()> {
        let new = encode(record)?;
        for _ in 0..ID_TRIES_MAX {
            if self.0.session_create(&self.cx(), &record.id.to_string(), &new).await.map_err(backend)? {
                return Ok(());
            }
            record.id = Id::default();
        }
        Err(SessionError::Backend("no free session id".into()))
    }

    async fn save(&self, record: &Record) -> SessionResult<()> {
        self.0.session_save(&self.cx(), &record.id.to_string(), &encode(record)?).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> SessionResult<Option<Record>> {
        let cx = self.cx();
        let Some(loaded) = self.0.session_load(&cx, &id.to_string()).await.map_err(backend)? else {
            return Ok(None);
        };
        let decode = |error: &dyn fmt::Display| SessionError::Decode(error.to_string());
        let mut data: HashMap<String, Value> = serde_json::from_str(&loaded.data).map_err(|error| decode(&error))?;
        let is_proven = data.get(PROVEN_KEY).and_then(Value::as_bool).unwrap_or(false);
        let identity = match loaded.identity {
            Some(identity) => Some(held_back(&self.0, identity, is_proven).await.map_err(backend)?),
            None => None,
        };
        // Outside a request there is no room for it, and axum-login does not ask.
        let _ = LOADED.try_with(|room| room.set(identity));
        data.insert(SEEN_KEY.into(), loaded.seen_at.timestamp().into());
        let now = OffsetDateTime::from_unix_timestamp(cx.now.timestamp()).map_err(|error| decode(&error))?;
        Ok(Some(Record { id: *id, data, expiry_date: now + Duration::days(SESSION_DAYS) }))
    }

    async fn delete(&self, id: &Id) -> SessionResult<()> {
        self.0.session_delete(&self.cx(), &id.to_string()).await.map_err(backend)
    }
}

/// The columns of a record: whose it is stands inside axum-login's data.
fn encode(record: &Record) -> SessionResult<NewSession> {
    let mut data = record.data.clone();
    data.remove(SEEN_KEY);
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let account_id = text(data.get(LOGIN_KEY).and_then(|login| login.get("user_id")));
    let signed_in_at = data.get(SIGNED_IN_KEY).and_then(Value::as_i64);
    Ok(NewSession {
        account_id: account_id.and_then(|id| id.parse().ok()),
        network: text(data.get(NETWORK_KEY)).unwrap_or_default(),
        signed_in_at: signed_in_at.and_then(|seconds| DateTime::from_timestamp(seconds, 0)),
        user_agent: text(data.get(USER_AGENT_KEY)).unwrap_or_default(),
        data: serde_json::to_string(&data).map_err(|error| SessionError::Encode(error.to_string()))?,
    })
}

fn backend(error: store::Error) -> SessionError {
    SessionError::Backend(error.to_string())
}
