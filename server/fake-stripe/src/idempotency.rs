//! The same key gives the same answer for a day; with another request it is refused.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use crate::{errors::Refusal, form::Fields};

/// How long a key is remembered.
const KEPT: TimeDelta = TimeDelta::hours(24);

struct Answered {
    path: String,
    fields: Fields,
    answer: Value,
    at: DateTime<Utc>,
}

/// What was answered under which key.
#[derive(Default)]
pub struct Keys(HashMap<String, Answered>);

impl Keys {
    /// The answer that was given under this key.
    ///
    /// # Errors
    /// When it was another request.
    pub fn answered(
        &mut self,
        key: &str,
        path: &str,
        fields: &Fields,
        now: DateTime<Utc>,
    ) -> Result<Option<Value>, Refusal> {
        self.0.retain(|_, answered| now - answered.at < KEPT);
        match self.0.get(key) {
            None => Ok(None),
            Some(answered) if answered.path == path && &answered.fields == fields => Ok(Some(answered.answer.clone())),
            Some(_) => Err(Refusal::other_request()),
        }
    }

    pub fn keep(&mut self, key: &str, path: &str, fields: Fields, answer: Value, now: DateTime<Utc>) {
        self.0.insert(key.to_owned(), Answered { path: path.to_owned(), fields, answer, at: now });
    }
}
