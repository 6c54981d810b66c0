//! What the staff note about a person, with dates.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::form::{FieldErrors, FormInput, Reader};

/// Longest note, in characters.
pub const NOTE_CHARS_MAX: usize = 1_000;

/// A note about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffNote {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub by: String,
    pub text: String,
    /// Whether whoever reads it may take it away.
    pub removable: bool,
}

/// The field `note`, some lines of text.
///
/// # Errors
/// When it is empty or too long.
pub fn read_note(input: &FormInput) -> Result<String, FieldErrors> {
    let mut read = Reader::new(input);
    let text = read.words("note", NOTE_CHARS_MAX);
    read.done(text)
}
