//! Typed ids (UUID v7), so that a booking's id is never passed where a unit's is meant.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        // Asked of every primary key; ours are never numbers that a database gives out.
        #[cfg(feature = "sea-orm")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Ok(Self(Uuid::parse_str(s)?))
            }
        }
    )+};
}

typed_id! {
    /// A person's account, whatever their role.
    AccountId,
    /// A bearer token of the JSON API.
    ApiTokenId,
    /// One reservation of one unit.
    BookingId,
    /// A cart at the counter: its idempotency key.
    CartId,
    /// A category of the shop.
    CategoryId,
    /// A kind of machine; its units are equivalent.
    EquipmentTypeId,
    /// Cells kept for a member who is confirming, or considers an offer.
    HoldId,
    /// A background job.
    JobId,
    /// A time in which a unit is closed for work on it.
    MaintenanceId,
    /// A passkey of an account.
    PasskeyId,
    /// What a maker has entered to be paid.
    PayeeId,
    /// A member's maker profile.
    MakerId,
    /// A photo of a product; also the name of its image files.
    PhotoId,
    /// A customer's order.
    OrderId,
    /// A page on which an order is paid for, and what came of it.
    PaymentId,
    /// Money that goes back to a buyer.
    RefundId,
    /// 会員種別: a price tier with its booking window and limits.
    PlanId,
    /// Something a maker sells.
    ProductId,
    /// Something that can be chosen of a product: its colour, a name on it.
    ProductOptionId,
    /// One of the things that an option offers.
    OptionChoiceId,
    /// What a buyer says of a piece.
    BuyerReviewId,
    /// A question about a piece to its maker.
    QuestionId,
    /// A sale at the counter.
    SaleId,
    /// A tag of the shop.
    TagId,
    /// Words that stand for each other in searches.
    SynonymId,
    /// One machine.
    UnitId,
    /// A place in the line for a taken time.
    WaitlistId,
}
