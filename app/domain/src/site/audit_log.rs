//! The audit log as it is read: its entries with what they changed, and which are asked for.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{AuditKind, LegalKind, SitePart};
use crate::{
    AccountId, BilingualText, BookingId, BuyerReviewId, CategoryId, OrderId, PlanId, ProductId, QuestionId, SaleId,
    TagId, UnitId,
    form::{CalendarDay, FormInput},
};

/// Which entries are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    pub who: Option<AccountId>,
    pub kind: Option<AuditKind>,
    /// Days in Japan, both included.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl AuditFilter {
    /// The fields `who`, `kind`, `from` and `to`; what cannot be read filters nothing.
    pub fn read(input: &FormInput) -> AuditFilter {
        let day = |name| input.text(name).parse().ok().map(CalendarDay::date);
        AuditFilter {
            who: input.text("who").parse().ok(),
            kind: input.text("kind").parse().ok(),
            from: day("from"),
            to: day("to"),
        }
    }

    /// As a query of an address; empty without a filter.
    pub fn query(&self) -> String {
        let parts = [
            self.who.map(|who| format!("who={who}")),
            self.kind.map(|kind| format!("kind={kind}")),
            self.from.map(|day| format!("from={day}")),
            self.to.map(|day| format!("to={day}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}

/// A field that has another value than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditChange {
    /// The field's name in its form.
    pub field: String,
    /// As the form holds it; empty where there was nothing, several with commas between.
    pub from: String,
    /// Likewise, afterwards.
    pub to: String,
}

impl AuditChange {
    pub fn new(field: &str, from: impl ToString, to: impl ToString) -> AuditChange {
        AuditChange { field: field.to_owned(), from: from.to_string(), to: to.to_string() }
    }

    /// What differs between a form as it was and as it is.
    pub fn between(before: &FormInput, after: &FormInput) -> Vec<AuditChange> {
        let fields: BTreeSet<&str> = before.names().chain(after.names()).collect();
        let values = |form: &FormInput, field| form.all(field).join(",");
        let change = |field| AuditChange::new(field, values(before, field), values(after, field));
        fields.into_iter().map(change).filter(|change| change.from != change.to).collect()
    }
}

/// What somebody acted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditThing {
    Booking {
        id: BookingId,
        start_at: DateTime<Utc>,
        equipment: BilingualText,
        who: String,
    },
    /// With the kind of machine that it was about, if any.
    Member {
        id: AccountId,
        name: String,
        equipment: Option<BilingualText>,
    },
    Equipment {
        slug: String,
        name: BilingualText,
    },
    Unit {
        id: UnitId,
        slug: String,
        equipment: BilingualText,
        name: BilingualText,
    },
    Maintenance {
        equipment: BilingualText,
        unit: BilingualText,
        start_at: DateTime<Utc>,
    },
    Hours,
    Holidays,
    Closure {
        first: NaiveDate,
        last: NaiveDate,
    },
    Space,
    Plan {
        id: PlanId,
        name: BilingualText,
    },
    Sale {
        id: SaleId,
        number: i64,
    },
    Order {
        id: OrderId,
        number: i64,
    },
    Product {
        id: ProductId,
        title: String,
    },
    /// What is kept of people, and who took it out.
    Data,
    /// So many jobs.
    Jobs(u64),
    /// A part of the site's settings; `None` is the site as a whole.
    Site(Option<SitePart>),
    Legal {
        kind: LegalKind,
        from: NaiveDate,
    },
    Category {
        id: CategoryId,
        name: BilingualText,
    },
    Tag {
        id: TagId,
        name: BilingualText,
    },
    Synonyms,
    Question {
        id: QuestionId,
    },
    Review {
        id: BuyerReviewId,
    },
    Tax {
        from: NaiveDate,
    },
    KpiPlan,
    /// What is gone: as it was written.
    Gone(String),
}

/// Somebody did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    pub at: DateTime<Utc>,
    /// `None` for the command line and for jobs.
    pub who: Option<(AccountId, String)>,
    /// The word of an [`AuditAction`].
    pub action: String,
    pub thing: AuditThing,
    pub changes: Vec<AuditChange>,
    pub request_id: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_a_change() {
        let before =
            FormInput::default().with("rate", 300).with("uses", "cut").with("uses", "sew").with("induction", "on");
        let after = FormInput::default().with("rate", 400).with("uses", "cut").with("uses", "sew").with("buffer", 15);
        let expected = [("buffer", "", "15"), ("induction", "on", ""), ("rate", "300", "400")];
        let expected = expected.map(|(field, from, to)| AuditChange::new(field, from, to));
        assert_eq!(AuditChange::between(&before, &after), expected);
    }

    #[test]
    fn a_filter_is_what_its_query_says() {
        let input = FormInput::default()
            .with("kind", "rules")
            .with("from", "2026-11-01")
            .with("to", "+99999-01-01")
            .with("who", "x");
        assert_eq!(AuditFilter::read(&input).query(), "kind=rules&from=2026-11-01");
        assert_eq!(AuditFilter::default().query(), "");
    }
}
