//! All that is kept about one person, for themselves.

use chrono::{DateTime, Utc};
use domain::{
    Customer, PhotoId,
    members::{BankAccount, MakerPayee},
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryResult, QuerySelect, prelude::*};
use serde_json::Value as Json;

use super::own_sources::{Column, Kind, SOURCES};
use crate::{
    Cx, Result, Store,
    entity::{maker, photo_file},
    members::payee_of,
    sql::sql,
};

/// Rows of one sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTable {
    /// The name of its file, without its ending.
    pub name: &'static str,
    pub columns: Vec<&'static str>,
    /// Texts, numbers, truths or nothing, in the order of the columns; times in UTC (RFC 3339).
    pub rows: Vec<Vec<Json>>,
}

/// Everything that is kept as rows, and which photos there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnData {
    pub tables: Vec<OwnTable>,
    pub photos: Vec<PhotoId>,
}

impl Store {
    /// All that is kept about the person. Digests of secrets are left out: they say nothing, and lead to a sign-in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn own_data(&self, _cx: &Cx, customer: &Customer) -> Result<OwnData> {
        let read = self.db.read();
        let mut tables = Vec::new();
        for source in SOURCES {
            let columns: Vec<&str> = source.columns.iter().map(|(name, _)| *name).collect();
            let text = format!("SELECT {} {}", columns.join(", "), source.from);
            let rows = read.query_all_raw(sql(read, &text, [customer.account_id.into()])).await?;
            let rows = rows.iter().map(|row| values(row, source.columns)).collect::<Result<_>>()?;
            let columns = columns.into_iter().map(plain).collect();
            tables.push(OwnTable { name: source.name, columns, rows });
        }
        let own = maker::Entity::find().filter(maker::Column::AccountId.eq(customer.account_id)).one(read).await?;
        if let Some(own) = &own {
            tables.extend(payee_of(read, &self.links, own.id).await?.map(payee_table));
        }
        let photos = match own {
            Some(own) => {
                photo_file::Entity::find()
                    .select_only()
                    .column(photo_file::Column::PhotoId)
                    .filter(photo_file::Column::MakerId.eq(own.id))
                    .filter(photo_file::Column::Going.eq(false))
                    .into_tuple()
                    .all(read)
                    .await?
            }
            None => Vec::new(),
        };
        Ok(OwnData { tables, photos })
    }
}

/// What a maker has entered of themselves and their account.
fn payee_table(payee: MakerPayee) -> OwnTable {
    let (bank, invoice) = (payee.bank, payee.invoice);
    let of_bank = |part: fn(BankAccount) -> String| bank.clone().map(part).into();
    let row: [(&str, Json); 10] = [
        ("legal_name", payee.legal_name.into()),
        ("postal_code", payee.postal_code.into()),
        ("address", payee.address.into()),
        ("bank", of_bank(|bank| format!("{} {}", bank.bank_code, bank.bank_name))),
        ("branch", of_bank(|bank| format!("{} {}", bank.branch_code, bank.branch_name))),
        ("account_kind", of_bank(|bank| bank.kind.to_string())),
        ("account_number", of_bank(|bank| bank.number)),
        ("account_holder", of_bank(|bank| bank.holder)),
        ("invoice_number", invoice.as_ref().map(|invoice| invoice.number.clone()).into()),
        ("invoice_from", invoice.map(|invoice| invoice.from.to_string()).into()),
    ];
    let (columns, values): (Vec<&'static str>, Vec<Json>) = row.into_iter().unzip();
    OwnTable { name: "maker_payee", columns, rows: vec![values] }
}

/// The column's own name: `t.name_ja AS machine` is `machine`.
fn plain(column: &'static str) -> &'static str {
    let name = column.rsplit(" AS ").next().unwrap_or(column);
    name.rsplit('.').next().unwrap_or(name)
}

fn values(row: &QueryResult, columns: &[Column]) -> Result<Vec<Json>> {
    let value = |(at, (_, kind)): (usize, &Column)| -> Result<Json> {
        Ok(match kind {
            Kind::Text => row.try_get_by_index::<Option<String>>(at)?.into(),
            Kind::Number => row.try_get_by_index::<Option<i64>>(at)?.into(),
            Kind::Truth => row.try_get_by_index::<Option<bool>>(at)?.into(),
            Kind::Time => row.try_get_by_index::<Option<DateTime<Utc>>>(at)?.map(|at| at.to_rfc3339()).into(),
        })
    };
    columns.iter().enumerate().map(value).collect()
}
