//! A person's devices and tokens in their lists, and what a mail to an account needs.

use chrono::{DateTime, Utc};

use super::{Language, TokenScopes};
use crate::ApiTokenId;

/// A line of a person's list of devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Names the session in forms; no use as a cookie.
    pub id: String,
    pub user_agent: String,
    /// The network from which someone signed in; empty for sessions from before it was kept.
    pub network: String,
    pub signed_in_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub current: bool,
}

/// A line of a person's list of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiTokenRow {
    pub id: ApiTokenId,
    pub label: String,
    pub created_at: DateTime<Utc>,
    pub scopes: TokenScopes,
    pub expires_at: DateTime<Utc>,
}

/// What a mail to an account needs.
#[derive(Clone, Debug)]
pub struct AccountMail {
    pub email: String,
    pub display_name: String,
    pub email_confirmed: bool,
    /// `None`: in both.
    pub language: Option<Language>,
}
