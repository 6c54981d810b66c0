//! Stock: pieces on hand, and how many of them are promised to somebody. What can be had is the difference; it is
//! worked out, never written.

use crate::ProductId;

/// The stock of a product. Always `0 <= reserved <= on_hand`; the database says so too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    on_hand: i64,
    reserved: i64,
}

/// Something that happens to a number of pieces, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StockChange {
    /// Promised to an order.
    Reserve(i64),
    /// An order gives its pieces back.
    Release(i64),
    /// An order's pieces are paid for and leave.
    SellReserved(i64),
    /// Pieces that nobody was promised are paid for and leave.
    SellFromShelf(i64),
    /// Pieces that had left come back, and can be sold again.
    BringBack(i64),
    /// Pieces come to the shop.
    TakeIn(i64),
    /// Pieces that nobody was promised leave unsold.
    TakeOut(i64),
}

/// Changes of a transaction, product by product.
pub type StockChanges = Vec<(ProductId, StockChange)>;

impl StockChange {
    /// What it adds to the pieces on hand and to the reserved ones.
    pub fn deltas(self) -> (i64, i64) {
        match self {
            StockChange::Reserve(n) => (0, n),
            StockChange::Release(n) => (0, -n),
            StockChange::SellReserved(n) => (-n, -n),
            StockChange::SellFromShelf(n) | StockChange::TakeOut(n) => (-n, 0),
            StockChange::BringBack(n) | StockChange::TakeIn(n) => (n, 0),
        }
    }

    /// How many pieces it is about.
    pub fn quantity(self) -> i64 {
        match self {
            StockChange::Reserve(n)
            | StockChange::Release(n)
            | StockChange::SellReserved(n)
            | StockChange::SellFromShelf(n)
            | StockChange::BringBack(n)
            | StockChange::TakeIn(n)
            | StockChange::TakeOut(n) => n,
        }
    }
}

impl Stock {
    /// `None` unless `0 <= reserved <= on_hand`.
    pub fn new(on_hand: i64, reserved: i64) -> Option<Stock> {
        (0 <= reserved && reserved <= on_hand).then_some(Stock { on_hand, reserved })
    }

    /// Pieces that are there, reserved ones included.
    pub fn on_hand(self) -> i64 {
        self.on_hand
    }

    /// Pieces promised to orders that are not picked up yet.
    pub fn reserved(self) -> i64 {
        self.reserved
    }

    /// Pieces that can be sold or reserved now.
    pub fn available(self) -> i64 {
        self.on_hand - self.reserved
    }

    /// The stock after a change; `None` when it cannot happen. The guard of the database's one UPDATE is this rule.
    pub fn after(self, change: StockChange) -> Option<Stock> {
        let (on_hand, reserved) = change.deltas();
        if change.quantity() < 1 {
            return None;
        }
        Stock::new(self.on_hand.checked_add(on_hand)?, self.reserved.checked_add(reserved)?)
    }

    /// The stock after so many pieces, at least one, turned out to be there as well.
    pub fn corrected(self, pieces: i64) -> Option<Stock> {
        (pieces >= 1).then_some(())?;
        Stock::new(self.on_hand.checked_add(pieces)?, self.reserved)
    }

    /// The stock after somebody counted what is there; `None` when fewer pieces are left than are promised.
    pub fn counted(self, on_hand: i64) -> Option<Stock> {
        Stock::new(on_hand, self.reserved)
    }
}

/// Pieces on hand by the maker's form. A new piece that is one of a kind is one. Later its number is what the maker
/// says, none or one: what was sold does not come back because the text was edited.
pub fn on_hand_by_form(typed: i64, one_of_a_kind: bool, is_new: bool) -> i64 {
    match (one_of_a_kind, is_new) {
        (true, true) => 1,
        (true, false) => typed.clamp(0, 1),
        (false, _) => typed.max(0),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn changes() -> impl Strategy<Value = StockChange> {
        (0..7, -2i64..6).prop_map(|(kind, n)| match kind {
            0 => StockChange::Reserve(n),
            1 => StockChange::Release(n),
            2 => StockChange::SellReserved(n),
            3 => StockChange::BringBack(n),
            4 => StockChange::TakeIn(n),
            5 => StockChange::TakeOut(n),
            _ => StockChange::SellFromShelf(n),
        })
    }

    #[test]
    fn each_change_does_what_it_says() {
        let stock = Stock::new(3, 1).unwrap();
        assert_eq!(stock.after(StockChange::Reserve(2)), Stock::new(3, 3));
        assert_eq!(stock.after(StockChange::Reserve(3)), None, "two can be had");
        assert_eq!(stock.after(StockChange::Release(1)), Stock::new(3, 0));
        assert_eq!(stock.after(StockChange::Release(2)), None, "one was promised");
        assert_eq!(stock.after(StockChange::SellReserved(1)), Stock::new(2, 0));
        assert_eq!(stock.after(StockChange::SellFromShelf(2)), Stock::new(1, 1));
        assert_eq!(stock.after(StockChange::SellFromShelf(3)), None, "the third is promised");
        assert_eq!((stock.counted(1), stock.counted(0)), (Stock::new(1, 1), None));
        assert_eq!(stock.after(StockChange::Reserve(i64::MAX)), None);
        assert_eq!(stock.after(StockChange::Release(-1)), None);
    }

    #[test]
    fn one_of_a_kind_comes_back_only_by_the_makers_word() {
        assert_eq!(on_hand_by_form(40, true, true), 1);
        assert_eq!(on_hand_by_form(0, true, false), 0);
        assert_eq!(on_hand_by_form(40, true, false), 1);
        assert_eq!(on_hand_by_form(-3, false, false), 0);
        assert_eq!(on_hand_by_form(40, false, true), 40);
    }

    proptest! {
        /// Whatever is tried in whatever order: nothing is promised twice, and pieces leave only by being sold.
        #[test]
        fn nothing_is_promised_twice(on_hand in 0i64..10, tried in prop::collection::vec(changes(), 0..40)) {
            let mut stock = Stock::new(on_hand, 0).unwrap();
            let (mut sold, mut promised) = (0, 0);
            for change in tried {
                let Some(after) = stock.after(change) else { continue };
                let n = change.quantity();
                match change {
                    StockChange::Reserve(_) => {
                        prop_assert!(n <= stock.available());
                        promised += n;
                    }
                    StockChange::Release(_) => promised -= n,
                    StockChange::SellReserved(_) => {
                        promised -= n;
                        sold += n;
                    }
                    StockChange::SellFromShelf(_) | StockChange::TakeOut(_) => {
                        prop_assert!(n <= stock.available());
                        sold += n;
                    }
                    StockChange::BringBack(_) | StockChange::TakeIn(_) => sold -= n,
                }
                stock = after;
                prop_assert_eq!((stock.on_hand(), stock.reserved()), (on_hand - sold, promised));
                prop_assert!(0 <= stock.reserved() && stock.reserved() <= stock.on_hand());
                prop_assert_eq!(stock.available() + stock.reserved(), stock.on_hand());
            }
        }

        #[test]
        fn counting_keeps_promises(on_hand in 0i64..10, reserved in 0i64..10, counted in -3i64..12) {
            let Some(stock) = Stock::new(on_hand, reserved) else { return Ok(()) };
            prop_assert_eq!(stock.corrected(counted).is_some(), counted >= 1);
            match stock.counted(counted) {
                Some(after) => prop_assert_eq!((after.on_hand(), after.reserved()), (counted, reserved)),
                None => prop_assert!(counted < reserved),
            }
        }
    }
}
