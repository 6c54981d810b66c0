//! What happened to the pieces of a product, one entry for each change of how many are on hand.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Stock, StockChange};
use crate::{
    ProductId, Yen,
    form::{FieldErrors, FormInput, Reader},
};

/// Pieces of one product that can be on hand.
pub const ON_HAND_MAX: i64 = 999;
/// Longest note of the staff on a movement, in characters.
pub const MOVEMENT_NOTE_CHARS_MAX: usize = 200;

/// What happened to pieces.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum MovementKind {
    /// 納品: the maker brought them.
    Delivery,
    /// 引取: the maker took them back.
    ReturnToMaker,
    /// 調整: somebody counted, and more were there.
    CountedMore,
    /// 調整: somebody counted, and fewer were there.
    CountedFewer,
    /// 破損: they cannot be sold any more.
    Damage,
    /// The maker wrote another number into the listing.
    MakerCount,
    /// They were sold at the counter though the stock did not know of them.
    CounterCorrection,
    Sale,
    /// 返品: a buyer's pieces came back.
    SaleReturn,
}

impl MovementKind {
    /// What staff may write down by hand.
    pub const BY_STAFF: [MovementKind; 5] =
        [Self::Delivery, Self::ReturnToMaker, Self::CountedMore, Self::CountedFewer, Self::Damage];

    /// What it does to so many pieces; `None` for what nobody writes down by hand.
    pub fn change(self, pieces: i64) -> Option<StockChange> {
        match self {
            Self::Delivery | Self::CountedMore => Some(StockChange::TakeIn(pieces)),
            Self::ReturnToMaker | Self::CountedFewer | Self::Damage => Some(StockChange::TakeOut(pieces)),
            Self::MakerCount | Self::CounterCorrection | Self::Sale | Self::SaleReturn => None,
        }
    }

    /// What an order or a sale did; `None` where the pieces stay on hand, or for what staff write down themselves.
    pub fn of_trade(change: StockChange) -> Option<MovementKind> {
        match change {
            StockChange::SellReserved(_) | StockChange::SellFromShelf(_) => Some(Self::Sale),
            StockChange::BringBack(_) => Some(Self::SaleReturn),
            StockChange::Reserve(_) | StockChange::Release(_) | StockChange::TakeIn(_) | StockChange::TakeOut(_) => {
                None
            }
        }
    }
}

/// Why pieces cannot be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StockError {
    #[error("{available} pieces are free, {reserved} are promised to buyers")]
    NotEnough { available: i64, reserved: i64 },
    #[error("more than {max} pieces")]
    TooMany { max: i64 },
    /// There is one already.
    #[error("the piece is one of a kind")]
    OneOfAKind,
    /// None of its pieces is counted.
    #[error("the piece is made to order")]
    MadeToOrder,
    /// Its maker is writing it: the number is theirs.
    #[error("the piece has not been handed in")]
    NotHandedIn,
    #[error("the form moved other pieces before")]
    FormUsed,
}

/// What somebody of the staff says has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveStock {
    pub kind: MovementKind,
    /// At least one.
    pub pieces: i64,
    /// May be empty.
    pub note: String,
    /// The form's key: the same form moves pieces once.
    pub key: String,
}

impl MoveStock {
    /// The fields `kind`, `pieces`, `note` and `key`.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<MoveStock, FieldErrors> {
        let mut read = Reader::new(input);
        let kind = read.chosen::<MovementKind>("kind").filter(|kind| MovementKind::BY_STAFF.contains(kind));
        if kind.is_none() && read.is_fine("kind") {
            read.note("kind", crate::form::FieldError::NotAChoice);
        }
        let pieces = read.number("pieces", 1, ON_HAND_MAX);
        let note = read.optional("note", MOVEMENT_NOTE_CHARS_MAX).unwrap_or_default();
        let key = read.words("key", 100);
        read.done_with(kind.map(|kind| MoveStock { kind, pieces, note, key }))
    }

    /// Its contents, for telling a form that is sent again from another one.
    pub fn contents(&self, product: ProductId) -> String {
        format!("{product}\n{}\n{}\n{}", self.kind, self.pieces, self.note)
    }
}

/// What the decision looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PieceFacts {
    pub stock: Stock,
    pub one_of_a_kind: bool,
    pub made_to_order: bool,
    /// The staff have it or have had it: it is no draft that its maker writes.
    pub handed_in: bool,
}

/// The change of the stock, and how many are on hand after it.
///
/// # Errors
/// Why the pieces cannot be moved.
pub fn move_stock(facts: &PieceFacts, cmd: &MoveStock) -> Result<(StockChange, Stock), StockError> {
    let not_enough = StockError::NotEnough { available: facts.stock.available(), reserved: facts.stock.reserved() };
    if facts.made_to_order {
        return Err(StockError::MadeToOrder);
    }
    if !facts.handed_in {
        return Err(StockError::NotHandedIn);
    }
    let change = cmd.kind.change(cmd.pieces).ok_or(not_enough)?;
    let after = facts.stock.after(change).ok_or(not_enough)?;
    if facts.one_of_a_kind && after.on_hand() > facts.stock.on_hand().max(1) {
        return Err(StockError::OneOfAKind);
    }
    if after.on_hand() > facts.stock.on_hand().max(ON_HAND_MAX) {
        return Err(StockError::TooMany { max: ON_HAND_MAX });
    }
    Ok((change, after))
}

/// One movement, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    pub at: DateTime<Utc>,
    pub kind: MovementKind,
    /// How many came; below zero, how many left.
    pub pieces: i64,
    /// How many were on hand then.
    pub on_hand: i64,
    pub note: String,
    /// Who wrote it down; `None` for what happened by itself, and for makers, who are not told.
    pub by: Option<String>,
}

/// A piece with its stock, for staff and for its maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockPiece {
    pub id: ProductId,
    pub number: i64,
    pub title: String,
    /// The maker's trade name.
    pub maker: String,
    pub price: Yen,
    pub stock: Stock,
    pub one_of_a_kind: bool,
    pub made_to_order: bool,
    /// See [`PieceFacts::handed_in`].
    pub handed_in: bool,
}

impl StockPiece {
    /// What [`move_stock`] looks at.
    pub fn facts(&self) -> PieceFacts {
        let StockPiece { stock, one_of_a_kind, made_to_order, handed_in, .. } = *self;
        PieceFacts { stock, one_of_a_kind, made_to_order, handed_in }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::IntoEnumIterator;

    fn facts(on_hand: i64, reserved: i64) -> PieceFacts {
        let stock = Stock::new(on_hand, reserved).unwrap();
        PieceFacts { stock, one_of_a_kind: false, made_to_order: false, handed_in: true }
    }

    fn cmd(kind: MovementKind, pieces: i64) -> MoveStock {
        MoveStock { kind, pieces, note: String::new(), key: "k".into() }
    }

    #[test]
    fn what_is_promised_stays() {
        let moved = |kind, pieces| move_stock(&facts(5, 2), &cmd(kind, pieces)).map(|(_, after)| after.on_hand());
        assert_eq!(moved(MovementKind::Delivery, 3), Ok(8));
        assert_eq!(moved(MovementKind::CountedMore, 1), Ok(6));
        for kind in [MovementKind::ReturnToMaker, MovementKind::CountedFewer, MovementKind::Damage] {
            assert_eq!(moved(kind, 3), Ok(2));
            assert_eq!(moved(kind, 4), Err(StockError::NotEnough { available: 3, reserved: 2 }));
        }
        assert!(moved(MovementKind::Sale, 1).is_err(), "only the counter sells");
        assert_eq!(moved(MovementKind::Delivery, ON_HAND_MAX), Err(StockError::TooMany { max: ON_HAND_MAX }));
    }

    #[test]
    fn what_is_not_counted_is_not_moved() {
        let one = PieceFacts { one_of_a_kind: true, ..facts(1, 0) };
        let more = |facts: PieceFacts| move_stock(&facts, &cmd(MovementKind::Delivery, 1)).map(|_| ());
        assert_eq!(more(one), Err(StockError::OneOfAKind));
        assert_eq!(more(PieceFacts { one_of_a_kind: true, ..facts(0, 0) }), Ok(()));
        assert_eq!(more(PieceFacts { made_to_order: true, ..facts(0, 0) }), Err(StockError::MadeToOrder));
        assert_eq!(more(PieceFacts { handed_in: false, ..facts(0, 0) }), Err(StockError::NotHandedIn));
    }

    #[test]
    fn a_form_names_all_that_is_wrong() {
        let form = |kind: &str, pieces: &str| {
            MoveStock::read(&FormInput::default().with("kind", kind).with("pieces", pieces).with("key", "k"))
        };
        assert_eq!(form("delivery", "３点"), Ok(cmd(MovementKind::Delivery, 3)));
        let wrong = form("sale", "0").unwrap_err();
        assert!(wrong.at("kind").is_some() && wrong.at("pieces").is_some());
    }

    proptest! {
        /// What staff write down never takes a promised piece, and changes the number by what it says.
        #[test]
        fn a_movement_says_what_it_does(on_hand in 0i64..=ON_HAND_MAX, reserved in 0i64..9, at in 0usize..9, n in 1i64..99) {
            prop_assume!(reserved <= on_hand);
            let kind = MovementKind::iter().nth(at).unwrap();
            if let Ok((change, after)) = move_stock(&facts(on_hand, reserved), &cmd(kind, n)) {
                prop_assert!(MovementKind::BY_STAFF.contains(&kind));
                prop_assert_eq!(after.on_hand() - on_hand, change.deltas().0);
                prop_assert_eq!(after.reserved(), reserved);
                prop_assert!((reserved..=ON_HAND_MAX).contains(&after.on_hand()));
            }
        }
    }
}
