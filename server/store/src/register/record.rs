//! Recording a sale: stock down once, order ended once, receipt numbered and frozen, makers counted, in one transaction.

use std::collections::HashMap;

use domain::{
    DomainError, OrderId, SaleId, Staff,
    orders::OrderState,
    register::{
        LINES_MAX, NewSale, RecordSale, RegisterError, SaleFacts, SaleLine, SaleRecorded, StockCorrection, record_sale,
    },
    site::{AuditAction, AuditChange},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::parked::parked_drop;
use crate::{
    Cx, Error, Result, Store, Tx,
    catalog::{snapshots, stock},
    entity::{product, sale, sale_line, sale_order, stock_correction},
    kpi::participation_of_makers,
    link::FormKey,
    orders::{Step, open_order, take_step},
    site,
};

impl Store {
    /// The number of the sale that was made with a cart's key, if it was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sale_of_key(&self, _cx: &Cx, _staff: &Staff, key: &str) -> Result<Option<i64>> {
        let key = FormKey::new(key, "").key;
        let query = sale::Entity::find().select_only().column(sale::Column::Number);
        Ok(query.filter(sale::Column::IdempotencyKey.eq(key)).into_tuple().one(self.db().read()).await?)
    }

    /// Records a sale. The same form sent again returns the first sale.
    ///
    /// # Errors
    /// [`RegisterError`]; nothing is changed then.
    pub async fn sale_record(&self, cx: &Cx, staff: &Staff, cmd: &RecordSale) -> Result<SaleRecorded> {
        let form = &FormKey::new(&cmd.idempotency_key, &cmd.contents());
        self.write("sale_record", |tx| async move {
            let first = sale::Entity::find().filter(sale::Column::IdempotencyKey.eq(&form.key));
            if let Some(first) = first.one(&tx).await? {
                if first.request_digest != form.digest {
                    return Err(RegisterError::FormUsed.into());
                }
                return Ok(SaleRecorded { id: first.id, number: first.number, replayed: true });
            }
            let (facts, orders) = facts(&tx, cmd).await?;
            let sale = record_sale(&facts, cmd, cx.now)?;
            take_stock(cx, &tx, &facts, &sale).await?;
            let (id, number) = insert(cx, &tx, staff, cmd, &sale, form).await?;
            end_orders(cx, &tx, staff, id, &orders, &sale).await?;
            insert_lines(cx, &tx, id, &sale.lines).await?;
            participation_of_makers(cx, &tx, sale.lines.iter().map(|line| line.maker_id), id.0).await?;
            write_corrections(cx, &tx, staff, id, &sale.corrections).await?;
            parked_drop(&tx, &cmd.idempotency_key).await?;
            site::audit(cx, &tx, AuditAction::SaleRecord, number).await?;
            Ok(SaleRecorded { id, number, replayed: false })
        })
        .await
    }
}

/// What the decision looks at, and the ids of the orders that are picked up.
async fn facts(tx: &Tx, cmd: &RecordSale) -> Result<(SaleFacts, HashMap<i64, OrderId>)> {
    let (mut orders, mut ids) = (Vec::new(), HashMap::new());
    // More orders or lines than a sale may have are refused by the decision, whatever they name.
    for number in cmd.order_numbers().into_iter().take(LINES_MAX) {
        if let Some(order) = open_order(tx, number).await? {
            ids.insert(number, order.id);
            orders.push((number, order.facts));
        }
    }
    let numbers = cmd.lines.iter().take(LINES_MAX).map(|line| line.product_number);
    let products = match cmd.lines.is_empty() {
        true => Vec::new(),
        false => snapshots(tx, product::Column::Number.is_in(numbers), LINES_MAX as u64).await?,
    };
    Ok((SaleFacts { orders, products }, ids))
}

/// Writes the ends of the orders that are picked up, and that this sale paid for them.
async fn end_orders(
    cx: &Cx,
    tx: &Tx,
    staff: &Staff,
    sale: SaleId,
    ids: &HashMap<i64, OrderId>,
    NewSale { order_ends, .. }: &NewSale,
) -> Result<()> {
    for (number, end) in order_ends {
        let id = ids.get(number).ok_or_else(|| Error::internal("an order without an id was decided on"))?;
        let step = Step { from: OrderState::Pending, to: end.state, by: Some(staff.account_id), note: "" };
        if !take_step(cx, tx, *id, &step).await? {
            return Err(RegisterError::OrderEnded.into());
        }
        let row = sale_order::ActiveModel { order_id: Set(*id), sale_id: Set(sale) };
        sale_order::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Writes who sold what the stock did not know of, and why.
async fn write_corrections(
    cx: &Cx,
    tx: &Tx,
    staff: &Staff,
    sale: SaleId,
    corrections: &[StockCorrection],
) -> Result<()> {
    for correction in corrections {
        let row = stock_correction::ActiveModel {
            id: Set(cx.new_id()),
            at: Set(cx.now),
            account_id: Set(staff.account_id),
            product_id: Set(correction.product_id),
            pieces: Set(correction.pieces),
            reason: Set(correction.reason),
            sale_id: Set(sale),
        };
        stock_correction::Entity::insert(row).exec_without_returning(tx).await?;
    }
    let subjects = corrections.iter().map(|correction| {
        let pieces = correction.seen.on_hand();
        let changes = vec![
            AuditChange::new("stock", pieces, pieces + correction.pieces),
            AuditChange::new("reason", "", correction.reason),
        ];
        (correction.product_number.to_string(), changes)
    });
    site::audit_all(cx, tx, AuditAction::StockCorrect, subjects.collect()).await
}

/// Takes the pieces. The decision saw enough of them: less can only be there for somebody who was quicker.
async fn take_stock(cx: &Cx, tx: &Tx, facts: &SaleFacts, sale: &NewSale) -> Result<()> {
    for StockCorrection { product_id, seen, pieces, .. } in &sale.corrections {
        if !stock::correct(cx, tx, *product_id, *seen, *pieces).await? {
            return Err(DomainError::Busy.into());
        }
    }
    let Some(short) = stock::apply(cx, tx, &sale.stock).await? else { return Ok(()) };
    let number = facts.products.iter().find(|product| product.id == short).map(|product| product.number);
    let product_number = number.ok_or_else(|| Error::internal("an order's pieces are not reserved"))?;
    let available = stock::read(tx, short).await?.available();
    Err(RegisterError::NotEnoughStock { product_number, available }.into())
}

/// Writes the sale with everything its receipt will say, under the next number.
async fn insert(
    cx: &Cx,
    tx: &Tx,
    staff: &Staff,
    cmd: &RecordSale,
    NewSale { totals, .. }: &NewSale,
    form: &FormKey,
) -> Result<(SaleId, i64)> {
    let last: Option<Option<i64>> =
        sale::Entity::find().select_only().expr(sale::Column::Number.max()).into_tuple().one(tx).await?;
    let (id, number) = (cx.new_id(), last.flatten().unwrap_or(0) + 1);
    let issuer = site::settings(tx).await?;
    let row = sale::ActiveModel {
        id: Set(id),
        number: Set(number),
        at: Set(cx.now),
        staff_account_id: Set(staff.account_id),
        staff_name: Set(cx.actor.account().map(|account| account.display_name.clone()).unwrap_or_default()),
        issuer_name: Set(issuer.issuer_name),
        issuer_invoice_number: Set(issuer.invoice_number),
        issuer_address: Set(issuer.address),
        issuer_phone: Set(issuer.phone),
        total_yen: Set(totals.total),
        tender: Set(cmd.tender),
        tendered_yen: Set(totals.tendered),
        change_yen: Set(totals.change),
        idempotency_key: Set(form.key.clone()),
        request_digest: Set(form.digest.clone()),
    };
    sale::Entity::insert(row).exec_without_returning(tx).await?;
    Ok((id, number))
}

async fn insert_lines(cx: &Cx, tx: &Tx, sale: SaleId, lines: &[SaleLine]) -> Result<()> {
    let rows = lines.iter().zip(1..).map(|(line, position)| sale_line::ActiveModel {
        id: Set(cx.new_id()),
        sale_id: Set(sale),
        position: Set(position),
        product_id: Set(line.product_id),
        maker_id: Set(line.maker_id),
        maker_name: Set(line.maker.clone()),
        title: Set(line.title.clone()),
        quantity: Set(line.quantity),
        unit_price_yen: Set(line.unit_price),
        tax_rate_percent: Set(line.tax_rate_percent),
    });
    sale_line::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
