//! The sorts of records about people, and which tables they are in.

use super::DataRule;
use crate::members::SESSION_DAYS;

/// One sort of records: a line of the privacy notice.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Holding {
    Accounts,
    /// What the staff noted about people.
    Notes,
    Sessions,
    /// Links that were mailed, and tokens of programs.
    Access,
    /// Counts of attempts by network and address, as digests.
    Attempts,
    Certifications,
    Bookings,
    Waitlist,
    Orders,
    /// Sales and receipts.
    Papers,
    /// Questions about pieces.
    Questions,
    /// What buyers say of pieces.
    Reviews,
    Makers,
    Photos,
    /// What counts in the yearly report.
    Participations,
    Audit,
    /// Ids; and the address of whoever has left, sealed, until their farewell has left too or was given up (17 hours).
    Jobs,
    /// Files of the outbox.
    Mails,
    ApiAnswers,
    /// Carts that wait at the counter.
    Carts,
}

/// For how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Until the account is closed.
    Account,
    /// As the operator has set it.
    Set(DataRule),
    Days(i64),
    /// For ever, without a name.
    Nameless,
}

/// What becomes of it when the account is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnClose {
    Erased,
    /// It stays, and nobody can tell whose it was.
    Anonymous,
    /// It stays until its term is over: a law or other people's papers need it.
    Stays,
    /// It never knew whose it was.
    Apart,
}

/// What is said of a holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    pub holding: Holding,
    pub term: Term,
    pub on_close: OnClose,
}

/// How much of it there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldingCount {
    pub holding: Holding,
    /// Rows, or files.
    pub rows: u64,
}

impl Holding {
    pub fn kept(self) -> Kept {
        let (term, on_close) = match self {
            Holding::Accounts | Holding::Notes | Holding::Certifications => (Term::Account, OnClose::Erased),
            Holding::Makers => (Term::Account, OnClose::Erased),
            Holding::Sessions => (Term::Days(SESSION_DAYS), OnClose::Erased),
            Holding::Access => (Term::Set(DataRule::AccessDays), OnClose::Erased),
            Holding::Attempts => (Term::Days(1), OnClose::Apart),
            Holding::Bookings => (Term::Set(DataRule::BookingDays), OnClose::Anonymous),
            Holding::Waitlist => (Term::Set(DataRule::BookingDays), OnClose::Erased),
            Holding::Orders | Holding::Questions => (Term::Set(DataRule::OrderDays), OnClose::Erased),
            Holding::Papers => (Term::Set(DataRule::PaperYears), OnClose::Stays),
            Holding::Photos => (Term::Set(DataRule::PhotoDays), OnClose::Erased),
            Holding::Reviews => (Term::Nameless, OnClose::Anonymous),
            Holding::Participations => (Term::Nameless, OnClose::Anonymous),
            Holding::Audit => (Term::Set(DataRule::AuditDays), OnClose::Anonymous),
            Holding::Jobs => (Term::Set(DataRule::JobDays), OnClose::Anonymous),
            Holding::Mails => (Term::Set(DataRule::MailDays), OnClose::Erased),
            Holding::ApiAnswers => (Term::Days(7), OnClose::Erased),
            Holding::Carts => (Term::Days(30), OnClose::Apart),
        };
        Kept { holding: self, term, on_close }
    }

    /// Its table; the others that belong to it are in [`TABLES`] too. `None` where it is files.
    pub fn table(self) -> Option<&'static str> {
        Some(match self {
            Holding::Accounts => "account",
            Holding::Notes => "staff_note",
            Holding::Sessions => "session",
            Holding::Access => "mail_token",
            Holding::Attempts => "throttle",
            Holding::Certifications => "certification",
            Holding::Bookings => "booking",
            Holding::Waitlist => "waitlist_entry",
            Holding::Orders => "shop_order",
            Holding::Papers => "sale",
            Holding::Questions => "question",
            Holding::Reviews => "buyer_review",
            Holding::Makers => "maker",
            Holding::Photos => "photo",
            Holding::Participations => "participation",
            Holding::Audit => "audit_entry",
            Holding::Jobs => "job",
            Holding::ApiAnswers => "idempotency_key",
            Holding::Carts => "parked_cart",
            Holding::Mails => return None,
        })
    }
}

/// Every table, with the holding it belongs to; `None` for the space's own settings, in which there is nobody. Those of a
/// holding stand in the order in which they can be emptied: what points at others comes before them. A test holds this
/// against the schema.
pub const TABLES: &[(&str, Option<Holding>)] = &[
    ("session", Some(Holding::Sessions)),
    ("known_device", Some(Holding::Sessions)),
    ("mail_token", Some(Holding::Access)),
    ("email_change", Some(Holding::Access)),
    ("api_token", Some(Holding::Access)),
    ("auth_step", Some(Holding::Access)),
    ("throttle", Some(Holding::Attempts)),
    ("totp", Some(Holding::Accounts)),
    ("recovery_code", Some(Holding::Accounts)),
    ("passkey", Some(Holding::Accounts)),
    ("calendar_feed", Some(Holding::Accounts)),
    ("protected_person", Some(Holding::Accounts)),
    ("staff_note", Some(Holding::Notes)),
    ("favourite", Some(Holding::Accounts)),
    ("account_plan", Some(Holding::Accounts)),
    ("idempotency_key", Some(Holding::ApiAnswers)),
    ("certification", Some(Holding::Certifications)),
    ("booking_cell", Some(Holding::Bookings)),
    ("kids_cell", Some(Holding::Bookings)),
    ("waitlist_offer", Some(Holding::Waitlist)),
    ("waitlist_end", Some(Holding::Waitlist)),
    ("waitlist_entry", Some(Holding::Waitlist)),
    ("booking_hold", Some(Holding::Bookings)),
    ("booking_cancellation", Some(Holding::Bookings)),
    ("booking_move", Some(Holding::Bookings)),
    ("check_in", Some(Holding::Bookings)),
    ("check_out", Some(Holding::Bookings)),
    ("no_show", Some(Holding::Bookings)),
    ("booking", Some(Holding::Bookings)),
    ("maintenance_end", Some(Holding::Bookings)),
    ("maintenance", Some(Holding::Bookings)),
    ("participation", Some(Holding::Participations)),
    ("receipt_issue", Some(Holding::Papers)),
    ("stock_correction", Some(Holding::Papers)),
    ("sale_order", Some(Holding::Papers)),
    ("sale_line", Some(Holding::Papers)),
    ("sale", Some(Holding::Papers)),
    ("parked_cart", Some(Holding::Carts)),
    ("refund_line", Some(Holding::Papers)),
    ("money_event", Some(Holding::Papers)),
    ("refund", Some(Holding::Papers)),
    ("payment", Some(Holding::Papers)),
    ("buyer_review", Some(Holding::Reviews)),
    ("order_change", Some(Holding::Orders)),
    ("order_end", Some(Holding::Orders)),
    ("order_line", Some(Holding::Orders)),
    ("shop_order", Some(Holding::Orders)),
    ("question", Some(Holding::Questions)),
    ("photo", Some(Holding::Photos)),
    ("photo_file", Some(Holding::Photos)),
    ("product_change_photo", Some(Holding::Photos)),
    ("product_tag", Some(Holding::Makers)),
    ("product_safety", Some(Holding::Makers)),
    ("product_option_choice", Some(Holding::Makers)),
    ("product_option", Some(Holding::Makers)),
    ("product_change", Some(Holding::Makers)),
    ("product_review", Some(Holding::Makers)),
    ("product_price", Some(Holding::Makers)),
    ("stock_movement", Some(Holding::Makers)),
    ("stock", Some(Holding::Makers)),
    ("product", Some(Holding::Makers)),
    ("maker_payee", Some(Holding::Makers)),
    ("maker", Some(Holding::Makers)),
    ("audit_entry", Some(Holding::Audit)),
    ("job", Some(Holding::Jobs)),
    ("periodic_run", Some(Holding::Jobs)),
    ("account", Some(Holding::Accounts)),
    ("category", None),
    ("closure", None),
    ("commission_rate", None),
    ("delivery_rate", None),
    ("equipment_type", None),
    ("kpi_target", None),
    ("legal_version", None),
    ("opening_break", None),
    ("payment_event", None),
    ("opening_hour", None),
    ("plan", None),
    ("search_synonym", None),
    ("setting", None),
    ("tag", None),
    ("tax_rate", None),
    ("unit", None),
    ("seaql_migrations", None),
];

/// The tables that the end of the demo empties, in the order in which that works; all others are settings, and stay.
pub fn emptied_at_demo_end() -> impl Iterator<Item = &'static str> {
    TABLES.iter().filter(|(_, holding)| holding.is_some()).map(|(table, _)| *table)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn every_holding_has_its_tables() {
        let tables: HashSet<&str> = TABLES.iter().map(|(table, _)| *table).collect();
        assert_eq!(tables.len(), TABLES.len(), "a table stands twice");
        for holding in Holding::iter() {
            let own = TABLES.iter().any(|(table, of)| *of == Some(holding) && Some(*table) == holding.table());
            assert!(own || holding == Holding::Mails, "{holding}");
            assert_eq!(holding.kept().holding, holding);
        }
    }
}
