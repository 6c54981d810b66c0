//! What the entries of the log are about.

/// What an entry's subject names, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuditAbout {
    /// A booking's id.
    Booking,
    /// An account's id; after a blank, the id of a kind of machine.
    Member,
    /// The word of a kind of machine.
    Equipment,
    /// A unit's id.
    Unit,
    /// A maintenance's id.
    Maintenance,
    /// `week`.
    Hours,
    /// The rule that is set.
    Holidays,
    /// A day, or the first and the last with a stroke between.
    Closure,
    /// `space`.
    Space,
    /// A plan's id.
    Plan,
    /// A sale's number.
    Sale,
    /// An order's number.
    Order,
    /// A product's id or number.
    Product,
    /// A job's id, or how many.
    Job,
    /// What was taken out or set: a year, a word.
    Data,
    /// The word of a [`super::SitePart`], or of a template.
    Site,
    /// The word of a [`super::LegalKind`], a stroke, and the day from which the version holds.
    Legal,
    /// A category's id.
    Category,
    /// A tag's id.
    Tag,
    /// The id of a group of words.
    Synonym,
    /// A question's id.
    Question,
    /// The id of a buyer's review.
    Review,
    /// The day from which a rate holds.
    Tax,
    /// `plan`.
    KpiPlan,
}
