//! The sales of a day, with its sums.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    SaleId, Staff, Yen, calendar,
    register::{SaleRow, SalesDay, Tender},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Expr},
};

use super::SALES_PAGE;
use crate::{
    Cx, Result, Store,
    entity::{sale, sale_line},
    paged::Window,
};

impl Store {
    /// A page of the sales of a day in Japan, newest first, and the day's sums.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sales_of_day(&self, _cx: &Cx, _staff: &Staff, day: NaiveDate, page: u32) -> Result<SalesDay> {
        let db = self.db.read();
        let (from, to) = calendar::day_bounds(day);
        let of_day = sale::Entity::find().filter(sale::Column::At.gte(from)).filter(sale::Column::At.lt(to));
        let count = of_day.clone().count(db).await?;
        // SUM of bigint is numeric on PostgreSQL.
        let sum = Expr::col(sale::Column::TotalYen).sum().cast_as(Alias::new("bigint"));
        let sums: Vec<(Tender, i64)> = of_day
            .clone()
            .select_only()
            .column(sale::Column::Tender)
            .expr(sum)
            .group_by(sale::Column::Tender)
            .into_tuple()
            .all(db)
            .await?;
        let sum_of = |tender: Tender| Yen(sums.iter().find(|(each, _)| *each == tender).map_or(0, |sum| sum.1));
        let window = Window::new(page, SALES_PAGE, count);
        let sales =
            of_day.order_by_desc(sale::Column::Number).offset(window.offset).limit(window.limit).all(db).await?;
        let sales = window.of(self.sale_rows(sales).await?);
        Ok(SalesDay { day, sales, cash: sum_of(Tender::Cash), cashless: sum_of(Tender::Cashless) })
    }

    async fn sale_rows(&self, sales: Vec<sale::Model>) -> Result<Vec<SaleRow>> {
        let db = self.db.read();
        let lines = sale_line::Entity::find().filter(sale_line::Column::SaleId.is_in(sales.iter().map(|row| row.id)));
        let mut pieces: HashMap<SaleId, i64> = HashMap::new();
        for line in lines.all(db).await? {
            *pieces.entry(line.sale_id).or_default() += line.quantity;
        }
        let row = |row: sale::Model| SaleRow {
            id: row.id,
            number: row.number,
            at: row.at,
            staff: row.staff_name,
            pieces: pieces.get(&row.id).copied().unwrap_or(0),
            total: row.total_yen,
            tender: row.tender,
        };
        Ok(sales.into_iter().map(row).collect())
    }
}
