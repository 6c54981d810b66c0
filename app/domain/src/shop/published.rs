//! What is in the shop, as search engines, feed readers and messengers read it.

use chrono::{DateTime, Utc};

use crate::{PhotoId, Yen};

/// An address of the site for search engines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePlace {
    /// As it is read: not percent-encoded.
    pub path: String,
    pub changed_at: Option<DateTime<Utc>>,
}

/// A piece for feed readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPiece {
    /// Its word in addresses.
    pub slug: String,
    pub title: String,
    pub description: String,
    pub price: Yen,
    /// The maker's trade name.
    pub maker: String,
    /// The cover.
    pub photo_id: Option<PhotoId>,
    pub published_at: DateTime<Utc>,
}
