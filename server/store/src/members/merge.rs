//! Two accounts of one person become one, with everything that belongs to both.

use domain::{
    AccountId, DomainError, Operator,
    members::{AccountError, Belonging, MakerProfile, MergePreview, MergedProfile},
    site::{AuditAction, AuditChange},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, prelude::*};

use super::{
    payee::merge_payees,
    people::{must_not_be_last, person_of},
    protect::rename_traces,
    protected::protected,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{account, maker},
    shop::search_texts_of_maker,
    site::audit_changes,
    sql::sql,
};

/// What becomes of the rows of the account that ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OnMerge {
    /// They are the other's from now on.
    Move(Belonging),
    /// Likewise, but for those that the other has already; the columns say which are the same.
    MoveNew(Belonging, &'static [&'static str]),
    /// They go: ways to use the account, and what lasts for minutes.
    Go,
    /// A maker's profile, of which an account has one: it moves, or its pieces do.
    Profile,
}

/// Every column of every table that names an account, and what merging does with it. One that is missing here fails a
/// test, and keeps the account from being deleted.
const ACCOUNT_COLUMNS: &[(&str, &str, OnMerge)] = {
    use Belonging::{
        Bookings, Deeds, Favourites, Inductions, Missed, Notes, Orders, Participations, Questions, Waiting,
    };
    use OnMerge::{Go, Move, MoveNew, Profile};
    &[
        ("session", "account_id", Go),
        ("mail_token", "account_id", Go),
        ("api_token", "account_id", Go),
        ("known_device", "account_id", Go),
        ("email_change", "account_id", Go),
        // Who stays keeps their own: the other's telephone must not open this account.
        ("totp", "account_id", Go),
        ("recovery_code", "account_id", Go),
        ("passkey", "account_id", Go),
        ("auth_step", "account_id", Go),
        ("idempotency_key", "account_id", Go),
        ("calendar_feed", "account_id", Go),
        // Refused before: what is merged into an account that is not protected tells the name.
        ("protected_person", "account_id", Go),
        ("staff_note", "account_id", Move(Notes)),
        ("staff_note", "by_account_id", Move(Deeds)),
        ("account_plan", "account_id", MoveNew(Bookings, &[])),
        ("booking", "account_id", Move(Bookings)),
        ("booking_hold", "account_id", Move(Bookings)),
        ("no_show", "account_id", Move(Missed)),
        ("waitlist_entry", "account_id", Move(Waiting)),
        ("certification", "account_id", MoveNew(Inductions, &["equipment_type_id"])),
        ("shop_order", "account_id", Move(Orders)),
        ("question", "account_id", Move(Questions)),
        ("favourite", "account_id", MoveNew(Favourites, &["product_id"])),
        ("participation", "account_id", MoveNew(Participations, &["kind", "source_id"])),
        ("maker", "account_id", Profile),
        ("audit_entry", "account_id", Move(Deeds)),
        ("maintenance", "by_account_id", Move(Deeds)),
        ("maintenance_end", "by_account_id", Move(Deeds)),
        ("booking_cancellation", "by_account_id", Move(Deeds)),
        ("booking_move", "by_account_id", Move(Deeds)),
        ("check_in", "by_account_id", Move(Deeds)),
        ("check_out", "by_account_id", Move(Deeds)),
        ("no_show", "by_account_id", Move(Deeds)),
        ("order_end", "by_account_id", Move(Deeds)),
        ("order_change", "by_account_id", Move(Deeds)),
        ("refund", "by_account_id", Move(Deeds)),
        ("product_review", "by_account_id", Move(Deeds)),
        ("sale", "staff_account_id", Move(Deeds)),
        ("parked_cart", "account_id", Move(Deeds)),
        ("parked_cart", "taken_by_account_id", Move(Deeds)),
        ("stock_correction", "account_id", Move(Deeds)),
        ("stock_movement", "account_id", Move(Deeds)),
        ("receipt_issue", "account_id", Move(Deeds)),
    ]
};

/// Tables whose rows name a maker's profile.
const MAKER_TABLES: [&str; 4] = ["product", "order_line", "sale_line", "photo_file"];

/// Characters of an id.
const ID_CHARS: usize = 36;

impl Store {
    /// What merging would do: nothing is changed.
    ///
    /// # Errors
    /// As [`Store::people_merge`].
    pub async fn people_merge_preview(
        &self,
        cx: &Cx,
        _operator: &Operator,
        kept: AccountId,
        gone: AccountId,
    ) -> Result<MergePreview> {
        let db = self.db.read();
        let (kept, gone) = both(cx, db, kept, gone).await?;
        let mut moves: Vec<(Belonging, u64)> = Vec::new();
        for (table, column, on_merge) in ACCOUNT_COLUMNS {
            let (OnMerge::Move(what) | OnMerge::MoveNew(what, _)) = on_merge else { continue };
            // A plan and a hold are no bookings; they move unnamed.
            if matches!(*table, "account_plan" | "booking_hold") {
                continue;
            }
            add(&mut moves, *what, count(db, table, column, gone.id.0).await?);
        }
        let gone_maker = maker_of(db, gone.id).await?;
        if let Some(maker) = &gone_maker {
            add(&mut moves, Belonging::Pieces, count(db, "product", "maker_id", maker.id.0).await?);
        }
        moves.sort();
        let makers = maker_of(db, kept.id).await?.zip(gone_maker).map(|(kept, gone)| [kept, gone].map(profile));
        let (kept, gone) = (person_of(db, kept).await?, person_of(db, gone).await?);
        Ok(MergePreview { kept, gone, moves, makers })
    }

    /// Makes everything of `gone` belong to `kept`, and ends the account `gone`. Nothing of it is left but in papers
    /// and in the log, where its name does not stand. Of two makers' profiles the chosen one stays; what the shop showed
    /// of the other stands in the log's entry.
    ///
    /// # Errors
    /// [`AccountError::CannotMerge`] for one and the same, and for one's own account; [`AccountError::MergeProtected`]
    /// when the one that would end is protected; [`AccountError::LastOperator`];
    /// [`DomainError::NotFound`].
    pub async fn people_merge(
        &self,
        cx: &Cx,
        _operator: &Operator,
        kept: AccountId,
        gone: AccountId,
        profile: MergedProfile,
    ) -> Result<()> {
        self.write("people_merge", |tx| async move {
            let (kept, gone) = both(cx, &tx, kept, gone).await?;
            must_not_be_last(&tx, &gone).await?;
            let mut changes = Vec::new();
            for (table, column, on_merge) in ACCOUNT_COLUMNS {
                match on_merge {
                    OnMerge::Go => delete(&tx, table, column, gone.id).await?,
                    OnMerge::Move(_) => move_all(&tx, table, column, kept.id.0, gone.id.0).await?,
                    OnMerge::MoveNew(_, same) => {
                        delete_doubles(&tx, table, same, kept.id, gone.id).await?;
                        move_all(&tx, table, column, kept.id.0, gone.id.0).await?;
                    }
                    OnMerge::Profile => changes = merge_makers(&tx, kept.id, gone.id, profile).await?,
                }
            }
            rename_in_log(&tx, kept.id, gone.id).await?;
            if protected(&tx, kept.id).await?.is_some() {
                rename_traces(&tx, kept.id, &gone.email, &gone.display_name, &kept.display_name).await?;
                // A trade name may be the name.
                changes.clear();
            }
            account::Entity::delete_by_id(gone.id).exec(&tx).await?;
            audit_changes(cx, &tx, AuditAction::AccountMerge, kept.id, &changes).await
        })
        .await
    }
}

async fn both(
    cx: &Cx,
    db: &impl ConnectionTrait,
    kept: AccountId,
    gone: AccountId,
) -> Result<(account::Model, account::Model)> {
    let is_own = cx.actor.account().is_some_and(|account| account.id == gone);
    if kept == gone || is_own {
        return Err(AccountError::CannotMerge.into());
    }
    let kept = account::Entity::find_by_id(kept).one(db).await?.ok_or(DomainError::NotFound)?;
    let gone = account::Entity::find_by_id(gone).one(db).await?.ok_or(DomainError::NotFound)?;
    if protected(db, gone.id).await?.is_some() {
        return Err(AccountError::MergeProtected.into());
    }
    Ok((kept, gone))
}

fn add(moves: &mut Vec<(Belonging, u64)>, what: Belonging, n: u64) {
    match moves.iter_mut().find(|(each, _)| *each == what) {
        Some((_, sum)) => *sum += n,
        None => moves.push((what, n)),
    }
}

async fn maker_of(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<maker::Model>> {
    Ok(maker::Entity::find().filter(maker::Column::AccountId.eq(id)).one(db).await?)
}

fn profile(row: maker::Model) -> MakerProfile {
    MakerProfile { trade_name: row.trade_name, story: row.story }
}

/// One profile for the pieces of both; what was in the other.
async fn merge_makers(tx: &Tx, kept: AccountId, gone: AccountId, which: MergedProfile) -> Result<Vec<AuditChange>> {
    let (Some(of_kept), Some(of_gone)) = (maker_of(tx, kept).await?, maker_of(tx, gone).await?) else {
        move_all(tx, "maker", "account_id", kept.0, gone.0).await?;
        return Ok(Vec::new());
    };
    let (to, from) = match which {
        MergedProfile::Kept => (of_kept, of_gone),
        MergedProfile::Gone => (of_gone, of_kept),
    };
    for table in MAKER_TABLES {
        move_all(tx, table, "maker_id", to.id.0, from.id.0).await?;
    }
    merge_payees(tx, to.id, from.id).await?;
    if let (None, Some(photo)) = (to.photo_id, from.photo_id) {
        let row = maker::ActiveModel { id: Set(to.id), photo_id: Set(Some(photo)), ..Default::default() };
        maker::Entity::update(row).exec(tx).await?;
    }
    maker::Entity::delete_by_id(from.id).exec(tx).await?;
    search_texts_of_maker(tx, to.id).await?;
    move_all(tx, "maker", "account_id", kept.0, gone.0).await?;
    let changes = [("trade_name", from.trade_name, to.trade_name), ("story", from.story, to.story)];
    let changes = changes.into_iter().filter(|(_, from, to)| from != to);
    Ok(changes.map(|(field, from, to)| AuditChange::new(field, from, to)).collect())
}

async fn count(db: &impl ConnectionTrait, table: &str, column: &str, id: Uuid) -> Result<u64> {
    let text = format!("SELECT count(*) AS n FROM {table} WHERE {column} = $1");
    let row = db.query_one_raw(sql(db, &text, [id.into()])).await?;
    let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(n.unsigned_abs())
}

async fn move_all(tx: &Tx, table: &str, column: &str, kept: Uuid, gone: Uuid) -> Result<()> {
    let text = format!("UPDATE {table} SET {column} = $1 WHERE {column} = $2");
    tx.execute_raw(sql(tx, &text, [kept.into(), gone.into()])).await?;
    Ok(())
}

async fn delete(tx: &Tx, table: &str, column: &str, gone: AccountId) -> Result<()> {
    let text = format!("DELETE FROM {table} WHERE {column} = $1");
    tx.execute_raw(sql(tx, &text, [gone.into()])).await?;
    Ok(())
}

/// Deletes the rows of the one that the other has too, by the columns that make them the same.
async fn delete_doubles(tx: &Tx, table: &str, same: &[&str], kept: AccountId, gone: AccountId) -> Result<()> {
    let same: String = same.iter().map(|column| format!(" AND o.{column} = {table}.{column}")).collect();
    let text = format!(
        "DELETE FROM {table} WHERE account_id = $1 AND EXISTS (SELECT 1 FROM {table} o WHERE o.account_id = $2{same})"
    );
    tx.execute_raw(sql(tx, &text, [gone.into(), kept.into()])).await?;
    Ok(())
}

/// The log's entries about the one are about the other: alone, or with something after a blank.
async fn rename_in_log(tx: &Tx, kept: AccountId, gone: AccountId) -> Result<()> {
    let text = format!(
        "UPDATE audit_entry SET subject = $1 || substr(subject, {}) WHERE subject = $2 OR subject LIKE $3",
        ID_CHARS + 1
    );
    let (kept, gone) = (kept.to_string(), gone.to_string());
    tx.execute_raw(sql(tx, &text, [kept.into(), gone.clone().into(), format!("{gone} %").into()])).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, Statement};

    use super::{ACCOUNT_COLUMNS, MAKER_TABLES};
    use crate::Db;

    /// The tables and their columns of a name that ends so.
    async fn columns(db: &Db, ending: &str) -> Vec<(String, String)> {
        let text = "SELECT m.name AS t, c.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                    WHERE m.type = 'table' AND substr(c.name, -length($1)) = $1 ORDER BY 1, 2";
        let backend = db.read().get_database_backend();
        let rows = db.read().query_all_raw(Statement::from_sql_and_values(backend, text, [ending.into()])).await;
        let text = |row: &sea_orm::QueryResult, name: &str| row.try_get::<String>("", name).unwrap();
        rows.unwrap().iter().map(|row| (text(row, "t"), text(row, "c"))).collect()
    }

    /// A table with a new column for an account has to be named, or an account's history would be forgotten.
    #[tokio::test]
    async fn every_column_that_names_an_account_is_merged() {
        let path = std::env::temp_dir().join(format!("tsukuriba-merge-{}.db", uuid::Uuid::now_v7()));
        let db = Db::sqlite(&path).await.unwrap();
        db.migrate().await.unwrap();
        let owned = |(table, column): (&str, &str)| (table.to_owned(), column.to_owned());
        let mut merged: Vec<_> = ACCOUNT_COLUMNS.iter().map(|(table, column, _)| owned((table, column))).collect();
        merged.sort();
        assert_eq!(merged, columns(&db, "account_id").await);
        // Of what is entered to be paid there is one: `merge_payees`.
        let makers = MAKER_TABLES.into_iter().chain(["maker_payee"]);
        let mut makers: Vec<_> = makers.map(|table| owned((table, "maker_id"))).collect();
        makers.sort();
        assert_eq!(makers, columns(&db, "maker_id").await);
        db.close().await.unwrap();
        std::fs::remove_file(path).unwrap();
    }
}
