//! A receipt as it was issued: every word of it was frozen with the sale. Tax is computed from its lines, once per rate.

use domain::{
    DomainError, SaleId, Staff, Yen,
    register::{CorrectionReason, Issuer, Line, Receipt, SaleLine, tax_totals},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, SelectStatement},
};

use crate::{
    Cx, Error, Result, Store,
    entity::{product, sale, sale_line, sale_order, shop_order, stock_correction},
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
        let order_numbers = shop_order::Entity::find()
            .select_only()
            .column(shop_order::Column::Number)
            .filter(shop_order::Column::Id.in_subquery(orders_of(id)))
            .order_by_asc(shop_order::Column::Number)
            .into_tuple()
            .all(db)
            .await?;
        let corrections = corrections(db, id).await?;
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
            order_numbers,
            corrections,
            lines,
            total,
            taxes,
            tender: sale.tender,
            tendered: sale.tendered_yen,
            change: sale.change_yen,
        })
    }
}

fn orders_of(id: SaleId) -> SelectStatement {
    let mut paid = sale_order::Entity::find().select_only().column(sale_order::Column::OrderId);
    paid = paid.filter(sale_order::Column::SaleId.eq(id));
    QuerySelect::query(&mut paid).take()
}

/// Product numbers, pieces and reasons of what was sold without the stock knowing of it.
async fn corrections(conn: &impl ConnectionTrait, id: SaleId) -> Result<Vec<(i64, i64, CorrectionReason)>> {
    use {product::Column as P, stock_correction::Column as C};
    let is_product = Expr::col((product::Entity, P::Id)).equals((stock_correction::Entity, C::ProductId));
    let mut query = stock_correction::Entity::find()
        .select_only()
        .expr_as(Expr::col((product::Entity, P::Number)), "number")
        .columns([C::Pieces, C::Reason])
        .filter(C::SaleId.eq(id))
        .order_by_asc(Expr::col((product::Entity, P::Number)));
    QuerySelect::query(&mut query).inner_join(product::Entity, is_product);
    Ok(query.into_tuple().all(conn).await?)
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
