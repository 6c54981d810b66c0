//! What every operation is told first: who asks, when, and in which request.

use chrono::{DateTime, Utc};
use domain::Actor;
use uuid::{NoContext, Timestamp, Uuid};

/// The context of one request or job. The first argument of every store operation.
#[derive(Clone, Debug)]
pub struct Cx {
    pub actor: Actor,
    pub now: DateTime<Utc>,
    pub request_id: String,
}

impl Cx {
    /// The context of a job or a command, on nobody's behalf.
    pub fn system(now: DateTime<Utc>, request_id: impl Into<String>) -> Cx {
        Cx { actor: Actor::Visitor, now, request_id: request_id.into() }
    }

    /// A fresh UUID v7 stamped with this context's time, so that ids sort by creation under a test clock too.
    pub fn new_id<T: From<Uuid>>(&self) -> T {
        let seconds = u64::try_from(self.now.timestamp()).unwrap_or(0);
        Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, self.now.timestamp_subsec_nanos())).into()
    }
}
