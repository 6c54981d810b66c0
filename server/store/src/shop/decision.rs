//! The staff decide on a submitted product; the maker hears of it by mail.

use domain::{
    DomainError, ProductId, Staff,
    kpi::ParticipationKind,
    members::language_of,
    shop::{Decision, ProductError, ProductStatus, ReviewCmd, ReviewNews, check_note},
    site::AuditAction,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};

use super::{change, row::set_status, search_text, statement};
use crate::{
    Cx, Result, Store, Tx,
    entity::{maker, product, product_review},
    jobs::{self, Job},
    kpi::participation_add,
    site::audit,
};

#[derive(FromQueryResult)]
struct NewsRow {
    email: String,
    display_name: String,
    language: String,
    mails_listings: bool,
    number: i64,
    title: String,
    decision: Decision,
    of_change: bool,
    note: String,
}

impl Store {
    /// Approves a product, which puts it into the shop and counts its maker as a participant of the year, or the change
    /// of a live one, which takes the place of what was there; or returns it with a note. Mails the maker, and leaves an audit entry.
    ///
    /// # Errors
    /// [`ProductError::NotSubmitted`] when somebody decided before, [`ProductError::ChangedMeanwhile`] when the maker
    /// changed it after it was read, [`ProductError::NoteMissing`], [`ProductError::NoteTooLong`],
    /// [`DomainError::NotFound`].
    pub async fn product_review(&self, cx: &Cx, staff: &Staff, cmd: &ReviewCmd) -> Result<()> {
        check_note(cmd.decision, &cmd.note)?;
        self.write("product_review", |tx| async move {
            let row = product::Entity::find_by_id(cmd.product_id).one(&tx).await?.ok_or(DomainError::NotFound)?;
            let change = change::find(&tx, row.id).await?.filter(|change| change.status == ProductStatus::Submitted);
            let written = match &change {
                Some(change) => change.updated_at,
                None if row.status == ProductStatus::Submitted => row.updated_at,
                None => return Err(ProductError::NotSubmitted.into()),
            };
            if written != cmd.seen {
                return Err(ProductError::ChangedMeanwhile.into());
            }
            record(cx, &tx, staff, cmd, change.is_some()).await?;
            match (cmd.decision, &change) {
                (Decision::Approved, None) => publish(cx, &tx, &row).await?,
                (Decision::Approved, Some(_)) => change::put_in_place(cx, &tx, &row).await?,
                (Decision::Returned, None) => set_status(cx, &tx, row.id, ProductStatus::Returned).await?,
                (Decision::Returned, Some(_)) => {
                    change::set_status(cx, &tx, row.id, ProductStatus::Returned).await?;
                }
            }
            jobs::enqueue(cx, &tx, Job::ReviewMail { product_id: cmd.product_id }).await
        })
        .await
    }

    /// What to mail after the last decision on a product; `None` when there is no decision.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn review_news(&self, id: ProductId) -> Result<Option<ReviewNews>> {
        let read = self.db.read();
        let sql = "SELECT a.email, a.display_name, a.language, a.mails_listings, p.number, p.title, r.decision, r.of_change, r.note \
            FROM product_review r \
            JOIN product p ON p.id = r.product_id \
            JOIN maker m ON m.id = p.maker_id \
            JOIN account a ON a.id = m.account_id \
            WHERE r.product_id = $1 ORDER BY r.at DESC, r.id DESC LIMIT 1";
        let row = NewsRow::find_by_statement(statement(read, sql, vec![id.into()])).one(read).await?;
        Ok(row.map(|row| row.news(id)))
    }
}

impl NewsRow {
    fn news(self, product_id: ProductId) -> ReviewNews {
        ReviewNews {
            product_id,
            email: self.email,
            display_name: self.display_name,
            language: language_of(&self.language),
            wanted: self.mails_listings,
            number: self.number,
            title: self.title,
            decision: self.decision,
            of_change: self.of_change,
            note: self.note,
        }
    }
}

async fn record(cx: &Cx, tx: &Tx, staff: &Staff, cmd: &ReviewCmd, of_change: bool) -> Result<()> {
    let review = product_review::ActiveModel {
        id: Set(cx.new_id()),
        product_id: Set(cmd.product_id),
        at: Set(cx.now),
        by_account_id: Set(staff.account_id),
        decision: Set(cmd.decision),
        note: Set(cmd.note.replace("\r\n", "\n").replace('\0', "").trim().to_owned()),
        of_change: Set(of_change),
    };
    product_review::Entity::insert(review).exec_without_returning(tx).await?;
    let action = match (cmd.decision, of_change) {
        (Decision::Approved, false) => AuditAction::ProductApprove,
        (Decision::Approved, true) => AuditAction::ProductChangeApprove,
        (Decision::Returned, false) => AuditAction::ProductReturn,
        (Decision::Returned, true) => AuditAction::ProductChangeReturn,
    };
    audit(cx, tx, action, cmd.product_id).await
}

async fn publish(cx: &Cx, tx: &Tx, row: &product::Model) -> Result<()> {
    let published = product::ActiveModel {
        id: Set(row.id),
        status: Set(ProductStatus::Published),
        published_at: Set(Some(cx.now)),
        updated_at: Set(cx.now),
        ..Default::default()
    };
    product::Entity::update(published).exec(tx).await?;
    search_text::refresh(tx, row.id).await?;
    let maker = maker::Entity::find_by_id(row.maker_id).one(tx).await?.ok_or(DomainError::NotFound)?;
    participation_add(cx, tx, maker.account_id, ParticipationKind::Product, cx.now, row.id.0).await
}
