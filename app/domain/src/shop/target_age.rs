//! For whom pieces are made.

use serde::{Deserialize, Serialize};

/// For whom a piece is made, where its maker says so.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum TargetAge {
    /// Under three years, for whom toys need the 子供PSCマーク.
    UnderThree,
    FromThree,
    FromSix,
    Adults,
}
