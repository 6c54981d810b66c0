//! A receipt as it was issued; tax is computed from its lines, once per rate.

use std::collections::HashMap;

use domain::{
    DomainError, SaleId, Staff, Yen,
    register::{Line, Tender, tax_totals},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{Receipt, ReceiptLine};
use crate::{
    Cx, Error, Result, Store,
    entity::{account, maker, pickup_order, sale, sale_line},
};

impl Store {
    /// The receipt of a sale.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; [`Error::Internal`] when the lines do not sum to the total.
    pub async fn sale_receipt(&self, _cx: &Cx, _staff: &Staff, id: SaleId) -> Result<Receipt> {
        let db = self.db.read();
        let sale = sale::Entity::find_by_id(id.0).one(db).await?.ok_or(DomainError::NotFound)?;
        let rows = sale_line::Entity::find()
            .filter(sale_line::Column::SaleId.eq(id.0))
            .order_by_asc(sale_line::Column::Position)
            .all(db)
            .await?;
        let makers = maker::Entity::find().filter(maker::Column::Id.is_in(rows.iter().map(|row| row.maker_id)));
        let makers: HashMap<Uuid, String> =
            makers.all(db).await?.into_iter().map(|row| (row.id, row.trade_name)).collect();
        let staff = account::Entity::find_by_id(sale.staff_account_id).one(db).await?;
        let order = match sale.pickup_order_id {
            Some(id) => pickup_order::Entity::find_by_id(id).one(db).await?.map(|order| order.number),
            None => None,
        };
        let lines: Vec<ReceiptLine> = rows
            .into_iter()
            .map(|row| ReceiptLine {
                maker: makers.get(&row.maker_id).cloned().unwrap_or_default(),
                title: row.title,
                quantity: row.quantity,
                unit_price: Yen(row.unit_price_yen),
                tax_rate_percent: row.tax_rate_percent,
            })
            .collect();
        let taxes = tax_totals(&lines.iter().map(ReceiptLine::amount_line).collect::<Vec<_>>());
        let total = Yen(sale.total_yen);
        // The pair of the check when it was written: a receipt that does not add up is never shown.
        if taxes.iter().map(|tax| tax.total).sum::<Yen>() != total {
            return Err(Error::internal(format!("sale {} does not add up to its total", sale.number)));
        }
        Ok(Receipt {
            id,
            number: sale.number,
            at: sale.at,
            staff: staff.map(|row| row.display_name).unwrap_or_default(),
            order_number: order,
            lines,
            total,
            taxes,
            tender: Tender::parse(&sale.tender).ok_or_else(|| Error::internal("an unknown tender"))?,
            tendered: Yen(sale.tendered_yen),
            change: Yen(sale.change_yen),
        })
    }
}

impl ReceiptLine {
    /// Price times quantity.
    pub fn total(&self) -> Yen {
        Yen(self.unit_price.0 * self.quantity)
    }

    fn amount_line(&self) -> Line {
        Line { unit_price: self.unit_price, quantity: self.quantity, tax_rate_percent: self.tax_rate_percent }
    }
}
