//! Persons at risk. The account itself holds the nickname, so that whatever reads accounts shows it; the name lies in a
//! table of its own that only this file reads.

use domain::{
    AccountId, DomainError, IntoEnumIterator, Operator,
    form::{FieldError, FieldErrors, FormInput},
    members::{Leftover, Profile, ProtectedLook, Protection, RealPerson},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, EntityTrait, ExprTrait,
    prelude::*,
    sea_query::{Asterisk, Func, Query},
};

use super::{profile::columns, protected::protected};
use crate::{
    Cx, Result, Store, Tx,
    entity::{account, maker, protected_person},
    search::contains,
    shop::search_texts_of_maker,
    site::{audit, audit_changes},
    sql::sql,
};

/// Looks shown of a person.
const LOOKS_SHOWN: u64 = 10;

impl Store {
    /// Puts a nickname (its fields as [`Profile::read_nickname`] has them) in place of a person's name everywhere: in
    /// the account, in their orders, on receipts that they rang up, and of their maker's profile where it is the name.
    /// Telephone and reading go too. Whoever is protected already stays so.
    ///
    /// # Errors
    /// [`DomainError::Fields`] with what is wrong with the nickname; [`DomainError::NotFound`].
    pub async fn person_protect(&self, cx: &Cx, _operator: &Operator, id: AccountId, input: &FormInput) -> Result<()> {
        self.write("person_protect", |tx| async move {
            let row = account::Entity::find_by_id(id).one(&tx).await?.filter(|row| row.closed_at.is_none());
            let row = row.ok_or(DomainError::NotFound)?;
            if protected(&tx, id).await?.is_some() {
                return Ok(());
            }
            let real = Profile { display_name: row.display_name, kana: row.kana, phone: row.phone };
            let nickname = real.read_nickname(input)?;
            let held = protected_person::ActiveModel {
                account_id: Set(id),
                display_name: Set(real.display_name.clone()),
                kana: Set(real.kana.clone()),
                phone: Set(real.phone.clone()),
                since: Set(cx.now),
            };
            protected_person::Entity::insert(held).exec_without_returning(&tx).await?;
            let shown = account::ActiveModel { id: Set(id), ..columns(&nickname, "") };
            account::Entity::update(shown).exec_without_returning(&tx).await?;
            rename_traces(&tx, id, &row.email, &real.display_name, &nickname.display_name).await?;
            audit(cx, &tx, AuditAction::AccountProtect, id).await
        })
        .await
    }

    /// Ends the protection: the account has its name, reading and telephone again. Orders and papers keep the nickname.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id, and for whoever is not protected.
    pub async fn person_unprotect(&self, cx: &Cx, _operator: &Operator, id: AccountId) -> Result<()> {
        self.write("person_unprotect", |tx| async move {
            let row = account::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            let held = protected(&tx, id).await?.ok_or(DomainError::NotFound)?;
            let shown = account::ActiveModel { id: Set(id), ..columns(&real_profile(&held), &row.email) };
            account::Entity::update(shown).exec_without_returning(&tx).await?;
            protected_person::Entity::delete_by_id(id).exec(&tx).await?;
            audit(cx, &tx, AuditAction::AccountUnprotect, id).await
        })
        .await
    }

    /// What is hidden of a protected person, and where the name still stands. The look is in the log before anything is
    /// read.
    ///
    /// # Errors
    /// [`DomainError::Fields`] for a reason that holds the name: it stands in the log.
    /// [`DomainError::NotFound`] for an unknown id, and for whoever is not protected.
    pub async fn person_look(&self, cx: &Cx, _operator: &Operator, id: AccountId, reason: &str) -> Result<RealPerson> {
        let change = &AuditChange::new("reason", "", reason);
        self.write("person_look", |tx| async move {
            let held = protected(&tx, id).await?.ok_or(DomainError::NotFound)?;
            if real_profile(&held).is_told_by(reason) {
                return Err(FieldErrors::of("reason", FieldError::NicknameTells).into());
            }
            audit_changes(cx, &tx, AuditAction::AccountLook, id, std::slice::from_ref(change)).await
        })
        .await?;
        let db = self.db.read();
        let row = account::Entity::find_by_id(id).one(db).await?.ok_or(DomainError::NotFound)?;
        let held = protected(db, id).await?.ok_or(DomainError::NotFound)?;
        let profile = real_profile(&held);
        Ok(RealPerson { leftovers: leftovers(db, &profile).await?, profile, email: row.email })
    }
}

fn real_profile(held: &protected_person::Model) -> Profile {
    Profile { display_name: held.display_name.clone(), kana: held.kana.clone(), phone: held.phone.clone() }
}

/// What the operator sees of a person's protection.
pub(super) async fn protection(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<Protection>> {
    let Some(held) = protected(db, id).await? else { return Ok(None) };
    Ok(Some(Protection { since: held.since, looks: looks_at(db, id).await? }))
}

async fn looks_at(db: &impl ConnectionTrait, id: AccountId) -> Result<Vec<ProtectedLook>> {
    let text = "SELECT e.at, e.changes, a.display_name FROM audit_entry e LEFT JOIN account a ON a.id = e.account_id \
                WHERE e.action = $1 AND e.subject = $2 ORDER BY e.at DESC, e.id DESC LIMIT $3";
    let values = [AuditAction::AccountLook.into_str().into(), id.to_string().into(), LOOKS_SHOWN.into()];
    let mut looks = Vec::new();
    for row in db.query_all_raw(sql(db, text, values)).await? {
        let changes: String = row.try_get("", "changes")?;
        let changes: Vec<AuditChange> = serde_json::from_str(&changes).unwrap_or_default();
        looks.push(ProtectedLook {
            at: row.try_get("", "at")?,
            who: row.try_get::<Option<String>>("", "display_name")?.unwrap_or_default(),
            reason: changes.into_iter().next().map(|change| change.to).unwrap_or_default(),
        });
    }
    Ok(looks)
}

/// Writes the nickname where the name was frozen. Orders that were placed with the address but signed out become the
/// account's own.
pub(super) async fn rename_traces(tx: &Tx, id: AccountId, email: &str, real: &str, nickname: &str) -> Result<()> {
    // The trade names of two accounts that became one: either may be the name.
    let merged = "UPDATE audit_entry SET changes = '' WHERE action = 'account.merge' AND subject = $1";
    tx.execute_raw(sql(tx, merged, [id.to_string().into()])).await?;
    let claimed = "UPDATE shop_order SET account_id = $1 WHERE account_id IS NULL AND email = $2";
    tx.execute_raw(sql(tx, claimed, [id.into(), email.into()])).await?;
    for text in [
        "UPDATE shop_order SET name = $2, phone = '' WHERE account_id = $1",
        "UPDATE sale SET staff_name = $2 WHERE staff_account_id = $1",
    ] {
        tx.execute_raw(sql(tx, text, [id.into(), nickname.into()])).await?;
    }
    let its_maker = "maker_id IN (SELECT id FROM maker WHERE account_id = $1)";
    for text in [
        &format!("UPDATE order_line SET maker_name = $2 WHERE maker_name = $3 AND {its_maker}"),
        &format!("UPDATE sale_line SET maker_name = $2 WHERE maker_name = $3 AND {its_maker}"),
        "UPDATE maker SET trade_name = $2 WHERE account_id = $1 AND trade_name = $3",
    ] {
        tx.execute_raw(sql(tx, text, [id.into(), nickname.into(), real.into()])).await?;
    }
    match maker::Entity::find().filter(maker::Column::AccountId.eq(id)).one(tx).await? {
        Some(own) => search_texts_of_maker(tx, own.id).await,
        None => Ok(()),
    }
}

/// The tables and columns of what people typed.
fn columns_of(leftover: Leftover) -> &'static [(&'static str, &'static str)] {
    match leftover {
        Leftover::BookingNotes => {
            &[("booking", "note"), ("booking", "override_reason"), ("booking_cancellation", "note")]
        }
        Leftover::Guests => &[("booking", "guest")],
        Leftover::StaffNotes => &[("staff_note", "text")],
        Leftover::Listings => &[
            ("product", "title"),
            ("product", "description"),
            ("product", "details"),
            ("product_change", "title"),
            ("product_change", "description"),
            ("product_change", "details"),
            ("product_review", "note"),
            ("photo", "caption"),
            ("product_change_photo", "caption"),
        ],
        Leftover::MakerProfiles => &[("maker", "trade_name"), ("maker", "story")],
        Leftover::Orders => &[("shop_order", "name")],
        Leftover::Receipts => &[("receipt_issue", "addressee"), ("sale", "staff_name")],
    }
}

/// Where the whole name still stands, with blanks between its parts or without.
async fn leftovers(db: &impl ConnectionTrait, real: &Profile) -> Result<Vec<(Leftover, u64)>> {
    let joined: String = real.display_name.split_whitespace().collect();
    let mut found = Vec::new();
    for leftover in Leftover::iter() {
        let mut sum = 0;
        for (table, column) in columns_of(leftover) {
            let text = || Expr::expr(Func::lower(Expr::col(*column).cast_as("text")));
            let query = Query::select()
                .expr_as(Expr::col(Asterisk).count(), "n")
                .from(*table)
                .cond_where(text().like(contains(&real.display_name)).or(text().like(contains(&joined))))
                .to_owned();
            let row = db.query_one(&query).await?;
            sum += row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"))?.unsigned_abs();
        }
        if sum > 0 {
            found.push((leftover, sum));
        }
    }
    Ok(found)
}
