//! What an entry of the audit log is about, as it is read.

use chrono::{DateTime, NaiveDate, Utc};

use super::{LegalKind, SitePart};
use crate::{AccountId, BilingualText, BookingId, CategoryId, PickupOrderId, PlanId, ProductId, SaleId, UnitId};

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
        id: PickupOrderId,
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
    Tax {
        from: NaiveDate,
    },
    KpiPlan,
    /// What is gone: as it was written.
    Gone(String),
}
