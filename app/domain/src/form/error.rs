//! What is wrong with a form, field by field.

use std::fmt;

use chrono::NaiveDate;

/// What is wrong with one field, or with the act that a form asks for. `app::error::field` has the words for each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    #[error("empty")]
    Missing,
    #[error("more than {chars_max} characters")]
    TooLong { chars_max: usize },
    /// A zero byte, or a line break where there is one line.
    #[error("no text")]
    NotText,
    #[error("no whole number")]
    NotANumber,
    #[error("outside {min} to {max}")]
    OutOfRange { min: i64, max: i64 },
    #[error("no multiple of {minutes} minutes")]
    NotAMultiple { minutes: i64 },
    #[error("none of the choices")]
    NotAChoice,
    #[error("nobody was chosen")]
    NobodyChosen,
    /// More than `max` ages, or one over `age_max`, or something that is no age.
    #[error("not up to {max} ages up to {age_max}")]
    NotAges { max: usize, age_max: u8 },
    #[error("no word for an address")]
    SlugForm,
    #[error("another machine has this word")]
    SlugTaken,
    #[error("the longest is shorter than the shortest")]
    MinOverMax,
    #[error("no time of day")]
    NotATime,
    #[error("the end is not after the start")]
    EndBeforeStart,
    #[error("the break lies outside the hours")]
    BreakOutsideHours,
    #[error("the breaks overlap")]
    BreaksOverlap,
    #[error("no date")]
    NotADate,
    #[error("before {first} or after {last}")]
    DayOutOfRange { first: NaiveDate, last: NaiveDate },
    #[error("more than {max} days")]
    TooManyDays { max: i64 },
    #[error("a maintenance of more than {days_max} days")]
    MaintenanceTooLong { days_max: i64 },
    #[error("more than {max} of them")]
    TooMany { max: usize },
    /// A unit is not retired over the heads of those who booked it.
    #[error("{n} bookings are to come")]
    BookingsToCome { n: u64 },
    /// Days with bookings are closed only by someone who has seen how many.
    #[error("{n} bookings fall on these days")]
    BookingsOnDays { n: u64 },
    /// Hours that leave bookings outside are saved only by someone who has seen which.
    #[error("{n} bookings fall outside the hours")]
    BookingsOutside { n: u64 },
    /// A week without an open day is saved only by someone who was asked.
    #[error("no day is open")]
    NeverOpen,
    /// Neither a date nor a time nor a length.
    #[error("not a date or a time")]
    Unreadable,
    #[error("longer than a day")]
    LongerThanADay,
    #[error("overlaps another one")]
    Overlaps,
    #[error("not a mail address")]
    EmailInvalid,
    #[error("a reading holds kanji or more than {chars_max} characters")]
    KanaInvalid { chars_max: usize },
    #[error("holds a part of the name")]
    NicknameTells,
    #[error("not a telephone number")]
    PhoneInvalid,
    #[error("not the seven figures of a postal code")]
    PostalCode,
    #[error("a postal code of no place")]
    PostalCodeUnknown,
    #[error("a password has at least {chars_min} characters")]
    PasswordTooShort { chars_min: usize },
    #[error("the password is too long")]
    PasswordTooLong,
    #[error("not the current password")]
    PasswordWrong,
    /// What cannot be undone was not confirmed.
    #[error("not confirmed")]
    NotSure,
    #[error("not a colour such as #21437a")]
    ColourForm,
    /// Contrasts in tenths: of what was chosen, and of the nearest colour that can be read.
    #[error("too light to read, {} can be read", nearest.0)]
    ColourTooLight { tenths: u32, nearest: (String, u32) },
    #[error("not T and 13 figures")]
    InvoiceNumber,
    #[error("not {n} figures")]
    Figures { n: usize },
    #[error("not up to {chars_max} letters as banks write names")]
    AccountHolder { chars_max: usize },
    #[error("stands twice")]
    Twice,
    /// Of words that stand for each other there are two at least.
    #[error("less than two words")]
    OneWord,
    #[error("more than {max} words")]
    TooManyWords { max: usize },
    #[error("a word of more than {chars_max} characters")]
    WordTooLong { chars_max: usize },
    #[error("{word} stands in another group")]
    WordInAnotherGroup { word: String },
    #[error("not the password of the sign-up")]
    SignUpPasswordWrong,
    /// No code that an app shows, and no recovery code.
    #[error("neither six figures nor a recovery code")]
    CodeForm,
    /// A code that is wrong, or was used.
    #[error("the code is wrong or was used already")]
    CodeWrong,
}

/// Everything that is wrong with a form: the names of its fields in the order in which they were read, and what is
/// wrong with each. An empty name is about the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(String, FieldError)>);

impl FieldErrors {
    /// One thing that is wrong.
    pub fn of(field: impl Into<String>, error: impl Into<FieldError>) -> FieldErrors {
        FieldErrors(vec![(field.into(), error.into())])
    }

    pub fn note(&mut self, field: impl Into<String>, error: impl Into<FieldError>) {
        self.0.push((field.into(), error.into()));
    }

    /// What is wrong with that field.
    pub fn at(&self, field: &str) -> Option<&FieldError> {
        self.iter().find(|(name, _)| *name == field).map(|(_, error)| error)
    }

    /// The first of these fields with which something is wrong.
    pub fn first_of<'f>(&self, fields: &[&'f str]) -> Option<(&'f str, &FieldError)> {
        fields.iter().find_map(|field| Some((*field, self.at(field)?)))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &FieldError)> {
        self.0.iter().map(|(field, error)| (field.as_str(), error))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn retain(&mut self, mut keep: impl FnMut(&FieldError) -> bool) {
        self.0.retain(|(_, error)| keep(error));
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.iter().map(|(field, error)| format!("{field}: {error}")).collect();
        f.write_str(&lines.join("; "))
    }
}

impl std::error::Error for FieldErrors {}

impl IntoIterator for FieldErrors {
    type Item = (String, FieldError);
    type IntoIter = std::vec::IntoIter<(String, FieldError)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
