//! Which entries of the audit log are asked for.

use chrono::NaiveDate;

use super::AuditKind;
use crate::{
    AccountId,
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

#[cfg(test)]
mod tests {
    use super::*;

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
