//! Closing one's account: what stands in the way, and what it ends.

use chrono::{DateTime, Utc};

/// Something open that money hangs on, or without which the space has nobody to look after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosingBlock {
    /// A booking has begun: its fee is paid when it ends, at this time.
    BookingNow { until: DateTime<Utc> },
    /// Buyers were promised so many pieces.
    PiecesPromised { pieces: i64 },
    /// Nobody else could set anything.
    LastOperator,
}

/// What the page of closing shows beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    pub blocks: Vec<ClosingBlock>,
    /// Bookings to come, which are cancelled.
    pub bookings: u64,
    /// Places in lines, which are given up.
    pub waiting: u64,
    /// Orders that wait at the counter, which are cancelled.
    pub orders: u64,
    /// Listings in the shop or on the way there, which end.
    pub listings: u64,
    /// Pieces that lie in the shop and are to be fetched.
    pub pieces: i64,
}
