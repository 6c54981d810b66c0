//! キャンセル待ち: a line for a taken time; when it frees, the first in line is offered it, then the next.

pub(super) mod offers;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, BilingualText, ConfirmedMember, DomainError, EquipmentTypeId, Member, UnitId, WaitlistId,
    booking::{
        BookingDetails, HOLD_MINUTES, Purpose, Refusal, ReserveCommand, Slot, SlotError, WaitFor, Waiting,
        WaitlistError, WaitlistMail, reserve,
    },
    members::language_of,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter,
    sea_query::{OnConflict, Query},
};

use super::{
    BookingCommand,
    facts::{self, BookingParty},
    hold,
};
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{waitlist_end, waitlist_entry, waitlist_offer},
    jobs::{self, Job},
    sql::{ages_read, ages_text, sql},
};

/// Places in lines that one member may have at once.
const WAITING_MAX: i64 = 10;

#[derive(FromQueryResult)]
struct Row {
    id: WaitlistId,
    account_id: AccountId,
    slug: String,
    name_ja: String,
    name_en: String,
    unit_id: Option<UnitId>,
    start_at: DateTime<Utc>,
    end_at: DateTime<Utc>,
    purpose: Purpose,
    children: String,
    minutes: Option<i32>,
    offered_start: Option<DateTime<Utc>>,
    offered_end: Option<DateTime<Utc>>,
    expires_at: Option<DateTime<Utc>>,
    outcome: Option<String>,
    before: i64,
}

impl Row {
    fn waiting(self) -> Result<Waiting> {
        let span = Slot::new(self.start_at, self.end_at).map_err(Error::internal)?;
        let offered = match self.offered_start.zip(self.offered_end) {
            Some((start, end)) => Some(Slot::new(start, end).map_err(Error::internal)?),
            None => self.expires_at.map(|_| span),
        };
        Ok(Waiting {
            id: self.id,
            owner: self.account_id,
            slug: self.slug,
            equipment: BilingualText::new(self.name_ja, self.name_en),
            wait: WaitFor { span, minutes: self.minutes.map(i64::from) },
            offered,
            unit: self.unit_id,
            purpose: self.purpose,
            children: ages_read(&self.children),
            offered_until: self.expires_at,
            before: self.before,
            outcome: self.outcome,
        })
    }
}

const SELECT: &str = "SELECT e.id, e.account_id, t.slug, t.name_ja, t.name_en, e.unit_id, e.start_at, e.end_at, \
     e.purpose, e.children, e.minutes, o.start_at AS offered_start, o.end_at AS offered_end, o.expires_at, x.outcome, \
     (SELECT COUNT(*) FROM waitlist_entry p WHERE p.equipment_type_id = e.equipment_type_id AND p.start_at < e.end_at \
     AND p.end_at > e.start_at AND p.id < e.id \
     AND NOT EXISTS (SELECT 1 FROM waitlist_end d WHERE d.entry_id = p.id)) AS before \
     FROM waitlist_entry e JOIN equipment_type t ON t.id = e.equipment_type_id \
     LEFT JOIN waitlist_offer o ON o.entry_id = e.id LEFT JOIN waitlist_end x ON x.entry_id = e.id";

impl Store {
    /// Puts the member into the line for a time that others have, or with `minutes` for any time of that length inside the
    /// slot. Asking again gives the same place, for what is asked now; an offer that is open stays as it is.
    ///
    /// # Errors
    /// [`DomainError::Reserve`] when something else than other people's bookings stands in the way, or when the time is
    /// free: then it can be booked. [`WaitlistError::TooMany`] after [`WAITING_MAX`] places.
    pub async fn waitlist_join(
        &self,
        cx: &Cx,
        member: &ConfirmedMember,
        cmd: &BookingCommand,
        minutes: Option<i64>,
    ) -> Result<WaitlistId> {
        let (id, owner) = (cx.new_id(), member.account_id);
        self.write("waitlist_join", |tx| async move { join(cx, &tx, owner, id, cmd, minutes).await }).await
    }

    /// Leaves a line; an offer goes to the next.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for other people's places.
    pub async fn waitlist_leave(&self, cx: &Cx, member: &Member, id: WaitlistId) -> Result<()> {
        let owner = member.account_id;
        self.write("waitlist_leave", |tx| async move {
            let entry = waitlist_entry::Entity::find_by_id(id).one(&tx).await?;
            let entry = entry.filter(|entry| entry.account_id == owner).ok_or(DomainError::NotFound)?;
            end(cx, &tx, &entry, "left").await
        })
        .await
    }

    /// Ends an offer that nobody took, and asks the next in line: by the job at its end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waitlist_offer_expire(&self, cx: &Cx, id: WaitlistId) -> Result<()> {
        self.write("waitlist_offer_expire", |tx| async move {
            let Some(entry) = waitlist_entry::Entity::find_by_id(id).one(&tx).await? else { return Ok(()) };
            let offer = waitlist_offer::Entity::find_by_id(id).one(&tx).await?;
            match offer {
                Some(offer) if offer.expires_at <= cx.now => end(cx, &tx, &entry, "lapsed").await,
                _ => Ok(()),
            }
        })
        .await
    }

    /// The member's places in lines, the next time first; those that ended are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waitlist_mine(&self, cx: &Cx, member: &Member) -> Result<Vec<Waiting>> {
        let text = format!(
            "{SELECT} WHERE e.account_id = $1 AND e.end_at > $2 AND x.entry_id IS NULL ORDER BY e.start_at, e.id LIMIT 50"
        );
        let conn = self.db().read();
        let rows =
            Row::find_by_statement(sql(conn, &text, [member.account_id.into(), cx.now.into()])).all(conn).await?;
        rows.into_iter().map(Row::waiting).collect()
    }

    /// A place of the member's own, ended ones too.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for other people's places.
    pub async fn waitlist_entry(&self, _cx: &Cx, member: &Member, id: WaitlistId) -> Result<Waiting> {
        let text = format!("{SELECT} WHERE e.id = $1 AND e.account_id = $2");
        let conn = self.db().read();
        let row = Row::find_by_statement(sql(conn, &text, [id.into(), member.account_id.into()])).one(conn).await?;
        row.ok_or(DomainError::NotFound)?.waiting()
    }

    /// What a mail about a place says; `None` when there is no such place. For jobs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waitlist_mail_contents(&self, _cx: &Cx, id: WaitlistId) -> Result<Option<WaitlistMail>> {
        let conn = self.db().read();
        let text = format!("{SELECT} WHERE e.id = $1");
        let Some(row) = Row::find_by_statement(sql(conn, &text, [id.into()])).one(conn).await? else {
            return Ok(None);
        };
        let account = crate::entity::account::Entity::find_by_id(row.account_id).one(conn).await?;
        let waiting = row.waiting()?;
        Ok(account.map(|to| WaitlistMail {
            email: to.email,
            display_name: to.display_name,
            language: language_of(&to.language),
            wanted: to.mails_offers,
            waiting,
        }))
    }
}

#[derive(FromQueryResult)]
struct Count {
    n: i64,
}

/// Puts a member into a line inside a transaction.
async fn join(
    cx: &Cx,
    tx: &Tx,
    owner: AccountId,
    id: WaitlistId,
    cmd: &BookingCommand,
    minutes: Option<i64>,
) -> Result<WaitlistId> {
    let ask = cmd.of(BookingParty::member(owner));
    let (equipment, facts) = facts::read(tx, cmd.equipment(), ask, cx.now).await?;
    let wait = WaitFor { span: cmd.slot, minutes };
    let outcomes = wait.slots(equipment.rules.step(), cx.now).into_iter().map(|slot| {
        let ask = ReserveCommand { slot, ..cmd.ask() };
        reserve(&facts.reserve, &ask, cx.now)
    });
    let mut refusals = Vec::new();
    for outcome in outcomes {
        match outcome {
            // It is free: no line to stand in. Whoever asks books it.
            Ok(_) => return Err(WaitlistError::FreeNow.into()),
            Err(refusal) => refusals.push(refusal),
        }
    }
    // At least one of the times must be such that waiting helps.
    if !refusals.iter().any(Refusal::is_waitable) {
        return Err(refusals
            .into_iter()
            .next()
            .map_or(DomainError::Slot(SlotError::Empty), DomainError::Reserve)
            .into());
    }
    if let Some((first, _)) = facts.lines.iter().find(|(_, slot)| *slot == cmd.slot) {
        ask_again(cx, tx, *first, &cmd.details, &wait).await?;
        return Ok(*first);
    }
    stand_in_line(cx, tx, owner, equipment.id(), &cmd.details, &[(id, wait)]).await?;
    Ok(id)
}

/// Changes what a place that has no offer waits for.
async fn ask_again(cx: &Cx, tx: &Tx, id: WaitlistId, details: &BookingDetails, wait: &WaitFor) -> Result<()> {
    let changed = waitlist_entry::Entity::update_many()
        .set(waitlist_entry::ActiveModel {
            unit_id: Set(details.unit),
            minutes: Set(minutes_column(wait)),
            purpose: Set(details.purpose),
            children: Set(ages_text(&details.children)),
            ..Default::default()
        })
        .filter(waitlist_entry::Column::Id.eq(id))
        .filter(waitlist_entry::Column::Id.not_in_subquery(
            Query::select().column(waitlist_offer::Column::EntryId).from(waitlist_offer::Entity).to_owned(),
        ))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        return Ok(());
    }
    // A longer time passes earlier than the one the place was taken for.
    jobs::enqueue_at(cx, tx, Job::WaitlistPass { waitlist_id: id }, wait.passes_at()).await
}

fn minutes_column(wait: &WaitFor) -> Option<i32> {
    wait.minutes.and_then(|minutes| i32::try_from(minutes).ok())
}

/// Writes a member's new places in the equipment's lines, in three statements however many.
///
/// # Errors
/// [`WaitlistError::TooMany`] when they would be more than [`WAITING_MAX`].
pub(crate) async fn stand_in_line(
    cx: &Cx,
    tx: &Tx,
    owner: AccountId,
    equipment: EquipmentTypeId,
    details: &BookingDetails,
    places: &[(WaitlistId, WaitFor)],
) -> Result<()> {
    if places.is_empty() {
        return Ok(());
    }
    let waiting = Count::find_by_statement(sql(
        tx,
        "SELECT COUNT(*) AS n FROM waitlist_entry e WHERE e.account_id = $1 AND e.end_at > $2 \
         AND NOT EXISTS (SELECT 1 FROM waitlist_end x WHERE x.entry_id = e.id)",
        [owner.into(), cx.now.into()],
    ));
    if waiting.one(tx).await?.map_or(0, |row| row.n) + places.len() as i64 > WAITING_MAX {
        return Err(WaitlistError::TooMany { max: WAITING_MAX }.into());
    }
    let rows = places.iter().map(|(id, wait)| waitlist_entry::ActiveModel {
        id: Set(*id),
        account_id: Set(owner),
        equipment_type_id: Set(equipment),
        unit_id: Set(details.unit),
        start_at: Set(wait.span.start()),
        end_at: Set(wait.span.end()),
        minutes: Set(minutes_column(wait)),
        purpose: Set(details.purpose),
        children: Set(ages_text(&details.children)),
        created_at: Set(cx.now),
    });
    waitlist_entry::Entity::insert_many(rows).exec_without_returning(tx).await?;
    // Whose time has come without an offer taken is let go. And what was in the way may be no more than somebody's open
    // confirmation: nothing else tells when that runs out.
    let look_again = cx.now + TimeDelta::minutes(HOLD_MINUTES);
    let passes = places
        .iter()
        .flat_map(|(id, wait)| [wait.passes_at(), look_again].map(|at| (Job::WaitlistPass { waitlist_id: *id }, at)));
    jobs::enqueue_all(cx, tx, passes.collect()).await
}

/// What a place waits for.
fn wait_of(entry: &waitlist_entry::Model) -> Result<WaitFor> {
    let span = Slot::new(entry.start_at, entry.end_at).map_err(Error::internal)?;
    Ok(WaitFor { span, minutes: entry.minutes.map(i64::from) })
}

/// Ends a place, once; what was kept for it is offered to the next.
/// Gives up all places of an account that is being closed, and what it holds; what it was offered goes to the next. Then
/// nothing says that it waited.
pub(crate) async fn leave_all_lines(cx: &Cx, tx: &Tx, owner: AccountId) -> Result<()> {
    let own = waitlist_entry::Entity::find().filter(waitlist_entry::Column::AccountId.eq(owner)).all(tx).await?;
    for entry in &own {
        end(cx, tx, entry, "left").await?;
    }
    let ids: Vec<WaitlistId> = own.iter().map(|entry| entry.id).collect();
    let of = || ids.iter().copied();
    waitlist_offer::Entity::delete_many().filter(waitlist_offer::Column::EntryId.is_in(of())).exec(tx).await?;
    waitlist_end::Entity::delete_many().filter(waitlist_end::Column::EntryId.is_in(of())).exec(tx).await?;
    waitlist_entry::Entity::delete_many().filter(waitlist_entry::Column::Id.is_in(of())).exec(tx).await?;
    hold::drop_all(tx, owner).await
}

async fn end(cx: &Cx, tx: &Tx, entry: &waitlist_entry::Model, outcome: &str) -> Result<()> {
    let row = waitlist_end::ActiveModel { entry_id: Set(entry.id), at: Set(cx.now), outcome: Set(outcome.to_owned()) };
    let inserted = waitlist_end::Entity::insert(row)
        .on_conflict(OnConflict::column(waitlist_end::Column::EntryId).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    if inserted == 0 {
        return Ok(());
    }
    let Some(offer) = waitlist_offer::Entity::find_by_id(entry.id).one(tx).await? else { return Ok(()) };
    hold::drop_holds(tx, vec![offer.hold_id]).await?;
    let slot = Slot::new(entry.start_at, entry.end_at).map_err(Error::internal)?;
    offers::offer(cx, tx, Some(entry.equipment_type_id), &slot).await
}

impl Store {
    /// Looks at a place again: lets it go when its time has come, else offers what has become free. By jobs at its
    /// start, and when a hold that was in the way has run out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waitlist_pass(&self, cx: &Cx, id: WaitlistId) -> Result<()> {
        self.write("waitlist_pass", |tx| async move {
            match waitlist_entry::Entity::find_by_id(id).one(&tx).await? {
                Some(entry) if wait_of(&entry)?.passes_at() <= cx.now => end(cx, &tx, &entry, "passed").await,
                Some(entry) => {
                    let type_id = Some(entry.equipment_type_id);
                    offers::offer_span(cx, &tx, type_id, entry.start_at, entry.end_at).await
                }
                None => Ok(()),
            }
        })
        .await
    }
}
