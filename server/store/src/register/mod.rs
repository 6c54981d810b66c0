//! The counter: finding pieces, ringing up sales, receipts and the list of a day.

mod cart;
mod lookup;
mod piece;
mod receipt;
mod ring_up;
mod sales;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    MakerId, Paged, PhotoId, ProductId, SaleId, Yen,
    register::{CartLine, TaxTotal, Tender},
};

pub(crate) use piece::{contains, piece_by_number, pieces};

use crate::orders::HeldLine;

/// Products that one search shows.
pub const FOUND_MAX: u64 = 20;
/// Sales on a page of a day's list.
pub const SALES_PAGE: u32 = 50;

/// A product as the counter needs it.
#[derive(Clone, Debug)]
pub struct Piece {
    pub id: ProductId,
    pub number: i64,
    pub title: String,
    pub title_en: Option<String>,
    pub maker_id: MakerId,
    /// The maker's trade name.
    pub maker: String,
    pub(crate) maker_account: uuid::Uuid,
    pub price: Yen,
    pub tax_rate_percent: i32,
    /// Neither sold nor held.
    pub available: i64,
    /// In the shop, so that it may be sold.
    pub published: bool,
    pub photo: Option<PhotoId>,
}

/// What a search or a scan found.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    pub pieces: Vec<Piece>,
    /// A code named exactly one product: it can go into the cart without a choice.
    pub exact: bool,
    /// An order's code was scanned.
    pub order_number: Option<i64>,
}

/// The cart, with what the counter shows of each line.
#[derive(Clone, Debug, Default)]
pub struct Cart {
    pub rows: Vec<(Piece, i64)>,
    pub order: Option<CartOrder>,
    /// An order was asked for that is unknown or has ended.
    pub order_ended: bool,
}

/// An order at the counter: its pieces are held and only paid for.
#[derive(Clone, Debug)]
pub struct CartOrder {
    pub number: i64,
    pub name: String,
    pub lines: Vec<HeldLine>,
}

/// A sale as the counter sends it.
#[derive(Clone, Debug)]
pub struct RingUp {
    /// Pieces beside those of the order.
    pub lines: Vec<CartLine>,
    /// The number of the order that is picked up.
    pub order: Option<i64>,
    pub tender: Tender,
    /// Cash handed over; ignored for cashless sales.
    pub tendered: Yen,
    /// Made with the form; the same cart sent twice is one sale.
    pub idempotency_key: String,
}

/// A sale that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RungUp {
    pub id: SaleId,
    pub number: i64,
    /// The same cart had been sent before: nothing new happened.
    pub replayed: bool,
}

/// A line of a receipt, as it was on that day.
#[derive(Clone, Debug)]
pub struct ReceiptLine {
    pub title: String,
    pub maker: String,
    pub quantity: i64,
    pub unit_price: Yen,
    pub tax_rate_percent: i32,
}

/// A receipt, without the issuer, which is a setting.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub id: SaleId,
    pub number: i64,
    pub at: DateTime<Utc>,
    pub staff: String,
    pub order_number: Option<i64>,
    pub lines: Vec<ReceiptLine>,
    pub total: Yen,
    /// Per rate, rounded once each.
    pub taxes: Vec<TaxTotal>,
    pub tender: Tender,
    pub tendered: Yen,
    pub change: Yen,
}

/// A sale in the list of its day.
#[derive(Clone, Debug)]
pub struct SaleRow {
    pub id: SaleId,
    pub number: i64,
    pub at: DateTime<Utc>,
    pub staff: String,
    pub pieces: i64,
    pub total: Yen,
    pub tender: Tender,
}

/// The sales of a day; the sums are of the whole day, not of the page.
#[derive(Clone, Debug)]
pub struct SalesDay {
    pub day: NaiveDate,
    pub sales: Paged<SaleRow>,
    pub cash: Yen,
    pub cashless: Yen,
}
