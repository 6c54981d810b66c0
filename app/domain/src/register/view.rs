//! What the counter's pages and papers show.

use chrono::{DateTime, NaiveDate, Utc};

use super::{CorrectionReason, Line, TaxTotal, Tender};
use crate::{
    CartId, MakerId, Paged, ProductId, SaleId, Yen,
    catalog::{ProductSnapshot, lines_total},
    orders::OrderLine,
};

/// What a search or a scan found.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    pub products: Vec<ProductSnapshot>,
    /// A code named exactly one product: it can go into the cart without a choice.
    pub exact: bool,
    /// An order's code was scanned.
    pub order_number: Option<i64>,
}

/// The cart, with what the counter shows of each line.
#[derive(Clone, Debug, Default)]
pub struct Cart {
    pub rows: Vec<(ProductSnapshot, i64)>,
    pub orders: Vec<CartOrder>,
    /// An order was asked for that is unknown or has ended.
    pub order_ended: bool,
}

/// A cart that waits until its buyer comes back.
#[derive(Clone, Debug)]
pub struct ParkedCart {
    pub id: CartId,
    pub at: DateTime<Utc>,
    /// Who parked it.
    pub staff: String,
    /// Titles and pieces, as they are now.
    pub lines: Vec<(String, i64)>,
    /// Numbers of its orders.
    pub orders: Vec<i64>,
}

/// An order at the counter: its pieces are held and only paid for.
#[derive(Clone, Debug)]
pub struct CartOrder {
    pub number: i64,
    pub name: String,
    pub lines: Vec<OrderLine>,
}

impl Cart {
    /// What is to be paid; `None` when it is more than a sale may be.
    pub fn total(&self) -> Option<Yen> {
        let rows = self.rows.iter().map(|(product, quantity)| (product.price, *quantity));
        let held = self.orders.iter().flat_map(|order| &order.lines);
        lines_total(rows.chain(held.map(|line| (line.unit_price, line.quantity))))
    }
}

/// A sale that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleRecorded {
    pub id: SaleId,
    pub number: i64,
    /// The same form had been sent before: nothing new happened.
    pub replayed: bool,
}

/// A line of a sale, as it was on that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleLine {
    pub product_id: ProductId,
    pub maker_id: MakerId,
    pub title: String,
    /// The maker's trade name.
    pub maker: String,
    pub quantity: i64,
    pub unit_price: Yen,
    pub tax_rate_percent: i32,
}

impl SaleLine {
    /// So many pieces of a product as it is now.
    pub fn of(product: &ProductSnapshot, quantity: i64) -> SaleLine {
        SaleLine {
            product_id: product.id,
            maker_id: product.maker_id,
            title: product.title.clone(),
            maker: product.maker.clone(),
            quantity,
            unit_price: product.price,
            tax_rate_percent: product.tax_rate_percent,
        }
    }

    /// Price times quantity.
    pub fn total(&self) -> Yen {
        Yen(self.unit_price.0.saturating_mul(self.quantity))
    }
}

impl From<&OrderLine> for SaleLine {
    fn from(line: &OrderLine) -> SaleLine {
        SaleLine {
            product_id: line.product_id,
            maker_id: line.maker_id,
            title: line.title.clone(),
            maker: line.maker.clone(),
            quantity: line.quantity,
            unit_price: line.unit_price + line.wrapping.unwrap_or(Yen::ZERO),
            tax_rate_percent: line.tax_rate_percent,
        }
    }
}

impl From<&SaleLine> for Line {
    fn from(line: &SaleLine) -> Line {
        Line { unit_price: line.unit_price, quantity: line.quantity, tax_rate_percent: line.tax_rate_percent }
    }
}

/// Who issued a receipt, as on the day of the sale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issuer {
    pub name: String,
    /// 適格請求書発行事業者 number, or empty when not registered.
    pub invoice_number: String,
    pub address: String,
    pub phone: String,
}

/// A receipt as it was issued.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub id: SaleId,
    pub number: i64,
    pub at: DateTime<Utc>,
    pub issuer: Issuer,
    pub staff: String,
    pub order_numbers: Vec<i64>,
    /// What the stock was corrected by: product, pieces, why.
    pub corrections: Vec<(i64, i64, CorrectionReason)>,
    pub lines: Vec<SaleLine>,
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
