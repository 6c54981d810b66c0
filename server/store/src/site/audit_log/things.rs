//! What the entries of a page are about, by name: each sort of thing is read once for the whole page.

use std::{collections::HashMap, str::FromStr};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId, BilingualText, BookingId, CategoryId, EquipmentTypeId, MaintenanceId, OrderId, PlanId, ProductId,
    SaleId, TagId, UnitId,
    site::{AuditAbout, AuditAction, AuditThing},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Value};

use crate::{
    Result,
    entity::{account, category, equipment_type, plan, product, sale, shop_order, tag},
    sql::{placeholders, sql},
};

/// An entry's action, if it is one of ours, and its subject.
type Entry<'e> = (Option<AuditAction>, &'e str);

/// Things by what stands for them in a subject.
type Known = HashMap<(AuditAbout, String), AuditThing>;

/// The thing of each entry, in their order.
pub(super) async fn of<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>]) -> Result<Vec<AuditThing>> {
    let mut known = Known::new();
    bookings(conn, entries, &mut known).await?;
    units(conn, entries, &mut known).await?;
    maintenances(conn, entries, &mut known).await?;
    equipment(conn, entries, &mut known).await?;
    plans(conn, entries, &mut known).await?;
    categories(conn, entries, &mut known).await?;
    tags(conn, entries, &mut known).await?;
    papers(conn, entries, &mut known).await?;
    products(conn, entries, &mut known).await?;
    let members = members(conn, entries).await?;
    let thing = |(action, subject): &Entry<'_>| -> Option<AuditThing> {
        match (*action)?.about() {
            AuditAbout::Hours => Some(AuditThing::Hours),
            AuditAbout::Holidays => Some(AuditThing::Holidays),
            AuditAbout::Space => Some(AuditThing::Space),
            AuditAbout::Data => Some(AuditThing::Data),
            AuditAbout::Closure => closure(subject),
            AuditAbout::Job => Some(AuditThing::Jobs(subject.parse().unwrap_or(1))),
            AuditAbout::Site => Some(AuditThing::Site(subject.parse().ok())),
            AuditAbout::Legal => legal(subject),
            AuditAbout::Synonym => Some(AuditThing::Synonyms),
            AuditAbout::Question => Some(AuditThing::Question { id: subject.parse().ok()? }),
            AuditAbout::Review => Some(AuditThing::Review { id: subject.parse().ok()? }),
            AuditAbout::Tax => Some(AuditThing::Tax { from: subject.parse().ok()? }),
            AuditAbout::KpiPlan => Some(AuditThing::KpiPlan),
            AuditAbout::Member => members.thing(subject),
            about => known.get(&(about, (*subject).to_owned())).cloned(),
        }
    };
    Ok(entries.iter().map(|entry| thing(entry).unwrap_or_else(|| AuditThing::Gone(entry.1.to_owned()))).collect())
}

/// The subjects of the entries about such things, as far as they can be read.
fn subjects<T: FromStr>(entries: &[Entry<'_>], about: AuditAbout) -> Vec<T> {
    let such = entries.iter().filter(|(action, _)| action.is_some_and(|action| action.about() == about));
    such.filter_map(|(_, subject)| subject.parse().ok()).collect()
}

fn legal(subject: &str) -> Option<AuditThing> {
    let (kind, from) = subject.split_once('/')?;
    Some(AuditThing::Legal { kind: kind.parse().ok()?, from: from.parse().ok()? })
}

fn closure(subject: &str) -> Option<AuditThing> {
    let (first, last) = subject.split_once('/').unwrap_or((subject, subject));
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    Some(AuditThing::Closure { first: day(first)?, last: day(last)? })
}

/// The rows of a query that ends with `IN (…)`; none without ids.
async fn rows_in<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    select: &str,
    ids: Vec<impl Into<Value>>,
) -> Result<Vec<T>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!("{select} IN ({})", placeholders(1, ids.len()));
    Ok(T::find_by_statement(sql(conn, &text, ids.into_iter().map(Into::into))).all(conn).await?)
}

#[derive(FromQueryResult)]
struct BookingRow {
    id: BookingId,
    start_at: DateTime<Utc>,
    name_ja: String,
    name_en: String,
    who: String,
}

async fn bookings<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>], known: &mut Known) -> Result<()> {
    let select = "SELECT b.id, b.start_at, t.name_ja, t.name_en, COALESCE(b.guest, a.display_name) AS who \
         FROM booking b JOIN unit u ON u.id = b.unit_id JOIN equipment_type t ON t.id = u.equipment_type_id \
         JOIN account a ON a.id = b.account_id WHERE b.id";
    let rows: Vec<BookingRow> = rows_in(conn, select, subjects::<BookingId>(entries, AuditAbout::Booking)).await?;
    known.extend(rows.into_iter().map(|BookingRow { id, start_at, name_ja, name_en, who }| {
        let equipment = BilingualText::new(name_ja, name_en);
        ((AuditAbout::Booking, id.to_string()), AuditThing::Booking { id, start_at, equipment, who })
    }));
    Ok(())
}

#[derive(FromQueryResult)]
struct UnitRow {
    id: UnitId,
    slug: String,
    name_ja: String,
    name_en: String,
    unit_ja: String,
    unit_en: String,
}

async fn units<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>], known: &mut Known) -> Result<()> {
    let select = "SELECT u.id, t.slug, t.name_ja, t.name_en, u.name_ja AS unit_ja, u.name_en AS unit_en \
         FROM unit u JOIN equipment_type t ON t.id = u.equipment_type_id WHERE u.id";
    let rows: Vec<UnitRow> = rows_in(conn, select, subjects::<UnitId>(entries, AuditAbout::Unit)).await?;
    known.extend(rows.into_iter().map(|UnitRow { id, slug, name_ja, name_en, unit_ja, unit_en }| {
        let (equipment, name) = (BilingualText::new(name_ja, name_en), BilingualText::new(unit_ja, unit_en));
        ((AuditAbout::Unit, id.to_string()), AuditThing::Unit { id, slug, equipment, name })
    }));
    Ok(())
}

#[derive(FromQueryResult)]
struct MaintenanceRow {
    id: MaintenanceId,
    start_at: DateTime<Utc>,
    name_ja: String,
    name_en: String,
    unit_ja: String,
    unit_en: String,
}

async fn maintenances<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>], known: &mut Known) -> Result<()> {
    let select = "SELECT m.id, m.start_at, t.name_ja, t.name_en, u.name_ja AS unit_ja, u.name_en AS unit_en \
         FROM maintenance m JOIN unit u ON u.id = m.unit_id JOIN equipment_type t ON t.id = u.equipment_type_id \
         WHERE m.id";
    let ids = subjects::<MaintenanceId>(entries, AuditAbout::Maintenance);
    let rows: Vec<MaintenanceRow> = rows_in(conn, select, ids).await?;
    known.extend(rows.into_iter().map(|MaintenanceRow { id, start_at, name_ja, name_en, unit_ja, unit_en }| {
        let (equipment, unit) = (BilingualText::new(name_ja, name_en), BilingualText::new(unit_ja, unit_en));
        ((AuditAbout::Maintenance, id.to_string()), AuditThing::Maintenance { equipment, unit, start_at })
    }));
    Ok(())
}

async fn equipment<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>], known: &mut Known) -> Result<()> {
    let slugs = subjects::<String>(entries, AuditAbout::Equipment);
    if slugs.is_empty() {
        return Ok(());
    }
    let rows = equipment_type::Entity::find().filter(equipment_type::Column::Slug.is_in(slugs)).all(conn).await?;
    known.extend(rows.into_iter().map(|row| {
        let name = BilingualText::new(row.name_ja, row.name_en);
        ((AuditAbout::Equipment, row.slug.clone()), AuditThing::Equipment { slug: row.slug, name })
    }));
    Ok(())
}

async fn plans<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>], known: &mut Known) -> Result<()> {
    let ids = subjects::<PlanId>(entries, AuditAbout::Plan);
    if ids.is_empty() {
        return Ok(());
    }
    for row in plan::Entity::find().filter(plan::Column::Id.is_in(ids)).all(conn).await? {
        let name = BilingualText::new(row.name_ja, row.name_en);
        known.insert((AuditAbout::Plan, row.id.to_string()), AuditThing::Plan { id: row.id, name });
    }
    Ok(())
}

async fn categories<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>], known: &mut Known) -> Result<()> {
    let ids = subjects::<CategoryId>(entries, AuditAbout::Category);
    if ids.is_empty() {
        return Ok(());
    }
    for row in category::Entity::find().filter(category::Column::Id.is_in(ids)).all(conn).await? {
        let name = BilingualText::new(row.name_ja, row.name_en);
        known.insert((AuditAbout::Category, row.id.to_string()), AuditThing::Category { id: row.id, name });
    }
    Ok(())
}

async fn tags<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>], known: &mut Known) -> Result<()> {
    let ids = subjects::<TagId>(entries, AuditAbout::Tag);
    if ids.is_empty() {
        return Ok(());
    }
    for row in tag::Entity::find().filter(tag::Column::Id.is_in(ids)).all(conn).await? {
        let name = BilingualText::new(row.name_ja, row.name_en);
        known.insert((AuditAbout::Tag, row.id.to_string()), AuditThing::Tag { id: row.id, name });
    }
    Ok(())
}

/// Sales and orders, by their numbers.
async fn papers<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>], known: &mut Known) -> Result<()> {
    let sales = subjects::<i64>(entries, AuditAbout::Sale);
    if !sales.is_empty() {
        let rows = sale::Entity::find().select_only().columns([sale::Column::Id, sale::Column::Number]);
        let rows = rows.filter(sale::Column::Number.is_in(sales)).into_tuple::<(SaleId, i64)>().all(conn).await?;
        let sale =
            |(id, number): (SaleId, i64)| ((AuditAbout::Sale, number.to_string()), AuditThing::Sale { id, number });
        known.extend(rows.into_iter().map(sale));
    }
    let orders = subjects::<i64>(entries, AuditAbout::Order);
    if !orders.is_empty() {
        use shop_order::{Column, Entity};
        let rows = Entity::find().select_only().columns([Column::Id, Column::Number]);
        let rows = rows.filter(Column::Number.is_in(orders)).into_tuple::<(OrderId, i64)>().all(conn).await?;
        let order =
            |(id, number): (OrderId, i64)| ((AuditAbout::Order, number.to_string()), AuditThing::Order { id, number });
        known.extend(rows.into_iter().map(order));
    }
    Ok(())
}

/// Products stand by their id or by their number.
async fn products<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>], known: &mut Known) -> Result<()> {
    use product::{Column, Entity};
    let ids = subjects::<ProductId>(entries, AuditAbout::Product);
    let numbers = subjects::<i64>(entries, AuditAbout::Product);
    if ids.is_empty() && numbers.is_empty() {
        return Ok(());
    }
    let rows = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Number, Column::Title])
        .filter(Condition::any().add(Column::Id.is_in(ids)).add(Column::Number.is_in(numbers)))
        .into_tuple::<(ProductId, i64, String)>()
        .all(conn)
        .await?;
    for (id, number, title) in rows {
        let thing = AuditThing::Product { id, title };
        known.insert((AuditAbout::Product, id.to_string()), thing.clone());
        known.insert((AuditAbout::Product, number.to_string()), thing);
    }
    Ok(())
}

/// Members, and the kinds of machines that they may use.
struct Members {
    names: HashMap<String, (AccountId, String)>,
    equipment: HashMap<String, BilingualText>,
}

impl Members {
    fn thing(&self, subject: &str) -> Option<AuditThing> {
        let (account, kind) = subject.split_once(' ').unwrap_or((subject, ""));
        let (id, name) = self.names.get(account)?.clone();
        Some(AuditThing::Member { id, name, equipment: self.equipment.get(kind).cloned() })
    }
}

async fn members<C: ConnectionTrait>(conn: &C, entries: &[Entry<'_>]) -> Result<Members> {
    let mut members = Members { names: HashMap::new(), equipment: HashMap::new() };
    let words = subjects::<String>(entries, AuditAbout::Member);
    let accounts: Vec<AccountId> = words.iter().filter_map(|words| words.split(' ').next()?.parse().ok()).collect();
    if !accounts.is_empty() {
        use account::{Column, Entity};
        let rows = Entity::find().select_only().columns([Column::Id, Column::DisplayName]);
        let rows = rows.filter(Column::Id.is_in(accounts)).into_tuple::<(AccountId, String)>().all(conn).await?;
        members.names.extend(rows.into_iter().map(|(id, name)| (id.to_string(), (id, name))));
    }
    let kinds: Vec<EquipmentTypeId> = words.iter().filter_map(|words| words.split_once(' ')?.1.parse().ok()).collect();
    if !kinds.is_empty() {
        let rows = equipment_type::Entity::find().filter(equipment_type::Column::Id.is_in(kinds)).all(conn).await?;
        let name = |row: equipment_type::Model| (row.id.to_string(), BilingualText::new(row.name_ja, row.name_en));
        members.equipment.extend(rows.into_iter().map(name));
    }
    Ok(members)
}
