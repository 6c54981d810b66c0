//! A mail as it is handed over to be sent.

/// A file of text that comes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    /// `text/calendar; charset=utf-8; method=REQUEST`.
    pub kind: String,
    pub text: String,
}

/// A plain-text mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub attachment: Option<Attachment>,
}
