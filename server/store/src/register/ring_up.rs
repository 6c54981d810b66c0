//! Ringing up a sale: stock down once, order ended once, receipt numbered, makers counted, in one transaction.

use std::collections::{BTreeSet, HashMap};

use domain::{
    AccountId, PickupOrderId, SaleId, Staff,
    kpi::ParticipationKind,
    orders::OrderOutcome,
    register::{CartLine, LINES_MAX, Line, RegisterError, Settled, settle},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{Piece, RingUp, RungUp, cart::open_order, pieces};
use crate::{
    Cx, Result, Store, Tx,
    entity::{product, sale, sale_line},
    kpi::participation_add,
    orders::{self, held_lines, request_key, stock},
    site,
};

/// A line about to be sold.
struct Sold {
    piece: Piece,
    line: Line,
    /// Its pieces were taken from the stock when the order was placed.
    held: bool,
}

impl Store {
    /// Rings up a sale. The same cart sent again with the same key returns the first sale.
    ///
    /// # Errors
    /// [`RegisterError`]; nothing is changed then.
    pub async fn sale_ring_up(&self, cx: &Cx, staff: &Staff, cmd: &RingUp) -> Result<RungUp> {
        if cmd.lines.len() > LINES_MAX {
            return Err(RegisterError::TooManyLines { max: LINES_MAX }.into());
        }
        let lines = CartLine::merged(cmd.lines.iter().copied());
        let contents: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let request = request_key(&cmd.idempotency_key, &format!("{}\n{:?}", contents.join(" "), cmd.order));
        let (lines, request) = (&lines, request.as_str());
        self.write("sale_ring_up", |tx| async move {
            let first = sale::Entity::find().filter(sale::Column::IdempotencyKey.eq(request));
            if let Some(first) = first.one(&*tx).await? {
                return Ok(RungUp { id: SaleId(first.id), number: first.number, replayed: true });
            }
            let order = match cmd.order {
                Some(number) => Some(open_order(&*tx, number).await?.ok_or(RegisterError::OrderEnded)?),
                None => None,
            };
            let order = order.map(|order| PickupOrderId(order.id));
            let sold = sold_lines(&tx, lines, order).await?;
            let amounts: Vec<Line> = sold.iter().map(|sold| sold.line.clone()).collect();
            let settled = settle(&amounts, cmd.tender, cmd.tendered)?;
            take_stock(&tx, &sold).await?;
            if let Some(order) = order
                && !orders::end(cx, &tx, order, OrderOutcome::PickedUp, Some(staff.account_id)).await?
            {
                return Err(RegisterError::OrderEnded.into());
            }
            let (id, number) = insert(cx, &tx, staff, cmd, order, &settled, request).await?;
            insert_lines(cx, &tx, id, &sold).await?;
            count_makers(cx, &tx, id, &sold).await?;
            site::audit(cx, &tx, "sale.ring_up", number).await?;
            Ok(RungUp { id, number, replayed: false })
        })
        .await
    }
}

/// The order's pieces at the price of the order, then the others at today's.
async fn sold_lines(tx: &Tx, lines: &[CartLine], order: Option<PickupOrderId>) -> Result<Vec<Sold>> {
    let held = match order {
        Some(id) => held_lines(&**tx, id).await?,
        None => Vec::new(),
    };
    let mut numbers: Vec<i64> = lines.iter().map(|line| line.product_number).collect();
    numbers.extend(held.iter().map(|line| line.product_number));
    let limit = numbers.len() as u64;
    let found = pieces(&**tx, product::Column::Number.is_in(numbers), limit).await?;
    let by_number: HashMap<i64, Piece> = found.into_iter().map(|piece| (piece.number, piece)).collect();
    let mut sold = Vec::with_capacity(lines.len() + held.len());
    for line in held {
        let missing = RegisterError::NotForSale { product_number: line.product_number };
        let piece = by_number.get(&line.product_number).ok_or(missing)?.clone();
        let line =
            Line { unit_price: line.unit_price, quantity: line.quantity, tax_rate_percent: line.tax_rate_percent };
        sold.push(Sold { piece, line, held: true });
    }
    for line in lines {
        let refused = RegisterError::NotForSale { product_number: line.product_number };
        let piece = by_number.get(&line.product_number).filter(|piece| piece.published).ok_or(refused)?.clone();
        let line = Line { unit_price: piece.price, quantity: line.quantity, tax_rate_percent: piece.tax_rate_percent };
        sold.push(Sold { piece, line, held: false });
    }
    Ok(sold)
}

/// Takes what no order holds, in the order of the products' ids, so that two sales of the same pieces cannot wait for
/// each other in a circle.
async fn take_stock(tx: &Tx, sold: &[Sold]) -> Result<()> {
    let mut free: Vec<&Sold> = sold.iter().filter(|sold| !sold.held).collect();
    free.sort_by_key(|sold| sold.piece.id);
    for Sold { piece, line, .. } in free {
        if !stock::take(tx, piece.id.0, line.quantity).await? {
            let available = stock::available(tx, piece.id.0).await?;
            return Err(RegisterError::NotEnoughStock { product_number: piece.number, available }.into());
        }
    }
    Ok(())
}

async fn insert(
    cx: &Cx,
    tx: &Tx,
    staff: &Staff,
    cmd: &RingUp,
    order: Option<PickupOrderId>,
    settled: &Settled,
    request: &str,
) -> Result<(SaleId, i64)> {
    let last: Option<Option<i64>> =
        sale::Entity::find().select_only().expr(sale::Column::Number.max()).into_tuple().one(&**tx).await?;
    let (id, number) = (SaleId(cx.new_id()), last.flatten().unwrap_or(0) + 1);
    let row = sale::ActiveModel {
        id: Set(id.0),
        number: Set(number),
        at: Set(cx.now),
        staff_account_id: Set(staff.account_id.0),
        pickup_order_id: Set(order.map(|order| order.0)),
        total_yen: Set(settled.total.0),
        tender: Set(cmd.tender.as_str().to_owned()),
        tendered_yen: Set(settled.tendered.0),
        change_yen: Set(settled.change.0),
        idempotency_key: Set(request.to_owned()),
    };
    sale::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok((id, number))
}

async fn insert_lines(cx: &Cx, tx: &Tx, sale: SaleId, sold: &[Sold]) -> Result<()> {
    let rows = sold.iter().zip(1..).map(|(sold, position)| sale_line::ActiveModel {
        id: Set(cx.new_id()),
        sale_id: Set(sale.0),
        position: Set(position),
        product_id: Set(sold.piece.id.0),
        maker_id: Set(sold.piece.maker_id.0),
        title: Set(sold.piece.title.clone()),
        quantity: Set(sold.line.quantity),
        unit_price_yen: Set(sold.line.unit_price.0),
        tax_rate_percent: Set(sold.line.tax_rate_percent),
    });
    sale_line::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// A sale is a participation of each maker in it, once.
async fn count_makers(cx: &Cx, tx: &Tx, sale: SaleId, sold: &[Sold]) -> Result<()> {
    let makers: BTreeSet<Uuid> = sold.iter().map(|sold| sold.piece.maker_account).collect();
    for account in makers {
        participation_add(cx, tx, AccountId(account), ParticipationKind::Sale, cx.now, sale.0).await?;
    }
    Ok(())
}
