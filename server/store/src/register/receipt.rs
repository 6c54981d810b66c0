//! A receipt as it was issued: every word of it was frozen with the sale. Tax is computed from its lines, once per rate.

use domain::{
    DomainError, SaleId, Staff, Yen,
    register::{Issuer, Line, Receipt, SaleLine, tax_totals},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Cx, Error, Result, Store,
    entity::{pickup_order, sale, sale_line},
};

impl Store {
    /// The receipt of a sale.
    ///
    /// # Errors
    /// [`DomainError::NotFound`]; [`Error::Internal`] when the lines do not sum to the total.
    pub async fn sale_receipt(&self, _cx: &Cx, _staff: &Staff, id: SaleId) -> Result<Receipt> {
        let db = self.db.read();
        let sale = sale::Entity::find_by_id(id).one(db).await?.ok_or(DomainError::NotFound)?;
        let rows = sale_line::Entity::find()
            .filter(sale_line::Column::SaleId.eq(id))
            .order_by_asc(sale_line::Column::Position)
            .all(db)
            .await?;
        let order_number = match sale.pickup_order_id {
            Some(id) => pickup_order::Entity::find_by_id(id).one(db).await?.map(|order| order.number),
            None => None,
        };
        let lines: Vec<SaleLine> = rows.into_iter().map(line).collect();
        let taxes = tax_totals(&lines.iter().map(Line::from).collect::<Vec<_>>());
        let total = sale.total_yen;
        // The pair of the check when it was written: a receipt that does not add up is never shown.
        if taxes.iter().map(|tax| tax.total).sum::<Yen>() != total {
            return Err(Error::internal(format!("sale {} does not add up to its total", sale.number)));
        }
        Ok(Receipt {
            id,
            number: sale.number,
            at: sale.at,
            issuer: Issuer {
                name: sale.issuer_name,
                invoice_number: sale.issuer_invoice_number,
                address: sale.issuer_address,
                phone: sale.issuer_phone,
            },
            staff: sale.staff_name,
            order_number,
            lines,
            total,
            taxes,
            tender: sale.tender,
            tendered: sale.tendered_yen,
            change: sale.change_yen,
        })
    }
}

fn line(row: sale_line::Model) -> SaleLine {
    SaleLine {
        product_id: row.product_id,
        maker_id: row.maker_id,
        title: row.title,
        maker: row.maker_name,
        quantity: row.quantity,
        unit_price: row.unit_price_yen,
        tax_rate_percent: row.tax_rate_percent,
    }
}
