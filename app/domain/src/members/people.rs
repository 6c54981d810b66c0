//! People as the operator sees them.

use chrono::{DateTime, Utc};

use super::{MakerProfile, Protection, Role};
use crate::AccountId;

/// A line of the operator's list of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    pub id: AccountId,
    pub name: String,
    /// How the name is read; may be empty.
    pub kana: String,
    /// Empty for a protected person.
    pub email: String,
    /// The name is a nickname.
    pub protected: bool,
    pub role: Role,
    pub email_confirmed: bool,
    pub disabled_at: Option<DateTime<Utc>>,
}

/// One person with what the operator decides on.
#[derive(Clone, Debug)]
pub struct PersonFile {
    pub row: PersonRow,
    pub since: DateTime<Utc>,
    /// Live sessions, and when the last one was used.
    pub sessions: u64,
    pub seen_at: Option<DateTime<Utc>>,
    /// Live tokens of the API.
    pub tokens: u64,
    /// Whether wrong passwords keep some of their sign-ins away for now.
    pub locked: bool,
    /// Whether codes of an app are asked for at sign-in, and how many passkeys there are.
    pub totp: bool,
    pub passkeys: u64,
    /// Whether they run the space alone.
    pub last_operator: bool,
    pub protection: Option<Protection>,
}

/// What belongs to an account, in the words of the page that merges two.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Belonging {
    Bookings,
    Waiting,
    Missed,
    Inductions,
    /// What the staff noted about them.
    Notes,
    Orders,
    /// Pieces that they keep in mind.
    Favourites,
    Pieces,
    /// What they asked about pieces.
    Questions,
    Participations,
    /// What they did as staff or operator, and the log of it.
    Deeds,
}

/// What merging two accounts would do.
#[derive(Clone, Debug)]
pub struct MergePreview {
    /// Who stays.
    pub kept: PersonRow,
    /// Whose account ends.
    pub gone: PersonRow,
    /// How many of each move.
    pub moves: Vec<(Belonging, u64)>,
    /// Where both have a maker's profile, the two, of who stays and of whose account ends: one is to be chosen, and gets
    /// the pieces of both.
    pub makers: Option<[MakerProfile; 2]>,
}

/// Which of two makers' profiles stays, when two accounts become one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum MergedProfile {
    /// That of the account that stays.
    #[default]
    Kept,
    /// That of the account that ends.
    Gone,
}
