//! People, for the operator: found, and what is decided about one.

use domain::{
    AccountId, DomainError, Operator, Paged, kana,
    members::{AccountError, EmailAddress, FactorNews, Password, PersonFile, PersonRow, Role},
    site::{AuditAction, AuditChange},
};
use sea_orm::{
    ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*,
};

use super::{
    access, devices, factors, password,
    passwords::set_password,
    protect,
    protected::{protected, protected_of},
    sessions,
    sign_up::confirmation_mail,
    throttle,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{account, api_token, session},
    paged::Window,
    search::contains,
    site::{audit, audit_changes},
};

/// People on a page of the search.
const PEOPLE_PAGE: u32 = 20;
/// Longest search, in characters.
const QUERY_CHARS_MAX: usize = 100;

impl Store {
    /// A page of the people whose name, its reading or mail address holds the words, in 五十音 order; all of them
    /// without words. Kana, width, case and blanks do not matter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn people_search(
        &self,
        _cx: &Cx,
        _operator: &Operator,
        query: &str,
        page: u32,
    ) -> Result<Paged<PersonRow>> {
        use account::Column;
        let words: String = kana::fold(query).chars().take(QUERY_CHARS_MAX).collect();
        let mut found = account::Entity::find();
        if !words.is_empty() {
            found = found.filter(Expr::col((account::Entity, Column::SearchText)).like(contains(&words)));
        }
        let window = Window::new(page, PEOPLE_PAGE, found.clone().count(self.db.read()).await?);
        let found = found.order_by_asc(Column::OrderKey).order_by_asc(Column::Id);
        let rows = found.offset(window.offset).limit(window.limit).all(self.db.read()).await?;
        let protected = protected_of(self.db.read(), &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        Ok(window.of(rows.into_iter().map(|row| (protected.contains(&row.id), row)).map(person).collect()))
    }

    /// One person. Eight queries, one more for a protected one, and two for each device that is known.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn person_file(&self, cx: &Cx, _operator: &Operator, id: AccountId) -> Result<PersonFile> {
        let db = self.db.read();
        let row = account::Entity::find_by_id(id).one(db).await?.ok_or(DomainError::NotFound)?;
        let live = session::Entity::find()
            .filter(session::Column::AccountId.eq(id))
            .filter(session::Column::ExpiresAt.gt(cx.now));
        let last = live.clone().order_by_desc(session::Column::SeenAt).one(db).await?;
        let tokens = api_token::Entity::find()
            .filter(api_token::Column::AccountId.eq(id))
            .filter(api_token::Column::RevokedAt.is_null())
            .filter(api_token::Column::ExpiresAt.gt(cx.now));
        let gates = devices::gates(db, id, &row.email).await?;
        let protection = protect::protection(db, id).await?;
        let runs = row.role == Role::Operator && row.disabled_at.is_none();
        let (totp, passkeys) = factors::which(db, id).await?;
        Ok(PersonFile {
            totp,
            passkeys,
            since: row.created_at,
            sessions: live.count(db).await?,
            seen_at: last.map(|row| row.seen_at),
            tokens: tokens.count(db).await?,
            locked: throttle::any_full(cx, db, &gates).await?,
            last_operator: runs && !others_run(db, id).await?,
            protection: protection.clone(),
            row: person((protection.is_some(), row)),
        })
    }

    /// Who has this mail address.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn person_by_email(&self, _cx: &Cx, _operator: &Operator, email: &EmailAddress) -> Result<PersonRow> {
        let row = account::Entity::find().filter(account::Column::Email.eq(email.as_str())).one(self.db.read()).await?;
        person_of(self.db.read(), row.ok_or(DomainError::NotFound)?).await
    }

    /// Gives a person another role. Their sessions get other ids as they are used next.
    ///
    /// # Errors
    /// [`AccountError::LastOperator`], [`DomainError::NotFound`].
    pub async fn person_role_set(&self, cx: &Cx, _operator: &Operator, id: AccountId, role: Role) -> Result<()> {
        self.write("person_role_set", |tx| async move {
            let row = account::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            if row.role == role {
                return Ok(());
            }
            if role < Role::Operator {
                must_not_be_last(&tx, &row).await?;
            }
            set(&tx, id, account::Column::Role, role).await?;
            let change = AuditChange { field: "role".to_owned(), from: row.role.to_string(), to: role.to_string() };
            audit_changes(cx, &tx, AuditAction::AccountRole, id, &[change]).await
        })
        .await
    }

    /// Disables an account: it is signed out everywhere at once, and cannot sign in. Its bookings stay.
    ///
    /// # Errors
    /// [`AccountError::LastOperator`], [`DomainError::NotFound`].
    pub async fn person_disable(&self, cx: &Cx, _operator: &Operator, id: AccountId) -> Result<()> {
        self.write("person_disable", |tx| async move {
            let row = account::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            if row.disabled_at.is_some() {
                return Ok(());
            }
            must_not_be_last(&tx, &row).await?;
            set(&tx, id, account::Column::DisabledAt, Some(cx.now)).await?;
            access::end_all(cx, &tx, id, None).await?;
            audit(cx, &tx, AuditAction::AccountDisable, id).await
        })
        .await
    }

    /// Lets a disabled account sign in again.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn person_enable(&self, cx: &Cx, _operator: &Operator, id: AccountId) -> Result<()> {
        self.write("person_enable", |tx| async move {
            let row = account::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            if row.disabled_at.is_none() {
                return Ok(());
            }
            set(&tx, id, account::Column::DisabledAt, Option::<ChronoDateTimeUtc>::None).await?;
            audit(cx, &tx, AuditAction::AccountEnable, id).await
        })
        .await
    }

    /// Signs a person out on every device.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn person_sessions_end(&self, cx: &Cx, _operator: &Operator, id: AccountId) -> Result<()> {
        self.write("person_sessions_end", |tx| async move {
            account::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            sessions::end_all(&tx, id, None).await?;
            audit(cx, &tx, AuditAction::AccountSessionsEnd, id).await
        })
        .await
    }

    /// Mails another confirmation link, unless the address is confirmed or was mailed to often.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn person_confirmation_resend(&self, cx: &Cx, _operator: &Operator, id: AccountId) -> Result<()> {
        self.write("person_confirmation_resend", |tx| async move {
            confirmation_mail(cx, &tx, id).await?;
            audit(cx, &tx, AuditAction::AccountConfirmation, id).await
        })
        .await
    }

    /// Forgets the wrong passwords and codes for an account, so that it can be signed in to at once. Those of a network that
    /// tried many accounts stay counted.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn person_unlock(&self, cx: &Cx, _operator: &Operator, id: AccountId) -> Result<()> {
        self.write("person_unlock", |tx| async move {
            let row = account::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            for (act, of) in devices::gates(&tx, id, &row.email).await? {
                throttle::forget(&tx, act, &of).await?;
            }
            audit(cx, &tx, AuditAction::AccountUnlock, id).await
        })
        .await
    }

    /// Takes away all second factors of somebody who has lost them, and signs them out; they are told by mail. The password
    /// alone does again, until they set up others.
    ///
    /// # Errors
    /// [`DomainError::NotFound`], also when there are none.
    pub async fn person_factors_remove(&self, cx: &Cx, _operator: &Operator, id: AccountId) -> Result<()> {
        self.write("person_factors_remove", |tx| async move {
            account::Entity::find_by_id(id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            if factors::which(&tx, id).await? == (false, 0) {
                return Err(DomainError::NotFound.into());
            }
            factors::forget(&tx, id).await?;
            sessions::end_all(&tx, id, None).await?;
            factors::tell(cx, &tx, id, FactorNews::Removed).await?;
            audit(cx, &tx, AuditAction::AccountFactorsRemove, id).await
        })
        .await
    }

    /// For the command line: a new password for somebody who has no way to their mail.
    ///
    /// # Errors
    /// [`DomainError::NotFound`].
    pub async fn person_password_set(
        &self,
        cx: &Cx,
        _operator: &Operator,
        id: AccountId,
        new: &Password,
    ) -> Result<()> {
        let phc = &password::hash(new).await?;
        self.write("person_password_set", |tx| async move {
            set_password(cx, &tx, id, phc).await?;
            access::end_all(cx, &tx, id, None).await?;
            audit(cx, &tx, AuditAction::AccountPassword, id).await
        })
        .await
    }
}

/// A row of an account, which may be protected.
pub(super) async fn person_of(db: &impl ConnectionTrait, row: account::Model) -> Result<PersonRow> {
    Ok(person((protected(db, row.id).await?.is_some(), row)))
}

fn person((protected, row): (bool, account::Model)) -> PersonRow {
    PersonRow {
        id: row.id,
        name: row.display_name,
        kana: row.kana,
        email: if protected { String::new() } else { row.email },
        protected,
        role: row.role,
        email_confirmed: row.email_confirmed_at.is_some(),
        disabled_at: row.disabled_at,
    }
}

/// Somebody else has to be able to run the space. Two operators who remove each other at the same time do not both
/// succeed: the transaction is serializable, and there is one writer on SQLite.
pub(super) async fn must_not_be_last(tx: &Tx, row: &account::Model) -> Result<()> {
    let runs = row.role == Role::Operator && row.disabled_at.is_none();
    if runs && !others_run(tx, row.id).await? { Err(AccountError::LastOperator.into()) } else { Ok(()) }
}

async fn others_run(db: &impl ConnectionTrait, id: AccountId) -> Result<bool> {
    let others = account::Entity::find()
        .filter(account::Column::Role.eq(Role::Operator))
        .filter(account::Column::DisabledAt.is_null())
        .filter(account::Column::Id.ne(id));
    Ok(others.one(db).await?.is_some())
}

async fn set(tx: &Tx, id: AccountId, column: account::Column, value: impl Into<Value>) -> Result<()> {
    let change = account::Entity::update_many().col_expr(column, Expr::value(value));
    change.filter(account::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}
